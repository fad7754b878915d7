import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { Ajv } from "ajv";
import { loadSuite } from "../conformance/suite/load.ts";
import { run, spec } from "./export.ts";
import { Failure } from "./failure.ts";
import { readOptions } from "./options.ts";

/** Runs the command and returns what it printed. */
async function exported(...args: string[]): Promise<string> {
  const [log, lines] = [console.log, [] as string[]];
  console.log = (line: string) => lines.push(line);
  try {
    assertEquals(await run(readOptions(spec, args)), 0);
  } finally {
    console.log = log;
  }
  return lines.join("\n");
}

/** What the test looks at in `cases.json`. */
interface Exported {
  rules: unknown[];
  cases: { id: string; file: string; length: number }[];
}

/** Recomputes a sum of the vectors and looks for a group in them, in C and from the header alone. */
const MAIN = `
#include <stdio.h>
#include <string.h>
#include "ticlab_cases.h"

static int sums(const ticlab_case *c, const ticlab_group *g) {
  const unsigned char *b = c->bytes + g->offset + 1;
  unsigned long n = g->length - 2, zone, i;
  unsigned sum = 0;
  zone = (b[n - 2] & 0x7f) == 9 ? n - 1 : n - 2;
  for (i = 0; i < zone; i++) sum += b[i] & 0x7f;
  return (sum & 0x3f) + 0x20 == (b[n - 1] & 0x7fu);
}

int main(void) {
  unsigned long i, j, k, must = 0, may = 0, older = 0, bytes = 0;
  for (i = 0; i < TICLAB_CASE_COUNT; i++) {
    const ticlab_case *c = &ticlab_cases[i];
    const ticlab_way *way = &c->ways[0];
    if (strstr(c->needs, "older")) older++;
    for (j = 0; j < c->length; j++) bytes += c->bytes[j];
    for (j = 0; j < way->group_count; j++) {
      const ticlab_group *g = &way->groups[j];
      if (g->need == '?') may++;
      if (g->need != '!') continue;
      must++;
      if (!sums(c, g)) printf("wrong sum in %s\\n", c->id);
      for (k = 0; k < strlen(g->label); k++) {
        if ((c->bytes[g->offset + 1 + k] & 0x7f) != g->label[k]) printf("no %s\\n", g->label);
      }
    }
  }
  printf("%d cases, %lu older, %lu and %lu groups, %lu\\n", TICLAB_CASE_COUNT, older, must, may, bytes);
  return 0;
}
`;

Deno.test("export writes JSON that its schema accepts, lines, a header that gcc takes, and clears up", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    const { cases, version } = await loadSuite();
    olderExport(`${folder}/vectors`);
    const told = await exported(`${folder}/vectors`);
    assertStringIncludes(told, `${cases.length} cases of suite ${version} in ${folder}/vectors`);
    assertStringIncludes(told, "2 of the export before deleted");
    const left = new Set(Array.from(Deno.readDirSync(`${folder}/vectors`), ({ name }) => name));
    assertEquals(["gone.bin", "mine.bin", "notes.txt"].map((name) => left.has(name)), [
      false,
      true,
      true,
    ]);

    const { files } = JSON.parse(Deno.readTextFileSync(`${folder}/vectors/manifest.json`));
    assert(files.includes("cases.json") && !files.includes("mine.bin"));

    const read = (name: string) => Deno.readTextFileSync(`${folder}/vectors/${name}`);
    const validate = new Ajv({ strict: true, allowUnionTypes: true })
      .compile(JSON.parse(read("cases.schema.json")));
    const whole: Exported = JSON.parse(read("cases.json"));
    assertEquals([validate(whole), validate.errors?.slice(0, 3) ?? []], [true, []]);
    const { cases: records, rules } = whole;
    assertEquals(records.length, cases.length);
    assert(rules.length > 100);
    const spoilt = { ...whole, cases: [{ ...records[0], level: "shall" }] };
    assert(!validate(spoilt), "the schema accepts anything");
    for (const { id, file, length } of records) {
      assertEquals(Deno.statSync(`${folder}/vectors/${file}`).size, length, id);
    }

    const short = cases.filter(({ input }) => input.length <= 4_096);
    const groups = short.flatMap(({ expect }) => expect[0]!.expect.groups);
    const must = groups.filter(({ need }) => need === "must").length;
    // A reading that nobody minds has a row of its own.
    const may = groups.filter(({ need }) => need === "may").length +
      groups.flatMap(({ also = [] }) => also).length;
    const older = short.filter(({ needs }) => needs.includes("older")).length;
    const bytes = short.reduce((sum, { input }) => sum + input.reduce((a, b) => a + b, 0), 0);
    assertEquals(
      await compiled(`${folder}/vectors`),
      `${short.length} cases, ${older} older, ${must} and ${may} groups, ${bytes}\n`,
    );
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

/** A folder with an export of other cases, and files of the user's own. */
function olderExport(folder: string): void {
  Deno.mkdirSync(folder);
  for (const name of ["gone.bin", "mine.bin", "notes.txt"]) {
    Deno.writeTextFileSync(`${folder}/${name}`, "x");
  }
  const files = ["gone.bin", "never-there.bin", "../outside.bin", "notes.txt"];
  Deno.writeTextFileSync(`${folder}/manifest.json`, JSON.stringify({ files }));
}

async function compiled(folder: string): Promise<string> {
  Deno.writeTextFileSync(`${folder}/main.c`, MAIN);
  const flags = ["-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Werror"];
  const gcc = await new Deno.Command("gcc", {
    args: [...flags, "-o", "main", "main.c"],
    cwd: folder,
  }).output();
  assert(gcc.success, new TextDecoder().decode(gcc.stderr));
  const { stdout } = await new Deno.Command(`${folder}/main`).output();
  return new TextDecoder().decode(stdout);
}

Deno.test("export --only writes some cases with their rules, and takes the others away", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    olderExport(`${folder}/vectors`);
    const ids = ["hist-wrong-index", "std-wrong-index"];
    await exported(`${folder}/vectors`, "--only", ids[0]!, "--only", "std-wrong-ind*");
    const names = Array.from(Deno.readDirSync(`${folder}/vectors`), ({ name }) => name);
    const lines = names.filter((name) => name.endsWith(".bin"));
    assertEquals(lines.sort(), [`${ids[0]}.bin`, "mine.bin", `${ids[1]}.bin`]);
    const whole = JSON.parse(Deno.readTextFileSync(`${folder}/vectors/cases.json`));
    assertEquals(whole.cases.map(({ id }: { id: string }) => id), ids);
    assertEquals(whole.rules.map(({ id }: { id: string }) => id), ["checksum/wrong-not-said"]);
    const header = Deno.readTextFileSync(`${folder}/vectors/ticlab_cases.h`);
    assertStringIncludes(header, "#define TICLAB_CASE_COUNT 2\n");
    const typo = await assertRejects(
      () => run(readOptions(spec, [folder, "--only", "hist-wrong-indx"])),
      Failure,
    );
    assertEquals(typo.exitCode, 2);
    assertStringIncludes(typo.message, 'did you mean "hist-wrong-index"?');
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("export says what is wrong with its folder", async () => {
  const file = Deno.makeTempFileSync();
  try {
    const none = await assertRejects(() => run(readOptions(spec, [])), Failure);
    assertEquals([none.exitCode, none.message], [2, "one folder is wanted"]);
    const taken = await assertRejects(() => run(readOptions(spec, [file])), Failure);
    assertEquals(taken.exitCode, 3);
    assertStringIncludes(taken.message, `cannot export to ${file}`);
  } finally {
    Deno.removeSync(file);
  }
});
