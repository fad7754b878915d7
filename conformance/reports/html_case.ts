/**
 * One case in the HTML report: a line that opens.
 *
 * @module
 */
import type { CaseLine, ResultHeader } from "../run/result.ts";
import { htmlDump, htmlPicture } from "./html_bytes.ts";
import { htmlText } from "./html_text.ts";
import { keptBytes } from "./kept_bytes.ts";
import { reproduce } from "./reproduce.ts";
import { LEVEL_WORDS, VERDICT_WORDS } from "./words.ts";

/** Where a case stands. */
export interface HtmlCaseOptions {
  /** The run. */
  header: ResultHeader;
  /** Begins the id of the element, so that several programs can stand on one page. */
  prefix: string;
}

/**
 * Writes one case.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlCase } from "./html_case.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const { cases, header } = resultsOf([{ id: "a", verdict: "pass" }]);
 * const html = htmlCase(cases[0]!, { header, prefix: "p0-" });
 * assertStringIncludes(html, '<details class="case good" id="p0-a" data-verdict="pass"');
 * ```
 */
export function htmlCase(item: CaseLine, { header, prefix }: HtmlCaseOptions): string {
  const { rule, failure, verdict } = item;
  const { kind, mark, word } = VERDICT_WORDS[verdict];
  const data = { verdict, level: rule.level, topic: item.topic };
  const attributes = Object.entries(data).map(([key, value]) =>
    ` data-${key}="${htmlText(value)}"`
  );
  const state = isBad(item) ? "bad" : kind;
  return `<details class="case ${state}" id="${prefix}${item.id}"${attributes.join("")}>` +
    `<summary><span class="mark" title="${word}">${mark}</span><code>${item.id}</code>` +
    `<span class="what">${htmlText(failure?.what ?? item.note ?? item.title)}</span>` +
    `<span class="tags"><span class="tag ${state}">${word}</span>` +
    `<span class="tag">${LEVEL_WORDS[rule.level]}</span>` +
    `<span class="tag">${htmlText(item.topic)}</span></span></summary>` +
    `<div class="body">${body(item, header)}</div></details>`;
}

function isBad({ verdict, quarantined }: CaseLine): boolean {
  return VERDICT_WORDS[verdict].kind === "bad" && !quarantined;
}

function body(item: CaseLine, header: ResultHeader): string {
  const { rule, failure, known, note, choices } = item;
  const chosen = Object.entries(choices ?? {}).map(([what, how]) => `${what}: ${how}`).join(", ");
  const row = (name: string, html: string) => `<dt>${name}</dt><dd>${html}</dd>`;
  const given = (name: string, text: string | number | undefined) =>
    text === undefined || text === "" ? "" : row(name, htmlText(String(text)));
  return `<p class="title">${htmlText(item.title)}</p>` +
    (failure ? difference(failure) : "") +
    `<dl>${
      row(
        "Rule",
        `<div class="rule">${htmlText(rule.text)}` +
          `<small>${htmlText(`${rule.id}: ${rule.source}`)}</small></div>`,
      )
    }${given("Why", rule.why)}${
      given("Known", known && [known.reason, known.issue].join(" ").trim())
    }` +
    `${given("Note", note)}${given("Choice", chosen)}${failure ? evidence(failure) : ""}` +
    row("Again", `<code class="command">${htmlText(reproduce(item.id, header))}</code>`) +
    row("More", `<code class="command">ticlab explain ${item.id}</code>`) +
    `</dl>`;
}

type Failure = NonNullable<CaseLine["failure"]>;

function difference({ expected, said }: Failure): string {
  if (expected === undefined && said === undefined) return "";
  const side = (name: string, look: string, text: string) =>
    `<div class="${look}"><h4>${name}</h4><code>${htmlText(text)}</code></div>`;
  return `<div class="difference">${side("Expected", "good", expected ?? "nothing like that")}${
    side("Said", "bad", said ?? "nothing")
  }</div>`;
}

function evidence({ bytes, bytesFrom, at, chunking, stderr, exit }: Failure): string {
  const data = keptBytes(bytes);
  const where = at === undefined ? "" : `, byte ${at} (0x${at.toString(16)}) is marked`;
  const place = { from: bytesFrom, at };
  const drawn = data.length === 0
    ? "<p>The input has no bytes.</p>"
    : `${htmlPicture(data, place)}${htmlDump(data, place)}`;
  return `<dt>Bytes</dt><dd><p class="given">given ${htmlText(chunking)}${where}</p>${drawn}</dd>` +
    (exit === undefined ? "" : `<dt>Exit</dt><dd>${htmlText(String(exit))}</dd>`) +
    (stderr
      ? `<dt>Stderr</dt><dd><pre>${
        stderr.trimEnd().split(/\r?\n/).map(htmlText).join("\n")
      }</pre></dd>`
      : "");
}
