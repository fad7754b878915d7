/**
 * The day profiles PJOURF+1 and PPOINTE (54E §6.2.3.22 p27-28).
 *
 * @module
 */

import { memo } from "./memo.ts";

/** A block that is used. */
export interface Block {
  /** Its eight characters. */
  readonly text: string;
  /** Start, as four characters. */
  readonly start: string;
  /** Action on contacts and index, 16 bits. */
  readonly action: number;
}

const PROFILE = /^(?:[0-9A-F]{8}|NONUTILE)(?: (?:[0-9A-F]{8}|NONUTILE)){10}$/;
const UNUSED = "NONUTILE";

/** Reads the eleven blocks of a profile, null where one is unused; null if it is not one. */
export const readProfile: (text: string) => readonly (Block | null)[] | null = memo(read);

function read(text: string): readonly (Block | null)[] | null {
  if (!PROFILE.test(text)) return null;
  return text.split(" ").map((block) =>
    block === UNUSED
      ? null
      : { text: block, start: block.slice(0, 4), action: parseInt(block.slice(4), 16) }
  );
}

/** A way to read the start of a block: minutes since midnight, NaN if it is none. */
export type HoursReading = (start: string) => number;

function minutes(hours: number, minute: number): number {
  return hours < 24 && minute < 60 ? hours * 60 + minute : NaN;
}

/** 54E does not say whether the digits are decimal or hexadecimal; both are met (reference §7.7). */
const READINGS: readonly HoursReading[] = [
  (start) =>
    /^\d{4}$/.test(start) ? minutes(Number(start.slice(0, 2)), Number(start.slice(2))) : NaN,
  (start) => minutes(parseInt(start.slice(0, 2), 16), parseInt(start.slice(2), 16)),
];

/** The ways to read the hours of a profile that read all of them. */
export function hoursReadings(blocks: readonly (Block | null)[]): HoursReading[] {
  return READINGS.filter((reading) =>
    blocks.every((block) => !block || !Number.isNaN(reading(block.start)))
  );
}
