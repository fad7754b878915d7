/**
 * Results as one HTML file that needs no network.
 *
 * @module
 */
import type { CaseLine, ResultHeader, Results } from "../run/result.ts";
import { type Verdict, VERDICTS } from "../run/verdict.ts";
import { type Digest, digest, type FailureGroup } from "./digest.ts";
import { drivenBy } from "./driven_by.ts";
import { ROLE_WORDS } from "./html_bytes.ts";
import { htmlCase, type HtmlCaseOptions } from "./html_case.ts";
import { htmlMatrix } from "./html_matrix.ts";
import { SCRIPT } from "./html_script.ts";
import { htmlPage } from "./html_page.ts";
import { htmlText } from "./html_text.ts";
import { matrixOf } from "./matrix.ts";
import {
  BADGE_WORDS,
  bugWord,
  LEVEL_WORDS,
  SET_WORDS,
  STATE_WORDS,
  UNEXPLAINED_WORDS,
  VERDICT_WORDS,
} from "./words.ts";

/**
 * Writes one page for one or several runs; several have a matrix on top.
 *
 * Its policy allows no request at all, and no script or style but its own.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlReport } from "./html_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const html = htmlReport([resultsOf([{ id: "a", verdict: "pass" }])]);
 * assertStringIncludes(html, "<title>my-decoder 2.1.0: ticlab conformance</title>");
 * assertStringIncludes(html, "default-src 'none'");
 * ```
 */
export function htmlReport(results: readonly Results[]): string {
  const programs = results.map(digest);
  const title = programs.map(({ program }) => htmlText(program)).join(", ");
  const several = results.length > 1;
  const sections = results.map((one, index) =>
    program(one, {
      summary: programs[index]!,
      prefix: `p${index}-`,
      ...(several ? {} : { filters: filters(results) }),
    })
  );
  return htmlPage({
    title: `${title}: ticlab conformance`,
    main: `${several ? htmlMatrix(matrixOf(results), filters(results)) : ""}
${sections.join("\n")}`,
    footer: `Made by ticlab from results alone; it asks nothing of the network.
ticlab conformance is ticlab's word, not Enedis' "Linky Ready".
Keys: <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous case,
<kbd>Enter</kbd> opens, <kbd>Esc</kbd> clears.`,
    script: SCRIPT,
  });
}

interface ProgramOptions {
  summary: Digest;
  prefix: string;
  /** The form, where it does not stand above a matrix. */
  filters?: string;
}

function program(results: Results, { summary, prefix, filters }: ProgramOptions): string {
  const { header, footer } = results;
  const options: HtmlCaseOptions = { header, prefix };
  const list = (cases: readonly CaseLine[]) =>
    cases.map((item) => htmlCase(item, options)).join("\n");
  const passed = results.cases.filter((item) => item.verdict === "pass" && !item.quarantined);
  const sections = [
    ...summary.apart.map(({ verdict, cases }) => ({
      heading: VERDICT_WORDS[verdict].heading,
      cases,
      open: verdict === "flaky" || verdict === "fixed",
    })),
    { heading: "In quarantine, counted nowhere", cases: summary.quarantined, open: false },
    { heading: "Passed", cases: passed, open: false },
  ].filter(({ cases }) => cases.length > 0);
  const problems = footer?.knownProblems ?? [];
  const level = filters === undefined ? "h2" : "h1";
  return `<section class="program" id="${prefix}program">
${head(results, { summary, level })}
${filters ?? ""}
${
    problems.length > 0
      ? `<ul class="problems">${
        problems.map((text) => `<li>List of known failures: ${htmlText(text)}</li>`).join("")
      }</ul>`
      : ""
  }
${summary.failures.length > 0 ? legend() : ""}
${summary.failures.map((group) => bug(group, { driver: header.driver, summary, list })).join("\n")}
${
    sections.map(({ heading, cases, open }) =>
      `<details class="group"${open ? " open" : ""}><summary>${heading} ` +
      `<span class="count">${cases.length}</span></summary>\n${list(cases)}\n</details>`
    ).join("\n")
  }
</section>`;
}

function head(
  { header, cases }: Results,
  { summary, level }: { summary: Digest; level: string },
): string {
  const { kind, words } = STATE_WORDS[summary.state];
  const cut = summary.state === "incomplete" ? `: the run was cut after ${cases.length} cases` : "";
  const facts = [
    drivenBy(header),
    `depth ${header.depth}`,
    `suite ${header.suite.version} (${header.suite.hash.slice(0, 8)})`,
    `ticlab ${header.ticlab}`,
    `${cases.length} cases`,
    `${summary.runs} runs`,
    header.started.slice(0, 16).replace("T", " "),
  ];
  const known = summary.apart.filter(({ verdict }) => VERDICT_WORDS[verdict].kind === "list")
    .reduce((sum, { cases }) => sum + cases.length, 0);
  const tiles = summary.levels.map(({ level, passed, of, others }) => {
    const rest = others.map(({ verdict, count }) => `${count} ${VERDICT_WORDS[verdict].word}`);
    const score = level === "observe"
      ? `<strong>${of}</strong>`
      : `<strong>${passed}<span>/${of}</span></strong>` +
        `<progress value="${passed}" max="${Math.max(1, of)}">${passed} of ${of}</progress>`;
    const hasFailed = others.some(({ verdict }) => VERDICT_WORDS[verdict].kind === "bad");
    const look = hasFailed ? "bad" : passed === of || level === "observe" ? "good" : "none";
    const detail = rest.join(", ") || (level === "observe" ? "no verdict" : "all passed");
    return `<li class="${look}"><h3>${LEVEL_WORDS[level]}</h3>${score}<small>${
      of === 0 ? "no case" : detail
    }</small></li>`;
  });
  const badges = summary.badges.map(({ set, state, why }) => {
    const { kind, mark } = BADGE_WORDS[state];
    return `<li class="${kind}"><span>${mark} ${SET_WORDS[set]}</span>${
      why ? `<small>${htmlText(why)}</small>` : ""
    }</li>`;
  });
  return `<header><p class="state ${kind}">${words}${cut}</p>
<${level}>${htmlText(summary.program)}</${level}>
<p class="facts">${facts.map(htmlText).join(" · ")}</p>
<p class="facts"><code>${htmlText(header.command.join(" "))}</code></p>
<ul class="tiles">${tiles.join("")}<li class="${
    known > 0 ? "list" : "good"
  }"><h3>Known failures</h3><strong>${known}</strong><small>on the program's own list</small></li></ul>
<ul class="badges">${badges.join("")}</ul></header>`;
}

function bug(
  { hypothesis, explained, topic, cases }: FailureGroup,
  { driver, summary, list }: Pick<ResultHeader, "driver"> & {
    summary: Digest;
    list(cases: readonly CaseLine[]): string;
  },
): string {
  if (!hypothesis) {
    return `<section class="bug unnamed"><h2>${htmlText(topic!)}</h2>` +
      `<p>${UNEXPLAINED_WORDS[driver]} (${cases.length}).</p>\n${list(cases)}</section>`;
  }
  const { bug, equals, mutant, contradicts } = hypothesis;
  const like = [mutant, ...equals].map((name) => `<code>${htmlText(name)}</code>`).join(", ");
  const but = contradicts.length === 0
    ? ""
    : ` But the program passes ${
      contradicts.map((id) => `<code>${htmlText(id)}</code>`).join(", ")
    }` +
      ", which that bug would fail.";
  const above = explained! - cases.length;
  return `<section class="bug"><h2><small>${bugWord({ hypothesis, cases })}</small> ${
    htmlText(bug.replace(/\.$/, ""))
  }</h2>` +
    `<p>Explains <strong>${explained} of ${summary.failing}</strong> failures ` +
    `<progress value="${explained}" max="${summary.failing}"></progress> ` +
    `${
      above > 0 ? `(${above} of them told above) ` : ""
    }like the wrong decoder ${like}.${but}</p>\n${list(cases)}</section>`;
}

function legend(): string {
  const words = Object.entries(ROLE_WORDS).map(([role, word]) =>
    `<li><b class="r-${role}">■</b> ${word}</li>`
  );
  return `<details class="legend"><summary>Colours of the bytes</summary><ul>${
    words.join("")
  }</ul></details>`;
}

function filters(results: readonly Results[]): string {
  const cases = results.flatMap((one) => one.cases);
  const option = (value: string, text: string) =>
    `<option value="${htmlText(value)}">${htmlText(text)}</option>`;
  const verdicts = VERDICTS.filter((verdict) => cases.some((item) => item.verdict === verdict));
  const word = (verdict: Verdict) => option(verdict, VERDICT_WORDS[verdict].word);
  const topics = [...new Set(cases.map((item) => item.topic))].sort();
  const levels = Object.entries(LEVEL_WORDS).map(([level, text]) => option(level, text));
  const select = (name: string, label: string, options: string) =>
    `<label>${label}<select name="${name}">${options}</select></label>`;
  return `<form class="filters" hidden role="search" aria-label="Filter the cases">
<label>Text<input type="search" name="text" placeholder="id, rule, words" autocomplete="off"></label>
${
    select(
      "verdict",
      "Verdict",
      option("", "all") + option("bad", "everything that fails") + verdicts.map(word).join(""),
    )
  }
${select("level", "Level", option("", "all") + levels.join(""))}
${
    select(
      "topic",
      "Topic",
      option("", "all") + topics.map((topic) => option(topic, topic)).join(""),
    )
  }
<button type="reset">Clear</button><output aria-live="polite"></output>
</form>`;
}
