/**
 * The words of an audit, the same on a terminal and in HTML.
 *
 * @module
 */
import type { AuditedLine, AuditReport, Deviation } from "./audit_report.ts";
import type { Blame } from "./known_deviations.ts";
import type { Unpublished } from "./unpublished.ts";

/** How a part of a report is taken. */
export type Look = "good" | "bad" | "list";

/** The sign of each. */
export const LOOK_MARKS: Readonly<Record<Look, string>> = { good: "✔", bad: "✕", list: "≈" };

/** A heading with its deviations. */
export interface AuditPart {
  /** Heading. */
  heading: string;
  /** What it means, in a sentence. */
  words: string;
  /** How it is taken. */
  look: Look;
  /** Its deviations. */
  deviations: Deviation[];
}

const PARTS: readonly {
  heading: string;
  words: string;
  look: Look;
  /** Null for what is new. */
  blame: Blame | null;
}[] = [
  {
    heading: "New: please report",
    words: "Nobody has told of these yet.",
    look: "bad",
    blame: null,
  },
  {
    heading: "What the meter says, known in the field",
    words: "Meters do this; a reader has to live with it.",
    look: "list",
    blame: "meter",
  },
  {
    heading: "Damage on the line, not the meter's doing",
    words: "A better cable, resistor or reader takes it away: see ticlab check.",
    look: "list",
    blame: "line",
  },
  {
    heading: "How the recording was made, not the meter's doing",
    words: "It was edited, or its reader lost something.",
    look: "list",
    blame: "file",
  },
];

/** The deviations under their headings; those without any are left out. */
export function partsOf({ deviations, line }: AuditReport): AuditPart[] {
  return PARTS.map(({ blame, ...part }) => {
    const some = deviations.filter((one) =>
      blame === null ? one.known === null : one.known !== null && one.blame === blame
    );
    const share = blame === "line"
      ? `${placesOf(some)}, and ${counted(line.groups, "good group")}. `
      : "";
    return { ...part, words: share + part.words, deviations: some };
  }).filter((part) => part.deviations.length > 0);
}

/** The verdict in one sentence. */
export function verdictWords(report: AuditReport): { look: Look; words: string } {
  const { verdict, deviations, line } = report;
  if (verdict === "nothing") {
    return { look: "bad", words: `Nothing readable in ${counted(line.bytes, "byte")}` };
  }
  const fresh = deviations.filter(({ known }) => known === null);
  if (fresh.length > 0) {
    const rules = counted(new Set(fresh.map(({ rule }) => rule.id)).size, "rule");
    return { look: "bad", words: `New deviations from ${rules}, ${placesOf(fresh)}` };
  }
  if (deviations.length === 0) return { look: "good", words: "No deviation" };
  return {
    look: "good",
    words: `Nothing but what is known: ${placesOf(deviations)}`,
  };
}

function placesOf(deviations: readonly Deviation[]): string {
  return counted(deviations.reduce((sum, { count }) => sum + count, 0), "place");
}

/** Which meter it is, as far as the line says it. */
export function meterWords({ modes, meters, says, parity }: AuditedLine): string {
  return [
    meters.join(", ") || "meter not recognised",
    modes.join(", then ") || "no mode",
    ...Object.entries(says).map(([label, value]) => `${label} ${value}`),
    ...(parity ? ["read at 8N1: parity in bit 7"] : []),
  ].join(" · ");
}

/** How much was audited. */
export function extentWords({ frames, wholeFrames, groups, bytes, from, to }: AuditedLine): string {
  const time = from === undefined || to === undefined ? [] : [duration(to - from)];
  return [
    ...time,
    `${counted(frames, "frame")}, ${wholeFrames.toLocaleString("en")} whole`,
    counted(groups, "group"),
    counted(bytes, "byte"),
  ].join(" · ");
}

/** What was not checked. */
export function scopeWords({ from }: AuditedLine): string {
  return from === undefined
    ? "Nothing says when the bytes arrived: timing is not checked."
    : "Gaps and speed of the line are not checked: adapters pass bytes on in bursts.";
}

/** Where a known deviation is told of, for a person. */
export function knownWords({ known }: Deviation): string {
  if (known === null) return "new: please report";
  return known.row === null ? known.source : `reference §10.2 #${known.row}: ${known.source}`;
}

/** Where a place is. */
export function placeWords(
  { offset, at }: { offset: number; at?: number },
  { from }: AuditedLine,
): string {
  const time = at === undefined || from === undefined ? "" : `, ${duration(at - from)} in`;
  return `byte ${offset.toLocaleString("en")}${time}`;
}

/** Asks the owner of a line to share it; empty where it holds nothing new. */
export function askingWords(report: AuditReport): { found: string[]; ask: string[] } {
  const { unpublished, line } = report;
  if (unpublished.length === 0) return { found: [], ask: [] };
  return {
    found: unpublished.map((one) => foundWords(one, line)),
    ask: [
      "Nobody has published a raw line with this. Every reader that is written without one is " +
      "guesswork. Would you share yours? Anonymised, it names neither you nor your meter.",
    ],
  };
}

function foundWords(one: Unpublished, line: AuditedLine): string {
  const example = one.example === "" ? "" : ` (${one.example})`;
  return `${one.words}${example}, ${placeWords(one, line)}, ${times(one.count)}; ` +
    `not known: ${one.unknown}`;
}

/** `3 places`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** `once`, `3 times`. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count.toLocaleString("en")} times`;
}

/** `0:01:23`. */
function duration(ms: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const seconds = Math.max(0, ms) / 1_000;
  return `${Math.floor(seconds / 3_600)}:${two(seconds / 60 % 60)}:${two(seconds % 60)}`;
}
