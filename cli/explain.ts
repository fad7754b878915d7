/**
 * `ticlab explain`: what a scenario does, and what a case or a rule of the suite asks.
 *
 * @module
 */
import { scenarioPicture } from "../sim/scenario_picture.ts";
import { scenarioStory } from "../sim/scenario_story.ts";
import { beginning, explainBeginning } from "./explain_beginning.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { palette } from "./screen.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";
import { writeFile } from "./write_file.ts";

/** Options and help of `ticlab explain`. */
export const spec: CommandSpec = {
  name: "explain",
  summary: "show what a scenario does, or what a case or a rule of the suite asks",
  usage: "ticlab explain SCENARIO [--svg FILE]\n       ticlab explain CASE|RULE [--bytes FILE]",
  options: {
    "svg": {
      value: "FILE",
      help: "draw power, indexes and events of a scenario over time; - is standard output",
    },
    "bytes": { value: "FILE", help: "write the bytes of a case; - is standard output" },
  },
  examples: [
    ["ticlab explain tempo-red-day", "a scenario of the library"],
    ["ticlab explain ./mine.yaml --svg mine.svg", "a picture of one of yours"],
    ["ticlab explain hist-wrong-index", "a case: rule, bytes, what a right decoder says"],
    ["ticlab explain gateway/noise", "a case or a rule of gateways"],
    ["ticlab explain hist-wrong-index --bytes - | ./my-decoder", "its bytes, given by hand"],
  ],
  notes: "The beginning of a name is enough to see what begins so: std-checksum, checksum/.",
  exits: [[3, "the picture or the bytes cannot be written"], [4, "the suite cannot be loaded"]],
};

/** Names of files; a rule has a slash too. */
const FILE = /^[./\\]|\\|\.ya?ml$/;

/**
 * Prints the story of a scenario, or draws it; prints a case or a rule.
 *
 * Names of all three share one name space; where nothing has a name, what begins so is listed.
 *
 * @throws {Failure} exit code 2 where nothing is called or begins so, or it is wrong, 3 where the picture or the
 * bytes cannot be written, 4 where the suite cannot be loaded.
 */
export async function run(options: Options): Promise<number> {
  const [word, another] = options.words;
  if (word === undefined || another !== undefined) {
    throw new Failure("one scenario, case or rule is wanted", {
      exitCode: 2,
      next: "See: ticlab scenarios, ticlab list",
    });
  }
  const isScenario = FILE.test(word) || scenarioNames().includes(word);
  const unfit = isScenario ? "bytes" : "svg";
  if (options.get(unfit) !== undefined) {
    const what = isScenario ? "a scenario has no --bytes" : "only a scenario has an --svg";
    throw new Failure(what, { exitCode: 2, next: "See: ticlab explain --help" });
  }
  if (isScenario) explainScenario(word, options.get("svg"));
  else if (/^gateway(?:\/|$)/.test(word)) {
    if (options.get("bytes") !== undefined) {
      throw new Failure("a case of gateways has no bytes: it is played", {
        exitCode: 2,
        next: `See what: ticlab explain ${word}`,
      });
    }
    await explainOfGateways(word);
  } else await (await import("./explain_case.ts")).explainCase(word, options.get("bytes"));
  return 0;
}

/** A case or a rule of gateways, or those that begin so. */
async function explainOfGateways(word: string): Promise<void> {
  const { loadGatewayCases } = await import("../conformance/gateway/load_cases.ts");
  const { gatewayRules } = await import("../conformance/gateway/gateway_rules.ts");
  const begun = beginning(word, [
    ...gatewayRules().map(({ id, text }) => ({ name: id, title: text })),
    ...loadGatewayCases().map(({ id, title }) => ({ name: id, title })),
  ]);
  if (begun.length > 0 && !begun.some(({ name }) => name === word)) explainBeginning(word, begun);
  else (await import("./explain_gateway.ts")).explainGateway(word);
}

function explainScenario(word: string, file?: string): void {
  const scenario = loadScenario(word);
  if (file === "-") console.log(scenarioPicture(scenario));
  else if (file !== undefined) writeFile(file, scenarioPicture(scenario), "--svg -");
  else {
    const paint = palette(Deno.stdout);
    console.log(`${paint.bold(scenario.title)}\n${scenario.about.trim()}`);
    for (const { heading, lines } of scenarioStory(scenario)) {
      console.log(`\n${paint.bold(heading)}\n${lines.map((line) => `  ${line}`).join("\n")}`);
    }
  }
}
