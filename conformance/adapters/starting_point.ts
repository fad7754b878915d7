/**
 * Starting points of adapters: a naive decoder that speaks the adapter protocol, in each language.
 *
 * @module
 */
import { readFileSync } from "node:fs";

/** How the starting point of a language is built and run. */
export interface AdapterLanguage {
  /** Its files; the one to be changed first. */
  files: readonly string[];
  /** Command that builds it, where it needs one. */
  build?: string;
  /** Command that runs it, in its folder. */
  run: string;
  /** The function that is to be changed, in the first file. */
  place: string;
  /** What has to be on the machine. */
  needs: string;
}

/** The languages that there is a starting point for. */
export const ADAPTER_LANGUAGES = {
  python: {
    files: ["adapter.py", "decoder.py"],
    run: "python3 adapter.py",
    place: "start_decoder()",
    needs: "Python 3.9 or later",
  },
  node: {
    files: ["adapter.mjs", "decoder.mjs"],
    run: "node adapter.mjs",
    place: "startDecoder()",
    needs: "Node 18 or later",
  },
  go: {
    files: ["adapter.go", "decoder.go", "go.mod"],
    build: "go build -o adapter .",
    run: "./adapter",
    place: "startDecoder()",
    needs: "Go 1.19 or later",
  },
  rust: {
    files: ["adapter.rs", "decoder.rs"],
    build: "rustc -O --edition 2021 -o adapter adapter.rs",
    run: "./adapter",
    place: "decode()",
    needs: "Rust 1.58 or later",
  },
  c: {
    files: ["adapter.c", "decoder.h"],
    build: "cc -std=c11 -O2 -Wall -Wextra -o adapter adapter.c",
    run: "./adapter",
    place: "start() and take()",
    needs: "a C11 compiler and POSIX",
  },
  cpp: {
    files: ["adapter.cpp", "decoder.hpp"],
    build: "c++ -std=c++17 -O2 -Wall -Wextra -o adapter adapter.cpp",
    run: "./adapter",
    place: "start_decoder()",
    needs: "a C++17 compiler",
  },
  java: {
    files: ["Adapter.java", "NaiveDecoder.java"],
    build: "javac Adapter.java",
    run: "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp . Adapter",
    place: "startDecoder()",
    needs: "Java 11 or later",
  },
  deno: {
    files: ["adapter.ts", "decoder.ts"],
    run: "deno run --allow-env=TIC_MODE,TIC_TEST_SESSION adapter.ts",
    place: "startDecoder()",
    needs: "Deno 2",
  },
} as const satisfies Readonly<Record<string, AdapterLanguage>>;

/** Name of a language that there is a starting point for. */
export type AdapterLanguageName = keyof typeof ADAPTER_LANGUAGES;

/** A file of a starting point. */
export interface AdapterFile {
  /** Its name; it has no folder. */
  name: string;
  /** Its text. */
  text: string;
}

/**
 * The files of the starting point of a language, its README last.
 *
 * @example
 * ```ts
 * import { startingPoint } from "./starting_point.ts";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const files = startingPoint("go");
 * assertEquals(files.map(({ name }) => name), ["adapter.go", "decoder.go", "go.mod", "README.md"]);
 * assertStringIncludes(files.at(-1)!.text, "go build -o adapter .");
 * ```
 */
export function startingPoint(name: AdapterLanguageName): AdapterFile[] {
  const language: AdapterLanguage = ADAPTER_LANGUAGES[name];
  const files = language.files.map((file) => ({ name: file, text: readBeside(`${name}/${file}`) }));
  return [...files, { name: "README.md", text: readme(language) }];
}

function readme({ files, build, run, place, needs }: AdapterLanguage): string {
  const words: Readonly<Record<string, string>> = {
    "{files}": files.map((file) => `\`${file}\``).join(", "),
    "{first}": files[0]!,
    "{decoder}": files[1]!,
    "{needs}": needs,
    "{place}": place,
    "{build}": build ? `${build}\n` : "",
    "{ci build}": build ? `      - run: ${build}\n` : "",
    "{run}": run,
  };
  return readBeside("README.template.md").replace(/\{[a-z ]+\}/g, (word) => words[word] ?? word);
}

function readBeside(path: string): string {
  return readFileSync(new URL(path, import.meta.url), "utf8");
}
