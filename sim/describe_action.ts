/**
 * Actions in words, as `ctl` takes them.
 *
 * @module
 */
import type { Action } from "./verbs.ts";
import { kebab } from "./key_case.ts";
import { localTime } from "./local_time.ts";
import { VERBS } from "./verbs.ts";
import type { Argument } from "./argument.ts";

const MINUTE = 60_000;

/**
 * Says an action in words: `overload 12 kVA for 30 s`.
 *
 * @example
 * ```ts
 * import { describeAction } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const action = { do: "overload", power: 12_000, for: 30_000 };
 * assertEquals(describeAction(action), "overload 12 kVA for 30 s");
 * ```
 */
export function describeAction(action: Action): string {
  const { do: name, ...args } = action;
  const verb = Object.values(VERBS)
    .map((verbs) => verbs[name])
    .find((verb) => verb && Object.keys(args).every((key) => kebab(key) in verb.arguments));
  const words = Object.entries(args).filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const argument = verb?.arguments[kebab(key)];
      const said = argument ? describe(argument, value) : String(value);
      return { key: kebab(key), said, free: verb?.words.includes(kebab(key)) ?? false };
    })
    .sort((a, b) => Number(b.free) - Number(a.free));
  return [name, ...words.map(({ key, said, free }) => free ? said : `${key} ${said}`)].join(" ");
}

function describe({ kind, choices = {} }: Argument, value: unknown): string {
  const number = Number(value);
  switch (kind) {
    case "active power":
      return inUnits(number, [["kW", 1_000], ["W", 1]]);
    case "apparent power":
      return inUnits(number, [["kVA", 1_000], ["VA", 1]]);
    case "duration":
    case "shift":
      return inUnits(number, [
        ["d", 1_440 * MINUTE],
        ["h", 60 * MINUTE],
        ["min", MINUTE],
        ["s", 1_000],
        ["ms", 1],
      ]);
    case "moment":
      return localTime(number);
    case "choice":
      return Object.keys(choices).find((word) => choices[word] === value) ?? String(value);
    default:
      return String(value);
  }
}

/** The largest unit in which it has at most one decimal. */
function inUnits(value: number, units: readonly (readonly [string, number])[]): string {
  const [unit, size] =
    units.find(([, size]) =>
      Math.abs(value) >= size && Number.isInteger(Math.round(value * 10_000 / size) / 1_000)
    ) ?? units.at(-1)!;
  return `${value / size} ${unit}`;
}
