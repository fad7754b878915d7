/**
 * Contracts of the green tariff and its kin: seasons, off-peak hours, fixed and mobile peaks.
 *
 * The documents name the periods, not their hours and months: those of the yellow tariff stand here too.
 *
 * @module
 */
import { type Contract, type DayProfile, type Tariff, tariffAt } from "../contract.ts";
import { monthOf } from "../day.ts";
import { nightAndDay } from "./cje_contracts.ts";
import type { Passing } from "./older_model.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Tariffs of some periods; an index for each, in their order. */
function tariffs<const T extends string>(...periods: readonly T[]): Record<T, Tariff> {
  const rows = periods.map((period, i): [T, Tariff] => [
    period,
    { index: i + 1, period, name: period, gridIndex: 1, contact: "open" },
  ]);
  return Object.fromEntries(rows) as Record<T, Tariff>;
}

/** Days by season: deep winter is December to February, between lie March and November. */
interface Seasons {
  readonly deep: DayProfile;
  readonly between: DayProfile;
  readonly summer: DayProfile;
  /** July and August, where they are not summer. */
  readonly dog?: DayProfile;
}

function contract(
  names: { option: string; name: string },
  all: Readonly<Record<string, Tariff>>,
  { deep, between, summer, dog = summer }: Seasons,
  peak?: Tariff,
): Contract {
  return {
    ...names,
    registers: {},
    tariffs: Object.values(all),
    day: deep,
    months: Array.from({ length: 12 }, (_, i) => {
      const month = i + 1;
      if (month <= 2 || month === 12) return deep;
      if (month === 3 || month === 11) return between;
      return month === 7 || month === 8 ? dog : summer;
    }),
    ...(peak && { peakDays: { 1: [{ minute: 0, tariff: peak }] }, peaks: "ejp" as const }),
  };
}

const all = (tariff: Tariff): DayProfile => [{ minute: 0, tariff }];

// An A5 contract has the indexes of an A8 one, some of which never count (02E §2.7 p43-55).
const base = tariffs("P", "HPH", "HCH", "HPD", "HCD", "HPE", "HCE", "JA");
const winter = nightAndDay(base.HCH, base.HPH, base.P);
const summer = nightAndDay(base.HCE, base.HPE);
const ejp = tariffs("PM", "HH", "HD", "HPE", "HCE", "JA");
const ejpSummer = nightAndDay(ejp.HCE, ejp.HPE);
const modulable = tariffs("PM", "HM", "DSM", "SCM");

/** The five periods of base A5. */
const FIVE: Seasons = { deep: winter, between: nightAndDay(base.HCH, base.HPH), summer };
/** The eight periods of base A8. */
const EIGHT: Seasons = {
  deep: winter,
  between: nightAndDay(base.HCD, base.HPD),
  summer,
  dog: all(base.JA),
};
const EJP_FIVE: Seasons = { deep: all(ejp.HH), between: all(ejp.HH), summer: ejpSummer };
const EJP_EIGHT: Seasons = {
  deep: all(ejp.HH),
  between: all(ejp.HD),
  summer: ejpSummer,
  dog: all(ejp.JA),
};

/** Contracts of the ICE by name: `option` is what CONTRAT says, `name` its family. */
export const ICE_CONTRACTS = {
  "base-a5": contract({ option: "BASE_A5", name: "BASE" }, base, FIVE),
  "base-a8": contract({ option: "BASE_A8", name: "BASE" }, base, EIGHT),
  "ejp-a5": contract({ option: "EJP_A5", name: "EJP" }, ejp, EJP_FIVE, ejp.PM),
  "ejp-a8": contract({ option: "EJP_A8", name: "EJP" }, ejp, EJP_EIGHT, ejp.PM),
  "mod": contract({ option: "MOD", name: "MODULABLE" }, modulable, {
    deep: all(modulable.HM),
    between: all(modulable.DSM),
    summer: all(modulable.SCM),
  }, modulable.PM),
} as const satisfies Record<string, Contract>;

/** Without a fixed peak. */
const FOUR: Seasons = {
  deep: nightAndDay(base.HCH, base.HPH),
  between: nightAndDay(base.HCH, base.HPH),
  summer,
};

/** Contracts of the PME-PMI by name: `option` is what MESURES1 says, `name` the voltage, low or high. */
export const PME_CONTRACTS = {
  "bt-4-sup36": contract({ option: "BT 4 SUP36", name: "low" }, base, FOUR),
  "bt-5-sup36": contract({ option: "BT 5 SUP36", name: "low" }, base, FIVE),
  "hta-5": contract({ option: "HTA 5     ", name: "high" }, base, FIVE),
  "hta-8": contract({ option: "HTA 8     ", name: "high" }, base, EIGHT),
  "tj-mu": contract({ option: "TJ MU     ", name: "low" }, base, FOUR),
  "tj-lu": contract({ option: "TJ LU     ", name: "low" }, base, FIVE),
  "tj-ejp": contract({ option: "TJ EJP    ", name: "low" }, ejp, EJP_FIVE, ejp.PM),
  "tv-a5-base": contract({ option: "TV A5 BASE", name: "high" }, base, FIVE),
  "tv-a8-base": contract({ option: "TV A8 BASE", name: "high" }, base, EIGHT),
} as const satisfies Record<string, Contract>;

const injection = tariffs("P", "HPH", "HCH", "HPE", "HCE");

const INJECTION_SEASONS: Seasons = {
  deep: nightAndDay(injection.HCH, injection.HPH, injection.P),
  between: nightAndDay(injection.HCH, injection.HPH),
  summer: nightAndDay(injection.HCE, injection.HPE),
};

/** Periods of the energy given, 1 to 5 (02E §2.8 p57-65). */
export const INJECTION: Contract = contract(
  { option: "", name: "" },
  injection,
  INJECTION_SEASONS,
);

/** Contracts of the SAPHIR by name: `option` is what GRILLE says. */
export const SAPHIR_CONTRACTS = {
  "hta-5": contract({ option: "HTA 5", name: "" }, injection, INJECTION_SEASONS),
  "hta-8": contract({ option: "HTA 8", name: "" }, base, EIGHT),
  "hta-ejp": contract({ option: "HTA EJP", name: "" }, ejp, EJP_EIGHT, ejp.PM),
} as const satisfies Record<string, Contract>;

/** The calendar of a contract as it is by seasons and hours, mobile peaks aside. */
export function seasonal({ months, day }: Contract): (now: Passing) => Tariff {
  return ({ local }) => {
    const today = Math.floor(local / DAY);
    const minute = Math.floor((local - today * DAY) / MINUTE);
    return tariffAt(months?.[monthOf(today) - 1] ?? day, minute);
  };
}
