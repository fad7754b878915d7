/**
 * Badges: small pictures for a README.
 *
 * @module
 */
import type { Results } from "../run/result.ts";
import type { CaseSet } from "../suite/suite_case.ts";
import { digest } from "./digest.ts";
import { BADGE_WORDS, type BadgeState, SET_WORDS, type VerdictKind } from "./words.ts";

/** A picture, and what it is called. */
export interface Badge {
  /** The set, or null for the one of all. */
  set: CaseSet | null;
  /** What it says. */
  text: string;
  /** SVG. */
  svg: string;
}

/** Colours by how a badge is taken. */
const COLOURS: Readonly<Record<VerdictKind, string>> = {
  good: "#2e7d32",
  bad: "#b3261e",
  list: "#6b6b6b",
  none: "#6b6b6b",
};

/**
 * Draws a badge for all sets, which names those that are reached, and one for each set.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { badges } from "./badge.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const drawn = badges(resultsOf([
 *   { id: "a", verdict: "pass", sets: ["historique"] },
 *   { id: "b", verdict: "fail", sets: ["robust"] },
 * ]));
 * assertEquals(drawn.map((badge) => badge.text), [
 *   "ticlab: Historique",
 *   "ticlab Historique: conformant",
 *   "ticlab Robust: not conformant",
 * ]);
 * ```
 */
export function badges(results: Results): Badge[] {
  const summary = digest(results);
  const reached = summary.badges.filter(({ state }) => state === "reached");
  const isOpen = summary.state !== "failed" &&
    summary.badges.every(({ state }) => state === "open");
  const whole = summary.state === "incomplete" ? "cut" : isOpen ? "open" : "missed";
  const all = summary.state !== "incomplete" && reached.length > 0
    ? { message: reached.map(({ set }) => SET_WORDS[set]).join(" "), colour: COLOURS.good }
    : wordsOf(whole);
  return [
    badge(null, { label: "ticlab", ...all }),
    ...summary.badges.map(({ set, state }) =>
      badge(set, { label: `ticlab ${SET_WORDS[set]}`, ...wordsOf(state) })
    ),
  ];
}

function wordsOf(state: BadgeState): { message: string; colour: string } {
  const { kind, words } = BADGE_WORDS[state];
  return { message: words, colour: COLOURS[kind] };
}

function badge(
  set: CaseSet | null,
  { label, message, colour }: { label: string; message: string; colour: string },
): Badge {
  const [left, right] = [textWidth(label) + 12, textWidth(message) + 12];
  const text = `${label}: ${message}`;
  const word = (x: number, width: number, what: string) =>
    `<text x="${x + width / 2}" y="14" textLength="${width - 12}">${what}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" ` +
    `role="img" aria-label="${text}"><title>${text}</title>` +
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>` +
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444"/>` +
    `<rect x="${left}" width="${right}" height="20" fill="${colour}"/></g>` +
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" ` +
    `font-size="11">${word(0, left, label)}${word(left, right, message)}</g></svg>\n`;
  return { set, text, svg };
}

/** Pixels of a text in Verdana 11, near enough: `textLength` makes it exact. */
function textWidth(text: string): number {
  return Math.round([...text].reduce((sum, char) => sum + (/[ijlt .:-]/.test(char) ? 4.3 : 7), 0));
}
