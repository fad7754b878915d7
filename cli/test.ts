/**
 * `ticlab test`: scores a program that reads a TIC line.
 *
 * @module
 */
import type { ReproOptions } from "../conformance/reports/repro.ts";
import type { CaseLine, ResultHeader } from "../conformance/run/result.ts";
import { runSuite } from "../conformance/run/run_suite.ts";
import type { Selection } from "../conformance/run/select.ts";
import { type Depth, DEPTHS } from "../conformance/suite/capability.ts";
import type { SuiteCase } from "../conformance/suite/suite_case.ts";
import { endPrograms } from "./end_programs.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { REPORT_OPTIONS } from "./report_files.ts";
import { chooseCases, loadCases } from "./test_cases.ts";
import { endTest, exitCode } from "./test_end.ts";
import { TestProgress } from "./test_progress.ts";
import { openProgram } from "./test_program.ts";
import { type TestSettings, testSettings } from "./test_settings.ts";
import { VERSION } from "./version.ts";

/** Options and help of `ticlab test`. */
export const spec: CommandSpec = {
  name: "test",
  summary: "score a decoder or a gateway against what the meter really said",
  usage: "ticlab test [OPTIONS] -- CMD\n       ticlab test [OPTIONS] --gateway FILE",
  options: {
    "gateway": { value: "FILE", help: "a gateway and its profile, or the name of a known one" },
    "set": {
      value: "SET",
      choices: ["quick", "full"],
      help: "cases for gateways: quick, 5 minutes, or full, 30; default quick",
    },
    "meter": {
      value: "SOURCE",
      help: "no cases: a real meter for the gateway, and our decoder beside it",
    },
    "for": { value: "TIME", help: "how long with --meter; 5 min" },
    "session": { help: "CMD answers many inputs, as JSON lines; faster than one process each" },
    "depth": { value: "LEVEL", choices: DEPTHS, help: "how deep to score; else what CMD can do" },
    "only": { value: "GLOB", many: true, help: "only these cases, topics (eot/**) or rules" },
    "skip": { value: "GLOB", many: true, help: "not these" },
    "known": { value: "FILE", help: "known failures; ticlab-known.yaml where it is there" },
    "write-known": { help: "bring that file up to date; words and comments stay" },
    "suite": { value: "VERSION", help: "leave out cases that came after that version" },
    "setup": { value: "COMMAND", help: "shell command to run first, to build the program" },
    "jobs": { value: "N", help: "programs at once; as many as there are cores, 1 gateway" },
    "timeout": { value: "S", help: "seconds that CMD has for a short input; 10" },
    "results": { value: "FILE", help: "results as JSON lines, of which every report is made" },
    ...REPORT_OPTIONS,
    "repro": { value: "DIR", help: "a folder with input and expectation for each failure" },
    "json": { help: "results on standard output instead of the report" },
  },
  examples: [
    ["ticlab test -- ./my-decoder", "bytes on its standard input, one JSON event a line out"],
    ["ticlab test --session -- python3 adapter.py", "one process for all inputs"],
    ["ticlab test --only 'eot/**' -- ./my-decoder", "one topic"],
    ["ticlab test --gateway my.yaml", "a gateway, from its port to its broker or database"],
    ["ticlab test --gateway my.yaml --meter /dev/ttyUSB0 --for 1h", "a gateway on a real meter"],
    ["ticlab test --junit junit.xml --html report.html -- ./my-decoder", "in CI"],
  ],
  exits: [
    [1, "not conformant, or the list of known failures is out of date"],
    [3, "the program does not start or fails the preflight; a report cannot be written"],
    [4, "our own fault"],
  ],
  notes: "What CMD has to do is ten lines: docs/adapter-protocol.md.\n" +
    "What the profile of a gateway says: docs/gateways.md.\n" +
    "A starting point in your language: ticlab init adapter --lang python",
};

/**
 * Scores the program after `--`.
 *
 * @throws {Failure} exit code 2 for the command line, 3 for the program, 4 for the suite.
 */
export async function run(options: Options): Promise<number> {
  try {
    const settings = testSettings(options);
    if (settings.gateway === undefined) return await scored(settings, options);
    const { testGateway } = await import("./test_gateway.ts");
    return await testGateway(settings, options);
  } catch (cause) {
    if (cause instanceof Failure) throw cause;
    // Never 1, which would blame the program.
    throw new Failure(`ticlab itself failed: ${(cause as Error).stack ?? cause}`, {
      exitCode: 4,
      next: "Please report this with the command line",
      cause,
    });
  }
}

async function scored(settings: TestSettings, options: Options): Promise<number> {
  const { suite, known, knownText } = await loadCases(settings);
  using _ = endPrograms();
  await using program = await openProgram(settings);
  const depth = settings.depth ?? program.profile.depth;
  const selection = selectionOf(settings, depth);
  const selected = chooseCases(suite, selection);
  const cases = chooseCases(suite, { ...selection, only: [], skip: [] });
  const header: ResultHeader = {
    results: 1,
    ticlab: VERSION,
    suite: { version: suite.version, hash: suite.hash },
    program: nameOf(program.profile),
    command: settings.command,
    driver: settings.session ? "session" : "pipe",
    depth,
    capabilities: program.profile.capabilities,
    ...(program.profile.labels && { labels: program.profile.labels }),
    started: new Date().toISOString(),
  };
  const progress = new TestProgress(Deno.stderr);
  const lines = await runSuite({
    cases,
    selected: new Set(selected),
    rules: suite.rules,
    profile: program.profile,
    drivers: program.drivers(Math.min(settings.jobs, selected.length)),
    known,
    onCase: (line, done, of) => progress.step(line, done, of),
  }).finally(() => progress.close());

  const hypotheses = await probableBugs(lines, cases);
  const run = { header, lines, known, knownText, hypotheses };
  const results = endTest(run, settings, options);
  if (settings.repro !== undefined) await repro(settings.repro, { results, cases });
  return exitCode(run, settings, results);
}

async function repro(folder: string, run: ReproOptions): Promise<void> {
  const { writeRepro } = await import("../conformance/reports/repro.ts");
  try {
    for (const path of writeRepro(folder, run)) console.error(`wrote ${path}`);
  } catch (cause) {
    const message = `cannot write ${folder}: ${(cause as Error).message}`;
    throw new Failure(message, { exitCode: 3, cause });
  }
}

function selectionOf({ only, skip, version }: TestSettings, depth: Depth): Selection {
  return { only, skip, depth, ...(version !== undefined && { version }) };
}

function nameOf({ name, version, homepage }: ResultHeader["program"]): ResultHeader["program"] {
  return {
    name,
    ...(version !== undefined && { version }),
    ...(homepage !== undefined && { homepage }),
  };
}

/** The mutants are loaded only where something failed. */
async function probableBugs(lines: readonly CaseLine[], cases: readonly SuiteCase[]) {
  const failed = lines.some(({ verdict }) => ["fail", "crash", "timeout"].includes(verdict));
  if (!failed) return [];
  const { hypotheses } = await import("../conformance/naive/hypotheses.ts");
  const { inTellingOrder } = await import("../conformance/naive/telling_order.ts");
  return inTellingOrder(hypotheses(lines), cases);
}
