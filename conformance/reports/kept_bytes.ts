/**
 * Bytes as results and audits keep them.
 *
 * @module
 */

/**
 * The bytes of a text in base64.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { keptBytes } from "./kept_bytes.ts";
 *
 * assertEquals([...keptBytes("AkFE")], [0x02, 0x41, 0x44]);
 * ```
 */
export function keptBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
