/**
 * What a player gives: frames with what happened to them, and how the run went.
 *
 * @module
 */
import type { CheckResult } from "./check.ts";
import type { FaultAction } from "./fault_injector.ts";
import type { MeterFrame } from "./frame_cycle.ts";
import type { LineFrame } from "./frames.ts";
import type { TimelineEntry } from "./scenario.ts";
import type { FaultMark } from "./wire_frame.ts";

/** A frame of a scenario. */
export interface PlayedFrame extends LineFrame {
  /** Long, short in the alert of a three-phase meter, or with ADCO alone: standby. */
  readonly kind: MeterFrame["kind"];
  /** Whether the meter broke it off with EOT; its groups are those before. */
  readonly interrupted?: boolean;
  /** What has happened since the frame before, and what happens to the line during this one. */
  readonly happened: readonly TimelineEntry[];
  /** Offset of its first byte in all that the line has sent. */
  readonly offset: number;
  /** What faults have done to it. */
  readonly marks: readonly FaultMark[];
}

/** How a run ended. */
export interface PlayResult {
  /** Frames that were begun. */
  readonly frames: number;
  /** Their bytes. */
  readonly bytes: number;
  /** Every check of the scenario. */
  readonly checks: readonly CheckResult[];
  /** Faults that were asked for and never happened. */
  readonly unhappened: readonly FaultAction[];
}
