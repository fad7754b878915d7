/**
 * What happened when a gateway was played a scenario: what the meter sent, what the gateway said, when.
 *
 * Every time is one of the clock of the machine, ms since 1970 UTC, so that both sides compare even where
 * the meter's own clock stands elsewhere.
 *
 * @module
 */
import type { SaidValue } from "../../decoder/dialects/dialect.ts";
import type { GatewayCase } from "./gateway_case.ts";

/** A frame that the meter sent. */
export interface SentFrame {
  /** When its first and its last byte were put on the line. */
  from: number;
  to: number;
  /** The groups that it meant, without those that a fault took or changed, in the order of the wire. */
  groups: readonly { label: string; timestamp?: string; value: string }[];
  /** Groups on the wire with a right sum that it never meant: what a gateway may say, too. */
  alsoRight: readonly { label: string; timestamp?: string; value: string }[];
  /** All of it as it was on the wire, where a fault changed it. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Whole on the wire, and somebody could hear all of it. */
  whole: boolean;
  /** Whether the program under test could hear it. */
  heard: boolean;
}

/** A value that the gateway said. */
export interface ObservedValue extends SaidValue {
  /** When it was seen. */
  seen: number;
  /** Message or row that it came in, so that what came together can be told; counts from 0. */
  message: number;
}

/** Something that was done to the gateway or to what it talks to. */
export interface Disturbance {
  /** What. */
  kind:
    | "noise"
    | "cut"
    | "silence"
    | "unplug"
    | "out-down"
    | "mode-switch"
    | "meter-replaced"
    | "clock-jump";
  /** When it began and ended. */
  from: number;
  to: number;
}

/** One scenario, played. */
export interface GatewayRun {
  /** What was played. */
  test: GatewayCase;
  /** What the meter sent. */
  frames: readonly SentFrame[];
  /** What the gateway said. */
  values: readonly ObservedValue[];
  /** What was done. */
  disturbances: readonly Disturbance[];
  /** When the gateway was ready, and when the run was over. */
  ready: number;
  over: number;
  /**
   * Time up to which all that was owed was known when the stage stopped early; absent where it waited for
   * as long as is granted.
   */
  settled?: number | undefined;
  /** How it ended: `running` is right; else what it did, with the end of what it wrote. */
  ended: { kind: "running" } | { kind: "exited"; exit: number | string; stderr: string } | {
    kind: "never-ready";
    stderr: string;
  };
  /** How late the machine was at most with the end of a frame, ms; more than a second is a busy machine. */
  late?: number;
  /** Speeds that it set on the port, in order, where they can be seen. */
  speeds: readonly number[];
}
