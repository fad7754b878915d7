/**
 * What a right decoder says of an input, with every freedom that the documents leave.
 *
 * The groups are all that the wire carried with a right checksum, so whatever else is said was
 * invented; `need` tells which of them have to be said.
 *
 * @module
 */
import type { ErrorKind, FrameKind } from "../../decoder/events.ts";
import type { TicMode } from "../../tic/types.ts";

/** Whether a group has to be said: `must` for the case to pass, `never` breaks it. */
export type Need = "must" | "may" | "never";

/** A run LF … CR with a right checksum. */
export interface WireGroup {
  /** Label as on the wire. */
  label: string;
  /** Data as on the wire, padding included. */
  value: string;
  /** Horodate as on the wire. */
  timestamp?: string;
  /** Index in `frames`, or null outside every frame. */
  frame: number | null;
  /** Whether it has to be said. */
  need: Need;
  /** Other readings of the same bytes that nobody minds (the fields of an unknown label). */
  also?: readonly { value: string; timestamp?: string }[];
  /** First byte in the input. */
  offset: number;
  /** How many bytes, LF and CR included. */
  length: number;
}

/** From an STX to its ETX, to EOT, to the next STX or to the end of the input. */
export interface WireFrame {
  /** First byte in the input. */
  offset: number;
  /** How many bytes. */
  length: number;
  /** STX … ETX, at least one group, and every group good (02E §1.5.3.1): may be called complete. */
  complete: boolean;
  /** Not all of it is as a meter sends it (bytes between two groups), so it need not be called so. */
  doubtful?: true;
  /** It ended without ETX: at EOT, at the next STX or with the input. */
  cut?: true;
  /** Sentinel frames of one number come after one bad thing; one of them has to be said whole. */
  recovery?: number;
  /** Long, short or standby, where the case wants it known (status depth). */
  kind?: FrameKind;
}

/** A typed reading that has to be said (meaning depth). */
export interface ExpectedValue {
  /** Label as on the wire. */
  label: string;
  /** Number, text or fields; fields are compared one by one, others are ignored. */
  value: unknown;
  /** Unit; compared where the program says one. */
  unit?: string | null;
  /** Instant of its horodate, ISO 8601 with offset; compared as an instant. */
  at?: string;
  /** State of the clock of that horodate. */
  clock?: "ok" | "degraded";
  /** Instead: no number may be said for this label, since the data are none. */
  never?: true;
}

/** A loss that has to be told (status depth). */
export interface ExpectedError {
  /** First byte of the damage. */
  from: number;
  /** First byte after it. */
  to: number;
  /** Kinds that fit; compared only with `error-kinds`. */
  kinds: readonly ErrorKind[];
}

/** What a right decoder says of one input. */
export interface Expectation {
  /** In wire order. */
  groups: readonly WireGroup[];
  /** In wire order. */
  frames: readonly WireFrame[];
  /** Typed readings, in wire order for each label. */
  values?: readonly ExpectedValue[];
  /** Losses to be told; where it is empty, nothing may be told. Absent: not looked at. */
  errors?: readonly ExpectedError[];
  /** The modes that the line speaks, one after the other. Absent: not looked at. */
  modes?: readonly TicMode[];
}
