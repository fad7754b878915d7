/**
 * Everything that can be told of an adapter before it is scored: the preflight, and what stands
 * behind a silence.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { type Check, fine, wrong } from "./_checks.ts";
import { within } from "./_within.ts";
import type { ProgramProfile } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { examine } from "./examine.ts";
import { Program } from "./program.ts";

/** Milliseconds in which a program that does not wait for the end of its input says something. */
const PROMPT = 2_000;
const FLUSH = "Flush after each answer: print(…, flush=True) in Python, fflush(stdout) in C, " +
  "flush() in Rust and Java";

/** What comes of an adapter that keeps the contract. */
export interface Diagnosis {
  /** What the program is, by the better of its ways. */
  profile: ProgramProfile;
  /** Whether it is better scored by session. */
  session: boolean;
}

/**
 * Tries an adapter; gives each check as it is done, and in the end what came of it, or undefined where
 * the program breaks the contract. A pipe program that speaks session, too, is tried both ways.
 *
 * @example
 * ```ts
 * import { doctor } from "./doctor.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const script = `echo '{"event":"groop"}'; echo '{"event":"group","label":"PAPP","value":470}'`;
 * const checks = await Array.fromAsync(doctor({ command: ["sh", "-c", script] }));
 * assertEquals(checks.at(-1)?.fix, '{"event":"group","label":"PAPP","value":"470"}');
 * ```
 *
 * @throws {ProgramError} where the program cannot be started.
 */
export async function* doctor(
  options: DriverOptions,
): AsyncGenerator<Check, Diagnosis | undefined> {
  const profile = yield* examine(options);
  if (options.session) {
    if (profile === undefined) yield* ofSilence(options);
    return profile && { profile, session: true };
  }
  if (profile === undefined) return undefined;
  const asSession = await speaksSession(options) ? yield* ofSession(options) : undefined;
  return asSession ?? { profile, session: false };
}

/** Whether it answers a whole session at once: no flush is missed where the input has ended. */
async function speaksSession(options: DriverOptions): Promise<boolean> {
  const { text } = await heard(options, [
    { op: "hello", protocol: 1 },
    { op: "run", seq: 1, mode: "historique", chunks: [] },
    { op: "bye" },
  ]);
  return /^\{.*"seq"\s*:\s*1\b/m.test(text);
}

/** What is not in order by session is no breach of what was asked, so it is a note. */
async function* ofSession(
  options: DriverOptions,
): AsyncGenerator<Check, Diagnosis | undefined> {
  const checks = doctor({ ...options, session: true });
  for (;;) {
    const { value, done } = await checks.next();
    if (done) {
      if (value) yield fine("session: is in order as well, and faster");
      return value;
    }
    if (value.verdict === "fine") continue;
    yield { ...value, verdict: "note", what: `session: ${value.what}` };
  }
}

/** Why a session does not answer: it waits for the end of its input, or it is none. */
async function* ofSilence(options: DriverOptions): AsyncGenerator<Check, void> {
  const { text, early } = await heard(options, [{ op: "hello", protocol: 1 }], PROMPT);
  if (early) return;
  yield text.length > 0
    ? wrong("its answer comes only when its input ends: standard output is block-buffered", FLUSH)
    : wrong(
      "it says nothing to a hello, even when its input ends",
      "If it reads bytes and not JSON lines, leave --session out",
    );
}

/** What a session says to lines, and whether something of it came in a time before its input ended. */
async function heard(
  { command, folder, timeout = 10_000 }: DriverOptions,
  asks: readonly unknown[],
  patience = 0,
): Promise<{ text: string; early: boolean }> {
  let text = "";
  let wake = () => {};
  const spoken = new Promise<void>((resolve) => wake = resolve);
  const receive = (bytes: Uint8Array) => {
    text += new TextDecoder().decode(bytes);
    wake();
  };
  const program = await Program.start({ command, folder, receive });
  program.write(Buffer.from(asks.map((ask) => `${JSON.stringify(ask)}\n`).join("")));
  if (patience > 0) await within(Promise.race([spoken, program.ended]), patience);
  const early = text.length > 0;
  program.closeInput();
  await within(program.ended, timeout);
  await program.stop();
  return { text, early };
}
