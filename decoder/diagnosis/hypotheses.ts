/**
 * What a line would be if it were read otherwise: tried on a stretch of its bytes.
 *
 * @module
 */
// deno-lint-ignore-file no-control-regex -- control bytes are what it looks for
import { TicDecoder } from "../decoder.ts";

/** Groups with a right sum, or shares from 0 to 1, in a stretch of bytes read otherwise. */
export interface Hypotheses {
  /** Groups once every bit is turned over. */
  turnedOver: number;
  /** How much it looks like a UART that hears a TIC line upside down: 0 or 1. */
  upsideDown: 0 | 1;
  /** Groups once every second byte is left out. */
  doubled: number;
  /** Groups once the line ends are put back that a terminal has changed. */
  lineEnds: number;
  /** Frames with a line end too many at their edge, as terminals write them. */
  strayEnds: number;
  /** Share of stretches of six bytes that were there before: near 0 in noise. */
  repeats: number;
  /** How much more than by chance a byte is the one some places before: near 0 in noise, up to 1. */
  order: number;
  /** Share that the most frequent byte, NUL apart, has in the others. */
  most: number;
  /** How many different bytes there are. */
  distinct: number;
  /** Share of the bytes whose lowest bit is set. */
  odd: number;
  /** Right sentences of a GPS (NMEA 0183). */
  nmea: number;
  /** Share of the bytes that stand in lines of printable text. */
  text: number;
  /** Right messages of Modbus RTU. */
  modbus: number;
  /** Name of the kind of file that it begins as, or null. */
  file: string | null;
}

/** Tries every hypothesis on some bytes from the start of a line. */
export function hypothesesOf(bytes: Uint8Array): Hypotheses {
  return {
    turnedOver: groupsIn(bytes.map((byte) => ~byte & 0x7f)),
    upsideDown: upsideDown(bytes),
    doubled: Math.max(...[0, 1].map((odd) => groupsIn(everySecond(bytes, odd)))),
    lineEnds: Math.max(...LINE_ENDS.map((put) => groupsIn(latin1(put(text(bytes)))))),
    strayEnds: text(bytes).match(/\x02\r\n|\n\r?\x03/g)?.length ?? 0,
    repeats: repeats(bytes),
    order: order(bytes),
    most: most(bytes),
    distinct: new Set(bytes).size,
    odd: bytes.reduce((sum, byte) => sum + (byte & 1), 0) / Math.max(1, bytes.length),
    nmea: nmeaSentences(text(bytes)),
    text: textShare(bytes),
    modbus: modbusMessages(bytes),
    file: FILES.find(([start]) => text(bytes.subarray(0, 8)).startsWith(start))?.[1] ?? null,
  };
}

function groupsIn(bytes: Uint8Array): number {
  const decoder = new TicDecoder({ events: ["group"] });
  const events = [...decoder.push(bytes), ...decoder.end()];
  return events.filter((event) => event.event === "group" && event.grade === "ok").length;
}

const everySecond = (bytes: Uint8Array, odd: number) => bytes.filter((_, i) => i % 2 === odd);

/** Ways back from what terminals do: CR to LF, LF to CR, CR swallowed, LF to CR LF. */
const LINE_ENDS: readonly ((line: string) => string)[] = [
  (line) => line.replace(/\n(?=[\n\x02\x03]|$)/g, "\r"),
  (line) => line.replace(/\r(?=[^\r\x02\x03])/g, "\n"),
  (line) => line.replace(/(?<=[^\r\n\x02])(?=[\n\x03]|$)/g, "\r"),
  (line) => line.replace(/\r*\n/g, "\n").replace(/(?<=[^\r\n\x02])(?=[\n\x03]|$)/g, "\r"),
];

/**
 * Whether the bytes, NUL apart, are those of a TIC line with its levels exchanged. A UART then takes the
 * stop bit or the parity bit for a start bit, and the most frequent character, `0`, is heard as 0x1F or
 * 0x76 at 7E1, 0x9F or 0xF6 at 8N1; what it cannot fit in is an error.
 */
function upsideDown(bytes: Uint8Array): 0 | 1 {
  const counts = countsOf(bytes);
  const others = bytes.length - counts[0]!;
  const most = counts.indexOf(Math.max(...counts.slice(1)), 1);
  const second = { 0x1f: 0x76, 0x9f: 0xf6 }[most];
  if (second === undefined || counts[0]! < bytes.length * 0.15) return 0;
  return counts[most]! > others * 0.12 && counts[second]! > others * 0.05 ? 1 : 0;
}

function countsOf(bytes: Uint8Array): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const byte of bytes) counts[byte]!++;
  return counts;
}

const STRETCH = 6;

function repeats(bytes: Uint8Array): number {
  const seen = new Set<string>();
  let again = 0;
  let all = 0;
  for (let at = 0; at + STRETCH <= bytes.length; at++) {
    const stretch = bytes.subarray(at, at + STRETCH);
    if (new Set(stretch).size < 3) continue;
    const key = stretch.join();
    all++;
    if (seen.has(key)) again++;
    else seen.add(key);
  }
  return all === 0 ? 0 : again / all;
}

/** The farthest place looked back to: a record of 32 bytes. */
const LAG = 32;

function order(bytes: Uint8Array): number {
  const { length } = bytes;
  if (length <= LAG * 2) return 0;
  const chance = countsOf(bytes).reduce((sum, count) => sum + (count / length) ** 2, 0);
  let best = 0;
  for (let lag = 1; lag <= LAG; lag++) {
    let same = 0;
    for (let at = lag; at < length; at++) if (bytes[at] === bytes[at - lag]) same++;
    best = Math.max(best, same / (length - lag) - chance);
  }
  return best;
}

function most(bytes: Uint8Array): number {
  const counts = countsOf(bytes);
  return Math.max(...counts.slice(1)) / Math.max(1, bytes.length - counts[0]!);
}

/** Sentences `$GPGGA,…*47` whose sum, the exclusive or of what stands between, is right. */
function nmeaSentences(line: string): number {
  let right = 0;
  for (const [, body = "", sum] of line.matchAll(/[$!]([A-Z]{2}[A-Z0-9]{2,6},[^*$\r\n]*)\*(..)/g)) {
    let xor = 0;
    for (const character of body) xor ^= character.charCodeAt(0);
    if (xor === parseInt(sum!, 16)) right++;
  }
  return right;
}

function textShare(bytes: Uint8Array): number {
  const lines = text(bytes).match(/[\x20-\x7e\t\xa0-\xff\x1b]{4,}\r?\n/g) ?? [];
  return bytes.length === 0 ? 0 : lines.reduce((sum, line) => sum + line.length, 0) / bytes.length;
}

/** Messages with a right CRC: function codes 1 to 6, 15 and 16 (Modbus application protocol §6). */
function modbusMessages(bytes: Uint8Array): number {
  let right = 0;
  for (let at = 0; at + 5 <= bytes.length; at++) {
    const [address = 0, code = 0, count = 0] = bytes.subarray(at, at + 3);
    if (address < 1 || address > 247 || ![1, 2, 3, 4, 5, 6, 15, 16].includes(code)) continue;
    const length = [8, count + 5].find((length) => crcIsRight(bytes.subarray(at, at + length)));
    if (length === undefined || at + length > bytes.length) continue;
    right++;
    at += length - 1;
  }
  return right;
}

function crcIsRight(message: Uint8Array): boolean {
  let crc = 0xffff;
  for (const byte of message) {
    crc ^= byte;
    for (let n = 0; n < 8; n++) crc = crc & 1 ? crc >> 1 ^ 0xa001 : crc >> 1;
  }
  return message.length > 4 && crc === 0;
}

/** How some files begin. */
const FILES: readonly (readonly [start: string, name: string])[] = [
  ["\x7fELF", "ELF"],
  ["\x89PNG", "PNG"],
  ["PK\x03\x04", "ZIP"],
  ["\x1f\x8b", "gzip"],
  ["%PDF", "PDF"],
  ["\xff\xd8\xff", "JPEG"],
  ["SQLite", "SQLite"],
];

const text = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const latin1 = (line: string) => Uint8Array.from(line, (character) => character.charCodeAt(0));
