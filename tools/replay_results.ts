/**
 * Keeps what programs said to the suite, and judges it anew, so that a change of the oracle cannot turn
 * green red unseen:
 *
 *     deno run -A --config deno.json tools/replay_results.ts [--check | --write]
 *
 * `--write` runs the programs (Python, Node and the packages of examples/npm-teleinfo are needed).
 *
 * @module
 */
import { createHash } from "node:crypto";
import { brotliCompressSync, brotliDecompressSync } from "node:zlib";
import type { Driver, Outcome, ProgramProfile, RunRequest } from "../conformance/drivers/driver.ts";
import { runSuite } from "../conformance/run/run_suite.ts";
import type { Verdict } from "../conformance/run/verdict.ts";
import { loadSuite } from "../conformance/suite/load.ts";
import { caseHash } from "../conformance/suite/lock.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";
import { RECORDED_PROGRAMS } from "./replay_results_programs.ts";

/** Answers of more characters are not kept: long families would make the files ten times as large. */
const LONGEST = 30_000;

/** Where the answers are kept, a file a program. */
export const RECORDED = new URL("../conformance/recorded/", import.meta.url);

/** A program with its answers; each line was given at once. */
export interface Recorded {
  /** Version of the suite that it was recorded with. */
  suite: string;
  /** The program. */
  profile: ProgramProfile;
  /** What it said of each input, by {@linkcode keyOf}. */
  answers: Readonly<Record<string, Outcome>>;
  /** Hash and verdict of each case then. */
  cases: Readonly<Record<string, { hash: string; verdict: Verdict }>>;
}

/** A case whose verdict is another one now, though the case is what it was. */
export interface Changed {
  id: string;
  before: Verdict;
  now: Verdict;
}

const GREEN: readonly Verdict[] = ["pass", "observed", "unsupported"];

/** Name of an input among the answers. */
function keyOf({ mode, chunks }: RunRequest): string {
  const hash = createHash("sha256").update(mode);
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex").slice(0, 20);
}

/** Reads a file of answers. */
export function readRecorded(file: string): Recorded {
  return JSON.parse(brotliDecompressSync(Deno.readFileSync(new URL(file, RECORDED))).toString());
}

/**
 * Judges recorded answers by the suite of now.
 *
 * @returns The cases that are what they were and got another verdict, those that turned red first.
 */
export async function replayed(
  { profile, answers, cases }: Recorded,
  suite: Suite,
): Promise<{ red: Changed[]; green: Changed[]; judged: number }> {
  const same = suite.cases.filter((one) => cases[one.id]?.hash === caseHash(one));
  const driver: Driver = {
    keepsChunks: false,
    run: (request) => Promise.resolve(answers[keyOf(request)]!),
    close: () => Promise.resolve(),
  };
  const lines = await runSuite({
    cases: same,
    rules: suite.rules,
    profile,
    drivers: [driver],
    known: [],
  });
  const changed = lines.map(({ id, verdict }) => ({ id, before: cases[id]!.verdict, now: verdict }))
    .filter(({ before, now }) => before !== now);
  const isRed = ({ before, now }: Changed) => GREEN.includes(before) && !GREEN.includes(now);
  return {
    red: changed.filter(isRed),
    green: changed.filter((one) => !isRed(one)),
    judged: lines.length,
  };
}

/** Runs a program on every case, each line at once, and keeps what it says. */
async function record(name: string, suite: Suite): Promise<Recorded> {
  const { profile, driver } = await RECORDED_PROGRAMS[name]!();
  const answers: Record<string, Outcome> = {};
  const long = new Set<string>();
  const listening: Driver = {
    keepsChunks: false,
    async run(request) {
      const key = keyOf(request);
      const outcome = withoutWords(await driver.run(request));
      if (JSON.stringify(outcome).length > LONGEST) long.add(key);
      else answers[key] = outcome;
      return outcome;
    },
    close: () => driver.close(),
  };
  const lines = await runSuite({
    cases: suite.cases,
    rules: suite.rules,
    profile,
    drivers: [listening],
    known: [],
  });
  await driver.close();
  const verdicts = new Map(lines.map(({ id, verdict }) => [id, verdict]));
  const kept = suite.cases.filter(({ mode, input }) => !long.has(keyOf({ mode, chunks: [input] })));
  const cases = Object.fromEntries(
    kept.map((one) => [one.id, { hash: caseHash(one), verdict: verdicts.get(one.id)! }]),
  );
  return { suite: suite.version, profile, answers, cases };
}

/** Standard error may name folders of this machine. */
function withoutWords(outcome: Outcome): Outcome {
  return "stderr" in outcome ? { ...outcome, stderr: "" } : outcome;
}

if (import.meta.main) {
  const suite = await loadSuite();
  for (const name of Object.keys(RECORDED_PROGRAMS)) {
    const file = `${name}.json.br`;
    if (Deno.args.includes("--write")) {
      const recorded = await record(name, suite);
      Deno.writeFileSync(new URL(file, RECORDED), brotliCompressSync(JSON.stringify(recorded)));
    }
    const { red, green, judged } = await replayed(readRecorded(file), suite);
    console.log(
      `${name}: ${judged} judged anew, ${red.length} turned red, ${green.length} otherwise`,
    );
    for (const { id, before, now } of [...red, ...green]) {
      console.log(`  ${id}: ${before}, now ${now}`);
    }
    if (red.length + green.length > 0) Deno.exitCode = 1;
  }
}
