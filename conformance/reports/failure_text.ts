/**
 * One failure on one screen of text.
 *
 * @module
 */
import type { CaseLine, ResultHeader } from "../run/result.ts";
import { drawBytes, dumpBytes } from "./evidence.ts";
import { keptBytes } from "./kept_bytes.ts";
import type { Paint } from "./paint.ts";
import { reproduce } from "./reproduce.ts";
import { safeText } from "./safe_text.ts";
import { LEVEL_WORDS, VERDICT_WORDS } from "./words.ts";
import { wrapText } from "./wrap_text.ts";

/** How to write. */
export interface TextOptions {
  /** Characters a line. */
  columns: number;
  /** Colours. */
  paint: Paint;
}

const MARGIN = 11;

/**
 * Writes everything that is needed to understand one failure: rule and source, the first difference,
 * the bytes, why it matters, and the command that shows it again.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { failureText } from "./failure_text.ts";
 * import { PLAIN } from "./paint.ts";
 * import { failureOf, resultsOf } from "./test_results.ts";
 *
 * const failure = failureOf("\nADSC\t12\t8\r", { expected: "ADSC=12", said: "nothing", at: 9 });
 * const { cases, header } = resultsOf([{ id: "a", verdict: "fail", failure }]);
 * const text = failureText(cases[0]!, header, { columns: 80, paint: PLAIN }).join("\n");
 * assertStringIncludes(text, "Expected   ADSC=12");
 * assertStringIncludes(text, "0000  ␊ADSC␉12␉8␍");
 * ```
 */
export function failureText(item: CaseLine, header: ResultHeader, options: TextOptions): string[] {
  const { columns, paint } = options;
  const { rule, failure } = item;
  const { mark, word } = VERDICT_WORDS[item.verdict];
  const room = columns - MARGIN;
  const field = (name: string, text: string, look = (line: string) => line) =>
    wrapText(safeText(shortened(text)), room).map((line, i) =>
      `${paint.dim((i === 0 ? name : "").padEnd(MARGIN))}${look(line)}`
    );
  const block = (name: string, lines: readonly string[]) =>
    lines.map((line, i) => `${paint.dim((i === 0 ? name : "").padEnd(MARGIN))}${line}`);
  return [
    `${paint.red(`${mark} ${word}`)}  ${LEVEL_WORDS[rule.level]}  ${paint.bold(item.id)}`,
    ...field("", item.title),
    ...field("Rule", rule.text),
    ...field("", `${rule.id}: ${rule.source}`, paint.dim),
    ...(failure
      ? [
        ...field("What", failure.what),
        ...(failure.expected === undefined ? [] : field("Expected", failure.expected, paint.green)),
        ...(failure.said === undefined ? [] : field("Said", failure.said, paint.red)),
        ...field("Bytes", placeOf(failure), paint.dim),
        ...bytesOf(failure, { columns: columns - 4, paint }).map((line) => `    ${line}`),
        ...(failure.exit === undefined ? [] : field("Exit", String(failure.exit))),
        ...(failure.stderr ? block("Stderr", tail(failure.stderr, room)) : []),
      ]
      : []),
    ...(item.note ? field("Note", item.note) : []),
    ...field("Why", rule.why),
    ...block("Again", [paint.cyan(safeText(reproduce(item.id, header)))]),
    ...block("More", [paint.cyan(`ticlab explain ${item.id}`)]),
  ];
}

type Failure = NonNullable<CaseLine["failure"]>;

function placeOf({ bytes, chunking, at }: Failure): string {
  if (bytes === "") return "none";
  return `given ${chunking}${at === undefined ? "" : `, byte ${at} (0x${at.toString(16)})`}`;
}

function bytesOf({ bytes, bytesFrom, at }: Failure, options: TextOptions): string[] {
  const data = keptBytes(bytes);
  const place = { from: bytesFrom, at, ...options };
  return [
    ...drawBytes(data, { ...place, context: 2 }),
    ...dumpBytes(data, { ...place, context: 1 }),
  ];
}

/** Programs say things of any length. */
function shortened(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}… (${text.length} characters)` : text;
}

/** The last lines of what a program wrote, each on one line. */
function tail(text: string, room: number): string[] {
  return text.trimEnd().split(/\r?\n/).slice(-4).map((line) =>
    safeText(line.length > room ? `${line.slice(0, room - 1)}…` : line)
  );
}
