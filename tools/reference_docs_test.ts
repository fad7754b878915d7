import { assertEquals, assertStringIncludes } from "@std/assert";
import { REFERENCE, referencePages } from "./reference_docs.ts";

const pages = await referencePages();

for (const [file, text] of pages) {
  Deno.test(`docs/reference/${file} is current`, () => {
    assertEquals(
      Deno.readTextFileSync(new URL(file, REFERENCE)),
      text,
      "run tools/reference_docs.ts",
    );
  });
}

Deno.test("the reference of labels has those that readers look for, in both languages", () => {
  const row = pages.get("labels.md")!.split("\n").find((line) => line.startsWith("| `SINSTS`"))!;
  for (const word of ["| 5 |", "VA", "Apparent power", "Puissance app"]) {
    assertStringIncludes(row, word);
  }
});

Deno.test("the reference of events has each field of a frame", () => {
  const [, frame = ""] = pages.get("events.md")!.split("## frame");
  const fields = Array.from(frame.matchAll(/^\| `(\w+)`/gm), ([, name]) => name);
  assertEquals(fields, [
    "mode",
    "kind",
    "complete",
    "groups",
    "lost",
    "conflicts",
    "offset",
    "length",
  ]);
});
