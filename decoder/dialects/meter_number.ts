/**
 * The number of a meter as a part of a topic.
 *
 * @module
 */

/**
 * Tells whether a text is the number of a meter, ADCO or ADSC: 12 digits (54E §6.2.3.1).
 *
 * Nothing else from the wire goes into a topic.
 *
 * @example
 * ```ts
 * import { isMeterNumber } from "./meter_number.ts";
 * import { assert } from "@std/assert";
 *
 * assert(isMeterNumber("021861348497"));
 * assert(!isMeterNumber("02186134849#"));
 * ```
 */
export function isMeterNumber(text: string | null | undefined): text is string {
  return typeof text === "string" && /^[0-9]{12}$/.test(text);
}

/** The number of a meter that stands in a topic; undefined where none does. */
export function meterOfTopic(topic: string): string | undefined {
  return topic.split("/").find(isMeterNumber);
}
