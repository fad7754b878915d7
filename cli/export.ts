/**
 * `ticlab export`: the suite as files, for runners in other languages and for boards.
 *
 * @module
 */
import { join, resolve } from "node:path";
import { cHeader } from "../conformance/suite/c_header.ts";
import { caseRecord } from "../conformance/suite/case_record.ts";
import { CASES_SCHEMA } from "../conformance/suite/cases_schema.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";
import { Failure } from "./failure.ts";
import { loadedSuite } from "./loaded_suite.ts";
import type { CommandSpec, Options } from "./options.ts";
import { chooseCases } from "./test_cases.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab export`. */
export const spec: CommandSpec = {
  name: "export",
  summary: "write the cases of the suite as files: JSON, one .bin a case, a C header",
  usage: "ticlab export DIR [--only PATTERN]",
  options: {
    "only": {
      value: "PATTERN",
      many: true,
      help: "a case, its rule, or a glob such as checksum/**; may be repeated",
    },
  },
  examples: [
    ["ticlab export vectors", "into the folder vectors, which is made where it is not there"],
    ["ticlab export test/vectors --only 'checksum/**'", "few enough for the flash of a board"],
  ],
  exits: [
    [2, "the command line is wrong, or selects no case"],
    [3, "the folder cannot be written"],
    [4, "the suite cannot be read, which is a fault of ticlab"],
  ],
  notes: `Files:
  cases.json         rules and cases: what has to be said, what may, what must not
  cases.schema.json  the JSON schema of it
  ID.bin             the line of a case, byte for byte
  ticlab_cases.h     the same cases for C, but for the longest lines (docs/fixtures.md)
  manifest.json      what was written, so that the next export takes away what is gone`,
};

const MANIFEST = "manifest.json";

/**
 * Writes the files, and deletes those of the export before that are no longer there.
 *
 * @throws {Failure} exit code 2 without a folder or where a pattern selects no case, 3 where it cannot be written, 4 where the suite is wrong.
 */
export async function run(options: Options): Promise<number> {
  const [word, another] = options.words;
  if (word === undefined || another !== undefined) {
    throw new Failure("one folder is wanted", {
      exitCode: 2,
      next: "Try: ticlab export vectors",
    });
  }
  const folder = resolve(userFolder() ?? Deno.cwd(), word);
  const whole = await loadedSuite();
  const only = options.all("only");
  const suite = only.length > 0 ? chosen(whole, only) : whole;
  const { written, deleted } = write(folder, suite);
  const gone = deleted > 0 ? `, ${deleted} of the export before deleted` : "";
  console.log(
    `${suite.cases.length} cases of suite ${suite.version} in ${folder}: ${written} files${gone}`,
  );
  return 0;
}

/**
 * The suite with some of its cases, and the rules of those.
 *
 * @throws {Failure} exit code 2 where a pattern selects none.
 */
function chosen(suite: Suite, only: readonly string[]): Suite {
  const cases = chooseCases(suite, { only, depth: "status" });
  const names = new Set(cases.map(({ rule }) => rule));
  return { ...suite, cases, rules: suite.rules.filter(({ id }) => names.has(id)) };
}

function write(folder: string, suite: Suite): { written: number; deleted: number } {
  try {
    Deno.mkdirSync(folder, { recursive: true });
    const before = manifestOf(folder);
    const names: string[] = [];
    const put = (name: string, content: string | Uint8Array) => {
      names.push(name);
      const path = join(folder, name);
      if (typeof content === "string") Deno.writeTextFileSync(path, content);
      else Deno.writeFileSync(path, content);
    };
    for (const { id, input } of suite.cases) put(`${id}.bin`, input);
    put("cases.json", casesJson(suite));
    put("cases.schema.json", `${JSON.stringify(CASES_SCHEMA, null, 2)}\n`);
    put("ticlab_cases.h", cHeader(suite));
    const gone = before.filter((name) => !names.includes(name));
    for (const name of gone) remove(join(folder, name));
    const { version, hash } = suite;
    put(MANIFEST, `${JSON.stringify({ suite: { version, hash }, files: names }, null, 2)}\n`);
    return { written: names.length, deleted: gone.length };
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Allow it: deno run --allow-read --allow-write=${folder} …`
      : "Name a folder that you may write to";
    throw new Failure(`cannot export to ${folder}: ${cause.message}`, { exitCode: 3, next, cause });
  }
}

/** A case a line, so that differences between two versions can be read. */
function casesJson({ version, hash, rules, cases }: Suite): string {
  const lines = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).join(",\n");
  return `{"$schema":"./cases.schema.json","suite":${JSON.stringify({ version, hash })},
"rules":[
${lines(rules)}
],
"cases":[
${lines(cases.map(caseRecord))}
]}
`;
}

/** Files of the export before; only such names as an export writes. */
function manifestOf(folder: string): string[] {
  try {
    const { files } = JSON.parse(Deno.readTextFileSync(join(folder, MANIFEST)));
    return (files as string[]).filter((name) => /^[a-z0-9-]+\.bin$/.test(name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
