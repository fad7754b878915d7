/**
 * The list of known failures that stands beside the user's code, `ticlab-known.yaml`.
 *
 * It is strict: a case that it names and that passes is an error of the list, so is one whose date
 * is over, and one that the suite does not have.
 *
 * @module
 */
import { isMap, isSeq, parseDocument, type YAMLMap, YAMLSeq } from "yaml";
import { nearest } from "../../sim/nearest.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import type { CaseLine } from "./result.ts";

/** A failure that is known. */
export interface KnownFailure {
  /** Case. */
  id: string;
  /** Why it is left so. */
  reason: string;
  /** Where it is being mended. */
  issue?: string;
  /** Day until which it may stand, `2026-12-31`. */
  until?: string;
}

const KEYS: ReadonlySet<string> = new Set(["id", "reason", "issue", "until"]);

/**
 * Reads a list of known failures.
 *
 * @param file Its name, for the messages.
 * @throws {SyntaxError} with file, line and what is wrong.
 *
 * @example
 * ```ts
 * import { readKnown } from "./known.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const text = "- id: hist-eot\n  reason: our parser waits for ETX\n";
 * assertEquals(readKnown(text, "ticlab-known.yaml")[0]?.id, "hist-eot");
 * ```
 */
export function readKnown(text: string, file: string): KnownFailure[] {
  const document = parseDocument(text);
  const line = (offset: number) => text.slice(0, offset).split("\n").length;
  const wrong = (offset: number, what: string) =>
    new SyntaxError(`Cannot read the known failures: ${file}:${line(offset)}: ${what}`);
  const [problem] = document.errors;
  if (problem) throw wrong(problem.pos[0], problem.message.split("\n")[0]!);
  const list = document.contents;
  if (list === null) return [];
  if (!isSeq(list)) throw wrong(0, 'a list is wanted: "- id: CASE" and "reason: TEXT" for each');
  return list.items.map((item) => {
    const at = (item as YAMLMap).range?.[0] ?? 0;
    if (!isMap(item)) throw wrong(at, '"id: CASE" and "reason: TEXT" are wanted');
    const entry = item.toJSON() as Record<string, unknown>;
    for (const [key, value] of Object.entries(entry)) {
      if (!KEYS.has(key)) {
        throw wrong(at, `there is no "${key}" here: only ${[...KEYS].join(", ")}`);
      }
      if (typeof value !== "string") throw wrong(at, `"${key}" is a text; put it between quotes`);
    }
    if (!entry["id"]) throw wrong(at, 'an "id" is wanted, the name of a case');
    if (!entry["reason"]) throw wrong(at, 'a "reason" is wanted: why is it left so?');
    const until = entry["until"];
    if (until !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(until))) {
      throw wrong(at, `"until" is a day like "2026-12-31", not "${until}"`);
    }
    return entry as unknown as KnownFailure;
  });
}

/**
 * Looks for entries that name no case of the suite, or one twice.
 *
 * @throws {RangeError} with the nearest case.
 */
export function checkKnown(
  known: readonly KnownFailure[],
  cases: readonly Pick<SuiteCase, "id" | "aliases">[],
): void {
  const seen = new Set<string>();
  for (const { id } of known) {
    const there = cases.some((test) => test.id === id || test.aliases.includes(id));
    if (!there) {
      const near = nearest(id, cases.map((test) => test.id));
      const hint = near ? `; did you mean "${near}"?` : "; remove it, or see: ticlab list";
      throw new RangeError(`Cannot use the known failures: there is no case "${id}"${hint}`);
    }
    if (seen.has(id)) throw new RangeError(`Cannot use the known failures: "${id}" stands twice`);
    seen.add(id);
  }
}

/**
 * What is wrong with the list after a run: entries that pass now, or whose day is over.
 *
 * @param today `2026-11-22`.
 */
export function knownProblems(
  known: readonly KnownFailure[],
  lines: readonly CaseLine[],
  today: string,
): string[] {
  const fixed = lines.filter(({ verdict }) => verdict === "fixed").map(({ id }) =>
    `"${id}" passes now: remove it from the known failures`
  );
  const late = known.filter(({ until }) => until !== undefined && until < today).map((
    { id, until },
  ) => `"${id}" was to be mended by ${until}`);
  return [...fixed, ...late];
}

/**
 * Writes the list anew after a run: what fails and was not there comes in, what passes goes, and
 * every word and comment of the others stays.
 *
 * @param text The list as it is, or "" where there is none.
 *
 * @example
 * ```ts
 * import { writeKnown } from "./known.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(writeKnown("", []), "[]\n");
 * ```
 */
export function writeKnown(text: string, lines: readonly CaseLine[]): string {
  const document = parseDocument(text);
  if (!isSeq(document.contents)) document.contents = new YAMLSeq() as never;
  const list = document.contents as unknown as YAMLSeq;
  const idOf = (item: unknown) => isMap(item) ? String(item.get("id")) : "";
  const passing = new Set(lines.filter((l) => l.verdict === "fixed").map((l) => l.id));
  list.items = list.items.filter((item) => !passing.has(idOf(item)));
  const there = new Set(list.items.map(idOf));
  for (const { id, verdict, failure, quarantined } of lines) {
    const bad = ["fail", "crash", "timeout", "protocol"].includes(verdict);
    if (!bad || quarantined || there.has(id)) continue;
    list.add(document.createNode({ id, reason: `not yet looked at: ${failure?.what ?? verdict}` }));
  }
  return document.toString({ lineWidth: 0 });
}
