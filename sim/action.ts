/**
 * What can happen to a meter and to its line, as data: the vocabulary of timelines and of `ctl`.
 *
 * Times are milliseconds, powers W or VA, days the calendar days of Paris as `YYYY-MM-DD`.
 *
 * @module
 */
import type { TicMode } from "../tic/types.ts";

/** A phase of the supply, numbered from the left terminal (54E §6.2.3.7 p22). */
export type Phase = 1 | 2 | 3;

/** Colour of a Tempo day. */
export type Colour = "blue" | "white" | "red";

/** What the output of an older meter carries: frames, those with ADCO alone or of a test, or pulses. */
export type Output = "tic" | "standby" | "metrology" | "test";

/** Something that happens to a meter. */
export type MeterAction =
  /** Replaces the base load, W (negative: export), for a time or for good. */
  | { do: "load"; power: number; phase?: Phase; powerFactor?: number; for?: number }
  /** Subscribes another power, VA. */
  | { do: "power"; power: number }
  /** Moves all switching times of the tariffs, ms. */
  | { do: "tariff-shift"; by: number }
  /** Gives a Tempo day its colour. */
  | { do: "colour"; day: string; colour: Colour }
  /** Makes a day an EJP day. */
  | { do: "ejp"; day: string }
  /** Announces a mobile peak between two instants, `notice` ms before it. */
  | { do: "peak"; number: 1 | 2 | 3; from: number; until: number; notice?: number }
  /** Adds load until that apparent power is reached, VA. */
  | { do: "overload"; power: number; phase?: Phase; for: number }
  /** Opens the breaker, or closes it again. */
  | { do: "trip" }
  | { do: "reset" }
  /** Opens or closes the terminal cover. */
  | { do: "cover"; open: boolean }
  /** Shows a message: MSG1, or MSG2 when ultra-short. */
  | { do: "message"; text: string; ultraShort?: boolean }
  /** Switches the line to a mode. */
  | { do: "mode"; mode: TicMode }
  /** Cuts the mains, ms. */
  | { do: "outage"; for: number }
  /** Lets the clock lose its certainty, or gives it back. */
  | { do: "degrade" }
  | { do: "resync" }
  /** Gives the output of an older meter another state, for a time or for good. */
  | { do: "output"; state: Output; for?: number }
  /** Lets an older meter serve another link, ms: it breaks off with EOT and is silent. */
  | { do: "telereport"; for: number }
  /** Puts another meter in its place. */
  | { do: "replace"; serialNumber?: string };

/** Something that happens to the line between meter and reader; `for` in ms, `speed` a factor. */
export type LineAction =
  | { do: "cut" | "stall" | "unplug"; for: number }
  | { do: "speed"; speed: number };
