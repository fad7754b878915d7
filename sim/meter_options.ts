/**
 * How a meter is made, and what it is where nothing is said.
 *
 * @module
 */
import { encodeIdentity } from "../tic/identity.ts";
import type { Vtic } from "../tic/stge.ts";
import type { TicMode } from "../tic/types.ts";
import type { Phase } from "./action.ts";
import type { Assumptions } from "./assumptions.ts";
import { type Contract, CONTRACTS } from "./contract.ts";
import { type FreeCalendar, freeContract } from "./free_calendar.ts";
import type { LoadOptions } from "./load.ts";
import { type ModelName, type OlderModel, olderModel } from "./older/mod.ts";
import { checkQuirks, type QuirkName } from "./quirks.ts";
import { type Random, random } from "./random.ts";
import type { CalendarDays } from "./tariff_calendar.ts";

/** How a meter is made and what is connected to it. */
export interface MeterOptions {
  /** What it is: a Linky by default, or a meter before it. */
  model?: ModelName;
  /** Supply contract: one of the meter's by name, or for a Linky a supplier's calendar. */
  contract: string | FreeCalendar;
  /**
   * Subscribed power in VA: of a Linky whole kVA, 1 to 18, in three-phase to 36; PREF, and PCOUP with it.
   */
  power: number;
  /** What is connected; a number is a base load in W. */
  load: number | LoadOptions;
  /** Instant at which it is first looked at, in milliseconds since 1970 UTC. */
  start: number;
  /**
   * Instant at which it was powered up, `start` by default. What lies between is played, so that
   * the maximum of the day before and the points of the load curve are known at `start`.
   */
  poweredUp?: number;
  /** Phases of the supply, 1 by default. */
  phases?: 1 | 3;
  /** What it counts: a producer's meter tells what is given, too. `consumer` by default. */
  role?: "consumer" | "producer";
  /** Version of the TIC: 02, or 01 for a pilot meter. 02 by default. */
  vtic?: Vtic;
  /** What the line speaks at first, `historique` by default. */
  mode?: TicMode;
  /** Speed of the line of an older meter that has several, baud; that of the mode on a Linky. */
  baudRate?: number;
  /** Phases of a three-phase meter without voltage (PPOT). */
  missingPhases?: readonly Phase[];
  /** Voltage of the mains, V: its mean, 230 by default, and how far it wanders, 4 by default. */
  voltage?: { mean?: number; swing?: number };
  /** Days of the calendar that are not left to the seed. */
  calendar?: CalendarDays;
  /** Deviations of the field, by name. */
  quirks?: readonly QuirkName[];
  /** What it does where the documents are silent. */
  assumptions?: Partial<Assumptions>;
  /** Decides what is random: mains, days of the calendar, identity. Without one the mains do not wander. */
  seed?: number;
  /** ADCO and ADSC, twelve digits (54E §2.2); by default one that such a meter may have, by seed. */
  serialNumber?: string;
  /** Point of delivery, fourteen digits; by seed by default. */
  deliveryPoint?: string;
  /** Supplier indexes at power-up, in Wh; missing ones are 0. */
  indexes?: readonly number[];
}

/** Type digits by phases and version (54E §2.2 p5, reference §4). */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  "1 02": ["61", "62", "64", "75"],
  "3 02": ["63", "76"],
  "1 01": ["67"],
  "3 01": ["68"],
};
/** Makers seen (reference §4). */
const MAKERS = ["01", "02", "03", "04", "06"];
/** The roll-out was from 2015 to 2021; the pilot in 2010 and 2011. */
const YEARS = { "01": [2010, 2011], "02": [2015, 2021] } as const;

/** Draws a serial number with maker, year and type that such a meter may have. */
export function drawSerialNumber(
  { phases, vtic, seed, model }: {
    phases: 1 | 3;
    vtic: Vtic;
    seed: number;
    model?: OlderModel | undefined;
  },
  ...purpose: readonly string[]
): string {
  const draw = random(seed, "serial number", ...purpose);
  const [first, last] = model?.identity.years ?? YEARS[vtic];
  return encodeIdentity({
    maker: oneOf(MAKERS, draw),
    year: first + Math.floor(draw() * (last - first + 1)),
    type: oneOf(model?.identity.types ?? TYPES[`${phases} ${vtic}`]!, draw),
    serial: digits(6, draw),
  });
}

/** Draws a point of delivery. */
export function drawDeliveryPoint(seed: number): string {
  return digits(14, random(seed, "point of delivery"));
}

function oneOf(words: readonly string[], draw: Random): string {
  return words[Math.floor(draw() * words.length)]!;
}

function digits(count: number, draw: Random): string {
  return Array.from({ length: count }, () => Math.floor(draw() * 10)).join("");
}

/** Refuses what no such meter has. */
export function checkMeter(
  { power, phases, serialNumber, deliveryPoint, model }: {
    power: number;
    phases: 1 | 3;
    serialNumber: string;
    deliveryPoint: string;
    model?: OlderModel | undefined;
  },
): void {
  if (model) checkPower(power, model);
  else {
    const most = phases === 1 ? 18_000 : 36_000;
    if (!(power >= 1_000 && power <= most && power % 1_000 === 0)) {
      throw new RangeError(
        `Cannot subscribe ${power} VA: a ${
          phases === 1 ? "single" : "three"
        }-phase meter has whole ` +
          `kVA from 1 to ${most / 1_000}, such as 9 kVA`,
      );
    }
  }
  checkDigits("serial number", serialNumber, 12);
  checkDigits("point of delivery", deliveryPoint, 14);
}

function checkPower(power: number, { id, power: { least, most, step } }: OlderModel): void {
  if (power >= least && power <= most && power % step === 0) return;
  throw new RangeError(
    `Cannot subscribe ${power} VA: a ${id} has ${least / 1_000} to ${most / 1_000} kVA ` +
      `in steps of ${step / 1_000} kVA`,
  );
}

/**
 * Fills in what the model of a meter decides, and refuses what such a meter cannot be.
 *
 * @throws {RangeError} with what it can be.
 */
export function completeOptions(
  options: MeterOptions,
): { options: MeterOptions; contract: Contract; model: OlderModel | undefined } {
  const { contract, quirks = [] } = options;
  const model = olderModel(options.model ?? "linky");
  checkQuirks(quirks, model?.id);
  if (!model) {
    if (options.baudRate !== undefined) {
      throw new RangeError("Cannot choose the speed of a Linky: its mode decides it");
    }
    return {
      options,
      contract: typeof contract === "string"
        ? pick("contract", contract, CONTRACTS, "Linky")
        : freeContract(contract),
      model,
    };
  }
  const { id, modes, speeds, phases, roles, contracts } = model;
  if (typeof contract !== "string") {
    throw new RangeError(`Cannot use a supplier's calendar: a ${id} has ${known(contracts)}`);
  }
  if (options.vtic !== undefined) throw new RangeError(`Cannot use VTIC: a ${id} has none`);
  return {
    options: {
      ...options,
      phases: choose("phases", options.phases, phases, id),
      mode: choose("mode", options.mode, modes, id),
      role: choose("role", options.role, roles, id),
      baudRate: choose("baud", options.baudRate, speeds, id),
    },
    contract: pick("contract", contract, contracts, id),
    model,
  };
}

function known(table: Readonly<Record<string, unknown>>): string {
  return Object.keys(table).join(", ");
}

function pick<T>(what: string, name: string, table: Readonly<Record<string, T>>, id: string): T {
  if (Object.hasOwn(table, name)) return table[name]!;
  throw new RangeError(
    `Cannot use the ${what} ${JSON.stringify(name)}: a ${id} has ${known(table)}`,
  );
}

function choose<T>(what: string, wanted: T | undefined, all: readonly T[], id: string): T {
  if (wanted === undefined) return all[0]!;
  if (all.includes(wanted)) return wanted;
  throw new RangeError(`Cannot use ${what} ${wanted}: a ${id} has ${all.join(", ")}`);
}

function checkDigits(what: string, text: string, length: number): void {
  if (/^\d+$/.test(text) && text.length === length) return;
  throw new RangeError(`Cannot use ${JSON.stringify(text)} as ${what}: it has ${length} digits`);
}
