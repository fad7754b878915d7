/**
 * One line to several readers.
 *
 * @module
 */
import type { Outlet, OutletError } from "../sim/outlet.ts";
import { characters } from "../sim/uart.ts";
import { Failure } from "./failure.ts";
import type { LineRecording } from "./line_recording.ts";

/** What a line is shared with. */
export interface TeeOptions {
  outlets: readonly Outlet[];
  recording: LineRecording | undefined;
  /** Speed of the line in baud, once it is known. */
  baudRate: () => number | undefined;
  /** Told in words of what is left out from now on. */
  say: (text: string) => void;
}

/**
 * Hands each piece of a line to every outlet and to a recording, and waits for none of them: what a slow
 * reader has no room for is lost to that reader alone. Whatever breaks is left out, and the others go on.
 */
export class TeeLine {
  readonly #outlets: Set<Outlet>;
  readonly #baudRate: () => number | undefined;
  readonly #say: (text: string) => void;
  readonly #over = Promise.withResolvers<void>();
  #recording: LineRecording | undefined;
  #broken = false;

  constructor({ outlets, recording, baudRate, say }: TeeOptions) {
    this.#outlets = new Set(outlets);
    this.#recording = recording;
    this.#baudRate = baudRate;
    this.#say = say;
    for (const outlet of outlets) outlet.ended.then((error) => this.#leave(outlet, error));
  }

  /** Outlets that still take the line. */
  get outlets(): readonly Outlet[] {
    return [...this.#outlets];
  }

  /** Whether something broke on the way. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Resolves when nothing is left that takes the line. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** Hands a piece on. */
  push(piece: Uint8Array): void {
    const bytes = piece.slice();
    for (const outlet of this.#outlets) {
      outlet.write(bytes, outlet.wantsCharacters && this.#sent(bytes));
    }
    this.#record((recording) => recording.chunk(bytes));
  }

  /** Writes into the recording what happened to the line. */
  happened(what: string): void {
    this.#record((recording) => recording.happened(what));
  }

  /** Takes everything down; readers get the end of what was handed on. */
  async end(): Promise<void> {
    const outlets = this.outlets;
    this.#outlets.clear();
    await Promise.all([...outlets.map((outlet) => outlet.close()), this.#recording?.end()]);
  }

  #sent(bytes: Uint8Array<ArrayBuffer>) {
    return { characters: characters(bytes), start: Date.now(), baudRate: this.#baudRate() ?? 0 };
  }

  #record(write: (recording: LineRecording) => void): void {
    if (!this.#recording) return;
    try {
      write(this.#recording);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const recording = this.#recording;
      this.#recording = undefined;
      this.#broken = true;
      this.#say(`${error.message}; it is left out from now on`);
      recording.end().catch(() => {});
      this.#look();
    }
  }

  async #leave(outlet: Outlet, error: OutletError | undefined): Promise<void> {
    if (!this.#outlets.delete(outlet)) return;
    if (error) this.#broken = true;
    this.#say(`${error?.message ?? `${outlet.url} has no reader`}; it is left out from now on`);
    this.#look();
    await outlet.close();
  }

  #look(): void {
    if (this.#outlets.size === 0 && !this.#recording) this.#over.resolve();
  }
}
