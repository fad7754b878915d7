/**
 * What the documents leave open about the meters before Linky.
 *
 * @module
 */
import type { Assumption } from "../assumptions.ts";
import type { OlderMeterId } from "./older_model.ts";

/** A thing that the documents do not say of some meters. */
export interface OlderAssumption extends Assumption {
  /** The meters that it is about. */
  readonly models: readonly OlderMeterId[];
}

/** The blue meters. */
const BLUE = ["cbemm", "cbemm-icc", "cbetm"] as const;

/** The table: name, default, alternatives. */
export const OLDER_ASSUMPTIONS = {
  hhphc: {
    models: BLUE,
    default: "A",
    alternatives: ["C", "D", "E", "Y"],
    about: "HHPHC, the timetable of the off-peak hours, is this letter.",
    source: "02E §2.3.3 p28, reference §5.3",
  },
  motdetat: {
    models: BLUE,
    default: "000000",
    alternatives: ["400000", "40CC00"],
    about: "MOTDETAT, which the documents do not explain, is this word.",
    source: "02E §2.3.3 p28; 40CC00 was seen, reference §5.3",
  },
  imaxSince: {
    models: BLUE,
    default: "power-up",
    alternatives: ["midnight"],
    about: "IMAX is the highest current since the meter was powered up; or since midnight.",
    source: "02E §2.3.3 p28; 44E §3.2.2 p8 has it daily on the pilot",
  },
} as const satisfies Record<string, OlderAssumption>;

/** Assumptions of a Linky that are about other meters, too. */
export const SHARED_ASSUMPTIONS: Readonly<Record<string, readonly OlderMeterId[]>> = {
  adpsHold: ["cbemm", "cbemm-icc"],
  demainBlue: BLUE,
  colourAnnounced: BLUE,
  current: BLUE,
  indexEnd: [...BLUE, "concentrator"],
};

/** Tells whether an assumption is about a meter, `linky` or an older one. */
export function appliesTo(name: string, model: string): boolean {
  const own: Readonly<Record<string, OlderAssumption>> = OLDER_ASSUMPTIONS;
  if (model === "linky") return !Object.hasOwn(own, name);
  const { models = SHARED_ASSUMPTIONS[name] ?? [] } = own[name] ?? {};
  return models.some((each) => each === model);
}
