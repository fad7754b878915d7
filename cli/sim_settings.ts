/**
 * The command line of `ticlab sim`, read.
 *
 * @module
 */
import { resolve } from "node:path";
import type { ContractName } from "../sim/contract.ts";
import { Meter } from "../sim/meter.ts";
import { type OutletAddress, parseOutlet } from "../sim/outlet.ts";
import { parseQuantity } from "../sim/quantity.ts";
import { random } from "../sim/random.ts";
import { parseStart } from "../sim/start.ts";
import type { TicMode } from "../tic/types.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { Options } from "./options.ts";

/** What holds where the command line says nothing. */
export const DEFAULTS = {
  mode: "historique",
  contract: "base",
  power: "6 kVA",
  load: "250 W",
  speed: "1",
  seed: "42",
} as const;

/** How long the meter has been under its load at the start, so that it remembers yesterday, ms. */
const PAST = 2 * 86_400_000;

/** An outlet, and the word of the command line that names it. */
export interface OutletWord {
  word: string;
  address: OutletAddress;
}

/** What the command line asks for. */
export interface SimSettings {
  mode: TicMode;
  meter: Meter;
  start: number;
  speed: number;
  duration: number | undefined;
  seed: number;
  outlets: readonly OutletWord[];
  json: boolean;
}

/**
 * Reads the options of `ticlab sim`.
 *
 * @throws {Failure} exit code 2.
 */
export function readSettings(options: Options): SimSettings {
  const [word] = options.words;
  if (word !== undefined) {
    throw new Failure(`cannot play "${word}": scenarios are still to come`, {
      exitCode: 2,
      next: "Say it with options: ticlab sim --help",
    });
  }
  const value = (name: keyof typeof DEFAULTS) => options.get(name) ?? DEFAULTS[name];
  const power = read("--power", () => parseQuantity(value("power"), "apparent power"));
  const load = read("--load", () => parseQuantity(value("load"), "active power"));
  const lasting = options.get("for");
  const seed = readSeed(value("seed"));
  const text = options.get("start");
  const start = text === undefined ? Date.now() : read("--start", () => parseStart(text));
  const words = options.all("to");
  const meter = read(undefined, () =>
    new Meter({
      contract: value("contract") as ContractName,
      power,
      load,
      serialNumber: options.get("serial-number") ?? `022162${someDigits(6, seed, "serial number")}`,
      deliveryPoint: someDigits(14, seed, "point of delivery"),
      start,
      poweredUp: start - PAST,
      indexes: [4_832_117, 7_505_846],
    }));
  return {
    mode: value("mode") as TicMode,
    meter,
    start,
    speed: readSpeed(value("speed")),
    duration: lasting === undefined ? undefined : read("--for", () => readDuration(lasting)),
    seed,
    outlets: (words.length > 0 ? words : ["pty:"]).map(readOutlet),
    json: options.has("json"),
  };
}

/** Reads the value of an option; what is wrong with it is the user's to mend. */
function read<T>(name: string | undefined, parse: () => T, hint?: string): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    throw usage(name === undefined ? error.message : `${name}: ${error.message}`, hint);
  }
}

function usage(message: string, next = "See: ticlab sim --help"): Failure {
  return new Failure(message, { exitCode: 2, next });
}

function readSpeed(text: string): number {
  const speed = text === "max" ? Infinity : Number(text);
  if (speed >= 1) return speed;
  throw usage(`--speed cannot be "${text}": it is 1, a higher number, or max`);
}

function readDuration(text: string): number {
  const duration = parseQuantity(text, "duration");
  if (duration > 0) return duration;
  throw new RangeError(`${JSON.stringify(text)} is over before it begins: write such as "60 s"`);
}

function readSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw usage(`--seed cannot be "${text}": it is a whole number`);
}

function readOutlet(word: string): OutletWord {
  const [scheme = "", ...rest] = word.split(":");
  const near = nearest(scheme, ["pty", "socat", "tcp", "file"]) ?? scheme;
  const hint = near === scheme ? undefined : `Did you mean --to ${[near, ...rest].join(":")}?`;
  const address = read("--to", () => parseOutlet(word), hint);
  if (!("path" in address)) return { word, address };
  const path = resolve(workingFolder(), address.path);
  return { word, address: { ...address, path } };
}

/** Where the user stands: `deno task` says it in INIT_CWD, while it runs in the project's folder. */
function workingFolder(): string {
  try {
    return Deno.env.get("INIT_CWD") ?? Deno.cwd();
  } catch {
    return Deno.cwd();
  }
}

function someDigits(count: number, seed: number, purpose: string): string {
  const draw = random(seed, purpose);
  return Array.from({ length: count }, () => Math.floor(draw() * 10)).join("");
}
