/**
 * The lint of what a meter emits: every rule of the specification, and of every capture, that a line of a
 * Linky can break, in both modes, and what the tables of the meters before it say (`older/`).
 *
 * It is not a decoder: it has no readings, and it recovers from nothing but to go on. It is written from
 * the reference alone and imports nothing from the other rooms, so that it can judge them.
 *
 * @example
 * ```ts
 * import { lint, RULES } from "@ticlab/ticlab/conformance";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nADCO 021861229110 8\rPAPP\x03");
 * const [first] = lint(line);
 * assertEquals(first?.rule, "frame.stray");
 * assertEquals(first?.offset, 22);
 * assert(RULES.length > 90);
 * ```
 *
 * @module
 */
export type { Finding, Level, Rule } from "./finding.ts";
export { Lint, lint, type LintOptions, type PushOptions } from "./lint.ts";
export type { GivenMeter, Meter } from "./meter.ts";
export { RULES } from "./rules.ts";
export type { Contract } from "./tables.ts";
