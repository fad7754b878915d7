/**
 * The events of the decoder, which are also the vocabulary of `ticlab test`: one JSON object a line.
 *
 * Offsets and lengths count bytes of the stream. A group runs from its LF to its CR, a frame from its
 * STX to its ETX, both ends included. In text, byte n is U+00nn.
 *
 * @module
 */
import type { PointMark } from "../tic/measure.ts";
import type { Group, TicMode } from "../tic/types.ts";

/** What a line was found to speak; told when it is first known and whenever it changes. */
export interface ModeEvent {
  /** The kind of event. */
  event: "mode";
  /** Historique or standard. */
  mode: TicMode;
  /** Family of meter as in `tic/labels.json`, or null while the groups seen fit several. */
  meter: string | null;
  /** First byte, counted from the start of the stream. */
  offset: number;
}

/** Whether a group whose sum is right is also one that a meter would send. */
export type Grade = "ok" | "suspect";

/** A group with a right checksum, wherever it stands. */
export interface GroupEvent extends Group {
  /** The kind of event. */
  event: "group";
  /** Whether a meter would send it. */
  grade: Grade;
  /** Why the group is suspect, in words. */
  why?: string;
  /** First byte, counted from the start of the stream. */
  offset: number;
}

/** The typed reading of a group. */
export interface ValueEvent {
  /** The kind of event. */
  event: "value";
  /** Label as on the wire. */
  label: string;
  /** Number, text, or the fields of a register. */
  value: unknown;
  /** Unit of a number (`VA`, `Wh`, …), else null. */
  unit: string | null;
  /** Instant of the group's horodate, ISO 8601 with the offset of its season letter. */
  at?: string;
  /** Whether that clock was in order (54E §6.2.1.1); only with `at`. */
  clock?: "ok" | "degraded";
  /** What cut the period of a load-curve point short; older meters only. */
  mark?: PointMark;
  /** Written only where the group is suspect. */
  grade?: "suspect";
}

/** Ways in which bytes are lost. */
export type ErrorKind =
  | "checksum"
  | "syntax"
  | "truncated"
  | "interrupted"
  | "framing"
  | "parity"
  | "overflow"
  | "value";

/** One loss. */
export interface ErrorEvent {
  /** The kind of event. */
  event: "error";
  /** In which way. */
  kind: ErrorKind;
  /** Label of the lost group, where one can be read. */
  label?: string;
  /** First byte, counted from the start of the stream. */
  offset: number;
  /** How many bytes. */
  length: number;
}

/** Something worth knowing that is no loss. */
export interface NoticeEvent {
  /** The kind of event. */
  event: "notice";
  /** No meter of the dictionary sends that label. */
  kind: "unknown-label";
  /** Label as on the wire. */
  label: string;
  /** First byte, counted from the start of the stream. */
  offset: number;
}

/** A group inside a frame event; `grade` is written only where it is suspect. */
export interface FrameGroup extends Group {
  /** Written only where the group is suspect. */
  grade?: "suspect";
}

/** Long, short (overload of a three-phase meter, 54E §6.1.2) or standby (02E §2.3.2). */
export type FrameKind = "long" | "short" | "standby";

/** A frame, told at its ETX, at EOT, at the next STX, or where it or the stream cannot go on. */
export interface FrameEvent {
  /** The kind of event. */
  event: "frame";
  /** Mode of its first group; of the line, where it has none; null while that is not known. */
  mode: TicMode | null;
  /** Long, short or standby. */
  kind: FrameKind;
  /** STX … ETX with at least one group, and every group good (02E §1.5.3.1). */
  complete: boolean;
  /** The good groups in order. */
  groups: FrameGroup[];
  /** How many groups were bad. */
  lost: number;
  /** Cross-field rules that the frame breaks. */
  conflicts: string[];
  /** First byte, counted from the start of the stream. */
  offset: number;
  /** How many bytes. */
  length: number;
}

/** Everything that the decoder says. */
export type TicEvent =
  | ModeEvent
  | GroupEvent
  | ValueEvent
  | ErrorEvent
  | NoticeEvent
  | FrameEvent;
