/**
 * The decoder as a stream.
 *
 * @module
 */
import { TicDecoder, type TicDecoderOptions } from "./decoder.ts";
import type { TicEvent } from "./events.ts";

/**
 * Turns a stream of bytes into a stream of events.
 *
 * @example
 * ```ts
 * import { TicDecoderStream } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new Blob(["\x02\nIINST 009  \r\x03"]).stream();
 * const events = await Array.fromAsync(line.pipeThrough(new TicDecoderStream({ events: ["group"] })));
 * assertEquals(events.map((event) => event.event), ["group"]);
 * ```
 */
export class TicDecoderStream extends TransformStream<Uint8Array, TicEvent> {
  /** Begins a stream. */
  constructor(options: TicDecoderOptions = {}) {
    const decoder = new TicDecoder(options);
    super({
      transform(bytes, controller) {
        for (const event of decoder.push(bytes)) controller.enqueue(event);
      },
      flush(controller) {
        for (const event of decoder.end()) controller.enqueue(event);
      },
    });
  }
}
