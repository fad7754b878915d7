/**
 * Bytes as text and back, one character a byte.
 *
 * @module
 */

/** Bytes in one call of String.fromCharCode, whose arguments lie on the stack. */
const PART = 8192;

/**
 * Reads bytes as text, byte n as U+00nn.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { latin1 } from "@ticlab/ticlab/tic";
 *
 * assertEquals(latin1(new Uint8Array([0x50, 0x41, 0xe9])), "PA\u00e9");
 * ```
 */
export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += PART) {
    text += String.fromCharCode(...bytes.subarray(i, i + PART));
  }
  return text;
}

/**
 * Writes text as bytes, U+00nn as byte n.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { latin1Bytes } from "@ticlab/ticlab/tic";
 *
 * assertEquals(latin1Bytes("PAPP"), new Uint8Array([0x50, 0x41, 0x50, 0x50]));
 * ```
 *
 * @throws {RangeError} If a character is beyond U+00FF.
 */
export function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) {
      throw new RangeError(
        `Cannot write text as bytes: character ${JSON.stringify(text[i])} at ${i} has no byte`,
      );
    }
    bytes[i] = code;
  }
  return bytes;
}
