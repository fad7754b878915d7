import { assertEquals, assertThrows } from "@std/assert";
import { notation } from "./notation.ts";

const macro = (): never => {
  throw new Error("no macro here");
};
const write = (text: string) => String.fromCharCode(...notation(text, { macro }).bytes);

Deno.test("notation() writes control bytes, hexadecimal ones and backslashes", () => {
  assertEquals(write("␂␃␄␉␊␍␠\\x7f\\\\A"), "\x02\x03\x04\t\n\r \x7f\\A");
});

Deno.test("notation() takes line ends, and blanks where only a slip would put them, for no bytes", () => {
  assertEquals(write("  ␊A B  \n\n   ␠C\r\n"), "\nA B C");
  assertEquals(write("␍ ␊A ␃  ␂ ␍␠"), "\r\nA \x03\x02 \r ");
});

Deno.test("notation() computes the checksums of the reference by the separator before them", () => {
  assertEquals(write("␊ADCO 012345678910 ✓␍"), "\nADCO 012345678910 E\r");
  assertEquals(write("␊PTEC HP.. ✓␍"), "\nPTEC HP..  \r");
  assertEquals(write("␊VTIC␉02␉✓␍"), "\nVTIC\t02\tJ\r");
  assertEquals(write("␊DPM1␉␠250123060000␉00␉✓␍"), "\nDPM1\t 250123060000\t00\t \r");
});

Deno.test("notation() refuses a wrong checksum that is right", () => {
  assertEquals(write("␊PAPP 00360 ✗8␍"), "\nPAPP 00360 8\r");
  assertThrows(() => write("␊PAPP 00360 ✗*␍"), Error, `"*" is right here`);
  assertThrows(() => write("␊PTEC HP.. ✗␠␍"), Error, "is right here");
});

Deno.test("notation() refuses a checksum without a group or a separator before it", () => {
  assertThrows(() => write("PAPP 00360 ✓␍"), Error, `Cannot compute "✓"`);
  assertThrows(() => write("␊PAPP00360✓␍"), Error, `Cannot compute "✓"`);
});

Deno.test("notation() refuses what is no byte, and says what to write", () => {
  assertThrows(() => write("␊é"), Error, `Cannot write "é" as a byte: write \\xNN`);
  assertThrows(() => write("\\q"), Error, `write \\\\ or \\xNN`);
  assertThrows(() => write("a { b"), Error, `Cannot write "{"`);
});

Deno.test("notation() gives words in braces to the macro, with the bytes before them", () => {
  const { bytes, spans } = notation("A{b c}D", {
    macro: (words, before) => ({
      kind: "base",
      bytes: Uint8Array.from([...before, ...new TextEncoder().encode(words)]),
    }),
  });
  assertEquals(String.fromCharCode(...bytes), "AAb cD");
  assertEquals(spans, [{ kind: "base", from: 1, to: 5 }]);
});
