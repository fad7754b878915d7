/**
 * An audit as one HTML file that needs no network.
 *
 * @module
 */
import { htmlDump, htmlPicture, ROLE_WORDS } from "../reports/html_bytes.ts";
import { htmlPage } from "../reports/html_page.ts";
import { htmlText } from "../reports/html_text.ts";
import { keptBytes } from "../reports/kept_bytes.ts";
import type { AuditReport, Deviation } from "./audit_report.ts";
import {
  askingWords,
  type AuditPart,
  counted,
  extentWords,
  knownWords,
  type Look,
  LOOK_MARKS,
  meterWords,
  partsOf,
  placeWords,
  scopeWords,
  times,
  verdictWords,
} from "./audit_words.ts";

/** How to write the page. */
export interface AuditHtmlOptions {
  /** Commands that share the line, to copy. */
  share: readonly string[];
}

/**
 * Writes the page of an audit, in the style of the reports of `ticlab test`.
 *
 * Its policy allows no request, no script, and no style but its own.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { auditLine } from "./audit.ts";
 * import { auditHtml } from "./audit_html.ts";
 *
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 8\r\nIINST 002 Y\r\x03");
 * const html = auditHtml(auditLine(bytes, { name: "<my>.tic", ticlab: "0.1.0" }), { share: [] });
 * assertStringIncludes(html, "<title>&lt;my&gt;.tic: ticlab audit</title>");
 * ```
 */
export function auditHtml(report: AuditReport, { share }: AuditHtmlOptions): string {
  const { line, ticlab } = report;
  const { look, words } = verdictWords(report);
  return htmlPage({
    title: `${htmlText(line.name)}: ticlab audit`,
    main: `<section class="program">
<header><p class="state ${look}">${words}</p>
<h1>${htmlText(line.name)}</h1>
<p class="facts">${htmlText(meterWords(line))}</p>
<p class="facts">${extentWords(line)}</p>
<p class="facts">${scopeWords(line)}</p>
<ul class="tiles">${tiles(report)}</ul></header>
${asking(report, share)}
${report.deviations.length > 0 ? legend() : ""}
${partsOf(report).map((part) => section(part, report)).join("\n")}
</section>`,
    footer: `Made by ticlab ${htmlText(ticlab)}; it asks nothing of the network. The bytes shown are
those of the line, identifiers too: anonymise a recording before you share its report.
It is ticlab's word, not Enedis'.`,
  });
}

function tiles({ deviations, line }: AuditReport): string {
  const places = (some: Deviation[]) => some.reduce((sum, { count }) => sum + count, 0);
  const of = (blame: string) =>
    places(deviations.filter((each) => each.known !== null && each.blame === blame));
  const fresh = places(deviations.filter(({ known }) => known === null));
  const tile = (heading: string, count: number, { look, small }: { look: Look; small: string }) =>
    `<li class="${count > 0 ? look : "good"}"><h3>${heading}</h3>` +
    `<strong>${count.toLocaleString("en")}</strong><small>${small}</small></li>`;
  return tile("New", fresh, { look: "bad", small: "places, please report" }) +
    tile("Known", of("meter"), { look: "list", small: "places, meters do that" }) +
    tile("Damage", of("line"), {
      look: "list",
      small: `places, with ${counted(line.groups, "good group")}`,
    }) +
    tile("File", of("file"), { look: "list", small: "places, how it was made" });
}

function asking(report: AuditReport, share: readonly string[]): string {
  const { found, ask } = askingWords(report);
  if (found.length === 0) return "";
  return `<section class="bug"><h2>This line is rare</h2>
${found.map((text) => `<p>★ ${htmlText(text)}</p>`).join("\n")}
<p>${ask.map(htmlText).join(" ")}</p>
<p>${share.map((text) => `<code class="command">${htmlText(text)}</code>`).join("<br>")}</p>
</section>`;
}

function legend(): string {
  const words = Object.entries(ROLE_WORDS).map(([role, word]) =>
    `<li><b class="r-${role}">■</b> ${word}</li>`
  );
  return `<details class="legend"><summary>Colours of the bytes</summary><ul>${
    words.join("")
  }</ul></details>`;
}

function section(part: AuditPart, report: AuditReport): string {
  return `<section class="bug"><h2>${part.heading}</h2><p>${part.words}</p>\n${
    part.deviations.map((one) => deviation(one, { look: part.look, report })).join("\n")
  }</section>`;
}

function deviation(
  one: Deviation,
  { look, report }: { look: Look; report: AuditReport },
): string {
  const { rule, known, count, labels, frames, places, bytesFrom, bytes } = one;
  const row = (name: string, html: string) => `<dt>${name}</dt><dd>${html}</dd>`;
  const data = keptBytes(bytes);
  const place = { from: bytesFrom, at: places[0]!.offset };
  const tag = known === null ? "new" : known.row === null ? "known" : `§10.2 #${known.row}`;
  const list = places.map((each) =>
    `<li>${htmlText(`${placeWords(each, report.line)}: ${each.what}`)}</li>`
  );
  const more = count > places.length ? `<li>and ${count - places.length} more</li>` : "";
  return `<details class="case ${look}"${known === null ? " open" : ""}>` +
    `<summary><span class="mark">${LOOK_MARKS[look]}</span><code>${htmlText(rule.id)}</code>` +
    `<span class="what">${htmlText(known?.words ?? rule.sentence)}</span>` +
    `<span class="tags"><span class="tag ${look}">${tag}</span>` +
    `<span class="tag">${times(count)}</span></span></summary><div class="body">` +
    `<dl>${
      row(
        "Rule",
        `${htmlText(rule.sentence)}<small>${rule.level === "spec" ? "Said by" : "Inferred:"} ${
          htmlText(rule.source)
        }</small>`,
      )
    }${row("Known", htmlText(knownWords(one)))}` +
    `${row("Where", `${counted(frames, "frame")}<ul>${list.join("")}${more}</ul>`)}` +
    (labels.length > 0 ? row("Labels", htmlText(labels.join(" "))) : "") +
    (data.length > 0 ? row("Bytes", `${htmlPicture(data, place)}${htmlDump(data, place)}`) : "") +
    `</dl></div></details>`;
}
