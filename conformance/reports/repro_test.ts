import { assertEquals, assertStringIncludes } from "@std/assert";
import { loadSuite } from "../suite/load.ts";
import { writeRepro } from "./repro.ts";
import { failureOf, resultsOf } from "./test_results.ts";

const { cases } = await loadSuite({ topics: ["checksum"] });
const [first, second] = cases as [typeof cases[number], typeof cases[number]];

function inFolder(test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("writeRepro() writes bytes, expectation, answer and commands of each failing case", () =>
  inFolder((folder) => {
    const results = resultsOf([
      { id: first.id, verdict: "fail", failure: failureOf("x", { what: "a group was invented" }) },
      { id: second.id, verdict: "pass" },
    ]);
    const said = '{"event":"group","label":"PAPP","value":"7"}\n';
    const saidOf = (id: string) => id === first.id ? said : undefined;
    assertEquals(writeRepro(folder, { results, cases, saidOf }), [`${folder}/${first.id}`]);
    const read = (name: string) => Deno.readTextFileSync(`${folder}/${first.id}/${name}`);
    assertEquals(Deno.readFileSync(`${folder}/${first.id}/input.bin`), first.input);
    assertEquals(read("said.jsonl"), said);
    assertEquals(
      JSON.parse(read("expected.json")).expect,
      JSON.parse(JSON.stringify(first.expect)),
    );
    const readme = read("README.md");
    assertStringIncludes(readme, `ticlab test --only ${first.id} -- python3 'my decoder.py'`);
    assertStringIncludes(readme, `TIC_MODE=${first.mode} python3 'my decoder.py' < input.bin`);
    assertStringIncludes(readme, "    What       a group was invented");
  }));

Deno.test("writeRepro() leaves nothing of an earlier run in a folder that it writes", () =>
  inFolder((folder) => {
    const results = resultsOf([{ id: first.id, verdict: "crash" }]);
    writeRepro(folder, { results, cases, saidOf: () => "old\n" });
    writeRepro(folder, { results, cases });
    const names = Array.from(Deno.readDirSync(`${folder}/${first.id}`), ({ name }) => name);
    assertEquals(names.sort(), ["README.md", "expected.json", "input.bin"]);
  }));
