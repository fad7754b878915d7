/**
 * Everything that can be told of an adapter before it is scored: the preflight, and what stands
 * behind a silence.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { type Check, note, wrong } from "./_checks.ts";
import { drawCanary, rightLine } from "./_probe_lines.ts";
import { within } from "./_within.ts";
import type { ProgramProfile } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { examine } from "./examine.ts";
import { Program } from "./program.ts";

/** Milliseconds in which a program that does not wait for the end of its input says something. */
const PROMPT = 2_000;
const FLUSH = "Flush after each answer: print(…, flush=True) in Python, fflush(stdout) in C, " +
  "flush() in Rust and Java";

/**
 * Tries an adapter; gives each check as it is done, and in the end what the program is, or undefined
 * where it breaks the contract.
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
): AsyncGenerator<Check, ProgramProfile | undefined> {
  const profile = yield* examine(options);
  if (options.session) {
    if (profile === undefined) yield* ofSilence(options);
  } else if (profile !== undefined) yield* ofWaiting(options, profile);
  return profile;
}

/** Why a session does not answer: it waits for the end of its input, or it is none. */
async function* ofSilence(options: DriverOptions): AsyncGenerator<Check, void> {
  const hello = Buffer.from('{"op":"hello","protocol":1}\n');
  const { early, late } = await heard(options, { input: hello });
  if (early.length > 0) return;
  yield late.length > 0
    ? wrong("its answer comes only when its input ends: standard output is block-buffered", FLUSH)
    : wrong(
      "it says nothing to a hello, even when its input ends",
      "If it reads bytes and not JSON lines, leave --session out",
    );
}

/** Whether a pipe program speaks before the end of its input; harmless, but good to know. */
async function* ofWaiting(
  options: DriverOptions,
  { capabilities }: ProgramProfile,
): AsyncGenerator<Check, void> {
  const mode = capabilities.includes("historique") ? "historique" : "standard";
  const { early, late } = await heard(options, { input: rightLine(mode, drawCanary()), mode });
  if (early.length > 0 || late.length === 0) return;
  yield note(
    "standard output seems block-buffered: nothing arrived before the end of input. A pipe does not " +
      `mind; a session would hang. ${FLUSH}`,
  );
}

/** What a program says before its input ends, and after. */
async function heard(
  { command, folder, timeout = 10_000 }: DriverOptions,
  { input, mode }: { input: Uint8Array; mode?: string },
): Promise<{ early: string; late: string }> {
  let text = "";
  let wake = () => {};
  const spoken = new Promise<void>((resolve) => wake = resolve);
  const receive = (bytes: Uint8Array) => {
    text += new TextDecoder().decode(bytes);
    wake();
  };
  const program = await Program.start({ command, folder, mode, receive });
  program.write(input);
  await within(Promise.race([spoken, program.ended]), PROMPT);
  const early = text;
  program.closeInput();
  await within(program.ended, timeout);
  await program.stop();
  return { early, late: text.slice(early.length) };
}
