import { assertEquals, assertThrows } from "@std/assert";
import { decodeMeasure } from "./measure.ts";

Deno.test("decodeMeasure() reads numbers, units and marks of the older meters", () => {
  const rows = [
    ["422Wh", 422, "Wh", null],
    ["7350kvarh", 7350, "kvarh", null],
    ["-12kvar", -12, "kvar", null],
    ["42kVA", 42, "kVA", null],
    ["1,234A", 1.234, "A", null],
    ["-0,39", -0.39, null, null],
    ["0.39", 0.39, null, null],
    ["80%", 80, "%", null],
    ["12H.kW", 12, "kW", "clock-set"],
    ["12C.kW", 12, "kW", "outage"],
    ["12M.kW", 12, "kW", "control-mode"],
    ["0TkW", 0, "kW", "truncated"],
    ["230H.V", 230, "V", "clock-set"],
  ] as const;
  for (const [text, value, unit, mark] of rows) {
    assertEquals(decodeMeasure(text), { value, unit, mark }, text);
  }
});

Deno.test("decodeMeasure() refuses what is no number", () => {
  for (const text of ["", "kW", "12kX", "1 2kW", "+5kW", "1,kW", "--1kvar", "12H kW"]) {
    assertThrows(() => decodeMeasure(text), SyntaxError, "Cannot read measure");
  }
});
