/**
 * The point of a case, short enough for a screen.
 *
 * @module
 */
import type { ReceiverRule } from "../suite/rule.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { byteNotes } from "./byte_notes.ts";
import { type ByteLine, byteLines } from "./byte_picture.ts";
import { groupWords, listed, statusWords } from "./expected_words.ts";

/** More of one kind are counted, not listed. */
const MOST = 3;
/** Bytes of a long input that are looked at. */
const LONG = 1500;
/** Characters of a line of the case, and of all that a right decoder says. */
const WIDE = 60;
const WIDER = 240;

/**
 * What the line does, what a right decoder says of it, what a usual bug does, and where that is
 * written; each with its name.
 *
 * @param caught Wrong decoders that the case catches, each with its bug.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { loadSuite } from "../suite/load.ts";
 * import { casePoint } from "./case_point.ts";
 *
 * const { cases, rules } = await loadSuite({ topics: ["checksum"] });
 * const test = cases.find(({ id }) => id === "hist-wrong-index")!;
 * const [line] = casePoint(test, { rule: rules.find(({ id }) => id === test.rule)!, caught: [] });
 * assertEquals(line, ["Line", "␊BASE␠072345678␠/␍ is never said: its sum is 5, not /"]);
 * ```
 */
export function casePoint(
  test: SuiteCase,
  { rule, caught }: {
    rule: ReceiverRule;
    caught: readonly { name: string; bug: string }[];
  },
): [name: string, text: string][] {
  const bugs = caught.filter(({ name }) => test.mutants.includes(name)).map(({ bug }) => bug);
  return [
    ["Line", lineWords(test)],
    ["Right", shortened(rightWords(test), WIDER)],
    ["Usual bug", bugs.slice(0, MOST - 1).join(" ")],
    ["Rule", rule.text],
    ["", `${rule.id}: ${rule.source}`],
    ["Why", [rule.why, test.why].join(" ").trim()],
  ].filter(([, text]) => text !== "") as [string, string][];
}

/** What is bad on the line; where nothing is, how much there is of it. */
function lineWords({ input, expect }: SuiteCase): string {
  const { frames } = expect[0]!.expect;
  const complete = frames.filter(({ complete }) => complete).length;
  const bad = Math.max(0, ...frames.map(({ recovery = 0 }) => recovery));
  const start = input.subarray(0, LONG);
  const never = byteNotes(start, expect).filter(({ never, offset }) => never && offset < LONG);
  const lines = byteLines(start).slice(0, input.length > LONG ? -1 : undefined);
  const noted = never.map(({ offset, text }) => {
    const line = lines.find((line) => line.offset === offset);
    return `${line ? drawn(line) : "a group"} is ${text}`;
  });
  if (bad > 1) {
    return [`${bad} bad things, each with good frames after it`, ...noted.slice(0, 1)].join("; ");
  }
  if (noted.length > 0) return listed(noted, 2);
  const counted = `${frames.length} frame${frames.length === 1 ? "" : "s"}`;
  const odd = lines.find(({ cells }) => cells.some(({ role }) => role === "outside"));
  if (odd !== undefined) return `${counted}, and ${drawn(odd)} among them`;
  return complete === frames.length ? counted : `${counted}, ${complete} of them whole`;
}

function drawn({ cells }: ByteLine): string {
  return shortened(cells.map((cell) => cell.text).join(""), WIDE);
}

/** What its depth looks at comes first, then the groups that its title names: they are its point. */
function rightWords({ expect: ways, title }: SuiteCase): string {
  if (ways.length > 1) {
    return `${ways.length} ways to be right: ${ways.map(({ choice }) => choice).join("; ")}`;
  }
  const [{ expect }] = ways as [SuiteCase["expect"][number]];
  const must = expect.groups.filter(({ need }) => need === "must");
  const words = title.split(/[^\w+-]+/);
  const named = must.filter(({ label }) => words.includes(label));
  const has = [...new Set([...named, ...must].map(groupWords))];
  const recoveries = new Set(expect.frames.flatMap(({ recovery }) => recovery ?? [])).size;
  const parts = [
    ...statusWords(expect, MOST).map(([name, text]) => `${name}: ${text}`),
    ...(has.length > 0 ? [`says ${listed(has, MOST)}`] : []),
    ...(recoveries > 0
      ? [
        `one of the three good frames that follow whole${
          recoveries > 1 ? " (after each bad thing)" : ""
        }`,
      ]
      : []),
  ];
  return parts.join("; ") || "nothing has to be said";
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
