/**
 * The kill matrix as a file, so that a run with failures need not compute it.
 *
 * `tools/mutants_docs.ts` writes the file; tests hold it to the suite.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { SuiteCase } from "../suite/suite_case.ts";
import type { KillMatrix } from "./kill_matrix.ts";

/** The file. */
export const KILL_SETS_FILE: string = fileURLToPath(new URL("kill_sets.json", import.meta.url));

/** The mutants that a case kills, in the order of the mutants. */
export interface KillRow {
  /** Hash of the case, 12 hexadecimal digits: another one means that the row is out of date. */
  hash: string;
  /** Names. */
  kills: readonly string[];
}

/** What the file has. */
export interface KillSets {
  /** Hash of the sources that decide what is killed. */
  sources: string;
  /** Every mutant. */
  mutants: readonly string[];
  /** A row for each case that counts. */
  rows: ReadonlyMap<string, KillRow>;
}

/** Hash of a case, its bytes and what is expected of them. */
export function caseHash({ input, expect, chunkings }: SuiteCase): string {
  const hash = createHash("sha256").update(JSON.stringify([expect, chunkings])).update(input);
  return hash.digest("hex").slice(0, 12);
}

/**
 * Writes the file's text: a line a case, the places of its mutants as runs `first-last`.
 *
 * @example
 * ```ts
 * import { killSetsText, readKillSets } from "./kill_sets.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Map([["some-case", { hash: "0123456789ab", kills: ["one", "other"] }]]);
 * const sets = { sources: "cdef", mutants: ["one", "other", "third"], rows };
 * assertEquals(readKillSets(killSetsText(sets)), sets);
 * ```
 */
export function killSetsText({ sources, mutants, rows }: KillSets): string {
  const places = new Map(mutants.map((name, place) => [name, place]));
  const lines = Array.from(rows, ([id, { hash, kills }]) => {
    const runs = runsOf(kills.map((name) => places.get(name)!));
    return `  ${JSON.stringify(id)}: ${JSON.stringify([hash, runs])}`;
  });
  return [
    "{",
    ` "sources": ${JSON.stringify(sources)},`,
    ` "mutants": ${JSON.stringify(mutants)},`,
    ` "rows": {`,
    lines.join(",\n"),
    " }",
    "}",
    "",
  ].join("\n");
}

function runsOf(places: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const place of places.toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else runs.push([place, place]);
  }
  return runs.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`).join(" ");
}

/** Reads a text; without one, that of the file. */
export function readKillSets(text: string = readFileSync(KILL_SETS_FILE, "utf8")): KillSets {
  const { sources, mutants, rows } = JSON.parse(text) as {
    sources: string;
    mutants: string[];
    rows: Record<string, [hash: string, runs: string]>;
  };
  const namesOf = (runs: string) =>
    runs.split(" ").filter((run) => run !== "").flatMap((run) => {
      const [from, to = from] = run.split("-").map(Number);
      return mutants.slice(from, to! + 1);
    });
  return {
    sources,
    mutants,
    rows: new Map(
      Object.entries(rows).map(([id, [hash, runs]]) => [id, { hash, kills: namesOf(runs) }]),
    ),
  };
}

/**
 * The matrix of such sets: for each mutant the cases that kill it, in the order of the file.
 *
 * @example
 * ```ts
 * import { matrixOf } from "./kill_sets.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = new Map([["some-case", { hash: "0123456789ab", kills: ["one"] }]]);
 * const matrix = matrixOf({ sources: "cdef", mutants: ["one", "other"], rows });
 * assertEquals(matrix, new Map([["one", ["some-case"]], ["other", []]]));
 * ```
 */
export function matrixOf({ mutants, rows }: KillSets): KillMatrix {
  const matrix = new Map(mutants.map((name): [string, string[]] => [name, []]));
  for (const [id, { kills }] of rows) for (const name of kills) matrix.get(name)!.push(id);
  return matrix;
}
