/**
 * How an input is cut into the pieces of its runs.
 *
 * @module
 */
import type { Chunking } from "../suite/suite_case.ts";

/** Most runs of `splits`: longer inputs are cut at every second, third, … place. */
const MOST_SPLITS = 512;

/**
 * The pieces of each run that a chunking asks for: one run, but for `splits` one for each place.
 *
 * @example
 * ```ts
 * import { chunkLists } from "./chunkings.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const sizes = chunkLists(new Uint8Array(3), "splits").map((run) => run.map((c) => c.length));
 * assertEquals(sizes, [[1, 2], [2, 1]]);
 * ```
 *
 * @throws {RangeError} where the pieces would be empty.
 */
export function chunkLists(bytes: Uint8Array, chunking: Chunking): Uint8Array[][] {
  if (chunking === "whole" || bytes.length < 2) return [[bytes]];
  if (chunking === "bytes") return [pieces(bytes, 1)];
  if (chunking !== "splits") return [pieces(bytes, chunking)];
  const step = Math.ceil((bytes.length - 1) / MOST_SPLITS);
  const runs: Uint8Array[][] = [];
  for (let at = 1; at < bytes.length; at += step) {
    runs.push([bytes.subarray(0, at), bytes.subarray(at)]);
  }
  return runs;
}

function pieces(bytes: Uint8Array, size: number): Uint8Array[] {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`Cannot cut into pieces of ${size} bytes: say a whole number from 1 on`);
  }
  const all: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) all.push(bytes.subarray(at, at + size));
  return all;
}
