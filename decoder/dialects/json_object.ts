/**
 * A message that may be JSON.
 *
 * @module
 */

/**
 * Reads a JSON object; null where the text is none.
 *
 * @example
 * ```ts
 * import { jsonObject } from "./json_object.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(jsonObject(`{"PAPP":360}`), { PAPP: 360 });
 * assertEquals(jsonObject("up"), null);
 * assertEquals(jsonObject("[1]"), null);
 * ```
 */
export function jsonObject(text: string): Record<string, unknown> | null {
  try {
    return objectOf(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The value as an object; null where it is none. */
export function objectOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? value as Record<string, unknown>
    : null;
}
