/**
 * Checks of a scenario: what the meter must have said by when.
 *
 * @module
 */
import type { Group } from "../tic/types.ts";
import { localTime } from "./local_time.ts";

/** Something that the meter must say in a frame of a window of time. */
export interface Check {
  /** Beginning of the window, milliseconds since 1970 UTC. */
  readonly at: number;
  /** Its length, ms; without one, the first frame that begins at `at` or later decides. */
  readonly within?: number | undefined;
  /** Label of the group. */
  readonly label: string;
  /** The data, exactly as on the wire. */
  readonly equals?: string | undefined;
  /** A regular expression that must match somewhere in the data. */
  readonly matches?: RegExp | undefined;
  /** Least and highest number that the data may be. */
  readonly between?: readonly [number, number] | undefined;
  /** A regular expression that must match somewhere in the horodate. */
  readonly timestamp?: RegExp | undefined;
  /** Whether the group must be missing. */
  readonly absent?: boolean | undefined;
  /** Where the check is written, line of the file from 1. */
  readonly line: number;
}

/** How a check ended. */
export interface CheckResult {
  /** The check. */
  readonly check: Check;
  /** Whether a frame of its window was as it must be. */
  readonly passed: boolean;
  /** What was wanted and what came, in words. */
  readonly report: string;
}

/** Watches the frames of a run and says in the end which checks hold. */
export class Checks {
  #open: { check: Check; last?: string }[];
  #results: CheckResult[] = [];

  /** Takes the checks of a scenario, in any order. */
  constructor(checks: readonly Check[]) {
    this.#open = checks.map((check) => ({ check }));
  }

  /** Looks at a frame: what the meter meant, and when it began (milliseconds since 1970 UTC). */
  frame(instant: number, groups: readonly Group[]): void {
    if (this.#open.length === 0) return;
    this.#open = this.#open.filter((entry) => {
      const { check } = entry;
      if (instant < check.at) return true;
      const { within } = check;
      if (within !== undefined && instant > check.at + within) return this.#close(entry);
      const group = groups.find(({ label }) => label === check.label);
      if (holds(check, group)) {
        this.#results.push({ check, passed: true, report: describeCheck(check) });
        return false;
      }
      entry.last = group ? said(group) : `no ${check.label}`;
      return within !== undefined || this.#close(entry);
    });
  }

  /** What has been decided, and all that is still open as failed; in the order of the scenario. */
  end(): CheckResult[] {
    for (const entry of this.#open) this.#close(entry);
    this.#open = [];
    return this.#results.toSorted((a, b) => a.check.line - b.check.line);
  }

  #close({ check, last }: { check: Check; last?: string }): false {
    const came = last ?? "no frame began in that time";
    this.#results.push({ check, passed: false, report: `${describeCheck(check)}, but: ${came}` });
    return false;
  }
}

function holds(check: Check, group: Group | undefined): boolean {
  if (check.absent) return group === undefined;
  if (!group) return false;
  const { equals, matches, between, timestamp } = check;
  const number = Number(group.value);
  return (equals === undefined || group.value === equals) &&
    (matches === undefined || matches.test(group.value)) &&
    (between === undefined || number >= between[0] && number <= between[1]) &&
    (timestamp === undefined || timestamp.test(group.timestamp ?? ""));
}

/** Says what a check wants. */
export function describeCheck(check: Check): string {
  const { at, within, label, equals, matches, between, timestamp, absent } = check;
  const what = [
    absent ? "absent" : "present",
    equals !== undefined && `= ${JSON.stringify(equals)}`,
    matches && `matching ${matches}`,
    between && `from ${between[0]} to ${between[1]}`,
    timestamp && `dated ${timestamp}`,
  ].filter((part) => part !== false && part !== undefined);
  const words = what.length > 1 ? what.slice(1) : what;
  const when = localTime(at);
  return `${label} ${words.join(", ")} at ${when}` +
    (within === undefined ? "" : ` within ${within / 1_000} s`);
}

function said({ label, timestamp, value }: Group): string {
  return `the last was ${label} ${timestamp === undefined ? "" : `${timestamp} `}${
    JSON.stringify(value)
  }`;
}
