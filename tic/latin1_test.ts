import { assertEquals, assertThrows } from "@std/assert";
import { latin1, latin1Bytes } from "./latin1.ts";

Deno.test("latin1() and latin1Bytes() keep every byte", () => {
  const bytes = Uint8Array.from({ length: 20_000 }, (_, i) => i & 0xff);
  const text = latin1(bytes);
  assertEquals(text.length, 20_000);
  assertEquals(text.charCodeAt(0x80), 0x80);
  assertEquals(latin1Bytes(text), bytes);
});

Deno.test("latin1() reads no bytes as no text", () => {
  assertEquals(latin1(new Uint8Array()), "");
});

Deno.test("latin1Bytes() refuses a character beyond U+00FF", () => {
  assertThrows(() => latin1Bytes("a€"), RangeError, 'character "€" at 1 has no byte');
});
