import { assertEquals, assertThrows } from "@std/assert";
import { parseQuantity } from "./quantity.ts";

Deno.test("parseQuantity() gives W, VA and milliseconds", () => {
  assertEquals(parseQuantity("250 W", "active power"), 250);
  assertEquals(parseQuantity("1.8kW", "active power"), 1800);
  assertEquals(parseQuantity("2.3 kW", "active power"), 2300);
  assertEquals(parseQuantity("9 kVA", "apparent power"), 9000);
  assertEquals(parseQuantity("60s", "duration"), 60_000);
  assertEquals(parseQuantity("1.1 min", "duration"), 66_000);
  assertEquals(parseQuantity("20 ms", "duration"), 20);
  assertEquals(parseQuantity("2 d", "duration"), 172_800_000);
  assertEquals(parseQuantity(" -3.5 kw ", "active power"), -3500);
});

Deno.test("parseQuantity() says how to write what it cannot read", () => {
  const says = (text: string, dimension: Parameters<typeof parseQuantity>[1], message: string) =>
    assertThrows(() => parseQuantity(text, dimension), SyntaxError, message);
  says("9", "apparent power", 'it has no unit: write "9 VA", "9 kVA"');
  says("1,8 kW", "active power", 'write "1.8 kW"');
  says("9 kWA", "apparent power", '"kWA" is none of its units VA, kVA');
  says("9 kW", "apparent power", '"kW" is none of its units VA, kVA');
  says("5 mW", "active power", '"mW" is none of its units W, kW');
  says("", "duration", 'write a number and a unit, such as "60 s"');
  says("soon", "duration", 'such as "60 s"');
  says("1 h 30", "duration", 'such as "60 s"');
  says("Infinity s", "duration", 'such as "60 s"');
  says("5 constructor", "duration", "is none of its units");
});
