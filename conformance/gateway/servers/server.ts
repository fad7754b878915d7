/**
 * What a gateway talks to besides its port, on 127.0.0.1: it can be taken away and given back.
 *
 * @module
 */
import { system } from "../../../serial/libc.ts";
import type { PlaceholderValues } from "../placeholders.ts";

/** A server of a run. */
export interface Server extends AsyncDisposable {
  /** Where it is, in the words of profiles. */
  readonly values: PlaceholderValues;
  /** Takes it away, as a power cut would; its port stays its own. */
  down(): Promise<void>;
  /** Gives it back; resolves when it takes connections. */
  up(): Promise<void>;
}

/** Whether this is root, whom servers refuse to be by accident; asked of libc, which ports need anyway. */
export function isRoot(): boolean {
  return system().libc.geteuid() === 0;
}
