/**
 * Results on a terminal: four lines where all is well, one probable bug after the other where not.
 *
 * @module
 */
import type { CaseLine, Results } from "../run/result.ts";
import { apartWhy } from "./apart_why.ts";
import { type Digest, digest, type FailureGroup, isFailing, type LevelDigest } from "./digest.ts";
import { drivenBy } from "./driven_by.ts";
import { failureText, type TextOptions } from "./failure_text.ts";
import { safeText } from "./safe_text.ts";
import {
  BADGE_WORDS,
  bugWord,
  explainedWords,
  isProbable,
  LEVEL_WORDS,
  SET_WORDS,
  STATE_WORDS,
  UNEXPLAINED_WORDS,
  VERDICT_WORDS,
} from "./words.ts";
import { wrapText } from "./wrap_text.ts";

/** How to write a report on a terminal. */
export interface TerminalOptions extends TextOptions {
  /** Every failure on its screen, and what was observed; else the first of each bug. */
  all?: boolean;
}

/** Failures of one kind that are listed. */
const MOST = 10;

/**
 * Writes results for a terminal.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { PLAIN } from "./paint.ts";
 * import { terminalReport } from "./terminal_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const results = resultsOf([{ id: "a", verdict: "pass" }]);
 * assertEquals(terminalReport(results, { columns: 80, paint: PLAIN }), [
 *   "my-decoder 2.1.0 by pipe, depth syntax; suite 1.0.0 (9f3c1a2b), ticlab 0.1.0",
 *   "Required 1/1   Recommended 0/0   Observed 0   Known failures 0",
 *   "Conformant: 1 case, 4 runs, 8.0 s",
 * ]);
 * ```
 */
export function terminalReport(results: Results, options: TerminalOptions): string[] {
  const { columns, paint } = options;
  const summary = digest(results);
  return [
    ...headOf(results, summary, options),
    ...(results.footer?.knownProblems ?? []).flatMap((problem) =>
      wrapText(`List of known failures: ${safeText(problem)}`, columns).map(paint.yellow)
    ),
    ...summary.failures.flatMap((group) => groupText(group, { results, summary, options })),
    ...apartText(summary, options),
  ];
}

function headOf(results: Results, summary: Digest, { columns, paint }: TerminalOptions): string[] {
  const { header, footer } = results;
  const suite = `suite ${header.suite.version} (${header.suite.hash.slice(0, 8)})`;
  const by = `${drivenBy(header)}, depth ${header.depth}; ${suite}, ticlab ${header.ticlab}`;
  const [first = "", ...more] = wrapText(safeText(`${summary.program} ${by}`), columns);
  const known = summary.apart.filter(({ verdict }) => VERDICT_WORDS[verdict].kind === "list")
    .reduce((sum, { cases }) => sum + cases.length, 0);
  const levels = [
    ...summary.levels.map((level) => levelText(level, results)),
    `Known failures ${known}`,
  ];
  const line = levels.join("   ");
  const left = results.cases.filter(({ verdict }) => verdict === "not-run").length;
  const run = footer && left > 0 ? `${results.cases.length - left} of ` : "";
  const cases = `${run}${plural(results.cases.length, "case")}`;
  const { kind, words } = STATE_WORDS[summary.state];
  const look = { good: paint.green, bad: paint.red, list: paint.yellow, none: paint.yellow }[kind];
  const why = footer
    ? `${failureCount(summary)}${cases}, ${plural(summary.runs, "run")}, ${seconds(results)} s`
    : `the run was cut after ${cases}; nothing here says that the others pass`;
  return [
    ...[paint.bold(first), ...more],
    ...(line.length <= columns ? [line] : levels),
    ...badgeLines(summary, { columns, paint }),
    ...wrapText(`${words}: ${why}`, columns).map(look),
  ];
}

function failureCount({ failures, failing, state }: Digest): string {
  const bugs = failures.filter(isProbable).length;
  const named = bugs > 0 ? ` (${plural(bugs, "probable bug")})` : "";
  const none = state === "conformant" || state === "partial" ? ", none of them Required," : "";
  return failing > 0 ? `${plural(failing, "failure")}${named}${none} in ` : "";
}

function levelText({ level, passed, of, others }: LevelDigest, { cases }: Results): string {
  const name = LEVEL_WORDS[level];
  const observed = cases.filter((c) => c.verdict === "observed" && !c.quarantined).length;
  const score = level === "observe" ? observed : `${passed}/${of}`;
  const bad = others.filter(isFailing).reduce((sum, { count }) => sum + count, 0);
  const rest = others.filter((other) => !isFailing(other))
    .map(({ verdict, count }) => `${count} ${VERDICT_WORDS[verdict].word}`);
  return `${name} ${score}${bad > 0 ? ` ✕${bad}` : ""}${
    rest.length ? ` (${rest.join(", ")})` : ""
  }`;
}

function badgeLines({ badges }: Digest, { columns, paint }: TextOptions): string[] {
  if (badges.length === 0) return [];
  const looks = { good: paint.green, bad: paint.red, list: paint.yellow, none: paint.dim };
  const short = badges.map(({ set, state }) => {
    const { kind, mark } = BADGE_WORDS[state];
    return looks[kind](`${mark} ${SET_WORDS[set]}`);
  });
  const line = `Badges   ${short.join("   ")}`;
  const why = badges.filter(({ state, why }) => state !== "cut" && why).flatMap((badge) =>
    wrapText(`${SET_WORDS[badge.set]}: ${safeText(badge.why!)}`, columns - 9)
      .map((text) => paint.dim(`         ${text}`))
  );
  return [line, ...why];
}

interface GroupContext {
  results: Results;
  summary: Digest;
  options: TerminalOptions;
}

function groupText(
  { hypothesis, explained, topic, cases }: FailureGroup,
  { results, summary, options }: GroupContext,
): string[] {
  const { columns, paint } = options;
  const heading = hypothesis
    ? `${bugWord({ hypothesis, cases })}: ${hypothesis.bug.replace(/\.$/, "")} — ${
      explainedWords({ explained: explained!, cases }, summary.failing)
    }`
    : `${UNEXPLAINED_WORDS[results.header.driver]}: ${topic} (${plural(cases.length, "failure")})`;
  const doubts = hypothesis
    ? [
      `like the wrong decoder "${[hypothesis.mutant, ...hypothesis.equals].join('", "')}"`,
      ...(hypothesis.contradicts.length > 0
        ? [`but the program passes ${hypothesis.contradicts.join(", ")}, which that would fail`]
        : []),
    ]
    : [];
  const full = options.all ? cases : cases.slice(0, 1);
  const rest = cases.slice(full.length);
  return [
    "",
    ...wrapText(safeText(heading), columns).map(paint.bold),
    ...doubts.flatMap((doubt) =>
      wrapText(doubt, columns - 2).map((line) => paint.dim(`  ${line}`))
    ),
    ...full.flatMap((item) => ["", ...failureText(item, results.header, options)]),
    ...(rest.length > 0 ? ["", `${rest.length} more of these failures:`] : []),
    ...rest.slice(0, MOST).map((item) => shortLine(item, item.title, options)),
    ...(rest.length > MOST
      ? [paint.dim(`  and ${rest.length - MOST} more; --all shows them`)]
      : []),
  ];
}

function apartText(summary: Digest, options: TerminalOptions): string[] {
  const { columns, paint } = options;
  const sections = [
    ...summary.apart.map(({ verdict, cases }) => ({
      heading: VERDICT_WORDS[verdict].heading,
      cases,
      brief: verdict === "unsupported" && !options.all || verdict === "not-run",
      hidden: verdict === "observed" && !options.all,
    })),
    {
      heading: "In quarantine, counted nowhere",
      cases: summary.quarantined,
      brief: false,
      hidden: summary.quarantined.length === 0,
    },
  ].filter(({ hidden }) => !hidden);
  return sections.flatMap(({ heading, cases, brief }) => {
    const title = paint.bold(`${heading} (${cases.length})`);
    if (!brief) {
      return ["", title, ...cases.map((item) => shortLine(item, apartWhy(item), options))];
    }
    const reasons = Map.groupBy(cases, (item) => item.note ?? "");
    return [
      "",
      title,
      ...Array.from(reasons).flatMap(([reason, some]) =>
        wrapText(`${some.length} ${safeText(reason)}`.trim(), columns - 2).map((l) => `  ${l}`)
      ),
    ];
  });
}

function shortLine(item: CaseLine, why: string, { columns, paint }: TextOptions): string {
  const { mark } = VERDICT_WORDS[item.verdict];
  const room = columns - item.id.length - 6;
  const text = safeText(why);
  const short = text.length > room ? `${text.slice(0, Math.max(0, room - 1))}…` : text;
  return `  ${mark} ${item.id}  ${paint.dim(short)}`;
}

function seconds({ header, footer }: Results): string {
  return ((Date.parse(footer!.ended) - Date.parse(header.started)) / 1000).toFixed(1);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
