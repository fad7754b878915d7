/**
 * Bytes as results and audits keep them.
 *
 * @module
 */

/** The bytes of a text in base64. */
export function keptBytes(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
