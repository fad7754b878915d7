import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeStge, encodeStge, type Stge } from "./stge.ts";

/** The first of the captured words of the reference, 003A0001. */
const PLAIN: Stge = {
  contact: "open",
  breaker: "closed",
  cover: "closed",
  unused5: 0,
  overvoltage: false,
  overload: false,
  role: "consumer",
  direction: "import",
  supplierIndex: 1,
  gridIndex: 1,
  clock: "ok",
  tic: "standard",
  unused18: 0,
  euridis: "secured",
  plc: "new-lock",
  plcSync: false,
  today: "none",
  tomorrow: "none",
  notice: 0,
  peak: 0,
};

/** Captured words and how they differ from it (spec/stge.json, observed). */
const OBSERVED: readonly (readonly [string, Partial<Stge>])[] = [
  ["003A0001", {}],
  ["003A4001", { gridIndex: 2 }],
  ["003A0101", { role: "producer" }],
  ["000A4411", {
    cover: "open",
    supplierIndex: 2,
    gridIndex: 2,
    euridis: "enabled",
    plc: "new-unlock",
  }],
  ["463A0800", { contact: "closed", supplierIndex: 3, today: "white", tomorrow: "blue", peak: 1 }],
  ["2D3A8000", { contact: "closed", gridIndex: 3, today: "blue", tomorrow: "red", notice: 2 }],
  ["AF3A9100", {
    contact: "closed",
    role: "producer",
    supplierIndex: 5,
    gridIndex: 3,
    today: "red",
    tomorrow: "red",
    notice: 2,
    peak: 2,
  }],
  ["833AD501", { role: "producer", supplierIndex: 6, gridIndex: 4, today: "red", peak: 2 }],
  ["010A4601", {
    direction: "export",
    supplierIndex: 2,
    gridIndex: 2,
    euridis: "enabled",
    plc: "new-unlock",
    today: "blue",
  }],
  ["9B3A9000", {
    contact: "closed",
    supplierIndex: 5,
    gridIndex: 3,
    today: "red",
    tomorrow: "white",
    notice: 1,
    peak: 2,
  }],
  ["013A0000", { contact: "closed", today: "blue" }],
  ["003AC301", { role: "producer", direction: "export", gridIndex: 4 }],
  ["003A4401", { supplierIndex: 2, gridIndex: 2 }],
  ["00DA0401", { supplierIndex: 2, plc: "registered", plcSync: true }],
];

Deno.test("decodeStge() reads the captured words", () => {
  for (const [text, differences] of OBSERVED) {
    assertEquals(decodeStge(text), { ...PLAIN, ...differences }, text);
  }
});

Deno.test("decodeStge() reads each bit of its own", () => {
  const rows: [string, Partial<Stge>][] = [
    ["00000002", { breaker: "overpower" }],
    ["00000004", { breaker: "overvoltage" }],
    ["00000006", { breaker: "load-shedding" }],
    ["00000008", { breaker: "order" }],
    ["0000000A", { breaker: "overheating" }],
    ["0000000C", { breaker: "overheating-low-current" }],
    ["00000020", { unused5: 1 }],
    ["00000040", { overvoltage: true }],
    ["00000080", { overload: true }],
    ["00003C00", { supplierIndex: 16 }],
    ["00010000", { clock: "degraded" }],
    ["00040000", { unused18: 1 }],
    ["30000000", { notice: 3 }],
    ["C0000000", { peak: 3 }],
  ];
  const zero = decodeStge("00000000");
  assertEquals(zero.tic, "historique");
  for (const [text, fields] of rows) assertEquals(decodeStge(text), { ...zero, ...fields }, text);
});

Deno.test("decodeStge() reads bits 5, 17 and 18 of a pilot meter in their own way", () => {
  const pilot = decodeStge("00040020", "01");
  assertEquals(pilot.tic, "metrology");
  assertEquals(pilot.loadCurveCheck, "inactive");
  assertEquals("unused18" in pilot || "unused5" in pilot, false);
});

Deno.test("encodeStge() gives back every word, in both versions", () => {
  const words = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(fc.property(words, fc.constantFrom("01", "02"), (word, vtic) => {
    const text = word.toString(16).toUpperCase().padStart(8, "0");
    assertEquals(encodeStge(decodeStge(text, vtic), vtic), text);
  }));
});

Deno.test("encodeStge() refuses values that a field has not", () => {
  const refused = (fields: Record<string, unknown>, why: string) =>
    assertThrows(() => encodeStge(fields as Partial<Stge>), RangeError, why);
  refused({ contact: "ajar" }, 'contact "ajar" is not one of closed open');
  refused({ supplierIndex: 0 }, "supplierIndex 0 is not 1 to 16");
  refused({ supplierIndex: 1.5 }, "supplierIndex 1.5 is not 1 to 16");
  refused({ peak: 4 }, "peak 4 is not 0 to 3");
  refused({ overload: "yes" }, 'overload "yes" is not true or false');
  refused({ tic: "metrology" }, "tic");
});

Deno.test("decodeStge() refuses what is not 8 upper-case hexadecimal digits", () => {
  for (const text of ["", "003A001", "003a0001", "0x3A0001", "003A00010"]) {
    assertThrows(() => decodeStge(text), SyntaxError, "not 8 digits");
  }
});
