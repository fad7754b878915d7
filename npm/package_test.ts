/**
 * The package as a stranger gets it: packed, installed by npm in an empty folder, and run.
 *
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { installed } from "../decoder/sinks/installed.ts";
import { pack } from "../tools/pack.ts";
import { pyserial } from "../serial/_programs.ts";

const decoder = new TextDecoder();

interface Ran {
  code: number;
  out: string;
  err: string;
}

async function run(folder: string, command: string, ...args: string[]): Promise<Ran> {
  const { code, stdout, stderr } = await new Deno.Command(command, {
    args,
    cwd: folder,
    env: { npm_config_loglevel: "error", NO_COLOR: "1" },
  }).output();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

const ticlab = (folder: string, ...args: string[]) =>
  run(folder, `${folder}/node_modules/.bin/ticlab`, ...args);

/** Verdicts of a results file by case. */
function verdicts(path: string): [string, string][] {
  return Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => JSON.parse(line))
    .filter((line) => "verdict" in line).map(({ id, verdict }) => [id, verdict]);
}

const READER = `
import json, serial, subprocess, sys
sim = subprocess.Popen([sys.argv[1], "sim", "--json", "--to", "pty:" + sys.argv[2]],
                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
path = json.loads(sim.stdout.readline())["outlets"][0]["path"]
port = serial.Serial(path, 1200, bytesize=7, parity="E", timeout=20)
print(port.read_until(b"\\x03")[-1:] == b"\\x03")
sim.stdin.close()
print(sim.wait(20))
`;

const LIBRARY = `
import { TicDecoder } from "ticlab/decoder";
import { Player, readScenario } from "ticlab/sim";

const player = new Player(readScenario(\`
title: One frame
about: Peak hours, 2.3 kVA.
meter: { contract: hc }
clock: { start: 2026-01-14T12:00:00 }
load: { base: 2300 W }
run: { for: 1 s }
\`, { file: "one.yaml" }));
const decoder = new TicDecoder({ events: ["group"] });
const groups = [...player.frames()].flatMap(({ bytes }) => decoder.push(bytes));
const value = (wanted) => groups.find(({ label }) => label === wanted).value;
console.log(value("PTEC"), Number(value("PAPP")));
`;

/** Versions of Node that serve without Deno, whichever this machine has; those of npm's own packages. */
const NODES = ["20", "22"];

/** A line whose second group has a wrong sum, and a program that says both groups as right. */
const LINE = "\x02\nADCO 021976551234 D\r\nPAPP 00360 *\r\x03";

Deno.test({
  name:
    "the package, installed by npm alone: a sim that Python reads, decode, test; without Deno, too",
  ignore: pyserial === undefined,
  fn: async (t) => {
    const folder = await Deno.makeTempDir();
    try {
      const tarball = await pack(folder);
      // As the pages say, in a project that has no package.json.
      const install = ["install", "--no-save", "--ignore-scripts", tarball];
      const done = await run(folder, "npm", ...install);
      assertEquals(done.code, 0, done.err);

      await t.step("a sim on a pty, read at 7E1 by Python", async () => {
        const bin = `${folder}/node_modules/.bin/ticlab`;
        const { out, err } = await run(folder, pyserial!, "-c", READER, bin, `${folder}/linky`);
        assertEquals(out, "True\n0\n", err);
      });
      await t.step("decode of a file", async () => {
        Deno.writeTextFileSync(`${folder}/line.tic`, LINE);
        const { code, out } = await ticlab(
          folder,
          "decode",
          "line.tic",
          "--json",
          "--events",
          "group",
        );
        assertEquals(code, 0);
        assertStringIncludes(out, '"label":"PAPP","value":"00360"');
      });
      await t.step("explain, in a project of Deno that has other packages", async () => {
        const config = {
          nodeModulesDir: "none",
          imports: { yaml: "./none.ts" },
          lock: { frozen: true },
        };
        Deno.writeTextFileSync(`${folder}/deno.json`, JSON.stringify(config));
        const { code, out, err } = await ticlab(folder, "explain", "std-frame-by-the-other-mode");
        Deno.removeSync(`${folder}/deno.json`);
        assertEquals(code, 0, err);
        assertStringIncludes(out, "std-frame-by-the-other-mode");
      });
      const score = ["test", "--session", "--only", "checksum/**", "--results"];
      // As programs of users do, it needs their environment.
      const script = '[ "$HOME" ] && exec python3 ticlab-adapter/adapter.py';
      const adapter = ["--", "sh", "-c", script];
      await t.step("test of the starting point in Python", async () => {
        const { out } = await ticlab(folder, "init", "adapter", "--lang", "python");
        assertStringIncludes(out, "  npx ticlab test --session -- python3 adapter.py");
        const { code, err } = await ticlab(folder, ...score, "deno.jsonl", ...adapter);
        assertEquals(code, 0, err);
      });

      await t.step({
        name: "test of the gateway that it brings with it",
        ignore: installed("mosquitto") === undefined,
        fn: async () => {
          const gateway = ["--gateway", "ticlab-mqtt", "--only", "gateway/overload"];
          const { code, out, err } = await ticlab(folder, "test", ...gateway);
          assertEquals(code, 0, out + err);
        },
      });

      await t.step("the library, on Node: a meter and a decoder", async () => {
        Deno.writeTextFileSync(`${folder}/library.mjs`, LIBRARY);
        const { code, out, err } = await run(folder, "node", "library.mjs");
        assertEquals([code, out], [0, "HP.. 2300\n"], err);
      });

      Deno.removeSync(`${folder}/node_modules/deno`, { recursive: true });
      for (const version of NODES) {
        await t.step(`without Deno, the same verdicts on Node ${version}`, async () => {
          const home = `${folder}/node-${version}`;
          const node = `node-linux-${Deno.build.arch === "aarch64" ? "arm64" : "x64"}`;
          Deno.mkdirSync(home);
          // Else npm installs above, in the folder of the package, and Deno anew.
          Deno.writeTextFileSync(`${home}/package.json`, "{}");
          const got = await run(home, "npm", "install", `${node}@${version}`);
          assertEquals(got.code, 0, got.err);
          const words = ["node_modules/.bin/ticlab", ...score, `${version}.jsonl`, ...adapter];
          const program = `${home}/node_modules/${node}/bin/node`;
          const { code, err } = await run(folder, program, ...words);
          assertEquals(code, 0, err);
          const onNode = verdicts(`${folder}/${version}.jsonl`);
          assert(onNode.some(([, verdict]) => verdict === "pass"));
          assertEquals(onNode, verdicts(`${folder}/deno.jsonl`));
        });
      }
      await t.step("without Deno, decode of standard input and explain", async () => {
        const decoded = await run(folder, "sh", "-c", "node_modules/.bin/ticlab decode < line.tic");
        assertStringIncludes(decoded.out, "PAPP");
        const { out } = await ticlab(folder, "explain", "std-frame-by-the-other-mode");
        assertStringIncludes(out, "npx ticlab test --only std-frame-by-the-other-mode");
      });
      await t.step("without Deno, sim says what is missing", async () => {
        const { code, err } = await ticlab(folder, "sim");
        assertEquals(code, 3);
        assertStringIncludes(err, "this needs Deno");
      });
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  },
});
