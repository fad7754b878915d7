/**
 * Tries a program before it is scored: does it keep the contract, is it honest, what can it do?
 *
 * @module
 */
import type { Said } from "../oracle/said.ts";
import { abilities, type Ask } from "./_abilities.ts";
import {
  type Check,
  fine,
  fresh,
  hasHeard,
  hears,
  nonsense,
  note,
  silent,
  troubled,
  unmoved,
  wrong,
} from "./_checks.ts";
import {
  type Canary,
  drawCanary,
  groupsOf,
  INDEX_LABEL,
  type LineKind,
  noise,
  rightLine,
} from "./_probe_lines.ts";
import { programName } from "./_program_name.ts";
import type { Outcome, ProgramProfile } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { HelloError, readHello } from "./hello.ts";
import { PipeDriver, type PipeRun } from "./pipe.ts";
import { SessionDriver } from "./session.ts";

export type { Check } from "./_checks.ts";

/** The lines that a program may be able to read, and the mode that it is told for each. */
const LINES = {
  historique: "historique",
  standard: "standard",
  older: "historique",
} as const satisfies Record<LineKind, string>;
const KINDS = Object.keys(LINES) as LineKind[];

type Checks<Result> = AsyncGenerator<Check, Result>;

/**
 * Tries a program; gives each check as it is done and ends at the first that is wrong, since what
 * came after would only repeat it. Returns what the program is, where nothing is wrong.
 *
 * @example
 * ```ts
 * import { examine } from "./examine.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const checks = await Array.fromAsync(examine({ command: ["cat"] }));
 * assertEquals(checks.map(({ verdict }) => verdict), ["wrong"]); // it says bytes, not events
 * ```
 *
 * @throws {ProgramError} where the program cannot be started.
 */
export async function* examine(
  options: DriverOptions,
): AsyncGenerator<Check, ProgramProfile | undefined> {
  const driver = options.session ? new SessionDriver(options) : new PipeDriver(options);
  const checks = driver instanceof SessionDriver ? ofSession(driver) : ofPipe(driver, options);
  try {
    for (;;) {
      const { value, done } = await checks.next();
      if (done) return value;
      yield value;
      if (value.verdict === "wrong") return undefined;
    }
  } finally {
    await driver.close();
  }
}

async function* ofSession(driver: SessionDriver): Checks<ProgramProfile | undefined> {
  const hello = await driver.start();
  if ("kind" in hello) return void (yield troubled("hello", hello));
  yield fine(`hello: ${[hello.name, hello.version].join(" ").trim()}`);
  const ask: Ask = (mode, line) => driver.run({ mode, chunks: [line] });
  const canary = drawCanary();
  const outcomes = await askLines(ask, canary, hello.capabilities);
  yield* ofLines(outcomes, { canary, declared: true });
  const kind = [...heardOf(outcomes, canary).keys()][0]!;
  yield* ofOddities(ask, kind);
  yield await ofTwoRuns(ask, kind);
  yield await driver.bye()
    ? fine("bye: ends by itself")
    : note("bye: does not end within a second, and was killed");
  return hello;
}

async function* ofPipe(
  driver: PipeDriver,
  options: DriverOptions,
): Checks<ProgramProfile | undefined> {
  const runs: PipeRun[] = [];
  const ask: Ask = async (mode, line) => {
    const run = await driver.runFully({ mode, chunks: [line] });
    runs.push(run);
    return run.outcome;
  };
  const canary = drawCanary();
  const outcomes = await askLines(ask, canary, KINDS);
  const hello = helloOf(runs);
  if (hello && "verdict" in hello) return void (yield hello);
  if (hello) yield fine(`hello: ${[hello.name, hello.version].join(" ").trim()}`);
  const claims = (kind: LineKind) => hello?.capabilities.includes(kind) ?? true;
  for (const kind of KINDS) if (!claims(kind)) outcomes.delete(kind);
  yield* ofLines(outcomes, { canary, declared: hello !== undefined });
  const heard = heardOf(outcomes, canary);
  yield* ofOddities(ask, [...heard.keys()][0]!);
  yield* ofHabits(runs);
  return hello ?? { name: programName(options.command), ...await abilities(ask, heard, canary) };
}

/** Gives it the right lines. */
async function askLines(
  ask: Ask,
  canary: Canary,
  kinds: readonly string[],
): Promise<Map<LineKind, Outcome>> {
  const outcomes = new Map<LineKind, Outcome>();
  for (const kind of KINDS.filter((kind) => kinds.includes(kind))) {
    const outcome = await ask(LINES[kind], rightLine(kind, canary));
    outcomes.set(kind, outcome);
    if (isBreach(outcome)) break;
  }
  return outcomes;
}

function heardOf(outcomes: ReadonlyMap<LineKind, Outcome>, canary: Canary): Map<LineKind, Said> {
  const heard = new Map<LineKind, Said>();
  for (const [kind, outcome] of outcomes) {
    if (outcome.kind === "said" && hasHeard(kind, outcome.said, canary)) {
      heard.set(kind, outcome.said);
    }
  }
  return heard;
}

function* ofLines(
  outcomes: ReadonlyMap<LineKind, Outcome>,
  { canary, declared }: { canary: Canary; declared: boolean },
): Generator<Check, void> {
  const heard = heardOf(outcomes, canary);
  const so = declared ? ", though its hello claims it" : ", so it is not scored on it";
  for (const [kind, outcome] of outcomes) {
    if (!declared && kind === "older" && !heard.has(kind) && !isBreach(outcome)) continue;
    if (outcome.kind === "said") {
      const check = hears(kind, outcome.said, canary);
      yield heard.has(kind) || check.verdict === "wrong" ? check : note(check.what + so);
    } else if (outcome.kind === "crash") yield note(`${kind}: ${outcome.what}${so}`);
    else yield troubled(kind, outcome);
  }
  if (heard.size > 0) return;
  const crash = [...outcomes.values()].find(({ kind }) => kind === "crash");
  const stderr = crash && "stderr" in crash ? { stderr: crash.stderr } : {};
  const died = crash && "what" in crash &&
    [...outcomes.values()].every(({ kind }) => kind === "crash");
  const what = died ? `dies of every right line: ${crash.what}` : "says no group of any right line";
  const fix = died ? undefined : 'Say each group: {"event":"group","label":"PAPP","value":"00470"}';
  yield { ...wrong(`${what}: there is nothing to score`, fix), ...stderr };
}

/** Whether a program that does it is not asked again: it hangs, or talks. */
function isBreach({ kind }: Outcome): boolean {
  return kind === "timeout" || kind === "protocol";
}

async function* ofOddities(ask: Ask, kind: LineKind): Checks<void> {
  const mode = LINES[kind];
  yield silent("an empty input", await ask(mode, new Uint8Array()));
  yield unmoved("1 KiB of noise", await ask(mode, noise()));
  const unknown = `zz-${crypto.randomUUID().slice(0, 4)}`;
  yield nonsense(unknown, await ask(unknown, rightLine(kind, drawCanary())));
}

/** Cuts a line in the middle of an energy index, and gives the rest to a second run. */
async function ofTwoRuns(ask: Ask, kind: LineKind): Promise<Check> {
  const canary = drawCanary();
  const line = rightLine(kind, canary);
  const label = INDEX_LABEL[kind];
  const { value } = groupsOf(kind, canary).find((group) => group.label === label)!;
  const cut = new TextDecoder("latin1").decode(line).indexOf(`\n${label}`) + label.length + 4;
  await ask(LINES[kind], line.subarray(0, cut));
  const rest = line.subarray(cut, line.indexOf(0x03, cut) + 1);
  return fresh(await ask(LINES[kind], rest), { label, value });
}

/** What is worth knowing of all runs. */
function* ofHabits(runs: readonly PipeRun[]): Generator<Check, void> {
  if (runs.some(({ heldOpen }) => heldOpen)) {
    yield note(
      "something that it starts keeps standard output open; each run waits a second for it",
    );
  }
  const unknown = new Map(runs.flatMap((run) => [...run.unknown]));
  for (const [name, near] of unknown) {
    if (near !== undefined) yield note(`its event "${name}" is ignored; did you mean "${near}"?`);
  }
}

function helloOf(runs: readonly PipeRun[]): ProgramProfile | Check | undefined {
  const said = runs.find(({ hello }) => hello !== undefined)?.hello;
  if (said === undefined) return undefined;
  try {
    return readHello(said);
  } catch (error) {
    if (!(error instanceof HelloError)) throw error;
    return wrong(error.message, error.fix);
  }
}
