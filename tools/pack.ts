/**
 * Writes the npm package `ticlab`: `deno task pack --out DIR`.
 *
 * `deno pack` makes JavaScript and types of the sources; what is left is to name the command, to pin
 * what it depends on, and to take the parser of command lines from npm instead of from JSR.
 *
 * @module
 */
import { stop, transform } from "esbuild";
import { resolve } from "node:path";
import { VERSION } from "../cli/version.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** What a user does not run. */
const IGNORED = [
  "**/*_test.ts",
  "tools",
  "examples",
  "coverage",
  ".ci",
];

/** Dependencies by the name under which the sources import them. */
const IMPORTS: Readonly<Record<string, string>> = JSON.parse(
  Deno.readTextFileSync(`${ROOT}deno.json`),
).imports;

/** Packages of tests. */
const FOR_TESTS = ["ajv", "esbuild", "fast-check", "playwright-core"];

/** The oldest runtime that the package serves; it knows no `using`. */
const TARGET = "node20";

/** What JSR has, as it is on npm (tools/std/). */
const STD: Readonly<Record<string, string>> = {
  '"@std/cli/parse-args"': '"deno-std/cli/parse_args.js"',
  '"@std/streams"': '"deno-std/streams/mod.js"',
};
const STD_VERSION = "1.4.0";

/** The Deno of tools/package.json. */
const DENO: string = JSON.parse(
  Deno.readTextFileSync(`${ROOT}tools/package.json`),
).devDependencies.deno;

async function run(
  command: string,
  args: readonly string[],
  cwd: string,
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, {
    args: [...args],
    cwd,
  }).output();
  if (!success) {
    throw new Error(
      `${command} ${args.join(" ")} failed: ${new TextDecoder().decode(stderr)}`,
    );
  }
  return new TextDecoder().decode(stdout);
}

/** Versions of what the package needs at run time, as deno.json pins them. */
function dependencies(): Record<string, string> {
  const pinned: Record<string, string> = { "deno-std": STD_VERSION };
  for (const specifier of Object.values(IMPORTS)) {
    const [, name, version] = /^npm:\/?((?:@[^/]+\/)?[^@/]+)@([^/]+)/.exec(specifier) ?? [];
    if (name === undefined || version === undefined) continue;
    if (!FOR_TESTS.includes(name)) pinned[name] = version;
  }
  return pinned;
}

/** Whether a file is a source that nothing of the package imports: a helper of tests. */
function isSource(path: string): boolean {
  return /(?<!\.d)\.ts$/.test(path) && !path.includes("/adapters/");
}

function* filesIn(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesIn(path);
    else yield path;
  }
}

/** Writes the package into a folder; returns the path of the tarball. */
export async function pack(out: string): Promise<string> {
  const folder = Deno.makeTempDirSync();
  try {
    const ignore = IGNORED.map((pattern) => `--ignore=${pattern}`);
    const raw = `${folder}/raw.tgz`;
    await run(Deno.execPath(), [
      "pack",
      "-q",
      "--allow-dirty",
      "--no-source-maps",
      ...ignore,
      "-o",
      raw,
    ], ROOT);
    await run("tar", ["xzf", raw], folder);
    const inside = `${folder}/package`;
    for (const path of [...filesIn(inside)]) {
      if (isSource(path)) Deno.removeSync(path);
      if (!path.endsWith(".js")) continue;
      const text = Deno.readTextFileSync(path);
      const onNpm = Object.entries(STD)
        .reduce((text, [from, to]) => text.replaceAll(from, to), text);
      const older = /^\s*(?:await )?using /m.test(onNpm)
        ? (await transform(onNpm, { target: TARGET })).code
        : onNpm;
      if (older !== text) Deno.writeTextFileSync(path, older);
    }
    await stop();
    Deno.removeSync(`${inside}/deno.lock`);
    const manifest = JSON.parse(
      Deno.readTextFileSync(`${inside}/package.json`),
    );
    Deno.writeTextFileSync(
      `${inside}/package.json`,
      JSON.stringify(
        {
          ...manifest,
          name: "ticlab",
          version: VERSION,
          description:
            "A French electricity meter (Linky TIC) for your tests: simulator, decoder, conformance kit",
          keywords: ["linky", "teleinfo", "tic", "conformance", "simulator"],
          bin: { ticlab: "npm/ticlab.js" },
          engines: { node: ">=20.10" },
          dependencies: dependencies(),
          optionalDependencies: { deno: DENO },
        },
        null,
        2,
      ),
    );
    Deno.chmodSync(`${inside}/npm/ticlab.js`, 0o755);
    Deno.mkdirSync(out, { recursive: true });
    const name = await run(
      "npm",
      ["pack", "--silent", "--pack-destination", out],
      inside,
    );
    return `${out}/${name.trim()}`;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const at = Deno.args.indexOf("--out");
  const out = at < 0 ? undefined : Deno.args[at + 1];
  if (out === undefined) {
    console.error("Say where the package goes: deno task pack --out DIR");
    Deno.exit(2);
  }
  console.log(
    await pack(
      resolve(
        Deno.env.get("INIT_CWD") ?? Deno.cwd(),
        out,
      ),
    ),
  );
}
