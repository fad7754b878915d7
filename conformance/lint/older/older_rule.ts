/**
 * How a rule of older meters is checked, and words that several rules use.
 *
 * @module
 */
import type { Place } from "../check.ts";
import type { Rule } from "../finding.ts";
import type { OlderFrame, OlderGroup } from "./older_frame.ts";
import type { OlderMeter } from "./older_table.ts";

/** A rule that is checked once a frame of an older meter. */
export interface OlderRule extends Rule {
  /** Looks at a frame and at the one before, if nothing was lost between. */
  check(
    frame: OlderFrame,
    before: OlderFrame | null,
    tell: (what: string, place?: Place) => void,
  ): void;
}

/** Where the tables stand. */
export const TABLES =
  "02E §2.2.2 p23-24, §2.6 p37-42, §2.7 p44-55, §2.8 p57-65, §2.9 p66-83, §2.10 p86-99";

/** The group that a finding is about. */
export function at(group: OlderGroup): Place {
  return { label: group.label, at: group.at };
}

/** A meter with its article. */
export function named({ name }: OlderMeter): string {
  return `${name.startsWith("ICE") ? "an" : "a"} ${name}`;
}
