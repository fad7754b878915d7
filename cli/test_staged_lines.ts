/**
 * For tests and docs/check.md: lines whose trouble is known, as `ticlab check` gets them.
 *
 * @module
 */
import type { CauseId } from "../decoder/diagnosis/causes.ts";
import { chunkLine, eventLine } from "../decoder/recording/mod.ts";
import { ETX, STX } from "../tic/control.ts";
import {
  anyBytes,
  BOOT,
  brokenOff,
  bytesOf,
  everyTenSeconds,
  flipped,
  GPS,
  group,
  halfBad,
  heardBy,
  hiss,
  historique,
  joined,
  lasts,
  latin1,
  modbus,
  paced,
  played,
  recording,
  standard,
  textOf,
  twice,
} from "./test_staging.ts";

/** A line, and what is wrong with it. */
export interface StagedLine {
  /** What was done to it. */
  about: string;
  /** What it is. */
  is: CauseId;
  /** Whether nobody could tell it from something else, so that `unsure` is the right answer. */
  open?: true;
  /** The recording, or the bare bytes, of it. */
  file(): Uint8Array<ArrayBuffer>;
}

/** Lines, each with its cause. */
export const STAGED_LINES: readonly StagedLine[] = [
  { about: "an empty file", is: "silent", file: () => new Uint8Array() },
  {
    about: "a recording of 10 s in which nothing arrives",
    is: "silent",
    file: () => recording([], { end: 10_000 }),
  },
  {
    about: "one break, then 10 s of nothing: the line rests at 0",
    is: "held",
    file: () => recording([[3, Uint8Array.of(0)]], { end: 10_000 }),
  },
  { about: "random bytes", is: "noise", file: () => anyBytes(3_000, 1) },
  { about: "random bits, read at 7E1", is: "noise", file: () => hiss(2_000, 2) },
  {
    about: "random bits at 9600 baud, recorded",
    is: "noise",
    file: () => recording(paced(hiss(4_000, 3), 5)),
  },
  {
    about: "standard mode, read at 1200 baud and recorded",
    is: "line-faster",
    file: () =>
      recording(
        paced(
          heardBy(standard(12), { sent: 9600, heard: 1200, format: "7E1" }),
          lasts(standard(12), 9600),
        ),
        { settings: "1200 7E1" },
      ),
  },
  {
    about: "the same as bare bytes, which tell neither speed nor time",
    is: "line-faster",
    open: true,
    file: () => heardBy(standard(12), { sent: 9600, heard: 1200, format: "7E1" }),
  },
  {
    about: "historique mode, read at 9600 baud and recorded",
    is: "line-slower",
    file: () =>
      recording(
        paced(
          heardBy(historique(6), { sent: 1200, heard: 9600, format: "7E1" }),
          lasts(historique(6), 1200),
        ),
      ),
  },
  {
    about: "the same as bare bytes: nothing but errors",
    is: "line-slower",
    open: true,
    file: () => heardBy(historique(6), { sent: 1200, heard: 9600, format: "7E1" }),
  },
  {
    about: "historique mode, read at 9600 baud and 8N1",
    is: "line-slower",
    file: () => heardBy(historique(6), { sent: 1200, heard: 9600, format: "8N1" }),
  },
  {
    about: "standard mode, read at 19200 baud and 8N1",
    is: "line-slower",
    file: () => heardBy(standard(4), { sent: 9600, heard: 19200, format: "8N1" }),
  },
  {
    about: "standard mode, read at 8N1: parity in bit 7",
    is: "parity-bit-7",
    file: () => heardBy(standard(4), { sent: 9600, heard: 9600, format: "8N1" }),
  },
  {
    about: "historique mode, read at 8N1: parity in bit 7",
    is: "parity-bit-7",
    file: () => heardBy(historique(4), { sent: 1200, heard: 1200, format: "8N1" }),
  },
  {
    about: "every bit turned over",
    is: "inverted",
    file: () => bytesOf(standard(4)).map((byte) => ~byte & 0x7f),
  },
  ...([["standard", standard, 9600], ["historique", historique, 1200]] as const).flatMap((
    [mode, frames, baud],
  ) =>
    (["7E1", "8N1"] as const).map((format): StagedLine => ({
      about: `${mode} mode, its levels inverted, read at ${format}`,
      is: "inverted",
      file: () => heardBy(frames(10), { sent: baud, heard: baud, format, inverted: true }),
    }))
  ),
  {
    about: "standard mode, a bit wrong in 2 % of the bytes",
    is: "damaged",
    file: () => flipped(bytesOf(standard()), 0.02),
  },
  {
    about: "historique mode, a bit wrong in 2 % of the bytes",
    is: "damaged",
    file: () => flipped(bytesOf(historique(20)), 0.02),
  },
  {
    about: "standard mode, every second sum wrong",
    is: "damaged",
    file: () => bytesOf(halfBad(standard())),
  },
  {
    about: "standard mode, cut off for 4 s after every 10 s",
    is: "cut",
    file: () => recording(everyTenSeconds(standard(60))),
  },
  {
    about: "the same as bare bytes: frames that stop in the middle",
    is: "cut",
    file: () => bytesOf(everyTenSeconds(standard(60))),
  },
  {
    about: "the adapter unplugged and plugged in again",
    is: "cut",
    file: () =>
      joined([
        recording(standard(4)),
        new TextEncoder().encode(
          eventLine(5_000, "unplugged") + eventLine(5_400, "plugged in again"),
        ),
        new TextEncoder().encode(
          standard(4).map(([at, bytes]) => chunkLine(6_000 + at, bytes)).join(""),
        ),
      ]),
  },
  {
    about: "the scenario mode-to-standard",
    is: "mode-switch",
    file: () => bytesOf(played("mode-to-standard", { most: 120 })),
  },
  {
    about: "every second frame broken off by EOT",
    is: "interrupted",
    file: () => bytesOf(brokenOff(historique(20))),
  },
  {
    about: "a meter in standby: frames of ADCO alone",
    is: "standby",
    file: () =>
      joined(
        Array.from({ length: 20 }, () =>
          joined([[STX], group("ADCO", "012345678910"), [ETX]].map((part) =>
            Uint8Array.from(part)
          ))),
      ),
  },
  {
    about: "every byte twice",
    is: "doubled",
    file: () => Uint8Array.from([...bytesOf(standard(3))].flatMap((byte) => [byte, byte])),
  },
  { about: "every group twice", is: "doubled", file: () => bytesOf(twice(standard(4))) },
  {
    about: "standard mode through a terminal: CR became LF",
    is: "terminal",
    file: () => latin1(textOf(bytesOf(standard(3))).replaceAll("\r", "\n")),
  },
  {
    about: "standard mode through a terminal: CR gone",
    is: "terminal",
    file: () => latin1(textOf(bytesOf(standard(3))).replaceAll("\r", "")),
  },
  {
    about: "standard mode through a terminal: ETX taken for Ctrl-C",
    is: "terminal",
    file: () => latin1(textOf(bytesOf(standard(3))).replaceAll("\x03", "")),
  },
  {
    about: "a blank line written behind each frame by a terminal",
    is: "terminal",
    file: () => latin1(textOf(bytesOf(standard(5))).replaceAll("\x03", "\n\x03")),
  },
  {
    about: "a recording whose PRM was changed by hand",
    is: "edited",
    file: () => latin1(textOf(bytesOf(standard(8))).replace(/PRM\t\d{5}/g, "PRM\t42424")),
  },
  { about: "a GPS (NMEA 0183)", is: "nmea", file: () => latin1(GPS) },
  { about: "the console of a Raspberry Pi", is: "text", file: () => latin1(BOOT) },
  { about: "a Modbus master and its slave", is: "modbus", file: modbus },
  {
    about: "a picture (PNG)",
    is: "binary",
    file: () => joined([latin1("\x89PNG\r\n\x1a\n"), anyBytes(2_000, 9)]),
  },
  {
    about: "30 bytes of a frame",
    is: "standard",
    open: true,
    file: () => bytesOf(standard(1)).slice(10, 40),
  },
  ...([
    ["base-historique", "historique"],
    ["hc-historique-three-phase", "historique"],
    ["overload-three-phase", "historique"],
    ["tempo-historique", "historique"],
    ["hc-standard", "standard"],
    ["base-standard-three-phase", "standard"],
    ["producer-three-phase", "standard"],
    ["degraded-clock", "standard"],
    ["pilot", "standard"],
    ["cbemm-hc", "older"],
    ["cbemm-icc-tempo", "older"],
    ["cbetm-base", "older"],
    ["cbetm-overload", "older"],
    ["cje-base", "older"],
    ["concentrator-off-peak", "older"],
    ["ice-2q-overrun", "older"],
    ["ice-2q-v2-4", "older"],
    ["ice-4q-injection", "older"],
    ["pme-pmi-consumer", "older"],
    ["pme-pmi-producer", "older"],
    ["pme-pmi-test-mode", "older"],
    ["saphir-histo", "older"],
    ["saphir-std-producer", "older"],
  ] as const).map(([name, is]): StagedLine => ({
    about: `the scenario ${name}`,
    is,
    file: () => bytesOf(played(name, { most: 30 })),
  })),
];
