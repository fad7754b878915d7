import { assert, assertEquals, assertRejects } from "@std/assert";
import { loadSuite } from "../conformance/suite/load.ts";
import { Failure } from "./failure.ts";
import { run, spec } from "./list.ts";
import { readOptions } from "./options.ts";
import { scenarioNames } from "./sim_scenario.ts";

/** Runs the command and returns the lines that it printed. */
async function list(...args: string[]): Promise<string[]> {
  const [log, lines] = [console.log, [] as string[]];
  console.log = (line: string) => lines.push(line);
  try {
    assertEquals(await run(readOptions(spec, args)), 0);
  } finally {
    console.log = log;
  }
  return lines.join("\n").split("\n");
}

const suite = await loadSuite();

Deno.test("list prints a case a line, aligned, its title last", async () => {
  const lines = await list();
  assertEquals(lines.length, suite.cases.length);
  const [first] = suite.cases;
  assert(lines[0]!.startsWith(`${first!.id} `) && lines[0]!.endsWith(first!.title), lines[0]);
  const column = Math.max(...suite.cases.map(({ id }) => id.length)) + 2;
  for (const [i, { level, depth }] of suite.cases.entries()) {
    assertEquals(lines[i]!.slice(column).split(/ +/, 2), [level, depth]);
  }
});

Deno.test("list keeps those of a level, a topic and a rule", async () => {
  const must = await list("--level", "must", "--json");
  assertEquals(must.length, suite.cases.filter(({ level }) => level === "must").length);
  const { rule } = suite.cases[0]!;
  const ruled = (await list("--rule", rule, "--json")).map((line) => JSON.parse(line));
  assertEquals(
    ruled.map(({ id }) => id),
    suite.cases.filter((one) => one.rule === rule).map((one) => one.id),
  );
  const checksum = (await list("rules", "--topic", "checksum", "--json")).map((line) =>
    JSON.parse(line)
  );
  assertEquals(
    checksum.map(({ id }) => id),
    suite.rules.filter(({ topic }) => topic === "checksum").map(({ id }) => id),
  );
  assert(checksum.every(({ cases, source, why }) => cases.length > 0 && source && why));
});

Deno.test("list prints the scenarios with their titles", async () => {
  const lines = await list("scenarios");
  assertEquals(lines.map((line) => line.split(" ", 1)[0]), scenarioNames());
});

Deno.test("list says the nearest right thing", async () => {
  const wrong = async (...args: string[]) => {
    const { exitCode, message, next } = await assertRejects(
      () => run(readOptions(spec, args)),
      Failure,
    );
    return [exitCode, message, next];
  };
  assertEquals(await wrong("case"), [
    2,
    'one of cases, rules, scenarios, gateways is wanted, not "case"',
    "Did you mean: ticlab list cases",
  ]);
  assertEquals(await wrong("--topic", "cheksum"), [
    2,
    'there is no topic "cheksum"',
    "Did you mean --topic checksum?",
  ]);
  assertEquals(await wrong("--rule", "gateway/sound"), [
    2,
    'there is no rule "gateway/sound"',
    "Cases of gateways: ticlab list gateways",
  ]);
  assertEquals(await wrong("gateway"), [
    2,
    'one of cases, rules, scenarios, gateways is wanted, not "gateway"',
    "Did you mean: ticlab list gateways",
  ]);
  assertEquals(await wrong("scenarios", "--level", "must"), [
    2,
    "scenarios have no level",
    "Try: ticlab list cases",
  ]);
});
