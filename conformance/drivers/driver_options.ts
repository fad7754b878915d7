/**
 * What a driver has to know of the program under test.
 *
 * @module
 */
import type { RunRequest } from "./driver.ts";

/** A program under test and how it is driven. */
export interface DriverOptions {
  /** Program and its arguments. */
  command: readonly string[];
  /** Whether it speaks the session protocol; otherwise a process is started for each input. */
  session?: boolean;
  /** Folder in which it is started; the one of ticlab where none is given. */
  folder?: string;
  /**
   * Milliseconds that it has for a short input, and to start a session; a long input gets more.
   *
   * @default {10_000}
   */
  timeout?: number;
}

/** Milliseconds that a program has for an input: 10 kB and 1,000 pieces a second are slow enough. */
export function timeFor(request: RunRequest, { timeout = 10_000 }: DriverOptions): number {
  return timeout + sizeOf(request) / 10 + request.chunks.length;
}

/** Bytes that a program may say of an input: six times what our own decoder does. */
export function allowanceFor(request: RunRequest): number {
  return 16 * 1024 * 1024 + 40 * sizeOf(request);
}

function sizeOf({ chunks }: RunRequest): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}
