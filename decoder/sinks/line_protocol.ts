/**
 * Points of InfluxDB, read from lines of text.
 *
 * @module
 */

/** Value of a field: a number is a float, a bigint an integer, which are two types to the database. */
export type FieldValue = number | bigint | string | boolean;

/** A point. */
export interface Point {
  /** What is measured. */
  measurement: string;
  /** Words by which points are found; without effect on the type of a field. */
  tags: Readonly<Record<string, string>>;
  /** Values. */
  fields: Readonly<Record<string, FieldValue>>;
  /** Nanoseconds since 1970 UTC; without it the server takes its own time. */
  at?: bigint;
}

/** A line that a database does not take, and why. */
export interface BadLine {
  /** Counts from 1. */
  line: number;
  /** As it is. */
  text: string;
  /** What is wrong. */
  why: string;
}

/** A name up to an unescaped delimiter; a backslash is one unless it escapes. */
const MEASUREMENT = String.raw`((?:\\[^\n]|[^, \\\n])+)`;
const NAME = String.raw`((?:\\[^\n]|[^,= \\\n])+)`;
const FIELD_VALUE = String.raw`("(?:\\[^]|[^"\\])*"|[^, "\n]+)`;
const TAG = new RegExp(`,${NAME}=${NAME}`, "y");
const FIELD = new RegExp(`${NAME}=${FIELD_VALUE}`, "y");
const HEAD = new RegExp(MEASUREMENT, "y");
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const BOOLEANS: Readonly<Record<string, boolean>> = {
  t: true,
  T: true,
  true: true,
  True: true,
  TRUE: true,
  f: false,
  F: false,
  false: false,
  False: false,
  FALSE: false,
};
/** Nanoseconds of each precision that a request may name, in 1.x and in 2.x. */
const UNIT: Readonly<Record<string, bigint>> = {
  ns: 1n,
  n: 1n,
  us: 1_000n,
  u: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/**
 * Reads lines as a database does: good ones are points, bad ones are told and harm no other.
 *
 * @param precision Unit of their times: `ns`, `us`, `ms`, `s`, `m` or `h`.
 *
 * @example
 * ```ts
 * import { readLines } from "./line_protocol.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { points, bad } = readLines("elec iinst=9.94\nbase=2809720");
 * assertEquals(points, [{ measurement: "elec", tags: {}, fields: { iinst: 9.94 } }]);
 * assertEquals(bad, [{ line: 2, text: "base=2809720", why: "no fields after the measurement" }]);
 * ```
 *
 * @throws {RangeError} where there is no such precision.
 */
export function readLines(
  text: string,
  precision = "ns",
): { points: Point[]; bad: BadLine[] } {
  const unit = Object.hasOwn(UNIT, precision) ? UNIT[precision]! : undefined;
  if (unit === undefined) {
    throw new RangeError(`no precision ${precision}: it is ns, us, ms, s, m or h`);
  }
  const points: Point[] = [];
  const bad: BadLine[] = [];
  for (const [index, line] of linesOf(text).entries()) {
    const bare = line.replace(/^[ \t]+|\r$/g, "");
    if (bare === "" || bare.startsWith("#")) continue;
    const point = readPoint(bare, unit);
    if (typeof point === "string") bad.push({ line: index + 1, text: line, why: point });
    else points.push(point);
  }
  return { points, bad };
}

/** Lines; one goes on where its end stands within the quotes of a field. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  let [start, inFields, quoted] = [0, false, false];
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "\\") i++;
    else if (char === " ") inFields ||= text.slice(start, i).trim() !== "";
    else if (char === '"' && inFields && (quoted || text[i - 1] === "=")) quoted = !quoted;
    else if (char === "\n" && !quoted) {
      lines.push(text.slice(start, i));
      [start, inFields] = [i + 1, false];
    }
  }
  lines.push(text.slice(start));
  return lines;
}

/** The point of a line, or what is wrong with it. */
function readPoint(line: string, unit: bigint): Point | string {
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(line);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  const head = next(HEAD);
  if (head === null) return "no measurement";
  const tags: Record<string, string> = {};
  for (let tag = next(TAG); tag !== null; tag = next(TAG)) tags[bare(tag[1]!)] = bare(tag[2]!);
  if (line[at] !== " ") {
    return at === line.length ? "no fields after the measurement" : `a tag is wrong at ${at}`;
  }
  while (line[at] === " ") at++;
  const fields: Record<string, FieldValue> = {};
  do {
    const start = at;
    const field = next(FIELD);
    const value = field === null ? undefined : readField(field[2]!);
    if (value === undefined) return `a field is wrong at ${start}`;
    fields[bare(field![1]!)] = value;
  } while (line[at++] === ",");
  const time = line.slice(at).trim();
  const point = { measurement: bare(head[1]!), tags, fields };
  if (time === "") return point;
  return /^-?\d+$/.test(time) ? { ...point, at: BigInt(time) * unit } : `${time} is no time`;
}

function bare(text: string): string {
  return text.replace(/\\([,= ])/g, "$1");
}

function readField(text: string): FieldValue | undefined {
  if (text.startsWith('"')) return text.slice(1, -1).replace(/\\(["\\])/g, "$1");
  if (/^[+-]?\d+[iu]$/.test(text)) return BigInt(text.slice(0, -1));
  if (NUMBER.test(text)) return Number(text);
  return Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;
}
