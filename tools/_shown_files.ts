/**
 * For tests: the files that a command line of the docs finds in its folder, under the names that it has for
 * them.
 *
 * @module
 */
import { KILL_SETS_FILE } from "../conformance/naive/kill_sets.ts";
import { segments, shownScenario } from "./_docs_commands.ts";
import { sourcesHash } from "./mutants_docs.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** What was made once, and is read by many lines. */
export interface Made {
  /** Bytes of a line. */
  bytes: Uint8Array;
  /** A recording of it. */
  recording: string;
  /** Results of `ticlab test`. */
  results: string;
  /** Folder of `ticlab init adapter --lang python`. */
  adapter: string;
}

/** A gateway, and its profile: our own, played faster than a meter. */
const PROFILE = Deno.readTextFileSync(
  `${ROOT}conformance/gateway/profiles/ticlab-mqtt.yaml`,
);

/** Programs of the reader's, by name. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "my-decoder": "exec python3 adapter.py",
  "gateway": `exec ticlab decode "$1" --queue queue --to "mqtt://$2:$3/linky"`,
  "my-gateway": `exec ticlab decode "$1" --queue queue --to "mqtt://$2:$3/linky"`,
};

const NODE_GATEWAY = `
const { SERIAL, MQTT_URL } = process.env;
const words = ["decode", SERIAL, "--queue", "queue", "--to", MQTT_URL + "/linky"];
require("node:child_process").spawn("ticlab", words, { stdio: "inherit" });
`;

/** Folders of examples in which lines are typed. */
const STOOD_IN: readonly (readonly [RegExp, string])[] = [
  [/-m pytest/, "fixture-pytest"],
  [/node --test/, "fixture-node"],
  [/go test/, "fixture-go"],
  [/^cmake /, "fixture-cpp"],
];

/** Writes the files that a command line of a page reads. */
export function provide(
  folder: string,
  { text, page, made }: { text: string; page: string; made: Made },
): void {
  const write = (name: string, content: string, mode = 0o644) =>
    Deno.writeTextFileSync(`${folder}/${name}`, content, { mode });
  const read = segments(text).flatMap((segment) =>
    segment.filter((_word, i) => segment[i - 1] !== "--to" && !segment.includes("record"))
  );
  for (const word of read.filter((word) => !/^-|:|^\//.test(word))) {
    if (word.endsWith(".tic")) {
      Deno.writeFileSync(`${folder}/${word}`, made.bytes);
    }
    if (word.endsWith(".txt")) write(word, made.recording);
    if (word.endsWith(".jsonl")) write(word, made.results);
  }
  const [scenario] = / (\.\/[\w-]+\.yaml)\b/.exec(text)?.slice(1) ?? [];
  if (scenario) {
    write(scenario, shownScenario(page) || shownScenario("docs/scenarios.md"));
  }
  const [profile] = / --gateway (my[\w-]*\.yaml)/.exec(text)?.slice(1) ?? [];
  if (profile) write(profile, PROFILE);
  for (const [name, script] of Object.entries(PROGRAMS)) {
    if (text.includes(` ./${name}`)) {
      write(name, `#!/bin/sh\n${script}\n`, 0o755);
    }
  }
  if (text.includes("node index.js")) write("index.js", NODE_GATEWAY);
  if (text.includes("gateway.py")) {
    copy(`${ROOT}examples/gateway-python`, folder);
  }
  for (const [, name] of text.matchAll(/\bexamples\/([\w-]+)/g)) {
    copy(`${ROOT}examples/${name}`, `${folder}/examples/${name}`);
  }
  for (const [typed, name] of STOOD_IN) {
    if (typed.test(text)) copy(`${ROOT}examples/${name}`, folder);
  }
  if (text.includes("~/")) {
    Deno.mkdirSync(`${folder}/.zfunc`);
    Deno.mkdirSync(`${folder}/.config/fish/completions`, { recursive: true });
  }
  // An adapter lies in the folder of `init`, or the reader stands in that.
  if (/ init | git clone ADDRESS/.test(text)) return;
  if (text.includes("ticlab-adapter/")) {
    copy(made.adapter, `${folder}/ticlab-adapter`);
  } else if (text.includes("adapter.py") || text.includes("./my-decoder")) {
    copy(made.adapter, folder);
  }
}

/** A copy of the sources, in which a tool may write; its matrix of mutants is current. */
export async function copyOfSources(folder: string): Promise<void> {
  const names = Array.from(Deno.readDirSync(ROOT), ({ name }) => name)
    .filter((name) => !/^(?:\.git|\.ci|coverage)$/.test(name));
  const { success } = await new Deno.Command("cp", {
    args: ["-r", ...names.map((name) => `${ROOT}${name}`), folder],
  }).output();
  if (!success) throw new Error(`Cannot copy the sources to ${folder}`);
  // All of it would take minutes; only what changed is computed.
  const sets = `${folder}/${KILL_SETS_FILE.slice(ROOT.length)}`;
  const text = Deno.readTextFileSync(sets);
  Deno.writeTextFileSync(
    sets,
    text.replace(/("sources": )"\w+"/, `$1"${sourcesHash()}"`),
  );
}

/** Copies the files of a folder, not what lies deeper. */
function copy(from: string, to: string): void {
  Deno.mkdirSync(to, { recursive: true });
  for (const { name, isFile } of Deno.readDirSync(from)) {
    if (isFile) Deno.copyFileSync(`${from}/${name}`, `${to}/${name}`);
  }
}
