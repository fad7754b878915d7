import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

async function init(folder: string, ...words: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, "init", ...words],
    env: { INIT_CWD: folder, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("init adapter writes a program into the user's folder and says how to go on", () =>
  inFolder(async (folder) => {
    const { code, stdout, stderr } = await init(folder, "adapter", "--lang", "c");
    assertEquals([code, stderr], [0, ""]);
    const names = Array.from(Deno.readDirSync(`${folder}/ticlab-adapter`), ({ name }) => name);
    assertEquals(names.sort(), ["README.md", "adapter.c", "decoder.h"]);
    for (
      const line of [
        "Wrote ticlab-adapter: adapter.c, decoder.h, README.md",
        "  cd ticlab-adapter",
        "  cc -std=c11 -O2 -Wall -Wextra -o adapter adapter.c",
        "  ticlab doctor --session -- ./adapter",
        "  ticlab test --session -- ./adapter",
        "Then put your decoder into start() and take() of adapter.c.",
      ]
    ) assert(stdout.split("\n").includes(line), `"${line}" is not in:\n${stdout}`);
  }));

Deno.test("init adapter makes the folders of a path with a blank", () =>
  inFolder(async (folder) => {
    const { code, stdout } = await init(folder, "adapter", "--lang", "python", "my tests/tic");
    assertEquals(code, 0);
    assertStringIncludes(stdout, '  cd "my tests/tic"\n');
    assert(Deno.statSync(`${folder}/my tests/tic/adapter.py`).isFile);
  }));

Deno.test("init adapter overwrites nothing, and writes nothing beside it", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/decoder.py`, "mine");
    const { code, stdout, stderr } = await init(folder, "adapter", "--lang", "python", ".");
    assertEquals([code, stdout], [3, ""]);
    assertStringIncludes(stderr, 'cannot write the adapter: "decoder.py" is there already');
    assertStringIncludes(
      stderr,
      "Name another folder: ticlab init adapter --lang python ticlab-adapter\n",
    );
    assertEquals(Deno.readTextFileSync(`${folder}/decoder.py`), "mine");
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name), ["decoder.py"]);
  }));

Deno.test("init ends with 3 where a folder cannot be made", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    const { code, stderr } = await init(folder, "adapter", "--lang", "go", "file/in");
    assertEquals(code, 3);
    assertStringIncludes(stderr, 'cannot write the adapter into "file/in"');
  }));

for (
  const [words, said, next] of [
    [[], "init wants to know what", "ticlab init adapter --lang python"],
    [["adapter"], "init wants the language: one of python, node, go", "--lang python"],
    [["adaptr", "--lang", "go"], 'there is no starting point "adaptr"', "ticlab init adapter?"],
    [["adapter", "--lang", "pyton"], '--lang cannot be "pyton"', "--lang python?"],
    [["adapter", "--lang", "go", "a", "b"], "more than one folder", "between quotes"],
  ] as const
) {
  Deno.test(`init ends with 2 and the nearest right thing: ${words.join(" ") || "no word"}`, () =>
    inFolder(async (folder) => {
      const { code, stderr } = await init(folder, ...words);
      assertEquals(code, 2);
      assertStringIncludes(stderr, said);
      assertStringIncludes(stderr, next);
      assertEquals(Array.from(Deno.readDirSync(folder)), []);
    }));
}
