import { assertEquals, assertThrows } from "@std/assert";
import type { Chunking } from "../suite/suite_case.ts";
import { chunkLists } from "./chunkings.ts";

const LINE = Uint8Array.from({ length: 10 }, (_, i) => i);
const joined = (chunks: readonly Uint8Array[]) => chunks.flatMap((chunk) => [...chunk]);
const sizes = (chunking: Chunking, bytes = LINE) =>
  chunkLists(bytes, chunking).map((chunks) => chunks.map((chunk) => chunk.length));

Deno.test("chunkLists() cuts whole, by bytes and in pieces, the last one shorter", () => {
  assertEquals(sizes("whole"), [[10]]);
  assertEquals(sizes("bytes"), [Array(10).fill(1)]);
  assertEquals(sizes(4), [[4, 4, 2]]);
  assertEquals(sizes(16), [[10]]);
});

Deno.test("chunkLists() cuts in two at every place", () => {
  assertEquals(sizes("splits"), Array.from({ length: 9 }, (_, i) => [i + 1, 9 - i]));
});

Deno.test("chunkLists() cuts a long input at 512 places at most", () => {
  for (const length of [512, 513, 514, 1_000, 20_000]) {
    const runs = chunkLists(new Uint8Array(length), "splits");
    assertEquals(runs.length <= 512 && runs.length > 256, true, `${length}: ${runs.length}`);
  }
});

Deno.test("chunkLists() loses no byte and moves none, however it cuts", () => {
  for (const chunking of ["whole", "bytes", "splits", 1, 3, 9, 10, 11] as const) {
    for (const run of chunkLists(LINE, chunking)) assertEquals(joined(run), [...LINE]);
  }
});

Deno.test("chunkLists() gives an empty input and a single byte in one run", () => {
  for (const chunking of ["whole", "bytes", "splits", 7] as const) {
    assertEquals(sizes(chunking, new Uint8Array()), [[0]]);
    assertEquals(sizes(chunking, new Uint8Array(1)), [[1]]);
  }
});

Deno.test("chunkLists() refuses pieces of no byte", () => {
  assertThrows(() => chunkLists(LINE, 0), RangeError, "pieces of 0 bytes");
});
