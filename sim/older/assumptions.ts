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
  eot: {
    models: [...BLUE, "concentrator", "cje", "ice-2q", "ice-4q", "saphir"],
    default: "group",
    alternatives: ["character"],
    about:
      "A frame that is broken off for another link ends behind the group, or the character, being sent.",
    source: "02E §1.5.2 p19; 02E §2.5.2 p31 has the group at an overrun",
  },
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
  pmax: {
    models: ["cbetm"],
    default: "day-before",
    alternatives: ["today", "power-up"],
    about:
      "PMAX is the highest power of the day before, as on a Linky; of today; or since power-up.",
    source: "02E §2.5.3 p34; 54E §6.1.2 p16",
  },
  motdetatLength: {
    models: ["concentrator"],
    default: 6,
    alternatives: [10],
    about: "MOTDETAT of the concentrator has 6 characters, as in the table; or 10, as in the text.",
    source: "02E §2.2.2 p23-24",
  },
  gasFlow: {
    models: ["concentrator"],
    default: 120,
    alternatives: [0, 600],
    about: "Gas that flows without pause, dal an hour: GAZ.",
    source: "02E §2.2.2 p24 says only what is counted",
  },
  otherFlow: {
    models: ["concentrator"],
    default: 15,
    alternatives: [0, 60],
    about: "What a third meter, of water for instance, counts, dal an hour: AUTRE.",
    source: "02E §2.2.2 p24 says only what is counted",
  },
  overrunBy: {
    models: ["cje"],
    default: "mean",
    alternatives: ["instant"],
    about:
      "DP and TDEPA follow the quadratic mean of the last 5 min; or the power drawn at the moment.",
    source: "02E §2.6 p38-40",
  },
  kp: {
    models: ["cje"],
    default: 100,
    alternatives: [80, 90],
    about: "DP is shown from this share of the subscribed power on, percent; 100 is sent as 00.",
    source: "02E §2.6 p38",
  },
  thresholds: {
    models: ["cje"],
    default: 1,
    alternatives: [2],
    about: "Powers have one block; or two, peak hours and off-peak hours, of one subscribed power.",
    source: "02E §2.6 p39-41 has both forms, not which hours they are of",
  },
  winterHours: {
    models: ["cje"],
    default: "21",
    alternatives: ["22"],
    about: "Slot of JAUNE in the winter hours (HH) of EJP, for which the documents name no code.",
    source: "02E §2.6 p38",
  },
  rollover: {
    models: ["cje", "ice-2q", "ice-4q", "pme-pmi", "saphir"],
    default: "month",
    alternatives: ["year"],
    about: "A contract period ends on the first of each month at 00 h; or on 1 November.",
    source: "02E §2.6 p39 says that it ends, not when; §2.7-2.10 likewise",
  },
  modem: {
    models: ["cje"],
    default: "none",
    alternatives: ["valid"],
    about: "Whether the option of a telephone modem is valid: FCOU is there.",
    source: "02E §2.6 p41",
  },
  kdc: {
    models: ["ice-2q", "ice-4q", "saphir"],
    default: 90,
    alternatives: [80, 100],
    about: "KDC: a minute above this share of the subscribed power, percent, begins PREAVIS DEP.",
    source: "02E §2.7 p43-55 has 80 to 100 %, not over which time",
  },
  kdcd: {
    models: ["ice-2q", "ice-4q", "saphir"],
    default: 80,
    alternatives: [70, 75],
    about: "KDCD: a minute below this share of the subscribed power, percent, ends PREAVIS DEP.",
    source: "02E §2.7 p43-55 has 70 to 100 %, not over which time",
  },
  highVoltage: {
    models: ["ice-4q", "saphir"],
    default: 20_000,
    alternatives: [15_000, 33_000],
    about: "Line voltage of the mains behind the transformers, V, for I1 to I3.",
    source: "02E §2.8 p57-65, §2.10 p86-99 have currents of the high-voltage side",
  },
  injectionRelease: {
    models: ["ice-4q"],
    default: "V1.10",
    alternatives: ["V1.01"],
    about:
      "Application of the injection: V1.10 has the indexes of P-1 in turns; V1.01 has PREAVIS instead.",
    source: "02E §2.8 p57-65",
  },
  prapCour: {
    models: ["ice-4q"],
    default: "PrapCour",
    alternatives: ["PRapCour"],
    about: "Spelling of that label: that of the table; or that of the text.",
    source: "02E §2.8 p57-65",
  },
  pmeRelease: {
    models: ["pme-pmi"],
    default: "2013",
    alternatives: ["first"],
    about:
      "Release of the meter: 2013 has ADS, dynamic tariffs and the test mode; the first ones have not.",
    source: "02E §2.9 p66-83",
  },
  pmeLabels: {
    models: ["pme-pmi"],
    default: "sent",
    alternatives: ["printed"],
    about:
      "Labels as a meter was seen to send them, EAP-1_s; or as the table prints them, EaP-1_s.",
    source: "02E §2.9.2.1 p70-71; impl: Liberasys/dl_decode_pmepmi",
  },
  eappUnit: {
    models: ["pme-pmi"],
    default: "VAh",
    alternatives: ["Wh"],
    about: "Unit of EAPP: that of the table, which was seen; or that of the text.",
    source: "02E §2.9 p69-79",
  },
  secondCalendar: {
    models: ["pme-pmi"],
    default: "same",
    alternatives: ["bt-4-sup36", "bt-5-sup36", "hta-5"],
    about: "MESURES2: the contract of MESURES1, with five periods instead of eight; or another.",
    source: "02E §2.9.2 p70; the same was seen, impl: Liberasys/dl_decode_pmepmi",
  },
  longEvery: {
    models: ["saphir"],
    default: 1,
    alternatives: [2, 3, 4, 5],
    about: "Minutes from one long frame to the next, which the operator sets.",
    source: "02E §2.10.1 p84",
  },
  gridF: {
    models: ["saphir"],
    default: "same",
    alternatives: ["hta-5", "hta-8"],
    about: "Grid F, the supplier's, is that of the grid operator, D; or another.",
    source: "02E §2.10 p86-99",
  },
} as const satisfies Record<string, OlderAssumption>;

/** Assumptions of a Linky that are about other meters, too. */
const SHARED_ASSUMPTIONS: Readonly<Record<string, readonly OlderMeterId[]>> = {
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
