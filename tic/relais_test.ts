import { assertEquals, assertThrows } from "@std/assert";
import { decodeRelais, encodeRelais } from "./relais.ts";

Deno.test("decodeRelais() gives the closed relays, as in the specification's example", () => {
  assertEquals(decodeRelais("140"), [3, 4, 8]);
  assertEquals(decodeRelais("001"), [1]);
  assertEquals(decodeRelais("000"), []);
  assertEquals(decodeRelais("255"), [1, 2, 3, 4, 5, 6, 7, 8]);
});

Deno.test("encodeRelais() gives back every word", () => {
  for (let word = 0; word < 256; word++) {
    const text = String(word).padStart(3, "0");
    assertEquals(encodeRelais(decodeRelais(text)), text);
  }
});

Deno.test("decodeRelais() and encodeRelais() refuse what is no word of eight relays", () => {
  for (const text of ["256", "14", "1400", "p40", ""]) {
    assertThrows(() => decodeRelais(text), SyntaxError, "000 to 255");
  }
  for (const relay of [0, 9, 1.5]) assertThrows(() => encodeRelais([relay]), RangeError, "1 to 8");
});
