/**
 * The line of a real meter on the stage: its bytes go to the gateway, and into a ledger of their own.
 *
 * @module
 */
import type { Outlet } from "../../sim/outlet.ts";
import { within } from "../drivers/_within.ts";
import { ShadowLedger } from "./shadow_ledger.ts";
import { type PlayedLine, wallMs } from "./stage_line.ts";

/** How often somebody looks at the time while a line is silent, ms. */
const LOOK = 250;

/** A real meter. */
export interface RealMeter {
  /** Its bytes, as they come. */
  readable: ReadableStream<Uint8Array>;
  /** How long it is listened to once the gateway is ready, ms. */
  time: number;
}

/** Passes the bytes of a meter on. */
export class ShadowLine implements PlayedLine {
  readonly speed = 1;
  readonly speeds: number[] = [];
  readonly #ledger = new ShadowLedger();
  readonly #outlet: Outlet;
  readonly #time: number;
  readonly #signal: AbortSignal;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #next: Promise<ReadableStreamReadResult<Uint8Array>> | undefined;
  #isOver = false;

  /** Takes an outlet, which stays its opener's to close, as the meter does. */
  constructor({ readable, time }: RealMeter, outlet: Outlet, signal: AbortSignal) {
    this.#reader = readable.getReader();
    this.#time = time;
    this.#outlet = outlet;
    this.#signal = signal;
  }

  get frames() {
    return this.#ledger.frames;
  }

  get disturbances() {
    return this.#ledger.disturbances;
  }

  /** Passes on what comes until it is enough. */
  async leadIn(isEnough: () => boolean): Promise<void> {
    while (!isEnough() && !this.#isOver && !this.#signal.aborted) {
      this.#next ??= this.#reader.read();
      if (!await within(this.#next, LOOK)) continue;
      const { value, done } = await this.#next;
      this.#next = undefined;
      this.#isOver = done;
      if (value) this.#pass(value);
    }
  }

  /** The same for the time of the meter. */
  play({ onFrame }: { onFrame(): void }): Promise<void> {
    const until = wallMs() + this.#time;
    let told = this.frames.length;
    return this.leadIn(() => {
      if (this.frames.length > told) onFrame();
      told = this.frames.length;
      return wallMs() >= until;
    });
  }

  /** Nobody pulls the plug of a real meter. */
  unplug(): void {}

  #pass(bytes: Uint8Array): void {
    const { readerSpeed } = this.#outlet.status();
    if (readerSpeed !== null && readerSpeed !== this.speeds.at(-1)) this.speeds.push(readerSpeed);
    this.#ledger.hear(bytes, wallMs());
    this.#outlet.write(Uint8Array.from(bytes));
  }
}
