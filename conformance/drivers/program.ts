/**
 * One started program: bytes in, bytes out, and an end that always comes.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { startError } from "./_start_error.ts";
import { within } from "./_within.ts";

/** Bytes of standard error that are kept: the last ones. */
const KEPT_STDERR = 4096;
/** Milliseconds that a program has to end by itself when it is told to. */
const GRACE = 500;
/** Milliseconds after its end in which its output has to be closed, or to bring something. */
const LEFT_OPEN = 1_000;

/** What is started, and where. */
export interface ProgramOptions {
  /** Program and its arguments. */
  command: readonly string[];
  /** Folder in which it is started and from which a relative path of the program starts. */
  folder?: string | undefined;
  /** What it is told of the mode, as `TIC_MODE`; without one it is told of a session. */
  mode?: string | undefined;
  /** Other variables for it, over those of ticlab. */
  env?: Readonly<Record<string, string>>;
  /** Takes what it writes on standard output. */
  receive(bytes: Uint8Array): void;
  /** Takes what it writes on standard error, of which only the end is kept. */
  receiveError?(bytes: Uint8Array): void;
}

/** How a program ended. */
export interface ProgramEnd {
  /** Exit code, or the name of the signal that ended it. */
  exit: number | string;
  /** The end of what it wrote on standard error. */
  stderr: string;
  /** Whether it was killed because it wrote more than it was allowed to. */
  tooMuch: boolean;
  /** Whether something that it had started kept standard output open after its end. */
  heldOpen: boolean;
}

/** Programs that run; their process groups have to go when ticlab has to. */
const running = new Set<Program>();

/**
 * Kills every program that still runs, at once: for a command that is told to stop by a signal,
 * which the programs do not get, each being in a process group of its own.
 */
export function killPrograms(): void {
  for (const program of running) program.kill("SIGKILL");
}

/**
 * A program in a process group of its own. It is killed as a group, with whatever it started; only
 * what left the group (`setsid`) is out of reach, and is not waited for.
 *
 * @example
 * ```ts
 * import { Program } from "./program.ts";
 * import { assertEquals } from "@std/assert";
 *
 * let text = "";
 * const receive = (bytes: Uint8Array) => text += new TextDecoder().decode(bytes);
 * const program = await Program.start({ command: ["cat"], receive });
 * program.write(new TextEncoder().encode("hello"));
 * program.closeInput();
 * assertEquals([(await program.ended).exit, text], [0, "hello"]);
 * ```
 */
export class Program {
  /** Bytes that it may still write on standard output before it is killed. */
  allowance: number = Infinity;
  /** Comes when it has ended, with everything that it wrote; never rejects. */
  readonly ended: Promise<ProgramEnd>;
  readonly #child: ChildProcess;
  readonly #pid: number;
  #stderr: Uint8Array = new Uint8Array();
  #tooMuch = false;
  #stopping = false;
  #heard = 0;

  private constructor(
    child: ChildProcess,
    { receive, receiveError }: Pick<ProgramOptions, "receive" | "receiveError">,
  ) {
    this.#child = child;
    this.#pid = child.pid!;
    running.add(this);
    child.stdout!.on("data", (bytes: Uint8Array) => {
      this.#heard++;
      this.allowance -= bytes.length;
      if (this.allowance >= 0) return receive(bytes);
      this.#tooMuch = true;
      this.kill("SIGKILL");
      child.stdout!.destroy();
    });
    child.stderr!.on("data", (bytes: Uint8Array) => {
      const all = new Uint8Array(this.#stderr.length + bytes.length);
      all.set(this.#stderr);
      all.set(bytes, this.#stderr.length);
      this.#stderr = all.slice(-KEPT_STDERR);
      receiveError?.(bytes);
    });
    // A program may end, or close its input, before it has read everything.
    child.stdin!.on("error", () => {});
    this.ended = this.#end();
  }

  /**
   * Starts a program.
   *
   * @throws {ProgramError} where it cannot be started, with the next thing to do.
   */
  static start(options: ProgramOptions): Promise<Program> {
    const { command, folder, mode, env } = options;
    const [file = "", ...args] = command;
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown) => reject(startError(cause, file, folder));
      try {
        const child = spawn(file, args, {
          cwd: folder,
          detached: true,
          // One and the same program can serve by pipe and by session.
          env: {
            ...process.env,
            TIC_MODE: mode,
            TIC_TEST_SESSION: mode === undefined ? "1" : undefined,
            ...env,
          },
        });
        child.on("error", fail);
        if (child.pid !== undefined) resolve(new Program(child, options));
      } catch (cause) {
        fail(cause);
      }
    });
  }

  /** Gives it bytes on standard input; they wait in memory where it does not read. */
  write(bytes: Uint8Array): void {
    this.#child.stdin!.write(bytes);
  }

  /** Ends its standard input. */
  closeInput(): void {
    this.#child.stdin!.end();
  }

  /** Sends a signal to it and to everything that it started. */
  kill(signal: "SIGTERM" | "SIGKILL"): void {
    try {
      process.kill(-this.#pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  }

  /** Ends it: by SIGTERM, and by SIGKILL where it does not obey. */
  async stop(): Promise<ProgramEnd> {
    this.#stopping = true;
    this.kill("SIGTERM");
    if (!await within(this.ended, GRACE)) this.kill("SIGKILL");
    return await this.ended;
  }

  async #end(): Promise<ProgramEnd> {
    const child = this.#child;
    const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const exit = await new Promise<number | string>((resolve) =>
      child.once("exit", (code, signal) => resolve(code ?? signal ?? "unknown"))
    );
    const heldOpen = !await within(closed, LEFT_OPEN);
    this.kill("SIGKILL");
    if (heldOpen) {
      for (let heard = -1; heard !== this.#heard && !this.#stopping;) {
        heard = this.#heard;
        if (await within(closed, LEFT_OPEN)) break;
      }
      child.stdout!.destroy();
      child.stderr!.destroy();
    }
    child.stdin!.destroy();
    running.delete(this);
    const stderr = new TextDecoder().decode(this.#stderr);
    return { exit, stderr, tooMuch: this.#tooMuch, heldOpen };
  }
}
