/**
 * For tests: lines of the sim, and what may happen to a line or stand in for one.
 *
 * @module
 */
import { heardAs } from "../decoder/diagnosis/test_wave.ts";
import { chunkLine, eventLine, recordingHeader } from "../decoder/recording/mod.ts";
import { Player } from "../sim/player.ts";
import { EOT } from "../tic/control.ts";
import { encodeGroup } from "../tic/group.ts";
import { loadScenario } from "./sim_scenario.ts";

/** A piece of a line and when it arrived, ms. */
type Piece = readonly [at: number, bytes: Uint8Array<ArrayBuffer>];

/** The first frames of a scenario. */
export function played(name: string, { most = 40, skip = 0 } = {}): Piece[] {
  const pieces: Piece[] = [];
  let start: number | undefined;
  for (const { instant, bytes } of new Player(loadScenario(name)).frames()) {
    start ??= instant;
    if (pieces.length >= most + skip) break;
    pieces.push([instant - start, bytes.slice()]);
  }
  return pieces.slice(skip);
}

export const standard = (most = 12) => played("hc-standard", { most });
export const historique = (most = 8) => played("hc-historique", { most });
export const bytesOf = (pieces: readonly Piece[]) => joined(pieces.map(([, bytes]) => bytes));

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

export const latin1 = (text: string) =>
  Uint8Array.from(text, (character) => character.charCodeAt(0));
export const textOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/** A recording of pieces, with a header and, at its end, the moment when it ended. */
export function recording(
  pieces: readonly Piece[],
  options: { settings?: string; end?: number } = {},
) {
  const { settings = "9600 7E1", end } = options;
  const lines = pieces.map(([at, bytes]) => chunkLine(at, bytes));
  const ended = end === undefined ? "" : eventLine(end, "ended");
  const header = recordingHeader({ started: Date.UTC(2026, 0, 14, 11), fields: { settings } });
  return new TextEncoder().encode(header + lines.join("") + ended);
}

/** Bytes as they come at a speed, 16 ms at a time. */
export function paced(bytes: Uint8Array, seconds: number): Piece[] {
  const count = Math.ceil(seconds * 1_000 / 16);
  return Array.from({ length: count }, (_, n): Piece => {
    const [from, to] = [n, n + 1].map((n) => Math.round(n * bytes.length / count));
    return [n * 16, Uint8Array.from(bytes.subarray(from, to))];
  }).filter(([, bytes]) => bytes.length > 0);
}

/** How long frames take on the line, s. */
export const lasts = (pieces: readonly Piece[], baud: number) =>
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

export function heardBy(
  pieces: readonly Piece[],
  wave: Parameters<typeof heardAs>[1],
): Uint8Array<ArrayBuffer> {
  return heardAs(pieces.map(([, bytes]) => bytes), wave);
}

export function flipped(
  bytes: Uint8Array<ArrayBuffer>,
  rate: number,
  seed = 5,
): Uint8Array<ArrayBuffer> {
  const draw = chance(seed);
  return bytes.map((byte) => draw() < rate ? byte ^ 1 << Math.floor(draw() * 7) : byte);
}

/** Noise as a UART at 7E1 hears it: three characters in four are errors. */
export function hiss(count: number, seed: number): Uint8Array<ArrayBuffer> {
  const draw = chance(seed);
  return Uint8Array.from({ length: count }, () => draw() < 0.75 ? 0 : Math.floor(draw() * 128));
}

export const anyBytes = (count: number, seed: number) => {
  const draw = chance(seed);
  return Uint8Array.from({ length: count }, () => Math.floor(draw() * 256));
};

/** Frames of which every second one ends in the middle of a group, by EOT. */
export function brokenOff(pieces: readonly Piece[]): Piece[] {
  return pieces.map(([at, bytes], n): Piece =>
    n % 2 === 0
      ? [at, bytes]
      : [at, joined([bytes.subarray(0, 60 + n), [EOT]].map((part) => Uint8Array.from(part)))]
  );
}

export const GPS = Array.from({ length: 12 }, (_, second) => {
  const body = `GPRMC,0920${10 + second}.00,A,4851.39${second},N,00221.03,E,0.0,,140126,,,A`;
  const sum = [...body].reduce((xor, character) => xor ^ character.charCodeAt(0), 0);
  return `$${body}*${sum.toString(16).toUpperCase().padStart(2, "0")}\r\n`;
}).join("");

export const BOOT = `
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
export function modbus(): Uint8Array<ArrayBuffer> {
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

export const group = (label: string, value: string) => encodeGroup({ label, value }, "historique");
/** A frame whose every second group has a wrong sum. */
export function halfBad(pieces: readonly Piece[]): Piece[] {
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
export const twice = (pieces: readonly Piece[]) =>
  pieces.map(([at, bytes]): Piece => [at, latin1(textOf(bytes).replace(/\n[^\r]*\r/g, "$&$&"))]);

/** 10 s of line, 4 s of nothing, and so on; a frame is cut in the middle. */
export function everyTenSeconds(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap(([at, bytes]): Piece[] => {
    const phase = at % 14_000;
    if (phase > 10_000) return [];
    return [[at, phase > 9_000 ? bytes.slice(0, 200) : bytes]];
  });
}
