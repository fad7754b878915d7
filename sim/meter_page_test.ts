import { assertEquals } from "@std/assert";
import { type Assumption, ASSUMPTIONS } from "./assumptions.ts";
import { kebab } from "./key_case.ts";
import { OLDER_ASSUMPTIONS } from "./older/assumptions.ts";
import { OLDER_MODELS } from "./older/mod.ts";
import { OLDER_QUIRKS } from "./older/quirks.ts";
import { QUIRKS } from "./quirks.ts";

const PAGE = Deno.readTextFileSync(new URL("../docs/meter.md", import.meta.url));
const [LINKY = "", OLDER = ""] = PAGE.split("## Meters before Linky");

/** Cells of the rows of a part of the page whose first one is code. */
function rows(part: string): string[][] {
  return part.split("\n").filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}

/** An assumption as the page has it, under the name by which a scenario spells it. */
function assumption([name, row]: [string, Assumption]): string[] {
  return [
    `\`${kebab(name)}\``,
    String(row.default),
    row.alternatives.join(", "),
    row.about,
    row.source,
  ];
}

Deno.test("docs/meter.md has every assumption and every quirk of a Linky, as they are", () => {
  const quirks = Object.entries(QUIRKS).map(([name, { mode, about, source }]) => [
    `\`${name}\``,
    mode,
    about,
    source,
  ]);
  assertEquals(rows(LINKY), [...Object.entries(ASSUMPTIONS).map(assumption), ...quirks]);
});

Deno.test("docs/meter.md has every older meter, its assumptions and its quirks, as they are", () => {
  const models = Object.values(OLDER_MODELS).map((model) => [
    `\`${model.id}\``,
    model.name,
    Object.keys(model.contracts).join(", "),
    `${model.power.least / 1_000} to ${model.power.most / 1_000} kVA`,
    model.speeds.join(", "),
    model.source,
  ]);
  const assumptions = Object.entries(OLDER_ASSUMPTIONS).map(([name, row]) => [
    ...assumption([name, row]),
    row.models.join(", "),
  ]);
  const quirks = Object.entries(OLDER_QUIRKS).map(([name, { models = [], about, source }]) => [
    `\`${name}\``,
    models.join(", "),
    about,
    source,
  ]);
  assertEquals(rows(OLDER), [...models, ...assumptions, ...quirks]);
});
