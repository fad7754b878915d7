/**
 * `ticlab init`: writes the starting point of an adapter.
 *
 * @module
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  ADAPTER_LANGUAGES,
  type AdapterLanguage,
  type AdapterLanguageName,
  startingPoint,
} from "../conformance/adapters/starting_point.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { CommandSpec, Options } from "./options.ts";
import { userFolder } from "./user_folder.ts";

const LANGUAGES = Object.keys(ADAPTER_LANGUAGES) as AdapterLanguageName[];
const FOLDER = "ticlab-adapter";

/** Options and help of `ticlab init`. */
export const spec: CommandSpec = {
  name: "init",
  summary: "write a starting point: a program that ticlab test can score, to put a decoder in",
  usage: `ticlab init adapter --lang LANGUAGE [FOLDER, default ./${FOLDER}]`,
  options: {
    lang: { value: "LANGUAGE", help: "language of the adapter", choices: LANGUAGES },
  },
  examples: [
    ["ticlab init adapter --lang python", `a program in Python, in ./${FOLDER}`],
    ["ticlab init adapter --lang c tests/tic", "one in C, in a folder of your own"],
  ],
  exits: [[3, "a file cannot be written, or is there already: nothing is overwritten"]],
  notes: `The program works as it is: it has a naive decoder, and speaks by pipe and by session.
One function of it is marked PUT YOUR DECODER HERE. What it says: docs/adapter-protocol.md`,
};

/**
 * Runs `ticlab init`.
 *
 * @throws {Failure} exit code 2 where it is not told what to write, 3 where it cannot write it.
 */
export function run(options: Options): Promise<number> {
  const [kind, folder = FOLDER, ...more] = options.words;
  if (kind !== "adapter" || more.length > 0) throw wrongWords(kind, more);
  const name = options.get("lang") as AdapterLanguageName | undefined;
  if (!name) {
    throw new Failure(`init wants the language: one of ${LANGUAGES.join(", ")}`, {
      exitCode: 2,
      next: "For example: ticlab init adapter --lang python",
    });
  }
  const path = resolve(userFolder() ?? Deno.cwd(), folder);
  const files = startingPoint(name);
  try {
    const there = files.find((file) => existsSync(join(path, file.name)));
    if (there) throw isThere(join(folder, there.name), `--lang ${name} ${another(folder)}`);
    mkdirSync(path, { recursive: true });
    for (const file of files) writeFileSync(join(path, file.name), file.text, { flag: "wx" });
  } catch (error) {
    throw error instanceof Failure ? error : cannotWrite(error, folder, options);
  }
  console.log(`Wrote ${folder}: ${files.map((file) => file.name).join(", ")}\n`);
  console.log(nextSteps(folder, ADAPTER_LANGUAGES[name]));
  return Promise.resolve(0);
}

function nextSteps(folder: string, { build, run, place, files }: AdapterLanguage): string {
  return [
    `  cd ${/\s/.test(folder) ? `"${folder}"` : folder}`,
    ...(build ? [`  ${build}`] : []),
    `  ticlab doctor --session -- ${run}`,
    `  ticlab test --session -- ${run}`,
    "",
    `Then put your decoder into ${place} of ${files[0]}.`,
  ].join("\n");
}

function wrongWords(kind: string | undefined, more: readonly string[]): Failure {
  const next = "For example: ticlab init adapter --lang python";
  if (kind === undefined) return new Failure("init wants to know what", { exitCode: 2, next });
  if (kind === "adapter") {
    return new Failure(`cannot write into more than one folder: "${more[0]}"`, {
      exitCode: 2,
      next: "A name with blanks stands between quotes",
    });
  }
  const near = nearest(kind, ["adapter"]);
  return new Failure(`there is no starting point "${kind}": there is adapter`, {
    exitCode: 2,
    next: near ? "Did you mean: ticlab init adapter?" : next,
  });
}

function isThere(file: string, words: string): Failure {
  return new Failure(`cannot write the adapter: "${file}" is there already`, {
    exitCode: 3,
    next: `Name another folder: ticlab init adapter ${words}`,
  });
}

function another(folder: string): string {
  return folder === "." ? FOLDER : `${folder.replace(/\/+$/, "")}-2`;
}

function cannotWrite(error: unknown, folder: string, options: Options): Failure {
  const words = ["adapter", "--lang", options.get("lang"), ...options.words.slice(1)].join(" ");
  const [reason] = (error as Error).message.split(", run again with");
  return new Failure(`cannot write the adapter into "${folder}": ${reason}`, {
    exitCode: 3,
    next: error instanceof Deno.errors.NotCapable
      ? `The task that may write anywhere: deno task init ${words}`
      : "Name another folder as the last word",
    cause: error,
  });
}
