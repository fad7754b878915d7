/**
 * The sections of a scenario file that make the meter, and the options that they make.
 *
 * @module
 */
import { ALL_ASSUMPTIONS, type Assumptions } from "../assumptions.ts";
import { CONTRACTS } from "../contract.ts";
import type { FreeCalendar, FreeTariff } from "../free_calendar.ts";
import type { Appliance, LoadOptions, Solar } from "../load.ts";
import { parseLoadProfile } from "../load_profile.ts";
import type { MeterOptions } from "../meter_options.ts";
import { type ModelName, OLDER_MODELS, type OlderModel, olderModel } from "../older/mod.ts";
import { ALL_QUIRKS } from "../quirks.ts";
import { camelKeys, kebab } from "../key_case.ts";
import { either, type Fields, list, mapping, parsed, type Read, record, scalar } from "./shape.ts";
import {
  activePower,
  apparentPower,
  clock,
  cosine,
  dateTime,
  day,
  digits,
  duration,
  of,
  text,
  words,
} from "./values.ts";

const wholeFrom = (min: number, max: number) => scalar<number>(of("integer", { min, max }));

const SWITCHINGS = list(record({
  "from": { shape: text, about: "Local time, 06:00; the first is 00:00", required: true },
  "index": { shape: wholeFrom(1, 10), about: "Supplier index that counts", required: true },
}));

/** A calendar of a supplier: none of the four historic contracts. */
const FREE_CALENDAR = {
  "name": { shape: text, about: "Name of the offer, at most 16 characters", required: true },
  "tariffs": {
    shape: list(record({
      "name": { shape: text, about: "LTARF, at most 16 characters", required: true },
      "contact": { shape: words("Dry contact", "open", "closed"), about: "open by default" },
      "grid-index": { shape: wholeFrom(1, 4), about: "Grid-operator index, 1 by default" },
    })),
    about: "Its tariffs, in the order of their indexes, ten at most",
    required: true,
  },
  "days": {
    shape: list(SWITCHINGS),
    about: "Its kinds of day, ten at most",
    required: true,
  },
  "week": {
    shape: list(wholeFrom(0, 9), { length: 7 }),
    about: "Kind of each day of the week, Monday first, counted from 0",
  },
  "peak-days": {
    shape: mapping(of("integer", { min: 1, max: 3 }), SWITCHINGS),
    about: "Days during a mobile peak, by its number",
  },
} as const;

/** Names of contracts, of every meter. */
export const CONTRACT_NAMES: readonly string[] = [
  ...new Set(
    [CONTRACTS, ...Object.values(OLDER_MODELS).map(({ contracts }) => contracts)]
      .flatMap((contracts) => Object.keys(contracts)),
  ),
];
/** Speeds of the lines of older meters. */
const SPEEDS = new Set(Object.values(OLDER_MODELS).flatMap(({ speeds }) => speeds));

/** What `meter` may say. */
export const METER = {
  "model": {
    shape: words<ModelName>("Meter", "linky", ...Object.keys(OLDER_MODELS) as ModelName[]),
    about: "What it is: linky by default, or a meter before it",
  },
  "mode": {
    shape: words("What the line speaks", "historique", "standard"),
    about: "What the line speaks, historique by default",
  },
  "contract": {
    shape: either(
      words("Supply contract", ...CONTRACT_NAMES),
      record(FREE_CALENDAR),
    ),
    about:
      "Supply contract: base by default, or the first of an older meter; or a supplier's calendar",
  },
  "baud": {
    shape: words("Speed", ...SPEEDS),
    about: "Speed of the line of an older meter that has several",
  },
  "phases": {
    shape: words("Phases", 1, 3),
    about: "1 by default on a Linky; an older meter is made for its own",
  },
  "missing-phases": {
    shape: list(words("Phase", 1, 2, 3)),
    about: "Phases without voltage: PPOT",
  },
  "voltage": {
    shape: record({
      "mean": { shape: scalar<number>(of("number", { min: 0, max: 300 })), about: "V" },
      "swing": { shape: scalar<number>(of("number", { min: 0, max: 50 })), about: "V" },
    }),
    about: "Mains: mean, 230 by default, and how far it wanders, 4 by default, in V",
  },
  "role": {
    shape: words("What the customer is", "consumer", "producer"),
    about: "A producer's meter counts what is exported; consumer by default",
  },
  "vtic": {
    shape: scalar<"01" | "02">(of("choice", { choices: { "01": "01", "02": "02" } })),
    about: 'Version of the TIC, "02" by default; "01" is the pilot',
  },
  "power": { shape: apparentPower, about: "Subscribed power, 6 kVA by default on a Linky" },
  "serial-number": { shape: digits, about: "ADCO and ADSC, twelve digits in quotes" },
  "delivery-point": { shape: digits, about: "PRM, fourteen digits in quotes" },
  "indexes": {
    shape: list(wholeFrom(0, 999_999_999)),
    about: "Supplier indexes when it was powered up, Wh",
  },
  "quirks": {
    shape: list(words("Quirk", ...Object.keys(ALL_QUIRKS))),
    about: "Deviations of meters in the field",
  },
  "assumptions": {
    shape: record(assumptionFields()),
    about: "What it does where the documents are silent",
  },
} as const;

function assumptionFields(): Fields {
  return Object.fromEntries(
    Object.entries(ALL_ASSUMPTIONS).map(([name, row]) => [
      kebab(name),
      { shape: words<string | number>(name, row.default, ...row.alternatives), about: row.about },
    ]),
  );
}

/** What `clock` may say. */
export const CLOCK = {
  "start": {
    shape: dateTime,
    about: "What clocks in Paris show at the start, such as 2026-01-14T05:59:30",
    required: true,
  },
  "zone": { shape: words("Time zone", "Europe/Paris"), about: "The only one that a TIC knows" },
  "past": {
    shape: duration,
    about: "How long it has run under its load at the start, 2 d by default",
  },
} as const;

/** What `calendar` may say. */
export const CALENDAR = {
  "tempo": {
    shape: mapping(of("day"), words("Colour", "blue", "white", "red")),
    about: "Colours of Tempo days; the others are drawn by the seed",
  },
  "ejp": { shape: list(day), about: "EJP days; with none given they are drawn by the seed" },
} as const;

const APPLIANCE = {
  "name": { shape: text, about: "What it is", required: true },
  "power": { shape: activePower, about: "Active power while it runs", required: true },
  "power-factor": { shape: cosine, about: "1 by default, negative is capacitive" },
  "phase": { shape: words("Phase", 1, 2, 3), about: "1 by default" },
  "from": { shape: clock, about: "Time of day at which it starts", required: true },
  "for": { shape: duration, about: "How long it runs", required: true },
} as const;

const SOLAR = {
  "peak": { shape: activePower, about: "Power at the middle of the day", required: true },
  "phase": { shape: words("Phase", 1, 2, 3), about: "All of them by default" },
  "from": { shape: clock, about: "Sunrise, 07:00 by default" },
  "until": { shape: clock, about: "Sunset, 21:00 by default" },
} as const;

/** What `load` may say. */
export const LOAD = {
  "base": {
    shape: either(activePower, list(activePower, { length: 3 })),
    about: "Power drawn all the time, in all or phase by phase; 250 W by default",
  },
  "power-factor": { shape: cosine, about: "Of the base load, 1 by default" },
  "appliances": { shape: list(record(APPLIANCE)), about: "What runs at some hours of every day" },
  "profile": {
    shape: parsed({ type: "string" }, (path, { file }) => parseLoadProfile(file(path))),
    about: "A CSV file beside this one: time, W of one or three phases",
  },
  "export": {
    shape: either(activePower, record(SOLAR)),
    about: "Power given all the time, or by panels from sunrise to sunset",
  },
} as const;

/** How long the meter has run at the start where nothing is said, ms. */
const PAST = 2 * 86_400_000;

/** Makes the options of the meter from the sections of a file, or from those of the command line. */
export function meterOptions(
  sections: {
    readonly meter?: Read<typeof METER>;
    readonly clock?: Read<typeof CLOCK>;
    readonly calendar?: Read<typeof CALENDAR>;
    readonly load?: Read<typeof LOAD>;
  },
  { start, seed }: { start: number; seed: number },
): MeterOptions {
  const { meter = {}, clock = {}, calendar = {}, load = {} } = sections;
  const model = olderModel(meter.model ?? "linky");
  const { contract = usualContract(model), assumptions = {}, baud, ...others } = meter;
  const { power = model?.power.usual ?? 6_000 } = meter;
  const { appliances = [], export: given, base = 250, ...rest } = load;
  return {
    ...camelKeys<Partial<MeterOptions>>(others),
    contract: typeof contract === "string" ? contract : freeCalendar(contract),
    power,
    ...(baud !== undefined && { baudRate: baud }),
    assumptions: camelKeys<Partial<Assumptions>>(assumptions),
    load: {
      ...camelKeys<LoadOptions>(rest),
      base,
      appliances: appliances.map((appliance) => camelKeys<Appliance>(appliance)),
      ...(given !== undefined && { export: given as number | Solar }),
    },
    calendar: {
      ...(calendar.tempo && { tempo: Object.fromEntries(calendar.tempo) }),
      ...(calendar.ejp && { ejp: calendar.ejp }),
    },
    start,
    poweredUp: start - (clock.past ?? PAST),
    seed,
  };
}

/** The contract of a meter where none is said: base, or the first of its own. */
function usualContract(model: OlderModel | undefined): string {
  if (!model || Object.hasOwn(model.contracts, "base")) return "base";
  return Object.keys(model.contracts)[0]!;
}

function freeCalendar(form: Read<typeof FREE_CALENDAR>): FreeCalendar {
  const { tariffs = [], "peak-days": peakDays } = form;
  return {
    ...(form as unknown as FreeCalendar),
    tariffs: tariffs.map((tariff) => camelKeys<FreeTariff>(tariff)),
    ...(peakDays &&
      { peakDays: Object.fromEntries(peakDays) as FreeCalendar["peakDays"] & object }),
  };
}
