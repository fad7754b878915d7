/**
 * For tests and docs/check.md: lines whose trouble is known, as `ticlab check` gets them.
 *
 * @module
 */
import type { CauseId } from "../decoder/diagnosis/causes.ts";
import { heardAs } from "../decoder/diagnosis/test_wave.ts";
import { chunkLine, eventLine, recordingHeader } from "../decoder/recording/mod.ts";
import { encodeGroup } from "../tic/group.ts";
import { EOT, ETX, STX } from "../tic/control.ts";
import { Player } from "../sim/player.ts";
import { loadScenario } from "./sim_scenario.ts";

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

/** A piece of a line and when it arrived, ms. */
type Piece = readonly [at: number, bytes: Uint8Array<ArrayBuffer>];

/** The first frames of a scenario. */
function played(name: string, { most = 40, skip = 0 } = {}): Piece[] {
  const pieces: Piece[] = [];
  let start: number | undefined;
  for (const { instant, bytes } of new Player(loadScenario(name)).frames()) {
    start ??= instant;
    if (pieces.length >= most + skip) break;
    pieces.push([instant - start, bytes.slice()]);
  }
  return pieces.slice(skip);
}

const standard = (most = 12) => played("hc-standard", { most });
const historique = (most = 8) => played("hc-historique", { most });
const bytesOf = (pieces: readonly Piece[]) => joined(pieces.map(([, bytes]) => bytes));

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/** A recording of pieces, with a header and, at its end, the moment when it ended. */
function recording(pieces: readonly Piece[], options: { settings?: string; end?: number } = {}) {
  const { settings = "9600 7E1", end } = options;
  const lines = pieces.map(([at, bytes]) => chunkLine(at, bytes));
  const ended = end === undefined ? "" : eventLine(end, "ended");
  const header = recordingHeader({ started: Date.UTC(2026, 0, 14, 11), fields: { settings } });
  return new TextEncoder().encode(header + lines.join("") + ended);
}

/** Bytes as they come at a speed, 16 ms at a time. */
function paced(bytes: Uint8Array, seconds: number): Piece[] {
  const count = Math.ceil(seconds * 1_000 / 16);
  return Array.from({ length: count }, (_, n): Piece => {
    const [from, to] = [n, n + 1].map((n) => Math.round(n * bytes.length / count));
    return [n * 16, Uint8Array.from(bytes.subarray(from, to))];
  }).filter(([, bytes]) => bytes.length > 0);
}

/** How long frames take on the line, s. */
const lasts = (pieces: readonly Piece[], baud: number) =>
  pieces.reduce((sum, [, bytes]) => sum + bytes.length * 10 / baud + 0.025, 0);

/** The same numbers on every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.imul(state ^ state >>> 15, state | 1) ^
        state + Math.imul(state ^ state >>> 7, state | 61) | 0;
    return ((state ^ state >>> 14) >>> 0) / 2 ** 32;
  };
}

function heardBy(
  pieces: readonly Piece[],
  wave: Parameters<typeof heardAs>[1],
): Uint8Array<ArrayBuffer> {
  return heardAs(pieces.map(([, bytes]) => bytes), wave);
}

function flipped(bytes: Uint8Array<ArrayBuffer>, rate: number, seed = 5): Uint8Array<ArrayBuffer> {
  const draw = chance(seed);
  return bytes.map((byte) => draw() < rate ? byte ^ 1 << Math.floor(draw() * 7) : byte);
}

/** Noise as a UART at 7E1 hears it: three characters in four are errors. */
function hiss(count: number, seed: number): Uint8Array<ArrayBuffer> {
  const draw = chance(seed);
  return Uint8Array.from({ length: count }, () => draw() < 0.75 ? 0 : Math.floor(draw() * 128));
}

const anyBytes = (count: number, seed: number) => {
  const draw = chance(seed);
  return Uint8Array.from({ length: count }, () => Math.floor(draw() * 256));
};

/** Frames of which every second one ends in the middle of a group, by EOT. */
function brokenOff(pieces: readonly Piece[]): Piece[] {
  return pieces.map(([at, bytes], n): Piece =>
    n % 2 === 0
      ? [at, bytes]
      : [at, joined([bytes.subarray(0, 60 + n), [EOT]].map((part) => Uint8Array.from(part)))]
  );
}

const GPS = Array.from({ length: 12 }, (_, second) => {
  const body = `GPRMC,0920${10 + second}.00,A,4851.39${second},N,00221.03,E,0.0,,140126,,,A`;
  const sum = [...body].reduce((xor, character) => xor ^ character.charCodeAt(0), 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}\r\n`;
}).join("");

const BOOT = `
Linux version 6.6.20-rpi (gcc 12.2.0) #1 SMP PREEMPT Debian
[    0.000000] Booting Linux on physical CPU 0x0
[    0.000000] Machine model: Raspberry Pi 3 Model B Rev 1.2
[    0.012034] Console: colour dummy device 80x30
[    1.204411] uart-pl011 3f201000.serial: cts_event_workaround enabled
[    2.771310] systemd[1]: Hostname set to <raspberrypi>.
Debian GNU/Linux 12 raspberrypi ttyS0
raspberrypi login: 
`.replaceAll("\n", "\r\n");

/** A master that asks a meter of a switchboard, and its answers. */
function modbus(): Uint8Array<ArrayBuffer> {
  const withCrc = (body: number[]) => {
    let crc = 0xffff;
    for (const byte of body) {
      crc ^= byte;
      for (let n = 0; n < 8; n++) crc = crc & 1 ? crc >> 1 ^ 0xa001 : crc >> 1;
    }
    return [...body, crc & 0xff, crc >> 8];
  };
  return Uint8Array.from(
    Array.from({ length: 10 }, (_, n) => [
      ...withCrc([1, 3, 0, n, 0, 2]),
      ...withCrc([1, 3, 4, 0, 230, n, 17]),
    ]).flat(),
  );
}

const group = (label: string, value: string) => encodeGroup({ label, value }, "historique");
/** A frame whose every second group has a wrong sum. */
function halfBad(pieces: readonly Piece[]): Piece[] {
  return pieces.map(([at, bytes]): Piece => {
    let n = 0;
    return [
      at,
      latin1(
        textOf(bytes).replace(
          /(.)\r/g,
          (all, sum) => n++ % 2 ? `${sum === "A" ? "B" : "A"}\r` : all,
        ),
      ),
    ];
  });
}
/** Each group said twice. */
const twice = (pieces: readonly Piece[]) =>
  pieces.map(([at, bytes]): Piece => [at, latin1(textOf(bytes).replace(/\n[^\r]*\r/g, "$&$&"))]);

/** 10 s of line, 4 s of nothing, and so on; a frame is cut in the middle. */
function everyTenSeconds(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(([at, bytes]): Piece[] => {
    const phase = at % 14_000;
    if (phase > 10_000) return [];
    return [[at, phase > 9_000 ? bytes.slice(0, 200) : bytes]];
  });
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
