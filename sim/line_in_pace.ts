/**
 * A line that keeps the pace of a UART.
 *
 * @module
 */
import { Breath } from "./breath.ts";
import { Hearing } from "./hearing.ts";
import type { LineOptions, TimedBytes } from "./line.ts";
import type { LineControl, LineEvent } from "./line_control.ts";
import { Passage, plug } from "./passage.ts";

/** A line that is later than this was stopped (Ctrl-Z, a debugger); a meter would not catch up, ms. */
const STALL = 1_000;

/** Sends characters when they are due. */
export class InPace<F extends TimedBytes> {
  #options: LineOptions<F>;
  #control: LineControl;
  /** An instant of the meter's clock, and when it is on the clock. */
  #instant: number;
  #origin: number;
  /** Milliseconds of the meter for each of the clock. */
  #speed: number;
  /** When the line is free again, on the meter's clock. */
  #free = -Infinity;
  #breath: Breath;

  /** Begins now with the instant `start` of the meter's clock. */
  constructor(
    options: LineOptions<F>,
    { control, start }: { control: LineControl; start: number },
  ) {
    this.#options = options;
    this.#control = control;
    this.#instant = start;
    this.#origin = options.clock.now();
    this.#speed = options.speed;
    this.#breath = new Breath(options.clock);
  }

  /** Sends a frame; resolves when its last character is gone. */
  async send(frame: F): Promise<void> {
    const { clock, outlets, signal, onSent } = this.#options;
    const hearing = onSent && new Hearing(outlets);
    const control = this.#control;
    const passage = new Passage(frame, { options: this.#options, control, free: this.#free });
    this.#free = passage.end;
    let isWhole = true;
    for (let sent = 0; sent < frame.bytes.length;) {
      const end = passage.after(sent + 1);
      while (control.next < end) {
        await this.#sleep(this.#due(control.next));
        if (signal.aborted) return;
        await this.#happen(control.take(end)!);
      }
      const due = this.#due(end);
      await this.#sleep(due);
      if (signal.aborted) return;
      const now = clock.now();
      if (now - due > STALL) this.#origin += now - due;
      const instant = this.#instant + (now - this.#origin) * this.#speed;
      const next = passage.until(sent, instant);
      passage.write(sent, next);
      isWhole &&= !control.isCut && !control.isUnplugged;
      sent = next;
      control.now = passage.after(sent);
    }
    onSent?.(frame, isWhole ? hearing!.heard() : []);
  }

  /** Waits for readers that lag behind. */
  async end(): Promise<void> {
    await Promise.all(this.#options.outlets.map((outlet) => outlet.send(new Uint8Array())));
  }

  #due(instant: number): number {
    return this.#origin + (instant - this.#instant) / this.#speed;
  }

  async #sleep(due: number): Promise<void> {
    const { clock } = this.#options;
    if (due > clock.now()) {
      await clock.sleepUntil(due);
      this.#breath.taken();
    } else {
      await this.#breath.take();
    }
  }

  async #happen(event: LineEvent): Promise<void> {
    if (event.what === "stall") this.#origin += event.for / this.#speed;
    if (event.what === "speed") {
      this.#origin = this.#due(event.at);
      this.#instant = event.at;
      this.#speed = event.speed;
    }
    await plug(event, this.#options.outlets, this.#control);
  }
}
