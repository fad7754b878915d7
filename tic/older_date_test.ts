import { assertEquals, assertThrows } from "@std/assert";
import { parseOlderDate } from "./older_date.ts";

Deno.test("parseOlderDate() reads dates of PME-PMI, ICE and SAPHIR", () => {
  assertEquals(parseOlderDate("14/08/16 02:50:00"), "2016-08-14T02:50:00");
  assertEquals(parseOlderDate("29/02/24 23/59/59"), "2024-02-29T23:59:59");
});

Deno.test("parseOlderDate() refuses what is no date", () => {
  const texts = ["", "14/08/16", "14/08/16 02:50/00", "00/08/16 02:50:00", "14-08-16 02:50:00"];
  for (const text of [...texts, "31/02/16 02:50:00", "14/08/16 24:00:00", "14/13/16 02:50:00"]) {
    assertThrows(() => parseOlderDate(text), SyntaxError, "Cannot read date");
  }
});
