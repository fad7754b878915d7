/**
 * What the documents leave open, each with what the meter does by default and what it may do instead.
 *
 * @module
 */

import { OLDER_ASSUMPTIONS } from "./older/assumptions.ts";

/** A thing that the documents do not say. */
export interface Assumption<T extends string | number = string | number> {
  /** What the meter does where nothing else is asked for. */
  readonly default: T;
  /** What it may do instead. */
  readonly alternatives: readonly T[];
  /** One sentence: the question and what each answer means. */
  readonly about: string;
  /** Where the gap is. */
  readonly source: string;
}

/** Those of a Linky: name, default, alternatives. */
export const ASSUMPTIONS = {
  smaxsn: {
    default: "filtered",
    alternatives: ["instant"],
    about: "SMAXSN is the highest square root of the trip filter; or, instant, the highest SINSTS.",
    source: "54E §6.2.3.11 p23, §7 p29",
  },
  midnight: {
    default: "filter",
    alternatives: ["zero"],
    about:
      "At midnight SMAXSN begins with what the filter holds; or, zero, with 0 until the next second.",
    source: "54E §6.2.3.11 p23; no capture",
  },
  phaseLimit: {
    default: "third",
    alternatives: ["whole"],
    about: "A three-phase meter trips on PCOUP/3 in one phase; or, whole, on PCOUP in one phase.",
    source: "54E §7 p30",
  },
  overload: {
    default: "any",
    alternatives: ["total"],
    about:
      "STGE bit 7 in three-phase: the total is above PREF or a phase above PREF/3; or only the total.",
    source: "54E §6.2.3.14 p24",
  },
  adpsHold: {
    default: 0,
    alternatives: [5, 10, 60],
    about: "Seconds for which ADPS stays after the current has fallen to the reference again.",
    source: "54E §6.1.1 p15",
  },
  pejp: {
    default: "notice",
    alternatives: ["notice-and-peak"],
    about: "PEJP is there in the notice of a peak, as in 54E; or through the peak too, as in 02E.",
    source: "54E §6.1.1 p15, 02E §2.3.3 p26",
  },
  demainBlue: {
    default: "announced",
    alternatives: ["never"],
    about: "DEMAIN announces blue days as the others; or keeps to ---- as one user saw.",
    source: "impl: lains/teleinfo-nom, hekmon/linkytic #12",
  },
  colourAnnounced: {
    default: 20,
    alternatives: [11, 17, 22],
    about: "Local hour at which the colour of tomorrow appears.",
    source: "impl: Zlinky_TIC #218, hekmon/linkytic #12",
  },
  curvePeriod: {
    default: 30,
    alternatives: [10, 15, 60, 0],
    about:
      "Minutes of a point of the load curve; 0 is a curve that is stopped, without its groups.",
    source: "54E §6.2.3.12 p23",
  },
  curveDelay: {
    default: 0,
    alternatives: [1, 5, 10],
    about: "Seconds after the end of a period at which its point appears, 10 at most.",
    source: "54E §6.2.3.12 p23",
  },
  curveAfterOutage: {
    default: "omitted",
    alternatives: ["kept"],
    about: "After an outage CCASN is left out until a period is whole; or the old points are kept.",
    source: "54E §6.2.3.12 p23",
  },
  clockAutonomy: {
    default: 5,
    alternatives: [0, 1, 20],
    about: "Days without mains after which the clock is degraded.",
    source: "GP15",
  },
  degradedHistory: {
    default: "own",
    alternatives: ["all"],
    about:
      "A degraded clock has lower-case letters in what it dates from then on; or in all horodates.",
    source: "54E §6.2.1.1 p17",
  },
  current: {
    default: "nearest",
    alternatives: ["down"],
    about: "IRMS and IINST are the nearest ampere; or the whole amperes below.",
    source: "54E §6.2.3.7 p22",
  },
  indexEnd: {
    default: "wrap",
    alternatives: ["stay"],
    about: "An index after 999,999,999 Wh begins again at 0; or stays there.",
    source: "54E §6.2.2 p18",
  },
} as const satisfies Record<string, Assumption>;

/** The same with those of the meters before Linky. */
export const ALL_ASSUMPTIONS: typeof ASSUMPTIONS & typeof OLDER_ASSUMPTIONS = {
  ...ASSUMPTIONS,
  ...OLDER_ASSUMPTIONS,
};

/** Name of an assumption. */
export type AssumptionName = keyof typeof ALL_ASSUMPTIONS;

/** What a meter does where the documents leave it open, by name. */
export type Assumptions = {
  readonly [Name in AssumptionName]:
    | typeof ALL_ASSUMPTIONS[Name]["default"]
    | typeof ALL_ASSUMPTIONS[Name]["alternatives"][number];
};

/**
 * Fills up assumptions with their defaults.
 *
 * @example
 * ```ts
 * import { assume } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(assume({ curvePeriod: 10 }).curvePeriod, 10);
 * assertEquals(assume({}).curvePeriod, 30);
 * ```
 *
 * @throws {RangeError} where one is unknown or has a value that it cannot have.
 */
export function assume(chosen: Partial<Assumptions>): Assumptions {
  const table: Readonly<Record<string, Assumption>> = ALL_ASSUMPTIONS;
  for (const [name, value] of Object.entries(chosen)) {
    const row = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!row) {
      throw new RangeError(
        `Cannot assume ${JSON.stringify(name)}: it is none of ${Object.keys(table).join(", ")}`,
      );
    }
    const values = [row.default, ...row.alternatives];
    if (!values.includes(value)) {
      throw new RangeError(
        `Cannot assume ${name} ${JSON.stringify(value)}: it is one of ${values.join(", ")}`,
      );
    }
  }
  const defaults = Object.fromEntries(
    Object.entries(table).map(([name, row]) => [name, row.default]),
  );
  return { ...defaults, ...chosen } as Assumptions;
}
