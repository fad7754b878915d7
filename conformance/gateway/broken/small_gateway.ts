/**
 * A gateway in some lines, on our own decoder and dialects: a right one, for wrong ones to change.
 *
 * @module
 */
import { TicDecoder } from "../../../decoder/decoder.ts";
import type { Dialect, Message, Speaker } from "../../../decoder/dialects/dialect.ts";
import { FrameGatherer } from "../../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../../decoder/dialects/frame_reading.ts";
import { RateLimit } from "../../../decoder/dialects/rate_limit.ts";
import type { TicEvent } from "../../../decoder/events.ts";

/** What it is made of. */
export interface SmallGatewayOptions {
  /** How it speaks. */
  dialect: Pick<Dialect, "speaker" | "base">;
  /** Settings of the dialect. */
  settings?: Readonly<Record<string, string>>;
  /** Its period, ms; 0 for every frame. */
  every: number;
  /** Takes its messages. */
  publish(message: Message): void;
}

/** Hears bytes and publishes messages. */
export class SmallGateway {
  /** Its period, ms. */
  readonly every: number;
  #decoder = new TicDecoder();
  #gatherer = new FrameGatherer();
  #limit: RateLimit;
  #speaker: Speaker;
  #publish: (message: Message) => void;

  /** Begins before the first byte. */
  constructor({ dialect, settings = {}, every, publish }: SmallGatewayOptions) {
    this.every = every;
    this.#limit = new RateLimit({ every });
    this.#speaker = dialect.speaker({ base: dialect.base, settings });
    this.#publish = publish;
  }

  /** Hears bytes of the line, at a time, ms since 1970 UTC. */
  hear(bytes: Uint8Array, at: number): void {
    for (const event of this.#decoder.push(bytes)) this.event(event, at);
  }

  /** Takes what the decoder says. */
  event(event: TicEvent, at: number): void {
    const reading = this.#gatherer.hear(event, at);
    if (reading) this.reading(reading);
  }

  /** Takes a frame. */
  reading(reading: FrameReading): void {
    if (this.isDue(reading)) this.say(reading);
  }

  /** Whether a frame is passed on. */
  isDue(reading: FrameReading): boolean {
    return this.#limit.accept(reading);
  }

  /** Passes a frame on. */
  say(reading: FrameReading): void {
    for (const message of this.#speaker.say(reading)) this.#publish(message);
  }
}
