import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeIdentity, encodeIdentity } from "./identity.ts";

Deno.test("decodeIdentity() tells maker, year, type and serial number", () => {
  assertEquals(decodeIdentity("042161000042"), {
    maker: "04",
    makerName: "Landis+Gyr",
    year: 2021,
    type: "61",
    typeName: {
      en: "Linky, single-phase 60 A, G3, feed from the top",
      fr: "Linky monophasé 60 A, G3, arrivée par le haut",
    },
    serial: "000042",
  });
  assertEquals(decodeIdentity("019831000001").year, 1998);
  assertEquals(decodeIdentity("016936000001").year, 2069);
});

Deno.test("decodeIdentity() has no name for codes that it does not know", () => {
  const { makerName, typeName } = decodeIdentity("992199000000");
  assertEquals([makerName, typeName], [null, null]);
});

Deno.test("encodeIdentity() gives back every identity", () => {
  fc.assert(fc.property(fc.stringMatching(/^[0-9]{12}$/), (text) => {
    assertEquals(encodeIdentity(decodeIdentity(text)), text);
  }));
});

Deno.test("decodeIdentity() and encodeIdentity() refuse what is not 12 digits", () => {
  for (const text of ["XXXXXXXXXXXX", "02197655123", "0219765512345", ""]) {
    assertThrows(() => decodeIdentity(text), SyntaxError, "not 12 digits");
  }
  const good = { maker: "02", year: 2019, type: "76", serial: "551234" };
  for (const part of [{ maker: "2" }, { type: "x6" }, { serial: "42" }]) {
    assertThrows(() => encodeIdentity({ ...good, ...part }), RangeError, "serial is 6");
  }
  for (const year of [1969, 2070, 2019.5]) {
    assertThrows(() => encodeIdentity({ ...good, year }), RangeError, "1970 to 2069");
  }
});
