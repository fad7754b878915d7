/**
 * A frame on its way through a line.
 *
 * @module
 */
import { BITS_PER_CHARACTER } from "./frames.ts";
import type { LineOptions, TimedBytes } from "./line.ts";
import type { LineControl, LineEvent } from "./line_control.ts";
import type { Outlet, SentCharacters } from "./outlet.ts";
import { characters } from "./uart.ts";

type PassageOptions = Pick<LineOptions, "baudRate" | "outlets" | "bit7">;

/** A frame on the line: what of it goes when. */
export class Passage {
  readonly #options: PassageOptions;
  readonly #control: LineControl;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #characters: Uint8Array<ArrayBuffer> | undefined;
  /** Time of one character, ms. */
  readonly #each: number;
  /** When it begins, on the meter's clock. */
  readonly start: number;
  /** When it is over. */
  readonly end: number;

  /** Begins when it is meant to, or when the line is free. */
  constructor({ instant, bytes, wrongParity }: TimedBytes, line: {
    options: PassageOptions;
    control: LineControl;
    free: number;
  }) {
    const { options, control, free } = line;
    const { bit7, baudRate, outlets } = options;
    this.#options = options;
    this.#control = control;
    if (bit7 === "parity" || outlets.some(({ wantsCharacters }) => wantsCharacters)) {
      this.#characters = characters(bytes, wrongParity);
    }
    this.#bytes = bit7 === "parity" ? this.#characters! : bytes;
    this.#each = BITS_PER_CHARACTER / baudRate * 1_000;
    this.start = Math.max(instant, free);
    this.end = this.start + bytes.length * this.#each;
  }

  /** When a number of its characters are sent, on the meter's clock. */
  after(count: number): number {
    return this.start + count * this.#each;
  }

  /** How many of its characters may go together, some of which are sent, at an instant. */
  until(sent: number, instant: number): number {
    const last = Math.min(instant, this.#control.next);
    const complete = Math.floor((last - this.start) / this.#each + 1e-3);
    return Math.min(this.#bytes.length, Math.max(sent + 1, complete));
  }

  /** Bytes of it, where they go anywhere. */
  piece(from: number, to: number): Uint8Array<ArrayBuffer> {
    const { isCut, isUnplugged } = this.#control;
    return isCut || isUnplugged ? new Uint8Array() : this.#bytes.subarray(from, to);
  }

  /** Offers a part of it to the outlets. */
  write(from: number, to: number): void {
    const piece = this.piece(from, to);
    if (piece.length === 0) return;
    for (const outlet of this.#options.outlets) outlet.write(piece, this.#sent(outlet, from, to));
  }

  /** Sends a part of it to the outlets that want characters, and waits for their readers. */
  async send(from: number, to: number): Promise<void> {
    const piece = this.piece(from, to);
    if (piece.length === 0) return;
    const strict = this.#options.outlets.filter(({ wantsCharacters }) => wantsCharacters);
    await Promise.all(strict.map((outlet) => outlet.send(piece, this.#sent(outlet, from, to))));
  }

  #sent(outlet: Outlet, from: number, to: number): SentCharacters | undefined {
    if (!outlet.wantsCharacters) return undefined;
    return {
      characters: this.#characters!.subarray(from, to),
      start: this.after(from),
      baudRate: this.#options.baudRate,
    };
  }
}

/** Lets the outlets be unplugged and plugged in again. */
export async function plug(
  event: LineEvent,
  outlets: readonly Outlet[],
  control: LineControl,
): Promise<void> {
  if (event.what === "unplugged") await Promise.all(outlets.map((outlet) => outlet.unplug?.()));
  if (event.what === "plugged" && !control.isUnplugged) {
    await Promise.all(outlets.map((outlet) => outlet.plug?.()));
  }
}
