/**
 * For tests: whether a shown command line is one that ticlab has: command, options, choices, and the
 * scenarios, cases and rules that it names.
 *
 * @module
 */
import { COMMANDS } from "../cli/commands.ts";
import { Failure } from "../cli/failure.ts";
import { type CommandSpec, readOptions } from "../cli/options.ts";
import { scenarioNames } from "../cli/sim_scenario.ts";
import { gatewayRules } from "../conformance/gateway/gateway_rules.ts";
import { loadGatewayCases } from "../conformance/gateway/load_cases.ts";
import { loadSuite } from "../conformance/suite/load.ts";

interface Tasks {
  tasks: Record<string, { command: string }>;
}

const { tasks }: Tasks = JSON.parse(
  Deno.readTextFileSync(new URL("../deno.json", import.meta.url)),
);

/** Words that stand for something of the reader's: `CASE`, `[--session]`, `…`. */
const PLACEHOLDER = /^[A-Z][A-Z-]*$|…|^\[|^\$/;

const suite = await loadSuite();
const ids = new Set([
  ...scenarioNames(),
  ...suite.cases.flatMap(({ id, aliases }) => [id, ...aliases]),
  ...[...suite.rules, ...loadGatewayCases(), ...gatewayRules()].map(({ id }) => id),
]);
const topics = new Set(suite.cases.map(({ topic }) => topic));

/**
 * The words behind `ticlab`, as a command line of ours has them: of a task of deno.json, of npx, or of
 * ticlab itself. Undefined where it is another program or a task that is none of the commands.
 */
export function ticlabWords(words: readonly string[]): string[] | undefined {
  const [first, second, ...rest] = words;
  if (first === "ticlab") return words.slice(1);
  if (first === "npx") return ticlabWords(words.slice(1).filter((word) => word !== "--yes"));
  if (!/^deno(@[\d.]+)?$/.test(first ?? "") || second !== "task") return undefined;
  const [name = "", ...args] = rest[0] === "--cwd" ? rest.slice(2) : rest;
  const task = tasks[name];
  if (task === undefined) throw new Failure(`deno.json has no task "${name}"`, { exitCode: 2 });
  const [, behind] = / main\.ts(.*)$/.exec(task.command) ?? [];
  return behind === undefined ? undefined : [...behind.trim().split(" ").filter(Boolean), ...args];
}

/**
 * Reads a command line by the table of its command.
 *
 * @throws {Failure} where it has what ticlab does not know.
 */
export async function checkCommand(words: readonly string[]): Promise<void> {
  const [name = "", ...args] = ticlabWords(words) ?? ["--help"];
  if (name.startsWith("--") || PLACEHOLDER.test(name)) return;
  const command = COMMANDS[name];
  if (command === undefined) throw new Failure(`there is no command "${name}"`, { exitCode: 2 });
  const { spec } = await command.load();
  const given = args.filter((word) => word !== "--help" && !/^\[|^…$/.test(word));
  // A sentence may name an option without its value: `ticlab decode --to`.
  if (spec.options[given.at(-1)?.slice(2) ?? ""]?.value !== undefined) given.push("…");
  const options = readOptions(spec, given.map((word, i) => filled(word, given[i - 1], spec)));
  const only = [...("only" in spec.options ? options.all("only") : []), ...named(name, options)];
  for (const id of only) {
    const known = ids.has(id) || ids.has(`gateway/${id}`) || topics.has(id.split("/")[0]!) ||
      /[.*]/.test(id);
    if (!known && !PLACEHOLDER.test(id)) {
      throw new Failure(`there is no scenario, case or rule "${id}"`, { exitCode: 2 });
    }
  }
}

/** Ids among the words of a command. */
function named(name: string, { words }: { words: readonly string[] }): string[] {
  return name === "sim" || name === "explain" ? words.slice(0, 1) : [];
}

/** A word with a placeholder in the place of one of few values: the first of them. */
function filled(word: string, before: string | undefined, { options }: CommandSpec): string {
  const [choice] = (before?.startsWith("--") && options[before.slice(2)]?.choices) || [];
  return choice !== undefined && PLACEHOLDER.test(word) ? choice : word;
}
