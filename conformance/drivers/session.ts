/**
 * The session driver: one process for many inputs, lines of JSON both ways.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import type { Trouble } from "./_outcomes.ts";
import { type Reply, Talk } from "./_talk.ts";
import type { Driver, Outcome, ProgramProfile, RunRequest } from "./driver.ts";
import { allowanceFor, type DriverOptions, timeFor } from "./driver_options.ts";
import { HelloError, readCapability, readHello } from "./hello.ts";

/** Starts in a row that may fail; after that the program is given up. */
const FAILED_STARTS = 3;
/** Milliseconds of a character of ten bits on the line (54E §5.3.1, 02E §1.5.1). */
const CHARACTER = { historique: 10_000 / 1_200, standard: 10_000 / 9_600 };

/**
 * Drives one process through many inputs. It is started when it is first needed, and again after a
 * crash, a timeout or an answer that breaks the protocol.
 *
 * @example
 * ```ts
 * import { SessionDriver } from "./session.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const script = `read hello; echo '{"hello":{"name":"mute","capabilities":["standard"]}}'
 * read run; echo '{"seq":1,"done":true}'; read bye`;
 * const driver = new SessionDriver({ command: ["sh", "-c", script] });
 * const outcome = await driver.run({ mode: "standard", chunks: [new Uint8Array([2, 3])] });
 * assertEquals(outcome.kind === "said" && outcome.said.groups, []);
 * await driver.close();
 * ```
 */
export class SessionDriver implements Driver {
  /** Every piece reaches the program as a piece. */
  readonly keepsChunks = true;
  readonly #options: DriverOptions;
  #talk: Talk | undefined;
  #profile: ProgramProfile | undefined;
  #closed = false;
  /** Starts that failed, since the last that did not. */
  #failures: Trouble[] = [];
  #seq = 0;

  /** Makes a driver; nothing is started yet. */
  constructor(options: DriverOptions) {
    this.#options = options;
  }

  /**
   * Starts the program, where it does not run; returns its hello, or what was wrong.
   *
   * @throws {ProgramError} where the program cannot be started.
   */
  async start(): Promise<ProgramProfile | Exclude<Outcome, { kind: "said" }>> {
    const started = await this.#start();
    return "kind" in started ? started : started.profile;
  }

  /**
   * Gives one input, in its pieces, to a fresh decoder of the process.
   *
   * @throws {ProgramError} where the program cannot be started.
   */
  async run(request: RunRequest): Promise<Outcome> {
    const started = await this.#start();
    if ("kind" in started) return started;
    const seq = ++this.#seq;
    const reply = await started.talk.ask({
      ask: { op: "run", seq, mode: request.mode, chunks: timedChunks(request) },
      time: timeFor(request, this.#options),
      allowance: allowanceFor(request),
      what: `seq ${seq}`,
    });
    const outcome = "kind" in reply ? reply : judgeReply(reply, seq);
    if (outcome.kind === "said" || outcome.kind === "unsupported") return outcome;
    return await this.#ended(outcome, started.talk);
  }

  /** Says bye and ends the process. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.bye();
  }

  /** The same; whether the process ended by itself after the bye. */
  async bye(): Promise<boolean> {
    const talk = this.#talk;
    this.#forget();
    return talk === undefined || await talk.bye();
  }

  async #start(): Promise<Session | Trouble> {
    if (this.#talk && this.#profile) return { talk: this.#talk, profile: this.#profile };
    if (this.#failures.length === FAILED_STARTS) return givenUp(this.#failures.at(-1)!);
    const nothing = { mode: "", chunks: [] };
    const talk = this.#talk = await Talk.start(this.#options);
    if (this.#closed) await talk.stop();
    const reply = await talk.ask({
      ask: { op: "hello", protocol: 1 },
      time: timeFor(nothing, this.#options),
      allowance: allowanceFor(nothing),
      what: "hello",
    });
    const profile = "kind" in reply ? reply : judgeHello(reply);
    if ("kind" in profile) {
      const failure = await this.#ended(profile, talk);
      this.#failures.push(failure);
      return failure;
    }
    this.#failures = [];
    return { talk, profile: this.#profile = profile };
  }

  /** Ends the process after an outcome with which it cannot go on. */
  async #ended(outcome: Trouble, talk: Talk): Promise<Trouble> {
    this.#forget();
    const { stderr } = await talk.stop();
    return { ...outcome, stderr } as Trouble;
  }

  #forget(): void {
    this.#talk = undefined;
    this.#profile = undefined;
  }
}

/** A process that said hello. */
interface Session {
  talk: Talk;
  profile: ProgramProfile;
}

/** The pieces as the protocol wants them, with the times at which a line would bring them. */
function timedChunks({ mode, chunks }: RunRequest): { b64: string; t_ms: number }[] {
  const character = mode === "historique" ? CHARACTER.historique : CHARACTER.standard;
  let before = 0;
  return chunks.map((chunk) => {
    const at = {
      b64: Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString("base64"),
      t_ms: Math.round(before * character),
    };
    before += chunk.length;
    return at;
  });
}

function givenUp(last: Trouble): Trouble {
  const why = "what" in last ? `: ${last.what}` : "";
  return {
    kind: "crash",
    what: `was given up after ${FAILED_STARTS} starts in a row that failed${why}`,
    exit: "given up",
    stderr: "stderr" in last ? last.stderr : "",
  };
}

function judgeHello({ answer }: Reply): ProgramProfile | Trouble {
  try {
    return readHello(answer.hello);
  } catch (error) {
    if (!(error instanceof HelloError)) throw error;
    return { kind: "protocol", what: error.message, fix: error.fix, stderr: "" };
  }
}

function judgeReply({ answer, lines }: Reply, seq: number): Outcome {
  const protocol = (what: string, fix: unknown): Outcome => ({
    kind: "protocol",
    what,
    fix: JSON.stringify(fix),
    stderr: "",
  });
  const done = { seq, done: true };
  if (answer.seq !== seq) {
    return protocol(`answered ${JSON.stringify(answer)} to seq ${seq}`, done);
  }
  if (answer.done === true) return { kind: "said", said: lines.said() };
  if (answer.unsupported === undefined) {
    return protocol(`answered seq ${seq} without "done": true`, { ...answer, done: true });
  }
  try {
    const reason = typeof answer.reason === "string" ? { reason: answer.reason } : {};
    return { kind: "unsupported", capability: readCapability(answer.unsupported), ...reason };
  } catch (error) {
    if (!(error instanceof HelloError)) throw error;
    const fix = { ...answer, unsupported: JSON.parse(error.fix) };
    return protocol(`answered seq ${seq} wrongly: ${error.message}`, fix);
  }
}
