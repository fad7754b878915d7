/**
 * The language: bytes to groups to frames and back, the dictionary of labels, registers, clock
 * words, tariffs.
 *
 * This room is pure: it reads no clock and no file, draws no random number and needs no permission.
 * It is not the decoder (one group or one frame at a time, whole and right, or an error) and not
 * the meter.
 *
 * @example Read a frame
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeFrame, latin1Bytes, lookup } from "@ticlab/ticlab/tic";
 *
 * const { mode, groups } = decodeFrame(latin1Bytes("\x02\nPAPP 00360 *\r\x03"));
 * assertEquals(groups, [{ label: "PAPP", value: "00360" }]);
 * assertEquals(lookup("PAPP", mode)[0]?.unit, "VA");
 * ```
 *
 * @module
 */
export * from "./checksum.ts";
export * from "./control.ts";
export * from "./frame.ts";
export * from "./grade.ts";
export * from "./group.ts";
export * from "./known_label.ts";
export * from "./labels.ts";
export * from "./latin1.ts";
export * from "./pattern.ts";
export * from "./types.ts";
