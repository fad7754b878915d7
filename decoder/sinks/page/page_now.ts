/**
 * What `/api/now` and `/api/line` say: the shapes that the page and other programs read.
 *
 * Every field is always there; what is not known is null, or an empty list. Instants are milliseconds
 * since 1970 UTC.
 *
 * @module
 */
import type { PointMark } from "../../../tic/measure.ts";
import type { TicMode } from "../../../tic/types.ts";
import type { FrameKind } from "../../events.ts";
import type { LineState } from "../line_state.ts";
import type { PumpState } from "../pump.ts";

/** A thing said in both languages. */
export interface Words {
  en: string;
  fr: string;
}

/** A number that the meter said. */
export interface Quantity {
  /** Label as on the wire. */
  label: string;
  value: number;
  unit: string;
}

/** Colour of a Tempo day. */
export type DayColour = "blue" | "white" | "red";

/** Something that a person should see at once. */
export interface Notice {
  /** Which notice, such as `overload`. */
  id: string;
  /** Alarms stand out; the others are said calmly. */
  level: "alarm" | "notice";
  /** When it began, as far as it was heard. */
  since: number;
  says: Words;
}

/** One phase; what the meter does not say of it is null. */
export interface Phase {
  /** 1 to 3. */
  phase: number;
  /** Whether the meter misses its voltage (PPOT). */
  missing: boolean;
  current: Quantity | null;
  voltage: Quantity | null;
  power: Quantity | null;
}

/** An energy index. */
export interface Index extends Quantity {
  meaning: Words | null;
  /** Name that the supplier's calendar gives it, once heard (LTARF while NTARF points at it). */
  name: string | null;
  /** Whether it counts now. */
  inForce: boolean;
  /** What it grew by, since when; at most a day. */
  gained: { value: number; since: number } | null;
}

/** A reading, in words. */
export interface PageReading {
  /** Label as on the wire. */
  label: string;
  /** Data as on the wire. */
  raw: string;
  /** Horodate as on the wire. */
  timestamp: string | null;
  /** Number, text or the fields of a register. */
  value: unknown;
  unit: string | null;
  /** Instant of the horodate, ISO 8601. */
  at: string | null;
  clock: "ok" | "degraded" | null;
  mark: PointMark | null;
  /** What the label is. */
  meaning: Words | null;
  /** What the data say. */
  says: Words | null;
  /** When it was heard. */
  heard: number;
}

/** Everything that the page shows of the meter. */
export interface PageNow {
  /** Clock of this machine when this was made. */
  clock: number;
  /** When the last frame was heard. */
  heard: number | null;
  /** Number of that frame. */
  seq: number | null;
  kind: FrameKind | null;
  complete: boolean | null;
  /** Groups of it that were lost. */
  lost: number | null;
  /** ADCO or ADSC. */
  meter: string | null;
  /** Type, maker and year of the meter. */
  about: Words | null;
  mode: TicMode | null;
  notices: Notice[];
  /** Power drawn now; a current where the meter tells no power. */
  power: Quantity | null;
  /** Power injected now, from producers. */
  production: Quantity | null;
  /** Subscribed power, VA. */
  subscribed: Quantity | null;
  contract: Words | null;
  /** Tariff in force, and the Tempo colour in its name. */
  tariff: { label: string; says: Words; colour: DayColour | null } | null;
  /** Colours of the days, where the contract is Tempo; null where one is not announced. */
  tempo: { today: DayColour | null; tomorrow: DayColour | null } | null;
  phases: Phase[];
  indexes: Index[];
  /** The last reading of each label, in the order of the frame. */
  readings: PageReading[];
  /** Labels with a history, for `/api/history`. */
  history: { label: string; unit: string }[];
}

/** How another sink does. */
export interface PageSink extends Omit<PumpState, "trouble"> {
  /** Why it takes nothing, since when; null while it does. */
  trouble: NonNullable<PumpState["trouble"]> | null;
}

/** How the line is heard, and where it is passed on to. */
export interface PageLine {
  /** Clock of this machine when this was made. */
  clock: number;
  /** When a good group was last heard, in a frame that was passed on or not. */
  heard: number | null;
  line: LineState | null;
  /** The sinks besides the page. */
  sinks: readonly PageSink[];
}
