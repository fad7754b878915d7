/**
 * The kill matrix as a file, so that a run with failures need not compute it.
 *
 * `tools/mutants_docs.ts` writes the file; a test holds it to the suite.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { KillMatrix } from "./kill_matrix.ts";

/** The file. */
export const KILL_SETS_FILE: string = fileURLToPath(new URL("kill_sets.json", import.meta.url));

/** What the file has. */
interface KillSets {
  /** SHA-256 of the suite that it was computed for. */
  suite: string;
  /** The cases that kill something. */
  cases: readonly string[];
  /** For each mutant the places of its killers in `cases`, runs of places as `first-last`. */
  kills: Readonly<Record<string, string>>;
}

/**
 * Writes a matrix as text.
 *
 * @example
 * ```ts
 * import { killSetsText, readKillSets } from "./kill_sets.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const matrix = new Map([["one", ["a", "b", "d"]], ["other", ["c"]]]);
 * const text = killSetsText(matrix, { suite: "0123", order: ["a", "b", "c", "d"] });
 * assertEquals(readKillSets(text), matrix);
 * ```
 */
export function killSetsText(
  matrix: KillMatrix,
  { suite, order }: { suite: string; order: readonly string[] },
): string {
  const killers = new Set(Array.from(matrix.values()).flat());
  const cases = order.filter((id) => killers.has(id));
  const places = new Map(cases.map((id, place) => [id, place]));
  const kills = Array.from(matrix, ([name, ids]) => [
    name,
    rangesOf(ids.map((id) => places.get(id)!)),
  ]);
  const sets: KillSets = { suite, cases, kills: Object.fromEntries(kills) };
  return `${JSON.stringify(sets, null, 1)}\n`;
}

function rangesOf(places: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const place of places.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.[1] === place - 1) last[1] = place;
    else ranges.push([place, place]);
  }
  return ranges.map(([from, to]) => from === to ? `${from}` : `${from}-${to}`).join(" ");
}

/** Reads a matrix from text; without text, that of the file. */
export function readKillSets(text: string = readFileSync(KILL_SETS_FILE, "utf8")): KillMatrix {
  const { cases, kills }: KillSets = JSON.parse(text);
  return new Map(
    Object.entries(kills).map(([name, ranges]) => [
      name,
      ranges.split(" ").filter((range) => range !== "").flatMap((range) => {
        const [from, to = from] = range.split("-").map(Number);
        return cases.slice(from, to! + 1);
      }),
    ]),
  );
}
