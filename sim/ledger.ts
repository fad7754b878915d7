/**
 * The ledger of a run: what the meter meant, what was put on the wire, who could hear it.
 *
 * @module
 */
import type { Group } from "../tic/types.ts";
import type { MeterFrame } from "./frame_cycle.ts";
import { parisIso } from "./paris_iso.ts";
import type { FaultMark } from "./wire_frame.ts";

/** A frame as the ledger has it. */
export interface LedgerFrame {
  /** Its number, from 0. */
  readonly number: number;
  /** When its STX begins, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** Long, short in the alert of a three-phase meter, or with ADCO alone: standby. */
  readonly kind: MeterFrame["kind"];
  /** Whether the meter broke it off with EOT; the groups are those before. */
  readonly interrupted?: boolean | undefined;
  /** What the meter meant. */
  readonly groups: readonly Group[];
  /** Bytes put on the wire before it, faults included; what a cut line lost was put there, too. */
  readonly offset: number;
  /** Its bytes on the wire. */
  readonly length: number;
  /** What was done to it. */
  readonly faults: readonly FaultMark[];
  /** Outlets where somebody could hear all of it. */
  readonly heard: readonly string[];
}

/** Something that was done in a run. */
export interface LedgerEvent {
  /** When, milliseconds since 1970 UTC on the meter's clock. */
  readonly instant: number;
  /** What it was done to: `meter`, `line` or `fault`. */
  readonly target: string;
  /** The verb and its arguments, in ms, W and VA. */
  readonly action: { readonly do: string };
}

/**
 * Writes the ground truth of a run as JSON Lines, a line a frame, an action, and the end. It is written by
 * the speaker and decodes nothing.
 *
 * @example
 * ```ts
 * import { Ledger } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * let text = "";
 * const ledger = new Ledger((line) => text += line);
 * ledger.frame({
 *   number: 1842,
 *   instant: Date.parse("2026-01-14T06:00:01.250+01:00"),
 *   kind: "long",
 *   groups: [{ label: "NTARF", value: "06" }],
 *   offset: 1_593_121,
 *   length: 865,
 *   faults: [],
 *   heard: ["pty"],
 * });
 * assertEquals(
 *   text,
 *   '{"frame":1842,"t":"2026-01-14T06:00:01.250+01:00","kind":"long","groups":[["NTARF",null,"06"]],' +
 *     '"offset":1593121,"length":865,"faults":[],"heard":["pty"]}\n',
 * );
 * ```
 */
export class Ledger {
  #write: (line: string) => void;

  /** Takes what keeps the lines; each ends in a line feed. */
  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** A frame that was sent. */
  frame({ number, instant, kind, groups, ...rest }: LedgerFrame): void {
    const { interrupted, offset, length, faults, heard } = rest;
    this.#line({
      frame: number,
      t: parisIso(instant),
      kind,
      ...(interrupted && { interrupted }),
      groups: groups.map(({ label, timestamp = null, value }) => [label, timestamp, value]),
      offset,
      length,
      faults,
      heard,
    });
  }

  /** Something that was done. */
  action({ instant, target, action }: LedgerEvent): void {
    this.#line({ event: "action", t: parisIso(instant), on: target, ...action });
  }

  /** The run is over: how many frames and bytes it had, and which faults never happened. */
  end(run: { frames: number; length: number; unhappened: readonly object[] }): void {
    this.#line({ event: "end", ...run });
  }

  #line(record: Readonly<Record<string, unknown>>): void {
    this.#write(`${JSON.stringify(record)}\n`);
  }
}
