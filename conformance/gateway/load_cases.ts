/**
 * Loads the cases for gateways from their YAML files.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../../sim/nearest.ts";
import { parseQuantity } from "../../sim/quantity.ts";
import { readScenario } from "../../sim/scenario.ts";
import { ScenarioError } from "../../sim/scenario/scenario_error.ts";
import { CheckedRecord, type Complain } from "../suite/checked_record.ts";
import { type Problem, SuiteError } from "../suite/problem.ts";
import { YamlFile } from "../suite/yaml_file.ts";
import type { GatewayCase, StageAction } from "./gateway_case.ts";
import { gatewayRules } from "./gateway_rules.ts";

const FOLDER = fileURLToPath(new URL("cases/", import.meta.url));
const KEYS = ["id", "title", "rules", "mode", "quick", "since", "scenario", "stage"];

/**
 * Loads all cases, in the order of their files.
 *
 * @param folder Where they are; the folder of ticlab by default.
 * @throws {SuiteError} with every problem of every file.
 *
 * @example
 * ```ts
 * import { loadGatewayCases } from "./load_cases.ts";
 * import { assert } from "@std/assert";
 *
 * assert(loadGatewayCases().some(({ id, quick }) => id === "gateway/noise" && quick));
 * ```
 */
export function loadGatewayCases(folder: string = FOLDER): GatewayCase[] {
  const problems: Problem[] = [];
  const rules = gatewayRules().map(({ id }) => id);
  const cases: GatewayCase[] = [];
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".yaml")).sort()) {
    const text = readFileSync(join(folder, name), "utf8");
    const file = new YamlFile(text, { path: `gateway/cases/${name}`, problems });
    for (const [index, value] of file.items().entries()) {
      const complain = file.complainAt(index);
      const test = gatewayCase(value, { rules, complain });
      if (test === null) continue;
      if (cases.some(({ id }) => id === test.id)) complain(`"${test.id}" stands twice`, "id");
      cases.push(test);
    }
  }
  if (problems.length > 0) throw new SuiteError(problems);
  return cases;
}

/**
 * Reads one case; null where something of it is missing.
 *
 * @param options.rules Ids of the rules that there are.
 */
function gatewayCase(
  value: unknown,
  { rules, complain }: { rules: readonly string[]; complain: Complain },
): GatewayCase | null {
  const read = new CheckedRecord(value, { keys: KEYS, complain });
  const id = read.text("id", { required: true, form: /^gateway\/[a-z0-9]+(-[a-z0-9]+)*$/ });
  const title = read.text("title", { required: true });
  const mode = read.word("mode", ["historique", "standard"]);
  if (!read.has("mode")) complain(`write "mode": historique or standard`, "id");
  const shown = read.words("rules", rules) ?? [];
  if (shown.length === 0) complain(`write "rules", the rule of its line first`, "id");
  const since = read.text("since", { required: true, form: /^\d+\.\d+\.\d+$/ });
  const scenario = read.text("scenario", { required: true });
  if (scenario !== undefined) checkScenario(scenario, { id, mode, complain });
  const stage = (read.list("stage") ?? []).map((entry) => stageAction(entry, complain));
  const quick = read.raw("quick") ?? false;
  if (typeof quick !== "boolean") complain(`"quick" is true or false`, "quick");
  if (!id || !title || !mode || shown.length === 0 || !since || !scenario) return null;
  return {
    id,
    title,
    rules: shown,
    mode,
    scenario,
    stage: stage.filter((action) => action !== null),
    quick: quick === true,
    since,
  };
}

/** What happens on the line is read once here, so that no author learns of a slip while it is played. */
function checkScenario(
  text: string,
  { id, mode, complain }: {
    id: string | undefined;
    mode: string | undefined;
    complain: Complain;
  },
): void {
  try {
    const { duration, meter } = readScenario(text, { file: `${id}.yaml` });
    if (duration === undefined) complain(`a scenario for gateways ends: run: { for: 40 s }`);
    if ((meter.mode ?? "historique") !== mode) complain(`the meter starts in another mode`, "mode");
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    complain(error.message, "scenario");
  }
}

const ACTIONS: readonly StageAction["do"][] = ["out-down", "unplug"];

/** `{ at: 15 s, out-down: 5 s }`. */
function stageAction(value: unknown, complain: Complain): StageAction | null {
  const read = new CheckedRecord(value, {
    keys: ["at", ...ACTIONS],
    complain: (text) => complain(text, "stage"),
  });
  const what = ACTIONS.find((name) => read.has(name));
  const at = read.text("at", { required: true });
  if (what === undefined) {
    const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
    const near = nearest(keys.find((key) => key !== "at") ?? "", ACTIONS);
    complain(`write what is done: ${near ?? ACTIONS.join(" or ")}`, "stage");
    return null;
  }
  try {
    return {
      at: parseQuantity(at ?? "", "duration"),
      do: what,
      for: parseQuantity(read.text(what) ?? "", "duration"),
    };
  } catch (error) {
    complain((error as Error).message, "stage");
    return null;
  }
}
