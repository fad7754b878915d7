/**
 * The form of a scenario file: its sections and keys, as tables.
 *
 * @module
 */
import type { Node } from "yaml";
import type { Action } from "../verbs.ts";
import { actionShape, TARGETS } from "./action_shape.ts";
import { CALENDAR, CLOCK, LOAD, METER } from "./meter_form.ts";
import { list, parsed, type Read, record, recordSchema, scalar, type Shape } from "./shape.ts";
import { digits, duration, durations, flag, moment, of, pattern, range, text } from "./values.ts";

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
