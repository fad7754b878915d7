/**
 * An audit on a terminal.
 *
 * @module
 */
import { drawBytes } from "../reports/evidence.ts";
import { keptBytes } from "../reports/kept_bytes.ts";
import type { Paint } from "../reports/paint.ts";
import { safeText } from "../reports/safe_text.ts";
import { wrapText } from "../reports/wrap_text.ts";
import type { AuditReport, Deviation } from "./audit_report.ts";
import {
  askingWords,
  type AuditPart,
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

/** How to write an audit on a terminal. */
export interface AuditTextOptions {
  /** Characters a line. */
  columns: number;
  /** Colours. */
  paint: Paint;
  /** Every place and its bytes, of known deviations too. */
  all?: boolean;
  /** Commands that share the line, to copy. */
  share: readonly string[];
}

const COLOURS: Readonly<Record<Look, "green" | "red" | "yellow">> = {
  good: "green",
  bad: "red",
  list: "yellow",
};

/**
 * Writes an audit: the verdict, a line or two a rule, and with `all` every place.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { PLAIN } from "../reports/paint.ts";
 * import { auditLine } from "./audit.ts";
 * import { auditText } from "./audit_text.ts";
 *
 * const bytes = new TextEncoder().encode("\x02\nPAPP 00360 8\r\nIINST 002 Y\r\x03");
 * const report = auditLine(bytes, { name: "line.tic", ticlab: "0.1.0" });
 * assertEquals(auditText(report, { columns: 80, paint: PLAIN, share: [] })[0],
 *   "✔ line.tic: Nothing but what is known: 1 place");
 * ```
 */
export function auditText(report: AuditReport, options: AuditTextOptions): string[] {
  const { columns, paint } = options;
  const { line } = report;
  const { look, words } = verdictWords(report);
  const soft = (text: string) =>
    wrapText(safeText(text), columns - 2).map((l) => paint.dim(`  ${l}`));
  return [
    ...wrapText(`${LOOK_MARKS[look]} ${safeText(line.name)}: ${words}`, columns).map((l) =>
      paint.bold(paint[COLOURS[look]](l))
    ),
    ...wrapText(safeText(meterWords(line)), columns - 2).map((l) => `  ${l}`),
    ...wrapText(extentWords(line), columns - 2).map((l) => `  ${l}`),
    ...soft(scopeWords(line)),
    ...partsOf(report).flatMap((part) => partText(part, report, options)),
    ...askingText(report, options),
  ];
}

function partText(part: AuditPart, report: AuditReport, options: AuditTextOptions): string[] {
  const { columns, paint } = options;
  const width = Math.max(...part.deviations.map(({ rule }) => rule.id.length));
  return [
    "",
    paint.bold(paint[COLOURS[part.look]](part.heading)),
    ...wrapText(part.words, columns).map(paint.dim),
    ...part.deviations.flatMap((deviation) =>
      deviationText(deviation, { report, options, width, look: part.look })
    ),
  ];
}

function deviationText(
  deviation: Deviation,
  { report, options, width, look }: {
    report: AuditReport;
    options: AuditTextOptions;
    width: number;
    look: Look;
  },
): string[] {
  const { columns, paint, all = false } = options;
  const { rule, count, known, labels, places } = deviation;
  const [first] = places;
  const where = `${times(count)}, first at ${placeWords(first!, report.line)}`;
  const inner = (text: string) => wrapText(safeText(text), columns - 4).map((l) => `    ${l}`);
  const fresh = known === null;
  const shown = all ? places : fresh ? places.slice(0, 1) : [];
  return [
    `${LOOK_MARKS[look]} ${paint.bold(rule.id.padEnd(width))}  ${where}`,
    ...inner(known?.words ?? rule.sentence),
    ...inner(
      fresh
        ? `${
          rule.level === "spec" ? "Said by" : "Inferred, or true of every capture:"
        } ${rule.source}`
        : knownWords(deviation),
    ).map(paint.dim),
    ...(all && !fresh ? inner(`Rule: ${rule.sentence} ${rule.source}`).map(paint.dim) : []),
    ...(all && labels.length > 1 ? inner(`Labels: ${labels.join(" ")}`) : []),
    ...shown.flatMap((place) =>
      inner(all ? `${placeWords(place, report.line)}: ${place.what}` : place.what)
    ),
    ...(all && count > places.length ? inner(`and ${count - places.length} more`) : []),
    ...(all || fresh ? drawn(deviation, options) : []),
  ];
}

function drawn({ bytes, bytesFrom, places }: Deviation, { columns, paint }: AuditTextOptions) {
  const data = keptBytes(bytes);
  if (data.length === 0) return [];
  const at = places[0]!.offset;
  return drawBytes(data, { from: bytesFrom, at, columns: columns - 4, paint, context: 1 })
    .map((line) => `    ${line}`);
}

function askingText(report: AuditReport, { columns, paint, share }: AuditTextOptions): string[] {
  const { found, ask } = askingWords(report);
  if (found.length === 0) return [];
  return [
    "",
    paint.bold(paint.cyan("This line is rare")),
    ...found.flatMap((text) =>
      wrapText(safeText(text), columns - 2).map((l, i) => `${i === 0 ? "★" : " "} ${l}`)
    ),
    ...ask.flatMap((text) => wrapText(text, columns)),
    ...share.map((command) => `  ${command}`),
  ];
}
