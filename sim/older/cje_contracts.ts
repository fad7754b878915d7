/**
 * The yellow tariff: contracts of the CJE.
 *
 * @module
 */
import type { Contract, DayProfile, Tariff } from "../contract.ts";

/** Local hours of the tariffs; the documents name the periods, not their hours. */
const MORNING = 6 * 60;
const EVENING = 22 * 60;
/** Fixed peak of December to February. */
const PEAKS = [[9 * 60, 11 * 60], [18 * 60, 20 * 60]] as const;

/** Of a slot: the block of ENERG that counts, its code in JAUNE, its name (02E §2.6 p38-39). */
function slot(index: number, period: string, name: string): Tariff {
  return { index, period, name, gridIndex: 1, contact: "open" };
}

/** A day with off-peak hours in the night and, in deep winter, two fixed peaks. */
export function nightAndDay(offPeak: Tariff, peak: Tariff, fixed?: Tariff): DayProfile {
  const peaks = fixed === undefined ? [] : PEAKS.flatMap(([from, until]) => [
    { minute: from, tariff: fixed },
    { minute: until, tariff: peak },
  ]);
  return [
    { minute: 0, tariff: offPeak },
    { minute: MORNING, tariff: peak },
    ...peaks,
    { minute: EVENING, tariff: offPeak },
  ];
}

/** The months of a year from those of its seasons: December to February, other winter, summer. */
function year(deep: DayProfile, winter: DayProfile, summer: DayProfile): DayProfile[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = i + 1;
    if (month <= 2 || month === 12) return deep;
    return month === 3 || month === 11 ? winter : summer;
  });
}

// ENERG: HPH + P, HCH, HPE, HCE; in EJP: PM, HH, HPE, HCE (02E §2.6 p39).
const hph = slot(1, "21", "HP HIVER");
const fixed = slot(1, "23", "POINTE FIXE");
const hch = slot(2, "22", "HC HIVER");
const hpe = slot(3, "11", "HP ETE");
const hce = slot(4, "12", "HC ETE");
const pm = slot(1, "44", "POINTE MOBILE");
/** The code is an assumption: `winterHours`. */
const hh = slot(2, "HH", "HEURES D'HIVER");

const winter = nightAndDay(hch, hph);
const summer = nightAndDay(hce, hpe);
const winterDay: DayProfile = [{ minute: 0, tariff: hh }];

/** Contracts of the CJE by name; winter is November to March. */
export const CJE_CONTRACTS = {
  base: {
    option: "BASE",
    name: "JAUNE BASE",
    registers: {},
    tariffs: [hph, hch, hpe, hce, fixed],
    day: nightAndDay(hch, hph, fixed),
    months: year(nightAndDay(hch, hph, fixed), winter, summer),
  },
  ejp: {
    option: "EJP",
    name: "JAUNE EJP",
    registers: {},
    tariffs: [pm, hh, hpe, hce],
    day: winterDay,
    months: year(winterDay, winterDay, summer),
    peakDays: { 1: [{ minute: 0, tariff: pm }] },
    peaks: "ejp",
  },
} as const satisfies Record<string, Contract>;
