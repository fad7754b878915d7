import { assert, assertEquals } from "@std/assert";

const HERE = new URL("./", import.meta.url).pathname;
const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/** Runs a program in a folder; returns its exit code and both outputs. */
function run(
  command: string,
  args: string[],
  cwd: string,
): { code: number; text: string } {
  const env = { INIT_CWD: cwd, NO_COLOR: "1" };
  const { code, stdout, stderr } = new Deno.Command(command, { args, cwd, env })
    .outputSync();
  const text = new TextDecoder().decode(stdout) +
    new TextDecoder().decode(stderr);
  return { code, text };
}

Deno.test("npm:teleinfo, a decoder that we did not write, fails what its list says and no more", () => {
  const folder = Deno.makeTempDirSync();
  try {
    for (
      const name of [
        "adapter.mjs",
        "package.json",
        "package-lock.json",
        "ticlab-known.yaml",
      ]
    ) {
      Deno.copyFileSync(`${HERE}${name}`, `${folder}/${name}`);
    }
    const installed = run("npm", [
      "ci",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
    ], folder);
    assertEquals(installed.code, 0, installed.text);

    for (
      const way of [["--session"], [
        "--only",
        "historique/**",
        "--only",
        "eot/**",
      ]]
    ) {
      const args = [
        "run",
        "-A",
        MAIN,
        "test",
        ...way,
        "--results",
        "results.jsonl",
        "--",
      ];
      const scored = run(
        Deno.execPath(),
        [...args, "node", "adapter.mjs"],
        folder,
      );
      assertEquals(scored.code, 0, scored.text);
      const lines = Deno.readTextFileSync(`${folder}/results.jsonl`).trimEnd()
        .split("\n");
      const { program } = JSON.parse(lines[0]!);
      assertEquals([program.name, program.version], ["teleinfo", "0.1.0"]);
      const { counts } = JSON.parse(lines.at(-1)!);
      assert(counts.pass > 20, `${counts.pass} passed`);
      assert(
        counts["known-fail"] > 5,
        `${counts["known-fail"]} failures are known`,
      );
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
