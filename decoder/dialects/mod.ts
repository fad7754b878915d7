/**
 * Dialects: how gateways of the field put frames into messages, both ways, and how the events of the
 * decoder become the frames that a gateway passes on.
 *
 * Pure: what is said goes out through `decoder/sinks/`.
 *
 * @example A frame, as teleinfo2mqtt says it
 * ```ts
 * import { TicDecoder } from "@ticlab/ticlab/decoder";
 * import { dialectNamed, FrameGatherer } from "./mod.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const gatherer = new FrameGatherer();
 * const speaker = dialectNamed("teleinfo2mqtt").speaker({ base: "teleinfo", settings: {} });
 * const line = new TextEncoder().encode("\x02\nADCO 021976551234 D\r\nPAPP 00360 *\r\x03");
 * const messages = new TicDecoder().push(line)
 *   .map((event) => gatherer.hear(event, Date.UTC(2026, 0, 14)))
 *   .flatMap((reading) => reading === null ? [] : speaker.say(reading));
 * assertEquals(messages.map(({ topic }) => topic), ["teleinfo/021976551234", "teleinfo/status"]);
 * ```
 *
 * @module
 */
export * from "./dialect.ts";
export * from "./dialects.ts";
export * from "./frame_gatherer.ts";
export * from "./frame_reading.ts";
export * from "./rate_limit.ts";
export type { TiclabFrame, TiclabLabel } from "./ticlab_frame.ts";
