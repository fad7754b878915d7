/**
 * One group of information on the wire: `LF label SEP [horodate SEP] data SEP checksum CR`.
 *
 * @module
 */
import { checksum, checksumOf } from "./checksum.ts";
import { CR, HT, LF, SP } from "./control.ts";
import { latin1, latin1Bytes } from "./latin1.ts";
import type { Group, TicMode } from "./types.ts";

/** What a label is made of (02E §1.5.2 p17; nine characters in 54E §6.2.2 p20, ten in 02E §2.10). */
const LABEL = /^[A-Za-z][A-Za-z0-9_+\-]{0,9}$/;
/** What data are made of (54E §6.2.1.2 p18, 02E §1.5.2 p18). */
const DATA = /^[ -~]*$/;
/** What a horodate is made of (54E §6.2.1.1 p17). */
const HORODATE = /^[HEhe ][0-9]{12}$/;

/**
 * Writes a group as bytes, LF to CR, with its right checksum.
 *
 * Source: 54E §5.3.6 p13-14, 02E §1.5.2 p17-20.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { encodeGroup, latin1 } from "@ticlab/ticlab/tic";
 *
 * assertEquals(latin1(encodeGroup({ label: "PAPP", value: "00360" }, "historique")), "\nPAPP 00360 *\r");
 * ```
 *
 * @throws {RangeError} If the label, the horodate or the data hold what no group may hold.
 */
export function encodeGroup(group: Group, mode: TicMode): Uint8Array<ArrayBuffer> {
  const { label, timestamp, value } = group;
  if (!LABEL.test(label)) {
    refuse(group, `a label is a letter and up to 9 of A-Z a-z 0-9 _ + -`);
  }
  if (!DATA.test(value)) {
    refuse(group, `data are printable characters, 0x20 to 0x7E`);
  }
  if (timestamp !== undefined) {
    if (mode === "historique") refuse(group, `historique has no horodate`);
    if (!HORODATE.test(timestamp)) {
      refuse(group, `a horodate is one of H E h e SP and 12 digits, not "${timestamp}"`);
    }
  }
  const separator = mode === "historique" ? " " : "\t";
  const horodate = timestamp === undefined ? "" : timestamp + separator;
  const sum = String.fromCharCode(checksumOf(group, mode));
  return latin1Bytes(`\n${label}${separator}${horodate}${value}${separator}${sum}\r`);
}

function refuse(group: Group, why: string): never {
  throw new RangeError(
    `Cannot encode group ${JSON.stringify(group.label)} ${JSON.stringify(group.value)}: ${why}`,
  );
}

/**
 * Reads one group, LF to CR; the separator before the checksum tells the mode.
 *
 * Source: the order of checks of 02E §1.5.3.2 p20-21; the nine-field form of 54E §5.3.6 p13-14.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeGroup, latin1Bytes } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodeGroup(latin1Bytes("\nDPM1\t 250123060000\t00\t \r")), {
 *   mode: "standard",
 *   group: { label: "DPM1", timestamp: " 250123060000", value: "00" },
 * });
 * ```
 *
 * @throws {SyntaxError} If the bytes are no group, or its checksum is wrong.
 */
export function decodeGroup(bytes: Uint8Array): { mode: TicMode; group: Group } {
  const end = bytes.length - 1;
  if (bytes[0] !== LF) reject(bytes, "no LF at 0");
  if (bytes[end] !== CR) reject(bytes, `no CR at ${end}`);
  const separator = bytes[end - 2];
  if (separator !== HT && separator !== SP) {
    reject(bytes, `no separator at ${end - 2}`);
  }
  const first = bytes.indexOf(separator);
  const last = end - 2;
  if (first === last) reject(bytes, "only one separator");

  const label = latin1(bytes.subarray(1, first));
  if (!LABEL.test(label)) reject(bytes, `${JSON.stringify(label)} is no label`);

  const mode = separator === HT ? "standard" : "historique";
  const sum = checksum(bytes.subarray(1, mode === "standard" ? last + 1 : last));
  if (sum !== bytes[end - 1]) {
    const wanted = String.fromCharCode(sum);
    reject(bytes, `checksum at ${end - 1} should be ${JSON.stringify(wanted)}`);
  }

  if (mode === "historique") {
    return {
      mode,
      group: { label, value: latin1(bytes.subarray(first + 1, last)) },
    };
  }
  const second = bytes.indexOf(HT, first + 1);
  if (second === last) {
    return {
      mode,
      group: { label, value: latin1(bytes.subarray(first + 1, last)) },
    };
  }
  const timestamp = latin1(bytes.subarray(first + 1, second));
  return {
    mode,
    group: {
      label,
      timestamp,
      value: latin1(bytes.subarray(second + 1, last)),
    },
  };
}

function reject(bytes: Uint8Array, why: string): never {
  throw new SyntaxError(`Cannot decode group ${JSON.stringify(latin1(bytes))}: ${why}`);
}
