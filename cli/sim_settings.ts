/**
 * The command line of `ticlab sim`, read.
 *
 * @module
 */
import { resolve } from "node:path";
import { Meter } from "../sim/meter.ts";
import { parseMoment } from "../sim/moment.ts";
import { type ModelName, olderModel } from "../sim/older/mod.ts";
import { type OutletAddress, parseOutlet } from "../sim/outlet.ts";
import { parseQuantity } from "../sim/quantity.ts";
import type { Scenario } from "../sim/scenario.ts";
import { meterOptions } from "../sim/scenario/meter_form.ts";
import { parseStart } from "../sim/start.ts";
import type { Vtic } from "../tic/stge.ts";
import type { TicMode } from "../tic/types.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { Options } from "./options.ts";
import { brokerPort } from "./sim_broker.ts";
import { loadScenario } from "./sim_scenario.ts";

/** What holds where the command line says nothing. */
export const DEFAULTS = {
  model: "linky",
  mode: "historique",
  contract: "base",
  phases: "1",
  role: "consumer",
  vtic: "02",
  power: "6 kVA",
  load: "250 W",
  speed: "1",
  seed: "42",
} as const;

/** An outlet, and the word of the command line that names it. */
export interface OutletWord {
  word: string;
  address: OutletAddress;
}

/** What the command line asks for. */
export interface SimSettings {
  scenario: Scenario;
  /** Instant of the first frame. */
  from: number;
  outlets: readonly OutletWord[];
  /** Port of 127.0.0.1 on which the sim is the broker itself; 0 for a free one. */
  brokerPort: number | undefined;
  /** File of the ledger, with its full path. */
  ledger: string | undefined;
  /** Whether readers at the wrong speed get what their UART would have read. */
  strictLine: boolean;
  bit7: "zero" | "parity";
  /** Whether the levels of the line are inverted. */
  invert: boolean;
  /** Command that resets the device under test. */
  reset: string | undefined;
  /** Whether the line waits for `ctl step`. */
  step: boolean;
  json: boolean;
}

/** Options that say what a scenario says in its file. */
const QUICK = [
  "model",
  "mode",
  "contract",
  "phases",
  "role",
  "vtic",
  "power",
  "load",
  "serial-number",
  "start",
] as const;

/** Indexes of a meter that has been there for years, Wh, by contract. */
const INDEXES: Readonly<Record<string, readonly number[]>> = {
  base: [12_337_963],
  hc: [4_832_117, 7_505_846],
  ejp: [11_204_511, 1_133_452],
  tempo: [3_981_204, 6_402_377, 512_980, 904_113, 201_355, 335_934],
};

/**
 * Reads the options of `ticlab sim`.
 *
 * @throws {Failure} exit code 2.
 */
export function readSettings(options: Options): SimSettings {
  const [word, another] = options.words;
  if (another !== undefined) throw usage(`one scenario at a time: "${another}" is one too many`);
  const speed = options.get("speed");
  const time = options.get("for");
  const lasting = time === undefined ? undefined : read("--for", () => readDuration(time));
  const seed = options.get("seed");
  const scenario = word === undefined
    ? quickScenario(options, readSeed(seed ?? DEFAULTS.seed))
    : fileScenario(word, options);
  const from = read("--from", () => readFrom(options.get("from"), scenario));
  const words = options.all("to");
  const ledger = options.get("ledger");
  const outlets = (words.length > 0 ? words : ["pty:"]).map(readOutlet);
  return {
    scenario: {
      ...(lasting === undefined ? scenario : ending(scenario, from + lasting)),
      ...(speed !== undefined && { speed: readSpeed(speed) }),
    },
    from,
    outlets,
    brokerPort: options.get("broker") === "embedded" ? brokerPort(outlets) : undefined,
    ledger: ledger === undefined ? undefined : resolve(workingFolder(), ledger),
    strictLine: options.has("strict-line"),
    bit7: options.get("bit7") === "parity" ? "parity" : "zero",
    invert: options.has("invert"),
    reset: options.get("reset"),
    step: options.has("step"),
    json: options.has("json"),
  };
}

/** A scenario that ends at an instant; what it checks later is not checked. */
function ending(scenario: Scenario, end: number): Scenario {
  const checks = scenario.checks.filter(({ at }) => at < end);
  return { ...scenario, duration: end - scenario.start, checks };
}

/** A scenario of a file; only its seed may be another. */
function fileScenario(word: string, options: Options): Scenario {
  const twice = QUICK.find((name) => options.get(name) !== undefined);
  if (twice !== undefined) {
    throw usage(`--${twice} is said by the scenario "${word}"`, "Change it there, or leave it out");
  }
  const scenario = loadScenario(word);
  const text = options.get("seed");
  if (text === undefined) return scenario;
  const seed = readSeed(text);
  return { ...scenario, seed, meter: { ...scenario.meter, seed } };
}

/** A meter said by options alone; an older one knows itself what it is where nothing is said. */
function quickScenario(options: Options, seed: number): Scenario {
  const value = (name: keyof typeof DEFAULTS) => options.get(name) ?? DEFAULTS[name];
  const model = read("--model", () => olderModel(value("model")));
  const own = <K extends string, T>(name: K, parse: (text: string) => T) => {
    const text = options.get(name) ?? (model ? undefined : DEFAULTS[name as keyof typeof DEFAULTS]);
    return (text === undefined ? {} : { [name]: parse(text) }) as { [key in K]?: T };
  };
  const contract = options.get("contract") ?? Object.keys(model?.contracts ?? {})[0] ??
    DEFAULTS.contract;
  const text = options.get("start");
  const start = text === undefined ? Date.now() : read("--start", () => parseStart(text));
  const serialNumber = options.get("serial-number");
  const meter = {
    ...(model && { model: model.id as ModelName }),
    ...own("mode", (word) => word as TicMode),
    contract,
    ...own("phases", (word) => Number(word) as 1 | 3),
    ...own("role", (word) => word as "consumer" | "producer"),
    ...own("vtic", (word) => word as Vtic),
    ...own("power", (word) => read("--power", () => parseQuantity(word, "apparent power"))),
    indexes: [...INDEXES[contract] ?? []],
    ...(serialNumber !== undefined && { "serial-number": serialNumber }),
    ...own("baud", Number),
  };
  const base = read("--load", () => parseQuantity(value("load"), "active power"));
  const made = meterOptions({ meter, load: { base } }, { start, seed });
  read(undefined, () => new Meter({ ...made, poweredUp: start }));
  return {
    name: "quick",
    title: `A meter with the contract ${contract}`,
    about: "Said by options alone.",
    meter: made,
    gap: undefined,
    start,
    seed,
    timeline: [],
    checks: [],
    duration: undefined,
    speed: 1,
  };
}

/** Reads the value of an option; what is wrong with it is the user's to mend. */
export function read<T>(name: string | undefined, parse: () => T, hint?: string): T {
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

/** Reads `--speed`. */
export function readSpeed(text: string): number {
  const speed = text === "max" ? Infinity : Number(text);
  if (speed >= 1) return speed;
  throw usage(`--speed cannot be "${text}": it is 1, a higher number, or max`);
}

/** Reads a time above 0, ms. */
export function readDuration(text: string): number {
  const duration = parseQuantity(text, "duration");
  if (duration > 0) return duration;
  throw new RangeError(`${JSON.stringify(text)} is over before it begins: write such as "60 s"`);
}

function readFrom(text: string | undefined, { start }: Scenario): number {
  const from = text === undefined ? start : parseMoment(text, start);
  if (from >= start) return from;
  throw new RangeError(`${JSON.stringify(text)} is before the start`);
}

/** Reads `--seed`. */
export function readSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw usage(`--seed cannot be "${text}": it is a whole number`);
}

/** Reads `--to`. */
export function readOutlet(word: string): OutletWord {
  const [scheme = "", ...rest] = word.split(":");
  const near = nearest(scheme, ["pty", "serial", "socat", "tcp", "mqtt", "mqtts", "file"]) ??
    scheme;
  const hint = near === scheme ? undefined : `Did you mean --to ${[near, ...rest].join(":")}?`;
  const address = read("--to", () => parseOutlet(word), hint);
  if (address.kind === "mqtt") return { word, address: { ...address, folder: workingFolder() } };
  if (!("path" in address)) return { word, address };
  const path = resolve(workingFolder(), address.path);
  return { word, address: { ...address, path } };
}

/** Where the user stands: `deno task` says it in INIT_CWD, while it runs in the project's folder. */
export function workingFolder(): string {
  try {
    return Deno.env.get("INIT_CWD") ?? Deno.cwd();
  } catch {
    return Deno.cwd();
  }
}
