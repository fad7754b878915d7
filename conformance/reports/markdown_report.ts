/**
 * Results in Markdown, for the summary of a CI job.
 *
 * @module
 */
import type { CaseLine, Results } from "../run/result.ts";
import type { Verdict } from "../run/verdict.ts";
import { apartWhy } from "./apart_why.ts";
import { digest, type FailureGroup } from "./digest.ts";
import { drivenBy } from "./driven_by.ts";
import { failureText } from "./failure_text.ts";
import { markdownText } from "./markdown_text.ts";
import { PLAIN } from "./paint.ts";
import {
  BADGE_WORDS,
  bugWord,
  explainedWords,
  LEVEL_WORDS,
  SET_WORDS,
  STATE_WORDS,
  UNEXPLAINED_WORDS,
  VERDICT_WORDS,
} from "./words.ts";

/** Cases of which the number in the table is enough. */
const COUNTED: readonly Verdict[] = ["observed", "not-run"];

/**
 * Writes results in Markdown: a table of levels, badges, then each probable bug with its failures folded.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { markdownReport } from "./markdown_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const text = markdownReport(resultsOf([{ id: "a", verdict: "pass" }]));
 * assertStringIncludes(text, "## ✔ my-decoder 2.1.0: conformant");
 * assertStringIncludes(text, "| Required | 1/1 |");
 * ```
 */
export function markdownReport(results: Results): string {
  const { header } = results;
  const summary = digest(results);
  const { kind, words } = STATE_WORDS[summary.state];
  const sign = { good: "✔", bad: "✕", list: "?", none: "?" }[kind];
  const suite = `suite ${header.suite.version} (${header.suite.hash.slice(0, 8)})`;
  const badges = summary.badges.map(({ set, state, why }) =>
    `${BADGE_WORDS[state].mark} ${SET_WORDS[set]}${why ? ` (${markdownText(why)})` : ""}`
  );
  return [
    `## ${sign} ${markdownText(summary.program)}: ${words.toLowerCase()}`,
    "",
    `${drivenBy(header).replace("by", "By")}, depth ${header.depth}; ${suite}, ticlab ${
      markdownText(header.ticlab)
    }.`,
    "",
    "| Level | Passed | Otherwise |",
    "|---|---|---|",
    ...summary.levels.map(({ level, passed, of, others }) => {
      const rest = others.map(({ verdict, count }) => `${count} ${VERDICT_WORDS[verdict].word}`);
      const score = level === "observe" ? "no verdict" : `${passed}/${of}`;
      return `| ${LEVEL_WORDS[level]} | ${score} | ${rest.join(", ")} |`;
    }),
    "",
    ...(badges.length > 0 ? [`Badges: ${badges.join(", ")}`, ""] : []),
    ...(results.footer?.knownProblems ?? []).map((problem) =>
      `> List of known failures: ${markdownText(problem)}\n`
    ),
    ...summary.failures.flatMap((group) => groupText(group, results)),
    ...summary.apart.filter(({ verdict }) => !COUNTED.includes(verdict))
      .flatMap(({ verdict, cases }) => section(VERDICT_WORDS[verdict].heading, cases)),
    ...section("In quarantine, counted nowhere", summary.quarantined),
  ].join("\n");
}

function groupText(
  { hypothesis, explained, topic, cases }: FailureGroup,
  results: Results,
): string[] {
  const heading = hypothesis
    ? `${bugWord({ hypothesis, cases })}: ${hypothesis.bug.replace(/\.$/, "")} (${
      explainedWords({ explained: explained!, cases }, digest(results).failing)
    })`
    : `${UNEXPLAINED_WORDS[results.header.driver]}: ${topic} (${cases.length})`;
  return [
    `### ${markdownText(heading)}`,
    "",
    ...cases.flatMap((item) => {
      const text = failureText(item, results.header, { columns: 100, paint: PLAIN }).join("\n");
      const what = markdownText(item.failure?.what ?? item.title);
      return [
        `<details><summary><code>${item.id}</code> ${what}</summary>`,
        "",
        ...fenced(text),
        "",
        "</details>",
        "",
      ];
    }),
  ];
}

/** A block of code that its own text cannot close. */
function fenced(text: string): string[] {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}text`, text, fence];
}

function section(heading: string, cases: readonly CaseLine[]): string[] {
  if (cases.length === 0) return [];
  return [
    `<details><summary>${heading} (${cases.length})</summary>`,
    "",
    ...cases.map((item) => `- \`${item.id}\` ${markdownText(apartWhy(item))}`),
    "",
    "</details>",
    "",
  ];
}
