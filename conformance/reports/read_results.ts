/**
 * Reads `results.jsonl`, and distrusts it: a report of a broken file would be a false witness.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { DEPTHS } from "../suite/capability.ts";
import { SETS } from "../suite/suite_case.ts";
import type { CaseLine, ResultFooter, ResultHeader, Results } from "../run/result.ts";
import { type Verdict, VERDICTS } from "../run/verdict.ts";

/** In which way a file of results is wrong. */
export type ResultsFault =
  | "empty"
  | "not-json"
  | "no-header"
  | "newer-format"
  | "bad-line"
  | "duplicate"
  | "unknown-verdict"
  | "after-footer"
  | "wrong-hash"
  | "wrong-counts";

/**
 * A file of results that cannot be believed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ResultsError } from "./read_results.ts";
 *
 * const { message } = new ResultsError("duplicate", 7, '"a" is on line 2 already');
 * assertEquals(message, 'Cannot read results, line 7: "a" is on line 2 already');
 * ```
 */
export class ResultsError extends Error {
  /** In which way. */
  readonly fault: ResultsFault;
  /** Line, from 1. */
  readonly line: number;

  /** Names the fault and its place. */
  constructor(fault: ResultsFault, line: number, what: string) {
    super(`Cannot read results, line ${line}: ${what}`);
    this.name = "ResultsError";
    this.fault = fault;
    this.line = line;
  }
}

/** Fields without which no report can be made, with their types; a dot leads into an object. */
const HEADER = {
  "ticlab": "string",
  "suite.version": "string",
  "suite.hash": "string",
  "program.name": "string",
  "command": "array",
  "driver": ["pipe", "session", "gateway"],
  "depth": DEPTHS,
  "capabilities": "array",
  "started": "string",
} as const;

const CASE = {
  "id": "string",
  "rule.id": "string",
  "rule.level": ["must", "should", "observe"],
  "rule.text": "string",
  "rule.source": "string",
  "rule.why": "string",
  "topic": "string",
  "title": "string",
  "sets": SETS,
  "depth": DEPTHS,
  "mode": "string",
  "ms": "number",
  "runs": "number",
} as const;

const FAILURE = {
  "what": "string",
  "chunking": "string",
  "bytes": "string",
  "bytesFrom": "number",
} as const;

const FOOTER = {
  "counts": "object",
  "levels.must.passed": "number",
  "levels.must.of": "number",
  "levels.should.passed": "number",
  "levels.should.of": "number",
  "levels.observe.passed": "number",
  "levels.observe.of": "number",
  "sets": "object",
  "hypotheses": "array",
  "knownProblems": "array",
  "exit": "number",
  "ended": "string",
  "hash": "string",
} as const;

const HYPOTHESIS = {
  "mutant": "string",
  "bug": "string",
  "equals": "array",
  "explains": "array",
  "contradicts": "array",
} as const;

/**
 * Reads the text of a file of results.
 *
 * A run that was cut leaves no footer, and perhaps half a last line: `footer` is null then, and
 * reports say so.
 *
 * @throws {ResultsError} with the line and the fault, where the file is wrong in any other way.
 *
 * @example
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { readResults, ResultsError } from "./read_results.ts";
 *
 * assertThrows(() => readResults("pass\n"), ResultsError, "line 1: it is no JSON object");
 * const header = {
 *   results: 1,
 *   ticlab: "0.1.0",
 *   suite: { version: "1.0.0", hash: "9f" },
 *   program: { name: "mine" },
 *   command: ["./mine"],
 *   driver: "pipe",
 *   depth: "syntax",
 *   capabilities: [],
 *   started: "2026-11-22T13:00:00Z",
 * };
 * assertEquals(readResults(`${JSON.stringify(header)}\n`).footer, null);
 * ```
 */
export function readResults(text: string): Results {
  const lines = text.split("\n");
  // Every line ends with LF, so what follows the last one is nothing, or half a line of a cut run.
  lines.pop();
  if (lines.length === 0) throw new ResultsError("empty", 1, "there is no whole line");
  const header = readHeader(parse(lines[0]!, 1));
  const cases: CaseLine[] = [];
  const seen = new Map<string, number>();
  let footer: ResultFooter | null = null;
  let before = lines[0]!.length + 1;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const number = index + 1;
    const value = parse(line, number);
    if (footer) throw new ResultsError("after-footer", number, "it comes after the footer");
    if ("hash" in value && "counts" in value) {
      footer = readFooter(value, number);
      checkFooter(footer, { cases, before: text.slice(0, before), line: number });
    } else {
      const item = readCase(value, number);
      const first = seen.get(item.id);
      if (first !== undefined) {
        throw new ResultsError("duplicate", number, `"${item.id}" is on line ${first} already`);
      }
      seen.set(item.id, number);
      cases.push(item);
    }
    before += line.length + 1;
  }
  return { header, cases, footer };
}

type Fields = Record<string, unknown>;

function parse(line: string, number: number): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Told below with everything else that is no object.
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new ResultsError("not-json", number, "it is no JSON object");
  }
  return value as Fields;
}

function readHeader(value: Fields): ResultHeader {
  if (typeof value.results !== "number") {
    throw new ResultsError("no-header", 1, 'it is no header: it has no "results"');
  }
  if (value.results !== 1) {
    throw new ResultsError(
      "newer-format",
      1,
      `its format is ${value.results}, this ticlab reads 1`,
    );
  }
  check(value, HEADER, 1);
  return value as unknown as ResultHeader;
}

function readCase(value: Fields, line: number): CaseLine {
  check(value, CASE, line);
  if (!VERDICTS.includes(value.verdict as Verdict)) {
    const shown = JSON.stringify(value.verdict) ?? "none";
    throw new ResultsError("unknown-verdict", line, `there is no verdict ${shown}`);
  }
  if (value.failure !== undefined) check(value.failure as Fields, FAILURE, line, "failure.");
  return value as unknown as CaseLine;
}

function readFooter(value: Fields, line: number): ResultFooter {
  check(value, FOOTER, line);
  for (const hypothesis of value.hypotheses as Fields[]) {
    check(hypothesis, HYPOTHESIS, line, "hypotheses.");
  }
  return value as unknown as ResultFooter;
}

function check(
  value: Fields,
  fields: Readonly<Record<string, string | readonly string[]>>,
  line: number,
  prefix = "",
): void {
  for (const [path, wanted] of Object.entries(fields)) {
    const found = path.split(".").reduce<unknown>((part, key) => (part as Fields)?.[key], value);
    if (!fits(found, wanted)) {
      const list = typeof wanted === "string" ? `no ${wanted}` : `none of ${wanted.join(", ")}`;
      throw new ResultsError("bad-line", line, `"${prefix}${path}" is ${list}`);
    }
  }
}

function fits(found: unknown, wanted: string | readonly string[]): boolean {
  if (wanted === "array") return Array.isArray(found);
  if (typeof wanted === "string") return typeof found === wanted && found !== null;
  return (Array.isArray(found) ? found : [found]).every((word) => wanted.includes(word));
}

function checkFooter(
  footer: ResultFooter,
  { cases, before, line }: { cases: readonly CaseLine[]; before: string; line: number },
): void {
  const hash = createHash("sha256").update(before).digest("hex");
  if (hash !== footer.hash) {
    throw new ResultsError(
      "wrong-hash",
      line,
      "lines before the footer were changed after the run",
    );
  }
  for (const verdict of VERDICTS) {
    const said = footer.counts[verdict] ?? 0;
    const found = cases.filter((item) => item.verdict === verdict && !item.quarantined).length;
    if (said !== found) {
      const what = `the footer counts ${said} "${verdict}", there are ${found}`;
      throw new ResultsError("wrong-counts", line, what);
    }
  }
}
