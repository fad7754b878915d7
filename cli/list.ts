/**
 * `ticlab list`: the cases, rules and scenarios that there are.
 *
 * @module
 */
import type { ReceiverRule } from "../conformance/suite/rule.ts";
import type { Suite, SuiteCase } from "../conformance/suite/suite_case.ts";
import { Failure } from "./failure.ts";
import { loadedSuite } from "./loaded_suite.ts";
import { nearest } from "./nearest.ts";
import type { CommandSpec, Options } from "./options.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";

/** Options and help of `ticlab list`. */
export const spec: CommandSpec = {
  name: "list",
  summary: "list the cases and rules of the suite, and the scenarios",
  usage:
    "ticlab list [cases|rules|scenarios|gateways] [--level LEVEL] [--topic TOPIC] [--rule RULE]\n" +
    "       [--json]",
  options: {
    "level": {
      value: "LEVEL",
      help: "only of this level",
      choices: ["must", "should", "observe"],
    },
    "topic": { value: "TOPIC", help: "only of this topic, such as checksum" },
    "rule": { value: "RULE", help: "only of this rule, such as checksum/formula" },
    "json": { help: "one line of JSON for each" },
  },
  examples: [
    ["ticlab list", "every case: id, level, depth, title"],
    ["ticlab list rules --level must", "what a receiver has to do"],
    ["ticlab list --rule eot/next-frame-read", "the cases of one rule"],
    ["ticlab list gateways", "the cases of test --gateway"],
    ["ticlab explain ID", "one case, rule or scenario, in full"],
  ],
  exits: [[4, "the suite cannot be read, which is a fault of ticlab"]],
};

const KINDS = ["cases", "rules", "scenarios", "gateways"];

/** Prints a line for each. */
export async function run(options: Options): Promise<number> {
  const [kind = "cases", another] = options.words;
  if (!KINDS.includes(kind) || another !== undefined) {
    const near = nearest(kind, KINDS);
    throw new Failure(`one of ${KINDS.join(", ")} is wanted, not "${options.words.join(" ")}"`, {
      exitCode: 2,
      next: near && another === undefined
        ? `Did you mean: ticlab list ${near}`
        : "See: ticlab list --help",
    });
  }
  const rows = kind === "scenarios"
    ? scenarios(options)
    : kind === "gateways"
    ? await gateways(options)
    : await ofSuite(kind, options);
  if (options.has("json")) { for (const { json } of rows) console.log(JSON.stringify(json)); }
  else console.log(aligned(rows.map(({ cells }) => cells)));
  return 0;
}

interface Row {
  cells: readonly string[];
  json: Readonly<Record<string, unknown>>;
}

/** Cases of gateways with the first of their rules. */
async function gateways(options: Options): Promise<Row[]> {
  refuseFilters("gateways", options);
  const { loadGatewayCases } = await import("../conformance/gateway/load_cases.ts");
  return loadGatewayCases().map(({ id, rules, title, mode, quick, since }) => {
    const set = quick ? "quick" : "full";
    return { cells: [id, set, mode, title], json: { id, rules, title, mode, set, since } };
  });
}

function refuseFilters(kind: string, options: Options): void {
  for (const name of ["level", "topic", "rule"]) {
    if (options.get(name) !== undefined) {
      throw new Failure(`${kind} have no ${name}`, {
        exitCode: 2,
        next: "Try: ticlab list cases",
      });
    }
  }
}

function scenarios(options: Options): Row[] {
  refuseFilters("scenarios", options);
  return scenarioNames().map((name) => {
    const { title } = loadScenario(name);
    return { cells: [name, title], json: { name, title } };
  });
}

async function ofSuite(kind: string, options: Options): Promise<Row[]> {
  const suite = await loadedSuite();
  const [level, topic, rule] = ["level", "topic", "rule"].map((name) => options.get(name));
  known("topic", { word: topic, words: topicsOf(suite) });
  known("rule", { word: rule, words: suite.rules.map(({ id }) => id) });
  const wanted = (one: { level: string; topic: string; rule: string }) =>
    (level === undefined || one.level === level) && (rule === undefined || one.rule === rule) &&
    (topic === undefined || one.topic === topic || one.rule.startsWith(`${topic}/`));
  return kind === "rules"
    ? suite.rules.filter((one) => wanted({ ...one, rule: one.id })).map((one) =>
      ruleRow(one, suite)
    )
    : suite.cases.filter(wanted).map(caseRow);
}

function topicsOf({ rules, cases }: Suite): string[] {
  return [...new Set([...rules, ...cases].map(({ topic }) => topic))];
}

function known(
  name: string,
  { word, words }: { word: string | undefined; words: readonly string[] },
): void {
  if (word === undefined || words.includes(word)) return;
  const near = nearest(word, words);
  throw new Failure(`there is no ${name} "${word}"`, {
    exitCode: 2,
    next: word.startsWith("gateway")
      ? "Cases of gateways: ticlab list gateways"
      : near
      ? `Did you mean --${name} ${near}?`
      : "See: ticlab list rules",
  });
}

function ruleRow(rule: ReceiverRule, { cases }: Suite): Row {
  const ids = cases.filter((one) => one.rule === rule.id).map(({ id }) => id);
  return { cells: [rule.id, rule.level, rule.text], json: { ...rule, cases: ids } };
}

/** Not the bytes: those of the families are made when they are wanted. */
function caseRow(one: SuiteCase): Row {
  const { id, rule, level, topic, title, mode, depth, needs, sets, since, quarantined } = one;
  return {
    cells: [id, level, depth, title],
    json: { id, rule, level, topic, title, mode, depth, needs, sets, since, quarantined },
  };
}

/** Columns of one width each, but for the last. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((cells) => cells[i]!.length)));
  return rows.map((cells) =>
    cells.map((cell, i) => i === cells.length - 1 ? cell : cell.padEnd(widths[i]!)).join("  ")
  ).join("\n");
}
