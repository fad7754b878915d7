import { assert, assertEquals } from "@std/assert";
import { FAMILY_KINDS } from "./families/family.ts";
import { readSuite } from "./load.ts";

Deno.test("the examples of docs/cases.md are built, and mean what the page says", async () => {
  const page = Deno.readTextFileSync(new URL("../../docs/cases.md", import.meta.url));
  const [rule, ...cases] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text!);
  const folder = Deno.makeTempDirSync();
  try {
    for (const part of ["rules", "cases"]) {
      Deno.mkdirSync(`${folder}/${part}`);
      for (const { name } of Deno.readDirSync(new URL(`../${part}/`, import.meta.url))) {
        Deno.copyFileSync(
          new URL(`../${part}/${name}`, import.meta.url),
          `${folder}/${part}/${name}`,
        );
      }
    }
    Deno.writeTextFileSync(`${folder}/rules/checksum.yaml`, `${rule}`, { append: true });
    Deno.writeTextFileSync(`${folder}/cases/page.yaml`, cases.join(""));
    const { suite, problems } = await readSuite({ folder, topics: ["page"], eager: true });
    assertEquals(problems.map(({ text }) => text), [
      'rule "checksum/standard-includes-last-separator" stands twice',
    ], "the page shows a rule that there is");
    const [wrong, family] = suite.cases;
    const [way] = wrong!.expect;
    assertEquals(way!.expect.frames.filter(({ recovery }) => recovery === 1).length, 3);
    assert(!way!.expect.groups.some(({ value }) => value === "00360"));
    assert(family!.expect[0]!.expect.frames.length > 300);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("docs/cases.md names every kind of family", () => {
  const page = Deno.readTextFileSync(new URL("../../docs/cases.md", import.meta.url));
  const [, words = ""] = /^Kinds:\s+`([^`]*)`/m.exec(page) ?? [];
  assertEquals(words.split(/\s+/), FAMILY_KINDS);
});
