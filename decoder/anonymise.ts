/**
 * Takes who and where out of a line, and leaves everything else as it was.
 *
 * @module
 */
import { latin1 } from "../tic/latin1.ts";
import { SecretParts } from "./anonymise_parts.ts";
import { blanked, LABELLED, secretKind, Secrets, zeroed } from "./anonymise_secrets.ts";
import { type Stretch, stretchesOf } from "./anonymise_stretches.ts";
import { ParityKeeper } from "./anonymise_parity.ts";

/** A line that names nobody. */
export interface Anonymised {
  /** As many bytes as the line had. */
  bytes: Uint8Array<ArrayBuffer>;
  /** How many numbers of meters and homes it had. */
  numbers: number;
  /** In how many groups and damaged places something was replaced. */
  places: number;
  /** What stands for each secret that was read whole. */
  standIns: ReadonlyMap<string, string>;
}

/** A run of digits that may be an identifier whose label is lost. */
const LONG_RUN = /(?<!\d)\d{12,}(?!\d)/dg;
/** Before twelve digits: a horodate (54E §6.2.1.1 p17). */
const SEASON = /(?:^|\t)[HEhe ]$/;
const HORODATE = 12;

/**
 * Replaces the numbers of the meter and of the home, and what messages say, by stand-ins of the same
 * length: `021976551234` by `021976000001`, numbered as they appear, so that maker, year and type stay.
 *
 * Damaged and cut groups lose them too. Checksums that were right are right, those that were wrong are
 * wrong by as much. Done twice, it changes nothing.
 *
 * @example
 * ```ts
 * import { anonymise } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nADCO 021976551234 D\r\nPAPP 00360 *\r\x03\x02\nADCO 0219765");
 * const { bytes } = anonymise(line);
 * assertEquals(
 *   new TextDecoder().decode(bytes),
 *   "\x02\nADCO 021976000001 1\r\nPAPP 00360 *\r\x03\x02\nADCO 0219760",
 * );
 * ```
 */
export function anonymise(line: Uint8Array): Anonymised {
  const made = passOver(line);
  // Where parts of two numbers overlap, a replaced one may uncover the other. From the second pass on
  // numbers stand for themselves and digits only become 0, so there is an end to it.
  let bytes = made.bytes;
  for (let again = passOver(bytes); again.places > 0; again = passOver(bytes)) bytes = again.bytes;
  return { ...made, bytes };
}

function passOver(line: Uint8Array): Anonymised {
  const masked = line.map((byte) => byte & 0x7f);
  const secrets = new Secrets();
  for (const stretch of stretchesOf(masked)) {
    if (stretch.valid) secrets.learn(masked, stretch);
  }
  const parts = new SecretParts(secrets.standIns);
  const bytes = new Uint8Array(line);
  let places = 0;
  for (const stretch of stretchesOf(masked)) {
    const { start, end, valid, known, label } = stretch;
    const text = latin1(masked.subarray(start, end));
    const secret = valid && secretKind(label) !== null;
    if (valid && known && !secret) continue;
    const replaced = secret ? secrets.standIns.get(text)! : cleaned(text, parts);
    if (replaced === text) continue;
    places++;
    put(bytes, replaced, stretch);
  }
  return { bytes, numbers: secrets.numbers, places, standIns: secrets.standIns };
}

/** Damaged text without what it has of secrets, those that were never read whole included. */
function cleaned(text: string, parts: SecretParts): string {
  const found = parts.find(text);
  const characters = Array.from(text, (character, i) => found[i] ?? character);
  const clean = (at: number, part: string, by: (text: string) => string) => {
    const clean = by(part);
    for (let i = 0; i < part.length; i++) {
      if (found[at + i] === undefined) characters[at + i] = clean[i]!;
    }
  };
  for (const { kind, pattern } of LABELLED) {
    for (const { 1: part, indices } of text.matchAll(pattern)) {
      clean(indices![1]![0], part!, kind === "number" ? zeroed : blanked);
    }
  }
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    const isDate = run.length === HORODATE &&
      SEASON.test(text.slice(Math.max(0, index - 2), index));
    if (!isDate) clean(index, run, zeroed);
  }
  return characters.join("");
}

/** Puts text into a stretch, with its bit 7 and its checksum as right or wrong as before. */
function put(bytes: Uint8Array, text: string, stretch: Stretch): void {
  const { start, check, from, to } = stretch;
  const parity = new ParityKeeper(bytes.subarray(from, to));
  let grown = 0;
  for (let i = 0; i < text.length; i++) {
    const was = bytes[start + i]!;
    const is = text.charCodeAt(i);
    grown += is - (was & 0x7f);
    bytes[start + i] = parity.keep(was, is);
  }
  if (check < 0) return;
  const sum = bytes[check]! & 0x7f;
  // A checksum that no sum can have is wrong whatever stands before it (02E §1.5.2 p20).
  if (sum < 0x20 || sum > 0x5f) return;
  bytes[check] = parity.keep(bytes[check]!, ((sum - 0x20 + grown) & 0x3f) + 0x20);
}
