/**
 * The form of a scenario file: its sections and keys, as tables.
 *
 * @module
 */
import type { Node } from "yaml";
import type { Argument } from "../argument.ts";
import { parseClock, parseDay } from "../moment.ts";
import { parseQuantity, quantityPattern } from "../quantity.ts";
import { parseStart } from "../start.ts";
import type { Action } from "../verbs.ts";
import { actionShape, TARGETS } from "./action_shape.ts";
import {
  list,
  mapping,
  parsed,
  type Read,
  record,
  recordSchema,
  scalar,
  type Shape,
} from "./shape.ts";

function words<T extends string | number>(about: string, ...all: readonly T[]) {
  return scalar<T>({
    kind: "choice",
    about,
    choices: Object.fromEntries(all.map((word) => [word, word])),
  });
}

const of = (kind: Argument["kind"], limits: Partial<Argument> = {}): Argument => ({
  kind,
  about: "",
  ...limits,
});
const text = scalar<string>(of("text"));
const digits = scalar<string>(of("value"));
const activePower = scalar<number>(of("active power"));
const apparentPower = scalar<number>(of("apparent power"));
const duration = scalar<number>(of("duration"));
const day = scalar<string>(of("day"));
const moment = scalar<number>(of("moment"));
const flag = scalar<boolean>(of("flag"));
const cosine = scalar<number>(of("number", { min: 0, max: 1 }));

/** A date and time, read as ms since 1970 UTC. */
const dateTime = parsed<number>(
  {
    type: "string",
    pattern: "^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)?)?$",
  },
  (text) => {
    if (/^\d{4}-\d\d-\d\d/.test(text)) parseDay(text.slice(0, 10));
    return parseStart(text);
  },
);

/** A time of day, read as ms after midnight. */
const clock = parsed<number>(
  { type: "string", pattern: "^\\d\\d?:\\d\\d(:\\d\\d)?$" },
  (text) => {
    const time = parseClock(text);
    if (time !== undefined) return time;
    throw new SyntaxError(
      `Cannot read ${JSON.stringify(text)} as a time of day: write such as 22:30`,
    );
  },
);

/** A range of durations, `20 ms..30 ms` or one for both, read as ms. */
const durations = parsed<readonly [number, number]>(
  {
    type: "string",
    pattern: `^${quantityPattern("duration").slice(1, -1)}(\\.\\.${
      quantityPattern("duration").slice(1, -1)
    })?$`,
  },
  (text) => {
    const [least = "", most = least] = text.split("..");
    const range = [parseQuantity(least, "duration"), parseQuantity(most, "duration")] as const;
    if (range[0] >= 0 && range[0] <= range[1]) return range;
    throw new SyntaxError(
      `Cannot use ${JSON.stringify(text)}: the shorter one comes first, such as "20 ms..30 ms"`,
    );
  },
);

/** A regular expression. */
const pattern = parsed<RegExp>({ type: "string", format: "regex" }, (text) => new RegExp(text));

/** Two numbers, the lower one first. */
const range: Shape<readonly [number, number]> = {
  schema: list(scalar<number>(of("number")), { length: 2 }).schema,
  read(node, reading) {
    const pair = list(scalar<number>(of("number")), { length: 2 }).read(node, reading);
    if (pair && pair[0]! > pair[1]!) {
      return void reading.problem(node, "The lower number comes first");
    }
    return pair as [number, number] | undefined;
  },
};

const METER = {
  "mode": {
    shape: words("What the line speaks", "historique", "standard"),
    about: "What the line speaks, historique by default",
  },
  "contract": {
    shape: words("Supply contract", "base", "hc", "ejp", "tempo"),
    about: "Supply contract, base by default",
  },
  "phases": { shape: words("Phases", 1, 3), about: "1 by default" },
  "role": {
    shape: words("What the customer is", "consumer", "producer"),
    about: "A producer's meter counts what is exported; consumer by default",
  },
  "vtic": { shape: digits, about: 'Version of the line, "02" by default; "01" is the pilot' },
  "power": { shape: apparentPower, about: "Subscribed power, 6 kVA by default" },
  "serial-number": { shape: digits, about: "ADCO and ADSC, twelve digits in quotes" },
  "delivery-point": { shape: digits, about: "PRM, fourteen digits in quotes" },
  "indexes": {
    shape: list(scalar<number>(of("integer", { min: 0, max: 999_999_999 }))),
    about: "Supplier indexes when it was powered up, Wh",
  },
  "quirks": { shape: list(text), about: "Deviations of meters in the field" },
} as const;

const CLOCK = {
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

const CALENDAR = {
  "tempo": {
    shape: mapping(of("day"), words("Colour", "blue", "white", "red")),
    about: "Colours of Tempo days; the others are drawn by the seed",
  },
  "ejp": { shape: list(day), about: "EJP days; with none given they are drawn by the seed" },
} as const;

const APPLIANCE = {
  "name": { shape: text, about: "What it is" },
  "power": { shape: activePower, about: "Active power while it runs", required: true },
  "power-factor": { shape: cosine, about: "Cosine, 1 by default" },
  "phase": { shape: words("Phase", 1, 2, 3), about: "Phase, 1 by default" },
  "from": { shape: clock, about: "Time of day at which it starts", required: true },
  "for": { shape: duration, about: "How long it runs", required: true },
} as const;

const LOAD = {
  "base": { shape: activePower, about: "Power drawn all the time, 250 W by default" },
  "power-factor": { shape: cosine, about: "Cosine of the base load, 1 by default" },
  "appliances": { shape: list(record(APPLIANCE)), about: "What runs at some hours" },
} as const;

const LINE = {
  "gap": { shape: durations, about: "Silence between two frames, 16.7 ms..33.4 ms by default" },
} as const;

const CHECK = {
  "at": { shape: moment, about: "When the window begins", required: true },
  "within": {
    shape: duration,
    about: "Its length; without it the first frame from then on decides",
  },
  "label": { shape: scalar<string>(of("label")), about: "Label of the group", required: true },
  "equals": { shape: digits, about: 'The data, in quotes: "06"' },
  "matches": { shape: pattern, about: "A regular expression that matches in the data" },
  "between": { shape: range, about: "Lowest and highest number" },
  "timestamp": { shape: pattern, about: "A regular expression that matches in the horodate" },
  "present": { shape: flag, about: "Whether the group is there" },
  "absent": { shape: flag, about: "Whether the group is missing" },
} as const;

const RUN = {
  "for": { shape: duration, about: "How long the line is played", required: true },
  "speed": {
    shape: parsed<number>({ anyOf: [{ type: "number", minimum: 1 }, { const: "max" }] }, speed),
    about: "1 as a meter (the default), N times faster, or max",
  },
} as const;

function speed(text: string): number {
  const speed = text === "max" ? Infinity : Number(text);
  if (speed >= 1) return speed;
  throw new SyntaxError(
    `Cannot use ${JSON.stringify(text)} as a speed: 1, a higher number, or max`,
  );
}

/** An entry of a timeline as it is written. */
export interface EntryForm {
  /** First instant, milliseconds since 1970 UTC. */
  readonly at: number;
  /** Time between two repetitions, ms. */
  readonly every: number | undefined;
  /** What the verb acts on. */
  readonly target: typeof TARGETS[number];
  /** The verb and its arguments. */
  readonly action: Action;
  /** Where it is written. */
  readonly node: Node;
}

const ENTRY_FIELDS = {
  "at": {
    shape: moment,
    about: "When: +60 s, 06:00:00 or 2026-01-14 06:00:00",
    required: true,
  },
  "every": { shape: duration, about: "Repeats it, the first time at `at`" },
  ...Object.fromEntries(
    TARGETS.map((target) => [target, { shape: actionShape(target) as Shape<unknown> }]),
  ) as Record<typeof TARGETS[number], { shape: Shape<Action> }>,
} as const;

/** An entry: when, and one thing that happens. */
const entry: Shape<EntryForm> = {
  schema: {
    ...recordSchema(ENTRY_FIELDS),
    oneOf: TARGETS.map((target) => ({ required: [target] })),
  },
  read(node, reading) {
    const read = record(ENTRY_FIELDS).read(node, reading);
    if (!read) return undefined;
    const [target, another] = TARGETS.filter((name) => Object.hasOwn(read, name));
    if (target === undefined || another !== undefined) {
      const all = TARGETS.map((name) => `${name}: { … }`).join(" or ");
      return void reading.problem(node, `One of ${all} is wanted in an entry`);
    }
    const action = read[target];
    if (read.at === undefined || action === undefined) return undefined;
    return { at: read.at, every: read.every, target, action, node };
  },
};

/** A check as it is written, with its place. */
export interface CheckForm extends Read<typeof CHECK> {
  /** Where it is written. */
  readonly node: Node;
}

const PREDICATES = ["equals", "matches", "between", "timestamp", "present", "absent"] as const;

const check: Shape<CheckForm> = {
  schema: { ...recordSchema(CHECK), anyOf: PREDICATES.map((key) => ({ required: [key] })) },
  read(node, reading) {
    const read = record(CHECK).read(node, reading);
    if (!read) return undefined;
    if (PREDICATES.some((key) => Object.hasOwn(read, key))) return { ...read, node };
    return void reading.problem(node, `A check wants one of ${PREDICATES.join(", ")}`);
  },
};

const SCENARIO = {
  "title": { shape: text, about: "One line", required: true },
  "about": { shape: text, about: "What happens and why it matters", required: true },
  "meter": { shape: record(METER), about: "The meter", required: true },
  "clock": { shape: record(CLOCK), about: "Its clock", required: true },
  "calendar": { shape: record(CALENDAR), about: "Days that have a colour or a peak" },
  "seed": {
    shape: scalar<number>(of("integer", { min: 0 })),
    about: "Decides all that is random, 42 by default",
  },
  "load": { shape: record(LOAD), about: "What is connected" },
  "line": { shape: record(LINE), about: "How the line behaves" },
  "timeline": { shape: list(entry), about: "What happens, and when" },
  "checks": { shape: list(check), about: "What the meter must have said" },
  "run": { shape: record(RUN), about: "How long, and how fast", required: true },
} as const;

/** A scenario as it is written; what is required is there once reading told no problem. */
export type ScenarioForm = Read<typeof SCENARIO>;

/** The whole file. */
export const scenarioShape: Shape<ScenarioForm> = record(SCENARIO);

/** Where a key belongs that stands in the wrong place: `start` → `clock`. */
export function homeOf(key: string): string | undefined {
  const sections = { meter: METER, clock: CLOCK, calendar: CALENDAR, load: LOAD, run: RUN };
  return Object.entries(sections).find(([, fields]) => Object.hasOwn(fields, key))?.[0];
}
