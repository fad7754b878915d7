/**
 * The listener: reads a TIC line, whatever its mode, its meter or its damage, and says what it heard.
 *
 * It is the reference that others are compared with, so it takes no liberties: nothing is emitted
 * whose checksum is wrong, each loss is told with its place, and what no meter would send is marked as
 * suspect. It does not repair, guess or remember values.
 *
 * The decoder itself (`TicDecoder`, `JsonLines`) does no I/O and needs no permission. Sources open
 * files, ports and sockets.
 *
 * ```ts
 * import { TicDecoder } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const decoder = new TicDecoder();
 * const line = "\x02\nADCO 021976551234 D\r\nPTEC HP..  \r\nPAPP 00360 *\r\x03";
 * const events = decoder.push(new TextEncoder().encode(line));
 * assertEquals(
 *   events.filter((event) => event.event === "group").map(({ label, value }) => [label, value]),
 *   [["ADCO", "021976551234"], ["PTEC", "HP.."], ["PAPP", "00360"]],
 * );
 * ```
 *
 * @module
 */
export { anonymise, type Anonymised } from "./anonymise.ts";
export { leaks } from "./anonymise_leaks.ts";
export { type AnonymisedRecording, anonymiseRecording } from "./anonymise_recording.ts";
export * from "./decoder.ts";
export * from "./decoder_stream.ts";
export * from "./diagnosis/mod.ts";
export * from "./dialects/mod.ts";
export * from "./events.ts";
export * from "./json_lines.ts";
export * from "./quality.ts";
export * from "./recording/mod.ts";
export * from "./source.ts";
export type { PointMark } from "../tic/measure.ts";
export type { Group, TicMode } from "../tic/types.ts";
