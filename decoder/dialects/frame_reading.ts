/**
 * What a gateway passes on: a frame, its readings, and why it matters now.
 *
 * @module
 */
import type { PointMark } from "../../tic/measure.ts";
import type { TicMode } from "../../tic/types.ts";
import type { FrameKind } from "../events.ts";

/** One reading of a frame. */
export interface LabelReading {
  /** Label as on the wire. */
  label: string;
  /** Data as on the wire, padding included (one character a byte: byte n is U+00nn). */
  raw: string;
  /** Horodate as on the wire. */
  timestamp?: string;
  /** Number, text, or the fields of a register; null where no typed reading is possible. */
  value: unknown;
  /** Unit of a number (`VA`, `Wh`, …), else null. */
  unit: string | null;
  /** Instant of the horodate, ISO 8601 with the offset of its season letter. */
  at?: string;
  /** Whether that clock was in order (54E §6.2.1.1); only with `at`. */
  clock?: "ok" | "degraded";
  /** What cut the period of a load-curve point short; older meters only. */
  mark?: PointMark;
}

/** What happens with a frame that no limit of rate may hold back. */
export type GatewayEvent =
  /** First frame of this meter. */
  | "meter"
  /** The line speaks another mode. */
  | "mode"
  /** The tariff in force is another one (PTEC, NTARF). */
  | "tariff"
  /** An overload begins (ADPS, ADIR1-3, bit 7 of STGE, a short frame), or ends. */
  | "overload"
  | "overload-end"
  /** Another register of STGE, RELAIS, DEMAIN or PEJP is new. */
  | "status";

/** A frame as a gateway passes it on. Groups that are suspect are left out. */
export interface FrameReading {
  /** Counts the readings that a gateway accepted, from 1, and goes on after a restart. */
  seq: number;
  /** When its last byte was heard, milliseconds since 1970 UTC. */
  at: number;
  /**
   * ADCO or ADSC as on the wire; where it has none that of the frame before, of the next at the start of
   * a line; null where none is known.
   */
  meter: string | null;
  /** Historique or standard. */
  mode: TicMode;
  /** Long, short (overload of a three-phase meter) or standby. */
  kind: FrameKind;
  /** Every group good, from STX to ETX. */
  complete: boolean;
  /** Its groups, in order. */
  readings: readonly LabelReading[];
  /** Groups of it that were lost. */
  lost: number;
  /** What happens with it. */
  events: readonly GatewayEvent[];
}
