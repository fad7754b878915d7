/**
 * The judge: will score anyone's decoder or gateway against what the meter really said.
 *
 * It is not a decoder, and it does not trust ours: what is expected stands in its cases. In this
 * version it has the lint of what a meter emits, and says what is still to come.
 *
 * ```ts
 * import { NOT_YET } from "@ticlab/ticlab/conformance";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(NOT_YET, "cases");
 * ```
 *
 * @module
 */

/** What the conformance kit will do, in words for `ticlab test`. */
export const NOT_YET = `Still to come: rules with their sources, cases in YAML, a pipe and a session
driver for decoders, a driver for gateways, and reports. Until then, compare your decoder's
output with: ticlab decode FILE --json --events group`;

export * from "./lint/mod.ts";
