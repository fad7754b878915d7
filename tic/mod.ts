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
 * import { decodeFrame, latin1Bytes, readValue } from "@ticlab/ticlab/tic";
 *
 * const { mode, groups } = decodeFrame(latin1Bytes("\x02\nIINST 002 Y\r\nPAPP 00360 *\r\x03"));
 * assertEquals(groups.map((group) => readValue(group, mode)), [
 *   { value: 2, unit: "A" },
 *   { value: 360, unit: "VA" },
 * ]);
 * ```
 *
 * @module
 */
export * from "./checksum.ts";
export * from "./cje.ts";
export * from "./control.ts";
export * from "./frame.ts";
export * from "./grade.ts";
export * from "./group.ts";
export * from "./identity.ts";
export * from "./known_label.ts";
export * from "./labels.ts";
export * from "./latin1.ts";
export * from "./meaning.ts";
export * from "./measure.ts";
export * from "./older_date.ts";
export * from "./optarif.ts";
export * from "./paris.ts";
export * from "./pattern.ts";
export * from "./ppot.ts";
export * from "./profile.ts";
export * from "./reading.ts";
export * from "./relais.ts";
export * from "./stge.ts";
export * from "./timestamp.ts";
export * from "./types.ts";
