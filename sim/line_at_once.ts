/**
 * A line that does not wait.
 *
 * @module
 */
import { Breath } from "./breath.ts";
import { Hearing } from "./hearing.ts";
import type { LineOptions, TimedBytes } from "./line.ts";
import type { LineControl } from "./line_control.ts";
import type { Outlet } from "./outlet.ts";
import { Passage, plug } from "./passage.ts";

/** How much is sent at a time while the line does not wait, in bytes. */
const CHUNK = 65_536;

/** Sends whole frames, many together, as fast as the readers take them. */
export class AtOnce<F extends TimedBytes> {
  #options: LineOptions<F>;
  #outlets: readonly Outlet[];
  #isStrict: boolean;
  #control: LineControl;
  #chunk = new Uint8Array(CHUNK);
  #length = 0;
  /** Frames that are whole in the chunk, or not, as far as somebody wants to know. */
  #frames: { frame: F; isWhole: boolean }[] = [];
  #free = -Infinity;
  #breath: Breath;

  /** Takes what the line has. */
  constructor(options: LineOptions<F>, control: LineControl) {
    this.#options = options;
    this.#outlets = options.outlets.filter(({ wantsCharacters }) => !wantsCharacters);
    this.#isStrict = this.#outlets.length < options.outlets.length;
    this.#control = control;
    this.#breath = new Breath(options.clock);
  }

  /** Keeps a frame, and sends those before it when there are many. */
  send(frame: F): Promise<void> | undefined {
    const line = { options: this.#options, control: this.#control, free: this.#free };
    const passage = new Passage(frame, line);
    this.#free = passage.end;
    if (this.#isStrict || this.#control.next < passage.end) return this.#inParts(frame, passage);
    const { length } = frame.bytes;
    const sending = this.#length + length > CHUNK ? this.#flush() : undefined;
    const piece = passage.piece(0, length);
    this.#keep(piece);
    this.#note(frame, piece.length === length);
    this.#control.now = passage.end;
    return sending;
  }

  /** Sends what is left. */
  async end(): Promise<void> {
    await this.#flush();
    for (const outlet of this.#options.outlets) {
      if (outlet.wantsCharacters) await outlet.send(new Uint8Array());
    }
  }

  async #inParts(frame: F, passage: Passage): Promise<void> {
    const control = this.#control;
    const { length } = frame.bytes;
    let isWhole = true;
    for (let sent = 0; sent < length;) {
      const end = passage.after(sent + 1);
      while (control.next < end) {
        await this.#flush();
        await plug(control.take(end)!, this.#options.outlets, control);
      }
      const next = passage.until(sent, Infinity);
      const piece = passage.piece(sent, next);
      if (this.#length + piece.length > CHUNK) await this.#flush();
      await passage.send(sent, next);
      this.#keep(piece);
      isWhole &&= piece.length === next - sent;
      sent = next;
      control.now = passage.after(sent);
    }
    this.#note(frame, isWhole);
  }

  #keep(piece: Uint8Array): void {
    if (piece.length > this.#chunk.length) this.#chunk = new Uint8Array(piece.length);
    this.#chunk.set(piece, this.#length);
    this.#length += piece.length;
  }

  #note(frame: F, isWhole: boolean): void {
    if (this.#options.onSent) this.#frames.push({ frame, isWhole });
  }

  async #flush(): Promise<void> {
    const { onSent, outlets } = this.#options;
    const piece = this.#chunk.subarray(0, this.#length);
    const frames = this.#frames;
    this.#chunk = new Uint8Array(CHUNK);
    this.#length = 0;
    this.#frames = [];
    const hearing = onSent && new Hearing(outlets);
    await Promise.all(this.#outlets.map((outlet) => outlet.send(piece)));
    const heard = hearing?.heard() ?? [];
    for (const { frame, isWhole } of frames) onSent?.(frame, isWhole ? heard : []);
    await this.#breath.take();
  }
}
