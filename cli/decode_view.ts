/**
 * What `ticlab decode` does with the bytes of a line.
 *
 * @module
 */

/** One way of showing a line. */
export interface View {
  /** Takes bytes as they arrive; a source that can wait is read on when this resolves. */
  push(bytes: Uint8Array): void | Promise<void>;
  /** The line is over: shows what is left to show. */
  end(): void;
  /** Tells a person what happens to the source. */
  notice(text: string): void;
  /** Signals that end the line in good order; by the others the process dies as any filter does. */
  readonly signals: readonly Deno.Signal[];
  /** How many frames there were. */
  readonly quality: { readonly frames: number; readonly completeFrames: number };
}

/** Tells a person on standard error, where it mixes with no data. */
export function tell(text: string): void {
  console.error(`ticlab decode: ${text}`);
}
