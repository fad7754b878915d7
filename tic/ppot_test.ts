import { assertEquals, assertThrows } from "@std/assert";
import { decodePpot, encodePpot } from "./ppot.ts";

Deno.test("decodePpot() gives the missing phases of every word, and encodePpot() gives it back", () => {
  const words: Record<string, number[]> = {
    "00": [],
    "02": [1],
    "04": [2],
    "06": [1, 2],
    "08": [3],
    "0A": [1, 3],
    "0C": [2, 3],
    "0E": [1, 2, 3],
  };
  for (const [text, missing] of Object.entries(words)) {
    assertEquals(decodePpot(text), missing);
    assertEquals(encodePpot(missing), text);
  }
});

Deno.test("decodePpot() and encodePpot() refuse what is no word of three phases", () => {
  for (const text of ["01", "10", "0a", "0", ""]) {
    assertThrows(() => decodePpot(text), SyntaxError, "Cannot read PPOT");
  }
  for (const phase of [0, 4, 1.5]) assertThrows(() => encodePpot([phase]), RangeError, "1 to 3");
});
