/**
 * Everything that can be made to happen, as one table: timelines, `ctl`, the JSON Schema and the docs
 * all read it.
 *
 * @module
 */
import type { Argument } from "./argument.ts";
import { FAULT_VERBS } from "./fault_verbs.ts";
import { camelKeys } from "./key_case.ts";

/** What a verb acts on: the meter, its line, the bytes of its frames, or the run itself. */
export type Target = "meter" | "line" | "fault" | "run";

/** One verb. */
export interface Verb {
  /** One sentence. */
  readonly about: string;
  /** Its arguments, by the names that scenarios and `ctl` use. */
  readonly arguments: Readonly<Record<string, Argument>>;
  /**
   * Arguments that need no name, in their order: `overload 12 kVA` in `ctl`; a verb with one of them may
   * be written `{ overload: … }` or, where nothing else is said, `{ load: 2 kW }`.
   */
  readonly words: readonly string[];
}

const PHASE: Argument = {
  kind: "choice",
  about: "Phase, numbered from the left terminal; all of them where none is said",
  choices: { 1: 1, 2: 2, 3: 3 },
};
const LASTING: Argument = { kind: "duration", about: "How long it lasts", required: true };
const DAY: Argument = { kind: "day", about: "Day of the calendar", required: true };

/** Verbs of the meter. */
const METER: Readonly<Record<string, Verb>> = {
  "load": {
    about: "Replaces the base load, for a time or for good; a negative load is exported.",
    words: ["power"],
    arguments: {
      "power": { kind: "active power", about: "Active power drawn", required: true },
      "phase": PHASE,
      "power-factor": { kind: "number", about: "Cosine of the load", min: 0, max: 1 },
      "for": { ...LASTING, required: false },
    },
  },
  "power": {
    about: "Changes the subscribed power.",
    words: ["power"],
    arguments: {
      "power": { kind: "apparent power", about: "Subscribed power", required: true },
    },
  },
  "tariff-shift": {
    about: "Moves all switching times of the tariffs, as a meter whose clock is wrong does.",
    words: ["by"],
    arguments: {
      "by": { kind: "shift", about: "How much later; negative is earlier", required: true },
    },
  },
  "colour": {
    about: "Gives a Tempo day its colour.",
    words: ["day", "colour"],
    arguments: {
      "day": DAY,
      "colour": {
        kind: "choice",
        about: "Colour of the day, which runs from 06:00 to 06:00",
        required: true,
        choices: { blue: "blue", white: "white", red: "red" },
      },
    },
  },
  "ejp": {
    about: "Makes a day an EJP day: peak from 07:00 to 01:00, announced half an hour before.",
    words: ["day"],
    arguments: { "day": DAY },
  },
  "peak": {
    about: "Announces a mobile peak (DPMn, FPMn, PPOINTE) and lets it happen.",
    words: ["number"],
    arguments: {
      "number": {
        kind: "choice",
        about: "Number of the mobile peak",
        required: true,
        choices: { 1: 1, 2: 2, 3: 3 },
      },
      "from": { kind: "moment", about: "When it begins", required: true },
      "until": { kind: "moment", about: "When it ends", required: true },
      "notice": { kind: "duration", about: "How long before it is announced; at once by default" },
    },
  },
  "overload": {
    about: "Adds load until an apparent power is reached.",
    words: ["power"],
    arguments: {
      "power": { kind: "apparent power", about: "Power reached", required: true },
      "phase": PHASE,
      "for": LASTING,
    },
  },
  "trip": {
    about: "Opens the breaker of the meter.",
    words: [],
    arguments: {},
  },
  "reset": {
    about: "Closes the breaker again, as the button of the meter does.",
    words: [],
    arguments: {},
  },
  "cover": {
    about: "Opens or closes the terminal cover.",
    words: ["open"],
    arguments: {
      "open": {
        kind: "choice",
        about: "State of the cover",
        required: true,
        choices: { open: true, closed: false },
      },
    },
  },
  "message": {
    about: "Shows a message of the grid operator: MSG1, or MSG2 in one frame; MESSAGE on a SAPHIR.",
    words: ["text"],
    arguments: {
      "text": {
        kind: "text",
        about: "At most 32 characters, 16 ultra-short; 80 on a SAPHIR",
        required: true,
      },
      "ultra-short": { kind: "flag", about: "Whether it is MSG2" },
    },
  },
  "mode": {
    about: "Switches the line to a mode, as the grid operator does on demand.",
    words: ["mode"],
    arguments: {
      "mode": {
        kind: "choice",
        about: "Mode of the line",
        required: true,
        choices: { historique: "historique", standard: "standard" },
      },
    },
  },
  "outage": {
    about: "Cuts the mains: the line is silent until they return.",
    words: ["for"],
    arguments: { "for": LASTING },
  },
  "degrade": {
    about: "Lets the clock lose its certainty: lower-case seasons, STGE bit 16.",
    words: [],
    arguments: {},
  },
  "resync": {
    about: "Gives the clock its certainty back.",
    words: [],
    arguments: {},
  },
  "output": {
    about:
      "Gives the output of an older meter another state: frames, standby or test frames, pulses.",
    words: ["state"],
    arguments: {
      "state": {
        kind: "choice",
        about: "What it carries; pulses are silence for a reader, and want a time",
        required: true,
        choices: { tic: "tic", standby: "standby", metrology: "metrology", test: "test" },
      },
      "for": { ...LASTING, required: false },
    },
  },
  "telereport": {
    about: "Lets an older meter serve another link: it breaks off with EOT and is silent.",
    words: ["for"],
    arguments: { "for": LASTING },
  },
  "replace": {
    about: "Puts another meter in its place, with indexes of 0.",
    words: ["serial-number"],
    arguments: {
      "serial-number": { kind: "value", about: "Its ADCO or ADSC; by the seed where none is said" },
    },
  },
};

/** Verbs of the line. */
const LINE: Readonly<Record<string, Verb>> = {
  "cut": {
    about: "Lets the bytes go nowhere for a time, while the meter goes on.",
    words: ["for"],
    arguments: { "for": LASTING },
  },
  "stall": {
    about: "Holds the line for a time; it goes on where it was.",
    words: ["for"],
    arguments: { "for": LASTING },
  },
  "unplug": {
    about: "Takes the outlets away for a time, as if the plug were pulled.",
    words: ["for"],
    arguments: { "for": LASTING },
  },
  "speed": {
    about: "Changes how many times faster than a meter the line goes.",
    words: ["speed"],
    arguments: {
      "speed": {
        kind: "number",
        about: "1 as a meter, up to 1000",
        min: 1,
        max: 1000,
        required: true,
      },
    },
  },
};

/** Verbs of the run, for `ctl` alone. */
const RUN: Readonly<Record<string, Verb>> = {
  "status": {
    about: "Says where the run is: frame, time, mode, tariff, power, outlets.",
    words: [],
    arguments: {},
  },
  "step": {
    about: "Lets a run that was started with --step go on by some frames.",
    words: ["frames"],
    arguments: {
      "frames": { kind: "integer", about: "How many, 1 by default", min: 1 },
    },
  },
  "quit": {
    about: "Ends the run.",
    words: [],
    arguments: {},
  },
};

/** Every verb, by what it acts on and its name: `replace` is one of the meter and one of the bytes. */
export const VERBS: Readonly<Record<Target, Readonly<Record<string, Verb>>>> = {
  meter: METER,
  line: LINE,
  fault: FAULT_VERBS,
  run: RUN,
};

/** An action as the meter, the line and the faults take it: the verb, and arguments in camel case. */
export type Action = { readonly do: string } & Readonly<Record<string, unknown>>;

/** Makes the action of a verb from arguments that were read. */
export function actionOf(name: string, args: Readonly<Record<string, unknown>>): Action {
  return { do: name, ...camelKeys<Record<string, unknown>>(args) };
}
