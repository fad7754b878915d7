/**
 * What a meter before Linky is to the rest of the sim.
 *
 * @module
 */
import type { MeterId } from "../../tic/labels.ts";
import type { Group, TicMode } from "../../tic/types.ts";
import type { MeterAction, Output } from "../action.ts";
import type { Contract } from "../contract.ts";
import type { MeterFrame } from "../frame_cycle.ts";
import type { MeterOptions } from "../meter_options.ts";
import type { MeterState } from "../meter_state.ts";
import type { Flow } from "../supply.ts";
import type { Tariffing } from "../tariff_calendar.ts";

/** Family of a meter before Linky. */
export type OlderMeterId = Exclude<MeterId, "linky" | "pilot">;

/** A moment in the life of a meter. */
export interface Passing {
  /** Milliseconds since 1970 UTC, a whole second. */
  readonly instant: number;
  /** Local time as ms since 1970, as if it were UTC. */
  readonly local: number;
  /** What the calendar says. */
  readonly tariffing: Tariffing;
  /** Subscribed power, VA. */
  readonly power: number;
  /** Active energy drawn by index of the contract, Wh. */
  readonly indexes: readonly number[];
}

/**
 * What a meter remembers besides energy: maxima, means, ends of periods. It is told of all that flows, in
 * stretches that never cross a round minute.
 */
export interface Memory {
  /** Lets seconds of a constant flow pass after a moment. */
  run(flow: Flow, seconds: number, since: Passing): void;
  /** A round minute has come. */
  tick?(now: Passing): void;
  /** Mains are back; `midnights` were passed without them. */
  restart?(now: Passing, midnights: number): void;
  /** What of it a frame may say, `told` in the state: an object that does not change any more. */
  told(): unknown;
}

/** The order of the frames of one meter. */
export interface FrameSequence {
  /** The frame that it sends now. */
  next(state: MeterState): MeterFrame;
}

/** A family of meters before Linky, as data and three functions. */
export interface OlderModel {
  /** The family in the dictionary. */
  readonly id: OlderMeterId;
  /** What it is, in a few words. */
  readonly name: string;
  /** Its chapter. */
  readonly source: string;
  /** How it separates fields, the first by default: SP and checksum n°1, or HT and n°2. */
  readonly modes: readonly TicMode[];
  /** Speeds of its line in baud, the first by default. */
  readonly speeds: readonly number[];
  /** Phases that it is made for, the first by default. */
  readonly phases: readonly (1 | 3)[];
  /** What its customer may be, the first by default. */
  readonly roles: readonly MeterState["role"][];
  /** Contracts by name. */
  readonly contracts: Readonly<Record<string, Contract>>;
  /** Subscribed power, VA: its limits, the step, and what it is where nobody says. */
  readonly power: {
    readonly least: number;
    readonly most: number;
    readonly step: number;
    readonly usual: number;
    /** The most that a load may draw in a phase, W, so that its digits hold it; 99,990 by default. */
    readonly drawn?: number;
  };
  /** Type digits of its serial number, and the years in which it was made (reference §4). */
  readonly identity: {
    readonly types: readonly string[];
    readonly years: readonly [number, number];
  };
  /** What can happen to it besides load, power, tariffs, outage and replacement. */
  readonly verbs: readonly MeterAction["do"][];
  /** What its output can be made to carry: frames, standby frames and pulses where nothing is said. */
  readonly outputs?: readonly Output[];
  /** What it remembers, from its power-up on; the options are those that its state has. */
  memory?(options: MeterOptions, now: Passing): Memory;
  /** The groups of a frame. */
  groups(state: MeterState, kind: MeterFrame["kind"]): Group[];
  /** The order of its frames; long ones, or standby ones in that state, where there is none. */
  sequence?(): FrameSequence;
  /** Whether what has become of the state breaks off the frame that was begun in the one before. */
  abandons?(begun: MeterState, kind: MeterFrame["kind"], now: MeterState): boolean;
}
