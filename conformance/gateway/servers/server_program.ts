/**
 * A server that is a program of this machine.
 *
 * @module
 */
import { Program } from "../../drivers/program.ts";
import { ProgramError } from "../../drivers/program_error.ts";

/** How a program becomes a server. */
export interface ServerPlan {
  /** The program and its arguments. */
  command: readonly string[];
  /** What it writes when it takes connections. */
  ready: RegExp;
}

/** A program that serves, and can be ended and started again. It goes with ticlab (`killPrograms`). */
export class ServerProgram {
  readonly #plan: ServerPlan;
  #program: Program | undefined;

  /** Takes the plan; nothing runs yet. */
  constructor(plan: ServerPlan) {
    this.#plan = plan;
  }

  /**
   * Starts it; resolves when it takes connections.
   *
   * @throws {ProgramError} where it ends before, with what it wrote.
   */
  async start(): Promise<void> {
    const { command, ready } = this.#plan;
    const text = new TextDecoder();
    const begun = Promise.withResolvers<true>();
    let said = "";
    const receive = (bytes: Uint8Array) => {
      // What comes after is read, so that it never waits for us, and forgotten.
      if (said.length > 100_000) return;
      said += text.decode(bytes, { stream: true });
      if (ready.test(said)) begun.resolve(true);
    };
    const program = await Program.start({ command, receive, receiveError: receive });
    program.closeInput();
    this.#program = program;
    if (await Promise.race([begun.promise, program.ended.then(() => false)])) return;
    throw new ProgramError(`Cannot start ${command[0]}: it ended at once`, {
      next: `It wrote:\n${said.trimEnd().slice(-1_000)}`,
    });
  }

  /** Ends it at once; resolves when it is gone. */
  async end(): Promise<void> {
    this.#program?.kill("SIGKILL");
    await this.#program?.ended;
    this.#program = undefined;
  }
}
