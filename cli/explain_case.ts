/**
 * The part of `ticlab explain` about cases and rules of the conformance suite.
 *
 * @module
 */
import { killMatrix } from "../conformance/naive/kill_matrix.ts";
import { MUTANTS } from "../conformance/naive/mutants/mod.ts";
import { caseText } from "../conformance/reports/case_text.ts";
import { ruleText } from "../conformance/reports/rule_text.ts";
import { loadSuite } from "../conformance/suite/load.ts";
import type { Suite, SuiteCase } from "../conformance/suite/suite_case.ts";
import { beginning, explainBeginning, type Named } from "./explain_beginning.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import { palette, terminalSize } from "./screen.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";
import { writeOut } from "./stdout.ts";
import { writeFile } from "./write_file.ts";

/** Lines longer than this are hard to read, however wide the terminal is. */
const WIDEST = 120;

/** Inputs up to this many bytes are tried on every wrong decoder at once; others would take seconds. */
const QUICK = 8000;

/**
 * Prints a case or a rule, or writes the bytes of a case; where several names begin with the word, lists
 * them.
 *
 * @param file Where to write the bytes instead; `-` is standard output.
 * @throws {Failure} exit code 2 where nothing has that name or begins so, with the nearest one that has;
 * 3 where the bytes cannot be written; 4 where the suite cannot be loaded.
 */
export async function explainCase(word: string, file?: string): Promise<void> {
  const suite = await loadSuite().catch((cause) => {
    throw new Failure(`the suite cannot be loaded: ${cause.message}`, { exitCode: 4, cause });
  });
  const test = suite.cases.find(({ id, aliases }) => id === word || aliases.includes(word));
  const rule = suite.rules.find(({ id }) => id === (test?.rule ?? word));
  if (!rule) {
    const begun = beginning(word, everything(suite));
    if (begun.length === 0) throw unknown(word, suite);
    if (file === undefined) return explainBeginning(word, begun);
    throw new Failure(`no case is called "${word}", it is the beginning of ${begun.length}`, {
      exitCode: 2,
      next: `See which: ticlab explain ${word}`,
    });
  }
  if (file !== undefined) {
    if (!test) throw new Failure("a rule has no bytes", { exitCode: 2, next: "Name a case" });
    return file === "-" ? writeOut(test.input) : writeFile(file, test.input, "--bytes -");
  }
  const look = {
    columns: Math.min(WIDEST, terminalSize().columns),
    paint: palette(Deno.stdout),
  };
  const lines = test
    ? caseText(test, { rule, caught: caughtBy(test), ...look })
    : ruleText(rule, { cases: suite.cases, ...look });
  console.log(lines.join("\n"));
}

/** Wrong decoders that a case catches: those that it has to, and for a short one all others too. */
function caughtBy(test: SuiteCase): { name: string; bug: string }[] {
  const quick = test.input.length <= QUICK;
  const matrix = quick ? killMatrix([test]) : new Map<string, readonly string[]>();
  return MUTANTS.filter(({ name }) => test.mutants.includes(name) || matrix.get(name)?.length);
}

/** Rules, cases and scenarios, with their titles. */
function everything({ cases, rules }: Suite): Named[] {
  return [
    ...rules.map(({ id, text }) => ({ name: id, title: text })),
    ...cases.map(({ id, title }) => ({ name: id, title })),
    ...scenarioNames().map((name) => ({ name, title: loadScenario(name).title })),
  ];
}

function unknown(word: string, { cases, rules }: Suite): Failure {
  const names = [
    ...cases.flatMap(({ id, aliases }) => [id, ...aliases]),
    ...rules.map(({ id }) => id),
    ...scenarioNames(),
  ];
  const near = nearest(word, names);
  return new Failure(`there is no case, rule or scenario "${word}"`, {
    exitCode: 2,
    next: near
      ? `Did you mean: ${near}`
      : "See: ticlab scenarios, or ticlab list for cases and rules; a file is named as ./my.yaml",
  });
}
