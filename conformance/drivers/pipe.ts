/**
 * The pipe driver: one process an input, bytes on its standard input, events on its standard output.
 *
 * @module
 */
import { SaidLineError, SaidLines } from "../oracle/said_lines.ts";
import { LineSplitter } from "./_line_splitter.ts";
import { broke, crashed, saidTooMuch, timedOut } from "./_outcomes.ts";
import { within } from "./_within.ts";
import type { Driver, Outcome, RunRequest } from "./driver.ts";
import { allowanceFor, type DriverOptions, timeFor } from "./driver_options.ts";
import { Program, type ProgramEnd } from "./program.ts";

/** A run of a pipe program, with what the preflight wants to know besides. */
export interface PipeRun {
  /** How it ended. */
  outcome: Outcome;
  /** The line `{"hello":…}` that it may say anywhere, as it came. */
  hello?: unknown;
  /** Names of unknown events, each with a known one that is near. */
  unknown: ReadonlyMap<string, string | undefined>;
  /** Whether something that it had started kept its standard output open. */
  heldOpen: boolean;
}

/**
 * Starts a program for each input.
 *
 * @example
 * ```ts
 * import { PipeDriver } from "./pipe.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const script = `echo '{"event":"group","label":"MODE","value":"'$TIC_MODE'"}'`;
 * const driver = new PipeDriver({ command: ["sh", "-c", script] });
 * const outcome = await driver.run({ mode: "standard", chunks: [new Uint8Array()] });
 * assertEquals(outcome.kind === "said" && outcome.said.groups, [
 *   { label: "MODE", value: "standard" },
 * ]);
 * ```
 */
export class PipeDriver implements Driver {
  /** A pipe has no pieces: the system puts them together as it likes. */
  readonly keepsChunks = false;
  readonly #options: DriverOptions;
  readonly #programs = new Set<Program>();
  #closed = false;

  /** Makes a driver; nothing is started yet. */
  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /**
   * Gives one input to a fresh process.
   *
   * @throws {ProgramError} where the program cannot be started.
   */
  async run(request: RunRequest): Promise<Outcome> {
    return (await this.runFully(request)).outcome;
  }

  /**
   * The same, with everything that is worth knowing.
   *
   * @throws {ProgramError} where the program cannot be started.
   */
  async runFully(request: RunRequest): Promise<PipeRun> {
    const answer = new PipeAnswer();
    const { command, folder } = this.#options;
    const program = await Program.start({
      command,
      folder,
      mode: request.mode,
      receive: (bytes) => answer.push(bytes),
    });
    this.#programs.add(program);
    if (this.#closed) program.kill("SIGKILL");
    program.allowance = allowanceFor(request);
    for (const chunk of request.chunks) program.write(chunk);
    program.closeInput();
    const time = timeFor(request, this.#options);
    const inTime = await within(program.ended, time);
    const end = await (inTime ? program.ended : program.stop());
    this.#programs.delete(program);
    const outcome = inTime ? answer.outcome(end) : timedOut(time, "did not end", end.stderr);
    return { outcome, hello: answer.hello, unknown: answer.unknown, heldOpen: end.heldOpen };
  }

  /** Ends the processes of runs that are under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(Array.from(this.#programs, (program) => program.stop()));
  }
}

/** What a program writes, read while it comes; after a line that is wrong the rest is let go. */
class PipeAnswer {
  hello: unknown;
  readonly #splitter = new LineSplitter();
  readonly #lines = new SaidLines();
  #error: SaidLineError | undefined;

  get unknown(): ReadonlyMap<string, string | undefined> {
    return this.#lines.unknown;
  }

  push(bytes: Uint8Array): void {
    if (this.#error === undefined) {
      for (const line of this.#splitter.push(bytes)) {
        this.#read(line);
      }
    }
  }

  outcome(end: ProgramEnd): Outcome {
    this.#read(this.#splitter.rest());
    if (end.tooMuch) return this.#error ? broke(this.#error, end.stderr) : saidTooMuch(end.stderr);
    if (end.exit !== 0) {
      return crashed(end, this.#error ? `after ${this.#error.message}` : "instead of 0");
    }
    if (this.#error) return broke(this.#error, end.stderr);
    return { kind: "said", said: this.#lines.said() };
  }

  #read(line: Uint8Array): void {
    if (this.#error) return;
    try {
      const answer = this.#lines.push(line);
      if (answer?.hello !== undefined) this.hello = answer.hello;
    } catch (error) {
      if (!(error instanceof SaidLineError)) throw error;
      this.#error = error;
    }
  }
}
