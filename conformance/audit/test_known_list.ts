/**
 * For a test: the known deviations as the list in Markdown that `docs/audit.md` has.
 *
 * @module
 */
import type { Blame, KnownDeviation } from "./known_deviations.ts";

const HEADINGS: Readonly<Record<Blame, string>> = {
  meter: "What meters say",
  line: "Damage on the line",
  file: "How a file was made",
};

/**
 * Writes the list, a heading for each who is to blame.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { KNOWN_DEVIATIONS } from "./known_deviations.ts";
 * import { knownList } from "./test_known_list.ts";
 *
 * const [heading, first] = knownList(KNOWN_DEVIATIONS.slice(0, 1));
 * assertEquals(heading, "**What meters say**");
 * assertEquals(first?.slice(0, 35), "- `imax` (#2) IMAX is 060 on Linkys");
 * ```
 */
export function knownList(known: readonly KnownDeviation[]): string[] {
  return Object.entries(HEADINGS).flatMap(([blame, heading]) => {
    const some = known.filter((each) => each.blame === blame);
    if (some.length === 0) return [];
    return [
      `**${heading}**`,
      ...some.map(({ id, row, words, source }) =>
        `- \`${id}\`${row === null ? "" : ` (#${row})`} ${words} Source: ${source}.`
      ),
    ];
  });
}
