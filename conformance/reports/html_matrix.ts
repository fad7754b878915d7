/**
 * Several programs side by side in HTML.
 *
 * @module
 */
import type { CaseLine } from "../run/result.ts";
import { htmlText } from "./html_text.ts";
import type { Matrix } from "./matrix.ts";
import { summaries } from "./matrix_report.ts";
import { VERDICT_WORDS } from "./words.ts";

/**
 * Writes the table below a form of filters; each cell leads to its case further down.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlMatrix } from "./html_matrix.ts";
 * import { matrixOf } from "./matrix.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const results = resultsOf([{ id: "a", verdict: "fail" }]);
 * const html = htmlMatrix(matrixOf([results, results]), "");
 * assertStringIncludes(html, '<a href="#p1-a" title="fail">✕</a>');
 * ```
 */
export function htmlMatrix({ programs, rows, sameSuite }: Matrix, filters: string): string {
  const names = programs.map(({ program }, index) =>
    `<th scope="col"><a href="#p${index}-program">${htmlText(program)}</a></th>`
  );
  const head = summaries(programs).map(([name, cells]) =>
    `<tr><th scope="row">${name}</th>${
      cells.map((text) => `<td>${htmlText(text)}</td>`).join("")
    }</tr>`
  );
  const body = rows.map(({ item, cells }) => {
    const verdicts = cells.map((cell) => cell?.verdict ?? "").join(" ");
    return `<tr class="line" data-verdict="${verdicts}" data-level="${item.rule.level}" ` +
      `data-topic="${htmlText(item.topic)}">` +
      `<th scope="row"><code>${item.id}</code><small>${htmlText(item.title)}</small></th>` +
      `${cells.map(cellOf).join("")}</tr>`;
  });
  const warning = sameSuite
    ? ""
    : '<p class="problems">Not the same suite: a case may differ by version.</p>';
  return `<section class="matrix"><h1>${programs.length} programs side by side</h1>${warning}
${filters}
<div class="scroll" tabindex="0" role="region" aria-label="Cases by program"><table>
<thead><tr><td></td>${names.join("")}</tr>${head.join("")}</thead>
<tbody>${body.join("\n")}</tbody></table></div></section>`;
}

function cellOf(item: CaseLine | null, index: number): string {
  if (!item) return '<td class="none"></td>';
  const { kind, mark, word } = VERDICT_WORDS[item.verdict];
  return `<td class="${kind}"><a href="#p${index}-${item.id}" title="${word}">${mark}</a></td>`;
}
