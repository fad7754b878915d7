/**
 * The values that scenarios are made of, as shapes.
 *
 * @module
 */
import type { Argument } from "../argument.ts";
import { parseClock, parseDay } from "../moment.ts";
import { parseQuantity, quantityPattern } from "../quantity.ts";
import { parseStart } from "../start.ts";
import { list, parsed, scalar, type Shape } from "./shape.ts";

/** One of some words. */
export function words<T extends string | number>(about: string, ...all: readonly T[]) {
  return scalar<T>({
    kind: "choice",
    about,
    choices: Object.fromEntries(all.map((word) => [word, word])),
  });
}

/** An argument that nobody but a scenario has. */
export const of = (kind: Argument["kind"], limits: Partial<Argument> = {}): Argument => ({
  kind,
  about: "",
  ...limits,
});
/** Any text. */
export const text = scalar<string>(of("text"));
/** Data of a label: text, in quotes where it looks like a number. */
export const digits = scalar<string>(of("value"));
/** Active power, W. */
export const activePower = scalar<number>(of("active power"));
/** Apparent power, VA. */
export const apparentPower = scalar<number>(of("apparent power"));
/** A duration above 0, ms. */
export const duration = scalar<number>(of("duration"));
/** A day, YYYY-MM-DD. */
export const day = scalar<string>(of("day"));
/** A moment, ms since 1970 UTC. */
export const moment = scalar<number>(of("moment"));
/** True or false. */
export const flag = scalar<boolean>(of("flag"));
/** A power factor; negative is capacitive. */
export const cosine = scalar<number>(of("number", { min: -1, max: 1 }));

/** A date and time, read as ms since 1970 UTC. */
export const dateTime = parsed<number>(
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
export const clock = parsed<number>(
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
export const durations = parsed<readonly [number, number]>(
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
export const pattern = parsed<RegExp>(
  { type: "string", format: "regex" },
  (text) => new RegExp(text),
);

/** Two numbers, the lower one first. */
export const range: Shape<readonly [number, number]> = {
  schema: list(scalar<number>(of("number")), { length: 2 }).schema,
  read(node, reading) {
    const pair = list(scalar<number>(of("number")), { length: 2 }).read(node, reading);
    if (pair && pair[0]! > pair[1]!) {
      return void reading.problem(node, "The lower number comes first");
    }
    return pair as [number, number] | undefined;
  },
};
