import { assertEquals, assertThrows } from "@std/assert";
import { decodeOptarif, encodeOptarif, type Optarif } from "./optarif.ts";

Deno.test("decodeOptarif() reads the programmes of Tempo at the bounds of each circuit", () => {
  const rows = [["(", "A", 0], ["/", "A", 7], ["0", "B", 0], ["7", "B", 7], ["8", "C", 0]] as const;
  for (const [character, circuit1, circuit2] of [...rows, ["?", "C", 7] as const]) {
    assertEquals(decodeOptarif(`BBR${character}`), { option: "TEMPO", circuit1, circuit2 });
  }
});

Deno.test("encodeOptarif() gives back every option", () => {
  const programmes = Array.from({ length: 24 }, (_, i) => `BBR${String.fromCharCode(0x28 + i)}`);
  for (const text of ["BASE", "HC..", "EJP.", ...programmes]) {
    assertEquals(encodeOptarif(decodeOptarif(text)), text);
  }
});

Deno.test("decodeOptarif() and encodeOptarif() refuse what is no option", () => {
  for (const text of ["BBR'", "BBR@", "BBR", "BBR((", "HC", "BBX(", "toString"]) {
    assertThrows(() => decodeOptarif(text), SyntaxError, "Cannot read OPTARIF");
  }
  for (const circuit2 of [-1, 8, 0.5]) {
    const optarif: Optarif = { option: "TEMPO", circuit1: "A", circuit2 };
    assertThrows(() => encodeOptarif(optarif), RangeError, "0 to 7");
  }
});
