/**
 * Recordings of a line: text that keeps every byte and its time.
 *
 * @module
 */
export * from "./notation.ts";
export * from "./read_recording.ts";
export * from "./recording_text.ts";
