/**
 * A case in words and pictures: enough to mend what it found.
 *
 * @module
 */
import type { Expectation, WireGroup } from "../suite/expectation.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Alternative, SuiteCase } from "../suite/suite_case.ts";
import { byteLines, byteRuns, byteText } from "./byte_picture.ts";
import { drawBytes, dumpBytes } from "./evidence.ts";
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
/** Characters of a value; some are as long as a flood. */
const WIDE = 48;
const MARGIN = 11;

/**
 * Writes a case: rule, source and reason, its bytes, what a right decoder says of them and what is not
 * looked at, the wrong decoders that it catches, and how to run it alone.
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
  const { rule, columns, paint } = options;
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
    ...wrapText(facts.join(", "), columns).map(paint.dim),
    "",
    ...field("Rule", rule.text),
    ...field("", `${rule.id}: ${rule.source}`, paint.dim),
    ...field("Why", rule.why),
    ...(test.why ? field("", test.why) : []),
    ...field("Needs", test.needs.join(", ") || "nothing"),
    ...field("Given", test.chunkings.map(chunkingText).join("; ")),
    "",
    ...inputText(test, { columns, paint }),
    ...expectText(test.expect, { field, paint }),
    "",
    ...notJudged(test).flatMap((text, i) => field(i === 0 ? "Not judged" : "", text)),
    "",
    ...caughtText(test, options).flatMap((text, i) => field(i === 0 ? "Catches" : "", text)),
    ...test.seen.flatMap((place, i) => field(i === 0 ? "Seen in" : "", place)),
    ...block("Run it", [paint.cyan(alone)]),
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
    ...(others.length > 0 ? [`${mutants.length > 0 ? "also " : ""}${listed(others)}`] : []),
  ];
}

function chunkingText(chunking: SuiteCase["chunkings"][number]): string {
  if (chunking === "whole") return "all at once";
  if (chunking === "bytes") return "byte by byte";
  return chunking === "splits" ? "in two pieces, at every place" : `in pieces of ${chunking} bytes`;
}

function inputText({ input, expect }: SuiteCase, { columns, paint }: TextOptions): string[] {
  const { frames } = expect[0]!.expect;
  const bad = Math.max(0, ...frames.map(({ recovery = 0 }) => recovery));
  const last = frames.findLast(({ recovery }) => recovery === 1);
  const first = last && input.length > LONG ? last.offset + last.length : input.length;
  const long = Math.min(LONG, first);
  const end = byteLines(input.subarray(0, long))[LINES]?.offset ?? long;
  const shown = input.subarray(0, end);
  const count = bad > 1 ? `, ${bad} bad things with three sentinel frames after each` : "";
  const more = end < input.length
    ? [paint.dim(`… ${input.length - end} bytes more${bad > 1 ? ", of the same kind" : ""}`)]
    : [];
  return [
    `${paint.bold("Bytes")}  ${input.length}${count}`,
    ...drawBytes(shown, { columns, paint, context: Infinity, notes: notesOf(shown, expect) }),
    ...more,
    "",
    ...dumpBytes(shown, { columns, paint, context: Infinity }),
    ...more,
  ];
}

/** What is worth knowing of single lines: wrong sums, what is never said, where sentinels begin. */
function notesOf(bytes: Uint8Array, expect: readonly Alternative[]): Map<number, string> {
  const notes = new Map<number, string>();
  let sentinels = 0;
  for (const { offset, recovery = 0 } of expect[0]!.expect.frames) {
    if (recovery > sentinels) notes.set(offset, "three sentinel frames");
    sentinels = Math.max(sentinels, recovery);
  }
  const never = expect.map(({ expect }) =>
    new Set(expect.groups.filter(({ need }) => need === "never").map(({ offset }) => offset))
  );
  for (const offset of never[0]!) {
    if (never.every((offsets) => offsets.has(offset))) {
      notes.set(offset, "never said, though its sum is right");
    }
  }
  const sayable = new Set(expect.flatMap(({ expect }) => expect.groups.map((g) => g.offset)));
  for (const { offset, carried, right } of byteRuns(bytes)) {
    if (carried === right || sayable.has(offset)) continue;
    notes.set(offset, `never said: its sum is ${byteText(right)}, not ${byteText(carried)}`);
  }
  return notes;
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
    required.every((groups) => groups.some((other) => groupText(other) === groupText(group)))
  );
  const common = new Set(everywhere.map(groupText));
  const rows = (list: [string, string][]) =>
    list.filter(([, text]) => text !== "").flatMap(([key, text]) => field(`  ${key}`, text));
  if (ways.length === 1) {
    const [{ expect }] = ways as [Alternative];
    return ["", paint.bold("A right decoder says"), ...rows(waysRows(expect, new Set()))];
  }
  return [
    "",
    paint.bold(`There are ${ways.length} ways to be right`),
    ...rows([["in each", listed([...common])]]),
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
        .map(groupText).filter((text) => !common.has(text)),
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
    ...statusRows(expect),
  ];
}

function statusRows({ values, errors, modes, frames }: Expectation): [string, string][] {
  const kinds = frames.flatMap(({ kind, offset }) => kind ? [`${kind} at ${hex(offset)}`] : []);
  const value = ({ label, value, unit, at, clock, never }: NonNullable<typeof values>[number]) =>
    never
      ? `no number for ${label}`
      : [label, JSON.stringify(value), unit, at && `at ${at}`, clock && `clock ${clock}`]
        .filter(Boolean).join(" ");
  const error = ({ from, to, kinds }: NonNullable<typeof errors>[number]) =>
    `a loss between ${hex(from)} and ${hex(to)} (${kinds.join(" or ")})`;
  return [
    ["values", listed(values?.map(value) ?? [])],
    ["errors", errors?.length === 0 ? "none may be told" : listed(errors?.map(error) ?? [])],
    ["modes", modes?.join(", then ") ?? ""],
    ["kinds", listed(kinds)],
  ];
}

function groupText({ label, value, timestamp, also }: WireGroup): string {
  const shown = (text: string) => {
    const start = Array.from(text.slice(0, WIDE), (c) => byteText(c.charCodeAt(0))).join("");
    return text.length > WIDE ? `${start}… (${text.length} bytes)` : start;
  };
  const fields = (value: string, at?: string) =>
    `${shown(label)}=${shown(value)}${at ? ` @${at}` : ""}`;
  const others = also?.map((other) => ` or ${fields(other.value, other.timestamp)}`) ?? [];
  return fields(value, timestamp) + others.join("");
}

function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST;
  return [...texts.slice(0, MOST), ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
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

function hex(offset: number): string {
  return `0x${offset.toString(16).padStart(4, "0")}`;
}
