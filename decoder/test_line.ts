/**
 * Lines for the tests of the decoder, written without the encoder of `tic/`, and its events in short.
 *
 * @module
 */
import { TicDecoder, type TicDecoderOptions } from "./decoder.ts";
import type { TicEvent } from "./events.ts";

/** A historique group with its checksum n°1. */
export function hist(label: string, value: string): string {
  return `\n${label} ${value} ${sum(`${label} ${value}`)}\r`;
}

/** A standard group with its checksum n°2. */
export function std(label: string, value: string, timestamp?: string): string {
  const fields = [label, ...(timestamp === undefined ? [] : [timestamp]), value, ""].join("\t");
  return `\n${fields}${sum(fields)}\r`;
}

/** A frame of groups. */
export function frame(...groups: string[]): string {
  return `\x02${groups.join("")}\x03`;
}

/** The groups of a single-phase historique meter, HC contract. */
export const HIST_HC: readonly string[] = [
  hist("ADCO", "021961234567"),
  hist("OPTARIF", "HC.."),
  hist("ISOUSC", "45"),
  hist("HCHC", "012345678"),
  hist("HCHP", "023456789"),
  hist("PTEC", "HP.."),
  hist("IINST", "009"),
  hist("IMAX", "090"),
  hist("PAPP", "02070"),
  hist("HHPHC", "A"),
  hist("MOTDETAT", "000000"),
];

/** The groups of a single-phase standard consumer meter. */
export const STD_BASE: readonly string[] = [
  std("ADSC", "021961234567"),
  std("VTIC", "02"),
  std("DATE", "", "H260114060001"),
  std("NGTF", "      BASE      "),
  std("LTARF", "      BASE      "),
  std("EAST", "012345678"),
  std("EASF01", "012345678"),
  ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => std(`EASF0${n}`, "000000000")),
  std("EASF10", "000000000"),
  std("EASD01", "012345678"),
  ...[2, 3, 4].map((n) => std(`EASD0${n}`, "000000000")),
  std("IRMS1", "009"),
  std("URMS1", "230"),
  std("PREF", "09"),
  std("PCOUP", "09"),
  std("SINSTS", "02070"),
  std("SMAXSN", "03120", "H260114031201"),
  std("SMAXSN-1", "05706", "H260113192010"),
  std("CCASN", "01980", "H260114060000"),
  std("CCASN-1", "00744", "H260114053000"),
  std("UMOY1", "231", "H260114060000"),
  std("STGE", "003A0001"),
  std("MSG1", "PAS DE          MESSAGE         "),
  std("PRM", "01234567890123"),
  std("RELAIS", "000"),
  std("NTARF", "01"),
  std("NJOURF", "00"),
  std("NJOURF+1", "00"),
  std("PJOURF+1", `00008001${" NONUTILE".repeat(10)}`),
];

/** Text as bytes, one a character. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** All events of a line given as text, in one chunk. */
export function eventsOf(line: string, options: TicDecoderOptions = {}): TicEvent[] {
  const decoder = new TicDecoder(options);
  return [...decoder.push(bytesOf(line)), ...decoder.end()];
}

/** Groups, errors, frames and modes of a line, each in a few words. */
export function told(line: string): string[] {
  return eventsOf(line, { events: ["mode", "group", "error", "frame"] }).map(inShort);
}

/** An event in a few words. */
export function inShort(event: TicEvent): string {
  switch (event.event) {
    case "mode":
      return `mode ${event.mode}`;
    case "group":
      return `group ${event.label}${
        event.timestamp ? ` (${event.timestamp})` : ""
      }=${event.value}` +
        `${event.grade === "ok" ? "" : " suspect"} @${event.offset}`;
    case "error":
      return `error ${event.kind}${
        event.label ? ` ${event.label}` : ""
      } @${event.offset}+${event.length}`;
    case "frame":
      return `frame ${event.kind}${event.complete ? " complete" : ""} ` +
        `${event.groups.length} groups, ${event.lost} lost @${event.offset}+${event.length}`;
    default:
      return event.event;
  }
}

function sum(zone: string): string {
  let total = 0;
  for (const character of zone) total += character.charCodeAt(0);
  return String.fromCharCode((total & 0x3f) + 0x20);
}
