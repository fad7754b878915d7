/**
 * The part of `ticlab explain` about cases and rules of gateways.
 *
 * @module
 */
import type { GatewayCase } from "../conformance/gateway/gateway_case.ts";
import { gatewayRules } from "../conformance/gateway/gateway_rules.ts";
import { loadGatewayCases } from "../conformance/gateway/load_cases.ts";
import { wrapText } from "../conformance/reports/wrap_text.ts";
import { LEVEL_WORDS } from "../conformance/reports/words.ts";
import type { ReceiverRule } from "../conformance/suite/rule.ts";
import { readScenario } from "../sim/scenario.ts";
import { scenarioStory } from "../sim/scenario_story.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import { palette, terminalSize } from "./screen.ts";

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;

/**
 * Prints a case or a rule of gateways; all of them are called `gateway/…`.
 *
 * @throws {Failure} exit code 2 where nothing has that name, with the nearest one that has.
 */
export function explainGateway(word: string): void {
  const [cases, rules] = [loadGatewayCases(), gatewayRules()];
  const test = cases.find(({ id }) => id === word);
  const rule = rules.find(({ id }) => id === word);
  if (test) return print(caseLines(test, rules));
  if (rule) return print(ruleLines(rule, cases));
  const near = nearest(word, [...cases, ...rules].map(({ id }) => id));
  throw new Failure(`gateways have no case or rule "${word}"`, {
    exitCode: 2,
    next: near ? `Did you mean: ${near}` : "See: ticlab list gateways",
  });
}

/** Prints paragraphs: the first as a heading, each part under its own. */
function print([heading = "", ...parts]: string[]): void {
  const paint = palette(Deno.stdout);
  const columns = Math.min(WIDEST, terminalSize().columns);
  console.log(paint.bold(heading));
  for (const part of parts) {
    const [first = "", ...more] = part.split("\n");
    console.log([
      ...more.length > 0 ? ["", paint.bold(first)] : wrapText(first, columns),
      ...more.flatMap((line) => wrapText(line, columns - 2).map((piece) => `  ${piece}`)),
    ].join("\n"));
  }
}

/** Parts of the story of a scenario that say what a gateway is played. */
const TOLD: readonly string[] = ["Meter", "Load", "Time", "Timeline"];

function caseLines(test: GatewayCase, rules: readonly ReceiverRule[]): string[] {
  const { id, title, mode, quick, scenario, stage } = test;
  const { about, ...story } = readScenario(scenario, { file: id });
  const shown = rules.filter((rule) => test.rules.includes(rule.id));
  const seconds = (ms: number) => `${ms / 1_000} s`;
  return [
    id,
    `${title}. ${about.trim()}`,
    `Played in ${mode} mode, in the ${quick ? "quick" : "full"} set.`,
    ["Rules", ...shown.map((rule) => `${rule.id} (${LEVEL_WORDS[rule.level]}): ${rule.text}`)]
      .join("\n"),
    ...scenarioStory({ about, ...story }).filter(({ heading }) => TOLD.includes(heading))
      .map(({ heading, lines }) => [heading, ...lines].join("\n")),
    ...stage.map((action) =>
      `Besides\n${action.do} at ${seconds(action.at)} for ${seconds(action.for)}`
    ),
    `Play it\nticlab test --gateway FILE --only ${id}`,
  ];
}

function ruleLines(rule: ReceiverRule, cases: readonly GatewayCase[]): string[] {
  const own = cases.filter((test) => test.rules.includes(rule.id));
  return [
    rule.id,
    rule.text,
    `Level\n${LEVEL_WORDS[rule.level]}`,
    `Source\n${rule.source}`,
    `Why\n${rule.why}`,
    [`Cases (${own.length})`, ...own.map(({ id, title }) => `${id}: ${title}`)].join("\n"),
    `Play them\nticlab test --gateway FILE --only ${rule.id}`,
  ];
}
