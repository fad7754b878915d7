/**
 * How a program was driven, in words.
 *
 * @module
 */
import type { ResultHeader } from "../run/result.ts";

/**
 * Says how a program was driven, and how fast where that is not the speed of a meter.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { drivenBy } from "./driven_by.ts";
 *
 * assertEquals(drivenBy({ driver: "pipe" }), "by pipe");
 * assertEquals(drivenBy({ driver: "gateway", speed: 5 }), "by gateway, 5 times as fast as a meter");
 * ```
 */
export function drivenBy({ driver, speed }: Pick<ResultHeader, "driver" | "speed">): string {
  if (speed === undefined) return `by ${driver}`;
  return `by ${driver}, ${Number(speed.toFixed(1))} times as fast as a meter`;
}
