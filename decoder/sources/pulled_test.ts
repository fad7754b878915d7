import { assertEquals, assertRejects } from "@std/assert";
import { pulled } from "./pulled.ts";

/** A stream whose first read is answered by hand. */
function fed() {
  const given = Promise.withResolvers<Uint8Array | null>();
  const asked = Promise.withResolvers<void>();
  let freed = 0;
  const stream = pulled(() => {
    asked.resolve();
    return given.promise;
  }, () => void freed++);
  return { ...stream, given, asked: asked.promise, freed: () => freed };
}

const bytes = (...values: number[]) => Uint8Array.from(values);

Deno.test("pulled() gives chunks in order, leaves empty ones out, and ends", async () => {
  const chunks = [bytes(1), bytes(), bytes(), bytes(2, 3), null];
  let freed = 0;
  const { readable } = pulled(() => Promise.resolve(chunks.shift()!), () => void freed++);
  assertEquals(await Array.fromAsync(readable), [bytes(1), bytes(2, 3)]);
  assertEquals(freed, 1);
});

Deno.test("pulled() ends at once on close() while a read is pending, whatever comes of it", async () => {
  for (const late of ["bytes", "end", "error"]) {
    const { readable, close, given, asked, freed } = fed();
    const reader = readable.getReader();
    const read = reader.read();
    await asked;
    await close();
    assertEquals((await read).done, true);
    if (late === "bytes") given.resolve(bytes(1));
    if (late === "end") given.resolve(null);
    if (late === "error") given.reject(new Error("closed"));
    assertEquals((await reader.read()).done, true);
    await close();
    assertEquals(freed(), 1);
  }
});

Deno.test("pulled() passes an error of read on, and frees", async () => {
  const { readable, close, given, asked, freed } = fed();
  const reader = readable.getReader();
  const read = reader.read();
  await asked;
  given.reject(new RangeError("the line broke"));
  await assertRejects(() => read, RangeError, "the line broke");
  await close();
  assertEquals(freed(), 1);
});

Deno.test("pulled() frees when the stream is cancelled", async () => {
  const { readable, freed } = fed();
  await readable.cancel();
  assertEquals(freed(), 1);
});
