import { assertEquals } from "@std/assert";
import { ASSUMPTIONS } from "./assumptions.ts";
import { QUIRKS } from "./quirks.ts";

/** Cells of the rows of the page whose first one is code. */
const rows = Deno.readTextFileSync(new URL("../docs/meter.md", import.meta.url)).split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));

Deno.test("docs/meter.md has every assumption and every quirk, as they are", () => {
  const assumptions = Object.entries(ASSUMPTIONS).map(([name, row]) => [
    // As a scenario spells it.
    `\`${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}\``,
    String(row.default),
    row.alternatives.join(", "),
    row.about,
    row.source,
  ]);
  const quirks = Object.entries(QUIRKS).map(([name, { mode, about, source }]) => [
    `\`${name}\``,
    mode,
    about,
    source,
  ]);
  assertEquals(rows, [...assumptions, ...quirks]);
});
