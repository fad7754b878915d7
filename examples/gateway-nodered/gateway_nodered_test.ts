import { assertEquals } from "@std/assert";

const HERE = new URL("./", import.meta.url).pathname;
const MAIN = new URL("../../main.ts", import.meta.url).pathname;

async function run(command: string, args: string[], cwd: string) {
  const env = { INIT_CWD: cwd, NO_COLOR: "1" };
  const { code, stdout, stderr } = await new Deno.Command(command, { args, cwd, env }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

/** Whether npm is here and reaches its registry. */
const npm = await run("npm", ["view", "node-red@4.1.15", "version"], "/tmp")
  .then(({ code }) => code === 0, () => false);

Deno.test({
  name: "a flow of Node-RED passes cases of each kind, by port and broker alone" +
    (npm ? "" : " [skipped: no npm registry here]"),
  ignore: !npm,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      for (const name of ["package.json", "flows.json", "settings.cjs", "ticlab.yaml"]) {
        await Deno.copyFile(`${HERE}${name}`, `${folder}/${name}`);
      }
      // At the speed of a meter: ten times as fast, Node-RED falls behind where the machine is busy.
      const profile = `${folder}/ticlab.yaml`;
      const slow = Deno.readTextFileSync(profile).replace("accelerated: true\n", "");
      Deno.writeTextFileSync(profile, slow);
      const install = [
        "install",
        "--ignore-scripts",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
      ];
      const installed = await run("npm", install, folder);
      assertEquals(installed.code, 0, installed.err);
      const only = ["tariff-change", "noise", "three-phase-historique"].flatMap((
        id,
      ) => ["--only", id]);
      const test = ["test", "--gateway", "ticlab.yaml", ...only, "--jobs", "3", "--json"];
      const scored = await run(Deno.execPath(), ["run", "-A", "--no-check", MAIN, ...test], folder);
      const lines = scored.out.trim().split("\n").map((line) => JSON.parse(line));
      const played = lines.filter(({ runs }) => runs > 0);
      assertEquals(
        played.map(({ id, verdict, failure }) => [id, verdict, failure?.what]).sort(),
        [
          ["gateway/noise", "pass", undefined],
          ["gateway/tariff-change", "pass", undefined],
          ["gateway/three-phase-historique", "pass", undefined],
        ],
      );
      assertEquals(scored.code, 0, scored.err);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
