/**
 * One session process: a question to it, and the line that answers.
 *
 * @module
 */
import { latin1 } from "../../tic/latin1.ts";
import { SaidLineError, SaidLines } from "../oracle/said_lines.ts";
import { LineSplitter } from "./_line_splitter.ts";
import { broke, crashed, saidTooMuch, timedOut, type Trouble } from "./_outcomes.ts";
import { Patience } from "./_patience.ts";
import { within } from "./_within.ts";
import type { DriverOptions } from "./driver_options.ts";
import { Program, type ProgramEnd } from "./program.ts";

/** Milliseconds that a program has to end after `bye`. */
const GOODBYE = 1_000;
const utf8 = new TextEncoder();

/** A question, and how long and how much its answer may be. */
export interface Question {
  /** What is written, as a line of JSON. */
  ask: Record<string, unknown>;
  /** Milliseconds until the answer; those in which ticlab was busy itself do not count. */
  time: number;
  /** Bytes that may be said. */
  allowance: number;
  /** What is asked, in words. */
  what: string;
}

/** An answer, and the events before it. */
export interface Reply {
  /** The line that answers. */
  answer: Record<string, unknown>;
  /** The events before it. */
  lines: SaidLines;
}

/** A process of the session protocol. */
export class Talk {
  #program!: Program;
  readonly #splitter = new LineSplitter();
  readonly #queue: Uint8Array[] = [];
  #wake = () => {};
  #hasEnded = false;

  private constructor() {}

  /**
   * Starts a process.
   *
   * @throws {ProgramError} where it cannot be started.
   */
  static async start({ command, folder }: DriverOptions): Promise<Talk> {
    const talk = new Talk();
    const receive = (bytes: Uint8Array) => talk.#receive(bytes);
    talk.#program = await Program.start({ command, folder, receive });
    talk.#program.ended.then(() => talk.#hasEnded = true);
    return talk;
  }

  /** Asks, and reads until the answer; where that does not come, the process is ended. */
  async ask({ ask, time, allowance, what }: Question): Promise<Reply | Trouble> {
    const early = this.#queue[0];
    if (early !== undefined) {
      const text = latin1(early.subarray(0, 80));
      const { stderr } = await this.#program.stop();
      return { kind: "protocol", what: `spoke before ${what}, unasked: ${text}`, stderr };
    }
    this.#program.allowance = allowance;
    this.#say(ask);
    const lines = new SaidLines();
    const patience = new Patience(time);
    while (this.#queue.length > 0 || await this.#more(patience)) {
      try {
        const answer = lines.push(this.#queue.shift()!);
        if (answer) return { answer, lines };
      } catch (error) {
        if (!(error instanceof SaidLineError)) throw error;
        return broke(error, (await this.#program.stop()).stderr);
      }
    }
    const late = !this.#hasEnded;
    const end = await this.#program.stop();
    if (end.tooMuch) return saidTooMuch(end.stderr);
    if (late) return timedOut(time, `did not answer ${what}`, end.stderr);
    return crashed(end, `instead of answering ${what}`);
  }

  /** Says bye; whether the process then ended by itself. */
  async bye(): Promise<boolean> {
    this.#say({ op: "bye" });
    this.#program.closeInput();
    const ended = await within(this.#program.ended, GOODBYE);
    await this.#program.stop();
    return ended;
  }

  /** Ends the process at once. */
  stop(): Promise<ProgramEnd> {
    return this.#program.stop();
  }

  #say(question: Record<string, unknown>): void {
    this.#program.write(utf8.encode(`${JSON.stringify(question)}\n`));
  }

  #receive(bytes: Uint8Array): void {
    for (const line of this.#splitter.push(bytes)) if (!line.every(isBlank)) this.#queue.push(line);
    if (this.#queue.length > 0) this.#wake();
  }

  /** Waits for a line; whether one came before the end of the process and of the time. */
  async #more(patience: Patience): Promise<boolean> {
    const line = new Promise<void>((resolve) => this.#wake = resolve);
    await patience.until(Promise.race([line, this.#program.ended]));
    return this.#queue.length > 0;
  }
}

/** Whether a byte is HT, CR or a blank; what is only such says nothing, also between two runs. */
const isBlank = (byte: number) => byte === 0x09 || byte === 0x0d || byte === 0x20;
