import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeFrame, encodeFrame } from "./frame.ts";
import { latin1, latin1Bytes } from "./latin1.ts";
import { groupIn } from "./test_arbitraries.ts";

Deno.test("decodeFrame() gives back what encodeFrame() wrote", () => {
  for (const mode of ["historique", "standard"] as const) {
    const groups = fc.array(groupIn[mode], { minLength: 1, maxLength: 80 });
    fc.assert(fc.property(groups, (groups) => {
      assertEquals(decodeFrame(encodeFrame(groups, mode)), { mode, groups });
    }));
  }
});

Deno.test("encodeFrame() puts no byte between groups", () => {
  const groups = [{ label: "IINST", value: "002" }, { label: "PAPP", value: "00360" }];
  assertEquals(
    latin1(encodeFrame(groups, "historique")),
    "\x02\nIINST 002 Y\r\nPAPP 00360 *\r\x03",
  );
});

Deno.test("encodeFrame() refuses a frame of no group", () => {
  assertThrows(() => encodeFrame([], "standard"), RangeError, "at least one group");
});

Deno.test("decodeFrame() says what is wrong and where", () => {
  const rejected = (text: string, why: string) =>
    assertThrows(() => decodeFrame(latin1Bytes(text)), SyntaxError, why);
  rejected("\nPAPP 00360 *\r\x03", "no STX at 0");
  rejected("\x02\nPAPP 00360 *\r", "no ETX at 14");
  rejected("\x02\nPAPP 00360 *\r\x04", "no ETX at 15");
  rejected("\x02\x03", "no group in it");
  rejected("\x02\nPAPP 00360 *\r\nPAPP 00361 *\r\x03", "bad group at 15");
  rejected("\x02\nPAPP 00360 *\r\nPAPP 0\x03", "bad group at 15");
  rejected("\x02\nPAPP 00360 *\r\nVTIC\t02\tJ\r\x03", "standard group at 15 among historique ones");
});
