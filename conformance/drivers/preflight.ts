/**
 * What `ticlab test` does once before it scores a program.
 *
 * @module
 */
import { shellWord } from "../../decoder/sources/shell_word.ts";
import type { ProgramProfile } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { examine } from "./examine.ts";
import { ProgramError } from "./program_error.ts";

/**
 * Tries a program and finds out what it can do: by its hello, or by what it prints.
 *
 * @example
 * ```ts
 * import { preflight } from "./preflight.ts";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const { message } = await assertRejects(() => preflight({ command: ["true"] }), Error);
 * assertEquals(message, "true: says no group of any right line: there is nothing to score");
 * ```
 *
 * @throws {ProgramError} where it cannot be started or breaks the contract, with what to do next.
 */
export async function preflight(options: DriverOptions): Promise<ProgramProfile> {
  const checks = examine(options);
  for (;;) {
    const { value, done } = await checks.next();
    if (done) return value!;
    if (value.verdict !== "wrong") continue;
    const { what, fix, stderr } = value;
    const command = options.command.map(shellWord).join(" ");
    const next = [
      ...stderr ? [`It wrote on standard error:\n${stderr.trimEnd()}`] : [],
      ...fix ? [`As it should be: ${fix}`] : [],
      `Try it: ticlab doctor ${options.session ? "--session " : ""}-- ${command}`,
    ].join("\n");
    throw new ProgramError(`${command}: ${what}`, { next });
  }
}
