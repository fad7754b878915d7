/**
 * The checksum of a group, in both modes.
 *
 * @module
 */
import { HT, SP } from "./control.ts";
import type { Group, TicMode } from "./types.ts";

/**
 * Computes the checksum byte, 0x20…0x5F, of a controlled zone: `(sum & 0x3F) + 0x20`.
 *
 * In historique (mode n°1) the zone runs from the first byte of the label to the last of the data;
 * in standard (mode n°2) it also has the separator before the checksum.
 *
 * Source: 54E §5.3.6 p14, 02E §1.5.2 p19.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { checksum, latin1Bytes } from "@ticlab/ticlab/tic";
 *
 * assertEquals(String.fromCharCode(checksum(latin1Bytes("PAPP 00360"))), "*");
 * assertEquals(String.fromCharCode(checksum(latin1Bytes("PCOUP\t06\t"))), "_");
 * ```
 */
export function checksum(zone: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < zone.length; i++) sum += zone[i]!;
  return (sum & 0x3f) + 0x20;
}

/**
 * Computes the checksum byte that closes a group in a mode.
 *
 * Source: 54E tables 6-7 p14, 02E figure 5 p18.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { checksumOf } from "@ticlab/ticlab/tic";
 *
 * const group = { label: "SMAXSN", timestamp: "E210422183457", value: "01952" };
 * assertEquals(String.fromCharCode(checksumOf(group, "standard")), "B");
 * ```
 */
export function checksumOf(group: Group, mode: TicMode): number {
  let sum = sumOf(group.label) + sumOf(group.value);
  if (mode === "historique") sum += SP;
  else sum += group.timestamp === undefined ? 2 * HT : 3 * HT + sumOf(group.timestamp);
  return (sum & 0x3f) + 0x20;
}

/** Sum of the bytes of a text. */
function sumOf(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}
