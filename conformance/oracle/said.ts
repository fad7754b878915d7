/**
 * What a program said of one input, read from its lines and in one shape.
 *
 * @module
 */

/** A group as a program says it. */
export interface SaidGroup {
  /** Label. */
  label: string;
  /** Data. */
  value: string;
  /** Horodate, where it says one. */
  timestamp?: string;
  /** Index in `frames` where it was said inside a frame. */
  frame?: number;
}

/** A frame as a program says it. */
export interface SaidFrame {
  /** Its groups. */
  groups: SaidGroup[];
  /** Whether it calls the frame complete, where it says so. */
  complete?: boolean;
  /** Long, short or standby, where it says so. */
  kind?: string;
  /** Mode, where it says so. */
  mode?: string;
}

/** A typed reading as a program says it. */
export interface SaidValue {
  /** Label. */
  label: string;
  /** Anything. */
  value: unknown;
  /** Unit, where it says one. */
  unit?: string | null;
  /** Instant, where it says one. */
  at?: string;
  /** State of the clock, where it says one. */
  clock?: string;
}

/** A loss as a program tells it. */
export interface SaidError {
  /** In which way. */
  kind?: string;
  /** Label of the lost group. */
  label?: string;
  /** First byte. */
  offset?: number;
  /** How many bytes. */
  length?: number;
}

/** Everything that a program said of one input. */
export interface Said {
  /** Groups in order: its `group` events; where it has none, those of its frames. */
  groups: SaidGroup[];
  /** Its `frame` events. */
  frames: SaidFrame[];
  /** Its `value` events. */
  values: SaidValue[];
  /** Its `error` events. */
  errors: SaidError[];
  /** Modes of its `mode` events, in order, without repetitions. */
  modes: string[];
  /** What it logged (`{"event":"log","text":…}`), shown with a failure. */
  logs: string[];
}
