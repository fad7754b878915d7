import { assertEquals, assertRejects } from "@std/assert";
import { chunksOf } from "./chunks.ts";
import { SourceError } from "./source_error.ts";

/** A file that gives its bytes in reads of the sizes given. */
function fileOf(content: Uint8Array, sizes: number[]) {
  let at = 0;
  return {
    read(buffer: Uint8Array) {
      if (at === content.length) return Promise.resolve(null);
      const end = Math.min(at + Math.min(sizes.shift() ?? Infinity, buffer.length), content.length);
      buffer.set(content.subarray(at, end));
      const length = end - at;
      at = end;
      return Promise.resolve(length);
    },
    close() {},
  };
}

Deno.test("chunksOf() gives small and large reads that later reads do not overwrite", async () => {
  const content = Uint8Array.from({ length: 1_000_000 }, (_, i) => i * 7 % 251);
  const { readable } = chunksOf(fileOf(content, [1, 20, 200_000, 3, 100_000]), "a");
  const chunks = await Array.fromAsync(readable);
  const whole = new Uint8Array(content.length);
  chunks.reduce((at, chunk) => (whole.set(chunk, at), at + chunk.length), 0);
  assertEquals(whole, content);
  assertEquals(chunks[0], Uint8Array.of(0));
});

Deno.test("chunksOf() names the line that breaks off", async () => {
  const broken = { read: () => Promise.reject(new Error("Connection reset")), close() {} };
  await assertRejects(
    () => Array.fromAsync(chunksOf(broken, "tcp://host:1").readable),
    SourceError,
    "Cannot read on from tcp://host:1: Connection reset",
  );
});
