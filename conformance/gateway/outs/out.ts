/**
 * A place where the values of a gateway come out, watched.
 *
 * @module
 */
import type { SaidValue } from "../../../decoder/dialects/dialect.ts";
import type { PlaceholderValues } from "../placeholders.ts";

/** Takes the values of one message, row or look, when they are seen. */
export type Say = (values: readonly SaidValue[]) => void;

/** What an out is opened with. */
export interface OutContext {
  /** Takes what is seen. */
  say: Say;
  /** Tells a person what goes wrong. */
  notice(text: string): void;
  /** Addresses of the servers of the run, its mode, its port. */
  values: PlaceholderValues;
  /** Folder from which a command is started. */
  folder: string;
}

/** A place that is watched until it is disposed of. */
export interface Out extends AsyncDisposable {
  /** Takes what the gateway writes on standard output. */
  output?(bytes: Uint8Array): void;
}
