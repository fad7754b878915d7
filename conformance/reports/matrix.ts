/**
 * Several programs side by side.
 *
 * @module
 */
import type { CaseLine, Results } from "../run/result.ts";
import { type Digest, digest } from "./digest.ts";

/** A case, and how each program ended it. */
export interface MatrixRow {
  /** Any of its lines: they have the same words. */
  item: CaseLine;
  /** The line of each program; null where it was not run. */
  cells: readonly (CaseLine | null)[];
  /** Whether some program did otherwise than pass. */
  interesting: boolean;
}

/** Several programs side by side. */
export interface Matrix {
  /** A column each. */
  programs: readonly Digest[];
  /** Every case of any of them, in the order of the first. */
  rows: readonly MatrixRow[];
  /** Whether all were scored by the same suite. */
  sameSuite: boolean;
}

/**
 * Puts several results side by side.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { matrixOf } from "./matrix.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const { rows } = matrixOf([
 *   resultsOf([{ id: "a", verdict: "pass" }]),
 *   resultsOf([{ id: "a", verdict: "fail" }, { id: "b", verdict: "pass" }]),
 * ]);
 * assertEquals(rows.map(({ cells }) => cells.map((cell) => cell?.verdict ?? null)), [
 *   ["pass", "fail"],
 *   [null, "pass"],
 * ]);
 * ```
 */
export function matrixOf(results: readonly Results[]): Matrix {
  const columns = results.map(({ cases }) => new Map(cases.map((item) => [item.id, item])));
  const items = new Map<string, CaseLine>();
  for (const column of columns) {
    for (const [id, item] of column) if (!items.has(id)) items.set(id, item);
  }
  const rows = Array.from(items, ([id, item]) => {
    const cells = columns.map((column) => column.get(id) ?? null);
    return { item, cells, interesting: cells.some((cell) => !cell || !isQuiet(cell)) };
  });
  return {
    programs: results.map(digest),
    rows,
    sameSuite: new Set(results.map(({ header }) => header.suite.hash)).size === 1,
  };
}

function isQuiet({ verdict }: CaseLine): boolean {
  return verdict === "pass" || verdict === "observed";
}
