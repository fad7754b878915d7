/**
 * A case in words and pictures: enough to mend what it found.
 *
 * @module
 */
import type { Expectation, WireGroup } from "../suite/expectation.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Alternative, SuiteCase } from "../suite/suite_case.ts";
import { byteNotes } from "./byte_notes.ts";
import { byteLines } from "./byte_picture.ts";
import { casePoint } from "./case_point.ts";
import { drawBytes, dumpBytes } from "./evidence.ts";
import { groupWords, listed, statusWords } from "./expected_words.ts";
import type { TextOptions } from "./failure_text.ts";
import { LEVEL_WORDS, SET_WORDS } from "./words.ts";
import { wrapText } from "./wrap_text.ts";

/** What else is told of a case. */
export interface CaseTextOptions extends TextOptions {
  /** Its rule. */
  rule: ReceiverRule;
  /** Wrong decoders that it catches, each with its bug. */
  caught: readonly { name: string; bug: string }[];
}

/** Longer inputs are shown as far as their first bad thing and what follows it. */
const LONG = 1500;
/** No input is drawn on more lines than that: some are floods of LF. */
const LINES = 80;
/** More of one kind are counted, not listed. */
const MOST = 12;
const MARGIN = 11;

/**
 * Writes a case: first its point, on one screen, then its bytes, what a right decoder says of them and
 * what is not looked at, the wrong decoders that it catches, and the bytes once more in hex.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { loadSuite } from "../suite/load.ts";
 * import { caseText } from "./case_text.ts";
 * import { PLAIN } from "./paint.ts";
 *
 * const { cases, rules } = await loadSuite({ topics: ["checksum"] });
 * const test = cases.find(({ id }) => id === "hist-wrong-index")!;
 * const rule = rules.find(({ id }) => id === test.rule)!;
 * const text = caseText(test, { rule, caught: [], columns: 80, paint: PLAIN }).join("\n");
 * assertStringIncludes(text, "␊BASE␠072345678␠/␍  ← never said: its sum is 5, not /");
 * ```
 */
export function caseText(test: SuiteCase, options: CaseTextOptions): string[] {
  const { columns, paint } = options;
  const room = columns - MARGIN;
  const block = (name: string, lines: readonly string[]) =>
    lines.map((line, i) => `${paint.dim((i === 0 ? name : "").padEnd(MARGIN))}${line}`);
  const field = (name: string, text: string, look = (line: string) => line) =>
    block(name, wrapText(text, room).map(look));
  const sets = test.sets.map((set) => SET_WORDS[set]).join(", ");
  const facts = [
    LEVEL_WORDS[test.level],
    `topic ${test.topic}`,
    `mode ${test.mode}`,
    `depth ${test.depth}`,
    ...(sets ? [`counts for ${sets}`] : []),
    `since ${test.since}`,
    ...(test.quarantined ? ["in quarantine, counted nowhere"] : []),
  ];
  const alone = `ticlab test --only ${test.id} -- CMD`;
  const bytes = `ticlab explain ${test.id} --bytes - | TIC_MODE=${test.mode} CMD`;
  return [
    paint.bold(test.id),
    ...wrapText(test.title, columns),
    "",
    ...casePoint(test, options).flatMap(([name, text]) => field(name, text)),
    ...test.seen.flatMap((place, i) => field(i === 0 ? "Seen in" : "", place)),
    ...block("Run it", [paint.cyan(alone)]),
    "",
    paint.bold("In detail"),
    ...wrapText(facts.join(", "), columns),
    ...field("Needs", test.needs.join(", ") || "nothing"),
    ...field("Given", test.chunkings.map(chunkingText).join("; ")),
    "",
    ...drawnText(test, options),
    ...expectText(test.expect, { field, paint }),
    "",
    ...notJudged(test).flatMap((text, i) => field(i === 0 ? "Not judged" : "", text)),
    "",
    ...caughtText(test, options).flatMap((text, i) => field(i === 0 ? "Catches" : "", text)),
    "",
    ...dumpedText(test, options),
    ...block("Its bytes", [paint.cyan(bytes)]),
  ];
}

/** The wrong decoders that it is there for with their bugs, the others by name. */
function caughtText({ mutants }: SuiteCase, { caught }: CaseTextOptions): string[] {
  const others = caught.filter(({ name }) => !mutants.includes(name)).map(({ name }) => name);
  return [
    ...caught.filter(({ name }) => mutants.includes(name)).map(({ name, bug }) =>
      `${name}: ${bug}`
    ),
    ...(others.length > 0 ? [`${mutants.length > 0 ? "also " : ""}${listed(others, MOST)}`] : []),
  ];
}

function chunkingText(chunking: SuiteCase["chunkings"][number]): string {
  if (chunking === "whole") return "all at once";
  if (chunking === "bytes") return "byte by byte";
  return chunking === "splits" ? "in two pieces, at every place" : `in pieces of ${chunking} bytes`;
}

/** As much of the input as is shown, and what is said of the rest. */
function shownOf({ input, expect }: SuiteCase): { bytes: Uint8Array; bad: number; rest: string[] } {
  const { frames } = expect[0]!.expect;
  const bad = Math.max(0, ...frames.map(({ recovery = 0 }) => recovery));
  const last = frames.findLast(({ recovery }) => recovery === 1);
  const first = last && input.length > LONG ? last.offset + last.length : input.length;
  const long = Math.min(LONG, first);
  const end = byteLines(input.subarray(0, long))[LINES]?.offset ?? long;
  const rest = `… ${input.length - end} bytes more${bad > 1 ? ", of the same kind" : ""}`;
  return { bytes: input.subarray(0, end), bad, rest: end < input.length ? [rest] : [] };
}

function drawnText(test: SuiteCase, { columns, paint }: TextOptions): string[] {
  const { bytes, bad, rest } = shownOf(test);
  const count = bad > 1 ? `, ${bad} bad things with three sentinel frames after each` : "";
  const notes = new Map(byteNotes(bytes, test.expect).map(({ offset, text }) => [offset, text]));
  return [
    `${paint.bold("Bytes")}  ${test.input.length}${count}`,
    ...drawBytes(bytes, { columns, paint, context: Infinity, notes }),
    ...rest.map(paint.dim),
  ];
}

function dumpedText(test: SuiteCase, { columns, paint }: TextOptions): string[] {
  const { bytes, rest } = shownOf(test);
  return [...dumpBytes(bytes, { columns, paint, context: Infinity }), ...rest.map(paint.dim)];
}

interface Layout {
  field(name: string, text: string, look?: (line: string) => string): string[];
  paint: TextOptions["paint"];
}

/** What several ways to be right have in common is told once. */
function expectText(ways: readonly Alternative[], { field, paint }: Layout): string[] {
  const required = ways.map(({ expect }) => expect.groups.filter(({ need }) => need === "must"));
  const [first = []] = required;
  const everywhere = first.filter((group) =>
    required.every((groups) => groups.some((other) => groupWords(other) === groupWords(group)))
  );
  const common = new Set(everywhere.map(groupWords));
  const rows = (list: [string, string][]) =>
    list.filter(([, text]) => text !== "").flatMap(([key, text]) => field(`  ${key}`, text));
  if (ways.length === 1) {
    const [{ expect }] = ways as [Alternative];
    return ["", paint.bold("A right decoder says"), ...rows(waysRows(expect, new Set()))];
  }
  return [
    "",
    paint.bold(`There are ${ways.length} ways to be right`),
    ...rows([["in each", listed([...common], MOST)]]),
    ...ways.flatMap(({ choice, expect }) => [
      "",
      paint.bold(`A right decoder that chose "${choice}" says`),
      ...rows(waysRows(expect, common)),
    ]),
  ];
}

function waysRows(expect: Expectation, common: ReadonlySet<string>): [string, string][] {
  const sentinel = (group: WireGroup) =>
    group.frame !== null && expect.frames[group.frame]?.recovery !== undefined;
  const list = (need: WireGroup["need"]) =>
    listed(
      expect.groups.filter((group) => group.need === need && !(need === "may" && sentinel(group)))
        .map(groupWords).filter((text) => !common.has(text)),
      MOST,
    );
  const recoveries = new Set(expect.frames.flatMap(({ recovery }) => recovery ?? [])).size;
  const complete = expect.frames.filter(({ complete }) => complete).length;
  const whole = "one of the three sentinel frames whole";
  return [
    ["has to", list("must")],
    ["may", list("may")],
    ["never", list("never")],
    ["and then", recoveries < 2 ? whole.repeat(recoveries) : `${whole}, after each bad thing`],
    ["frames", `${expect.frames.length}; ${complete} of them may be called complete`],
    ...statusWords(expect, MOST),
  ];
}

function notJudged({ depth, expect }: SuiteCase): string[] {
  const { values, errors, modes } = expect[0]!.expect;
  return [
    "the order of groups of different labels; blanks around a value, and zeros before a number, " +
    "but for serial numbers; timestamps of a program that says none",
    ...(depth !== "syntax" ? [] : ["typed values, errors and modes, whatever is said of them"]),
    ...(depth !== "syntax" && !values ? ["typed values"] : []),
    ...(depth !== "syntax" && !errors ? ["errors"] : []),
    ...(depth !== "syntax" && !modes ? ["modes"] : []),
  ];
}
