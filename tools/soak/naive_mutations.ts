/**
 * The mutation score of the suite: simple changes of the naive decoder's source, one at a time, and
 * how many of them the cases notice.
 *
 * @module
 */
import { passes } from "../../conformance/naive/kill_matrix.ts";
import type { Decoder } from "../../conformance/naive/mutants/mod.ts";
import { loadSuite } from "../../conformance/suite/load.ts";

const FOLDER = new URL("../../conformance/naive/", import.meta.url);

/** The files that decide something; tables of words are data. */
const FILES = [
  "naive_decoder.ts",
  "naive_frame.ts",
  "naive_groups.ts",
  "naive_values.ts",
  "clock_words.ts",
  "registers.ts",
];

/** Large families would take hours. */
const LARGE = 16_000;

/** What is changed into what. */
const CHANGES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/ === /g, " !== "],
  [/ !== /g, " === "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ < /g, " <= "],
  [/ >= /g, " > "],
  [/ > /g, " >= "],
  [/ <= /g, " < "],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/\btrue\b/g, "false"],
  [/\bfalse\b/g, "true"],
  [/(?<=\W)!(?=[a-z(])/g, ""],
  [/(?<=if \()(?!typeof)/g, "!"],
  [/\b(?:0x[0-9a-f]+|[0-9]+)\b/g, (found) => String(Number(found) + 1)],
  [/^\s+(?:this\.\w+\(.*\)|\w[\w.#]* = .*|return [^(]*);$/gm, ""],
];

/** One change. */
interface Change {
  file: string;
  line: number;
  before: string;
  after: string;
  source: string;
}

function* changesOf(file: string): Generator<Change> {
  const source = Deno.readTextFileSync(new URL(file, FOLDER));
  // Comments, imports and types decide nothing; they are blanked so that places stay.
  const code = source.replace(
    /\/\*[^]*?\*\/|\/\/.*|^(?:import|export (?:interface|type))[^]*?(?:;|^})$/gm,
    (text) => text.replace(/[^\n]/g, "\0"),
  );
  for (const [pattern, to] of CHANGES) {
    for (const { 0: found, index } of code.matchAll(pattern)) {
      const changed = typeof to === "string" ? to : to(found);
      const line = source.slice(0, index).split("\n").length;
      const next = source.slice(0, index) + changed +
        source.slice(index + found.length);
      const at = line - 1 + (found.match(/^\n/) ? 1 : 0);
      yield {
        file,
        line: at + 1,
        before: source.split("\n")[at]!.trim(),
        after: next.split("\n")[at]!.trim(),
        source: next,
      };
    }
  }
}

/** Tries every change; tells the score and each change that no case notices. */
export async function naiveMutations(): Promise<string> {
  const { cases } = await loadSuite();
  const tried = cases
    .filter(({ level, input }) => level !== "observe" && input.length < LARGE)
    .toSorted((one, other) => one.input.length - other.input.length);
  const folder = Deno.makeTempDirSync();
  const survivors: Change[] = [];
  let all = 0;
  try {
    for (const change of FILES.flatMap((file) => [...changesOf(file)])) {
      const Changed = await decoderOf(change, `${folder}/${all}`);
      // A change after which the source is no program any more says nothing.
      if (Changed === null) continue;
      all++;
      if (tried.every((test) => passesSafely(test, Changed))) {
        survivors.push(change);
      }
    }
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
  const lines = survivors.map(({ file, line, before, after }) =>
    `  ${file}:${line}\n    ${before}\n    ${after}`
  );
  return [
    `${all - survivors.length} of ${all} changes noticed; not noticed:`,
    ...lines,
  ].join("\n");
}

async function decoderOf(
  { file, source }: Change,
  folder: string,
): Promise<Decoder | null> {
  Deno.mkdirSync(folder, { recursive: true });
  for (const name of [...FILES, "label_table.ts"]) {
    const text = name === file ? source : Deno.readTextFileSync(new URL(name, FOLDER));
    Deno.writeTextFileSync(`${folder}/${name}`, text);
  }
  try {
    return (await import(`file://${folder}/naive_decoder.ts`)).NaiveDecoder;
  } catch {
    return null;
  }
}

function passesSafely(
  test: Parameters<typeof passes>[0],
  Changed: Decoder,
): boolean {
  try {
    return passes(test, Changed, { cuts: false });
  } catch {
    return false;
  }
}
