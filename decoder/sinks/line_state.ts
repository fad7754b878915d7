/**
 * How a line is read at a moment, for those who watch it.
 *
 * @module
 */
import type { TicMode } from "../../tic/types.ts";
import type { ErrorKind } from "../events.ts";

/** How a line is read. */
export interface LineState {
  /** When, milliseconds since 1970 UTC. */
  at: number;
  /** The source in words, without secrets. */
  source: string;
  /** Speed of the port, baud, where there is one. */
  baudRate?: number;
  /** Mode of the line, null while it is not known. */
  mode: TicMode | null;
  /** Family of the meter as in `tic/labels.json`, null while it is not known. */
  meter: string | null;
  /** Bytes since the start. */
  bytes: number;
  /** Frames since the start, and those of them that were whole. */
  frames: number;
  completeFrames: number;
  /** Groups with a right sum since the start, the suspect ones among them. */
  groups: number;
  suspects: number;
  /** Losses since the start by kind. */
  errors: Readonly<Partial<Record<ErrorKind, number>>>;
}
