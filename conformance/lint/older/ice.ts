/**
 * ICE-2Q and ICE-4Q, the green tariff (02E §2.7 p43-55, §2.8 p56-65).
 *
 * @module
 */
import { AMPS, decimal, listed, MARK, plain, point, signed, SLASHED } from "./forms.ts";
import { each, type Line, type OlderMeter, rowsOf } from "./older_table.ts";

const kW = plain(5, "kW");
const kWh = plain(7, "kWh");
const kvarh = plain(7, "kvarh");
const V = plain(3, "V");
const kvar = signed(5, "kvar");
const percent = plain(3, "%");
const code = plain(5, "");
const optional = { optional: true };

/** Contracts of each period. */
const PERIODS: Readonly<Record<string, readonly string[]>> = {
  P: ["BASE"],
  PM: ["EJP", "MOD"],
  HCE: ["BASE", "EJP"],
  HCH: ["BASE"],
  HH: ["EJP"],
  HCD: ["BASE"],
  HD: ["EJP"],
  JA: ["BASE", "EJP"],
  HPE: ["BASE", "EJP"],
  HPH: ["BASE"],
  HPD: ["BASE"],
  SCM: ["MOD"],
  HM: ["MOD"],
  DSM: ["MOD"],
};
const SUBSCRIBED = "P PM HPH HPD HCH HCD HPE HCE JA HH HD HM DSM SCM".split(" ");

function series(prefix: string, form: Line[1], only?: string): Line[] {
  return Object.entries(PERIODS)
    .filter(([, contracts]) => only === undefined || contracts.includes(only))
    .map(([period, contracts]) => [
      `${prefix}${period}`,
      form,
      { contracts: only === undefined ? contracts : [only], series: prefix },
    ]);
}

const HEAD: readonly Line[] = [
  ["EA", plain(7, "Wh")],
  ["ERP", plain(7, "varh")],
  ["PTCOUR", listed(...Object.keys(PERIODS))],
  ["PREAVIS", listed("DEP", "EJP", "HM", "DSM", "SCM"), { optional: true, repeats: true }],
];
const MODE: Line = ["MODE", listed("CONTROLE"), optional];
const TGPHI: Line = ["TGPHI", decimal(8, ",")];
const POINTS: readonly Line[] = each(6, (n): Line[] => [
  [`DATEPA${n}`, SLASHED],
  [`PA${n}`, point(MARK, "kW")],
]);
const PERIOD: readonly Line[] = [
  ["DEBUTp", SLASHED],
  ["FINp", SLASHED],
  ["CAFp", code],
  ...Object.entries(PERIODS).map(([period, contracts]): Line => [
    `EAp${period}`,
    kWh,
    { contracts },
  ]),
];
/** Sent with the series of the period before, which only BASE has. */
const before = { contracts: ["BASE"], series: "p1" };
const SERIES: readonly Line[] = [
  ["DEBUTp1", SLASHED, before],
  ["FINp1", SLASHED, before],
  ["CAFp1", code, before],
  ...series("ERPp", kvarh),
  ...series("ERNp", kvarh),
  ...series("EAp1", kWh, "BASE"),
  ...series("ERPp1", kvarh, "BASE"),
  ...series("ERNp1", kvarh, "BASE"),
];
const COEFFICIENTS: readonly Line[] = [["KDC", percent], ["KDCD", percent]];
const POWERS: readonly Line[] = SUBSCRIBED.map((period) => [
  `PS${period}`,
  kW,
  { contracts: PERIODS[period]! },
]);
const MEANS: readonly Line[] = [
  ["PA1MN", kW],
  ["PA10MN", kW],
  ["PREA1MN", kvar],
  ["PREA10MN", kvar],
];

const FIRST: readonly Line[] = [
  ["CONTRAT", listed("BASE_A5", "BASE_A8", "EJP_A5", "EJP_A8", "MOD")],
  ["DATECOUR", SLASHED],
  ...HEAD,
  MODE,
  ...POINTS,
  ...PERIOD,
  ...SERIES,
  ...COEFFICIENTS,
  ...POWERS,
  ...MEANS,
  TGPHI,
  // Some makes send it as a frame of its own (reference §6.6).
  ["U10MN", V, optional],
];

const cyclic = (prefix: string, form: Line[1]) =>
  each(8, (n): Line[] => [[`${prefix}${n}`, form, { series: prefix, optional: true }]]);

const SECOND: readonly Line[] = [
  ["Appli", listed("INJECTION")],
  ["U10MN", V],
  ["DATECOUR", SLASHED],
  ["EA", plain(7, "Wh")],
  ["ERP", plain(7, "varh")],
  ["ERN", plain(7, "varh")],
  ["PTCOUR", listed("1", "2", "3", "4", "5")],
  ["PREAVIS", listed("DEP"), optional],
  MODE,
  ...each(6, (n): Line[] => [[`DATEP${n}`, SLASHED], [`P${n}`, point(MARK, "kW")]]),
  ["DEBUTp", SLASHED],
  ["EApCour", kWh],
  ["ERPpCour", kvarh],
  ["ERNpCour", kvarh],
  ["DEBUTp1", SLASHED],
  ...cyclic("EAp1P", kWh),
  ...cyclic("ERPp1P", kvarh),
  ...cyclic("ERNp1P", kvarh),
  ["PrapCour", kW],
  ["IPA1MN", kW],
  ["IPATMN", kW],
  ["IPREA1MN", kvar],
  ["IPREATMN", kvar],
  ["I1", AMPS],
  ["I2", AMPS],
  ["I3", AMPS],
  TGPHI,
];

const periodsOf = (contract: string) =>
  Object.keys(PERIODS).filter((period) => PERIODS[period]!.includes(contract));

const FACTS = {
  clock: "DATECOUR",
  contract: {
    label: "CONTRAT",
    of: (value: string) => /^(BASE|EJP)_A[58]$|^MOD$/.exec(value)?.[0].replace(/_.*/, "") ?? null,
  },
  periods: {
    label: "PTCOUR",
    of: { BASE: periodsOf("BASE"), EJP: periodsOf("EJP"), MOD: periodsOf("MOD") },
  },
  ranges: [
    [/^KDC$/, 80, 100],
    [/^KDCD$/, 70, 100],
    [/^(PA\d|P\d|PS[A-Z]+)$/, 0, 32_767],
  ],
} as const;

/** Two quadrants. */
export const ICE_2Q: OlderMeter = {
  name: "ICE-2Q",
  source: "02E §2.7 p43-55",
  parts: [rowsOf(FIRST)],
  ...FACTS,
};

/** Four quadrants: what is injected follows `Appli`. */
export const ICE_4Q: OlderMeter = {
  name: "ICE-4Q",
  source: "02E §2.8 p56-65",
  parts: [rowsOf(FIRST), rowsOf(SECOND)],
  ...FACTS,
};

/** Application V2.4: DATE and no CONTRAT, a part of the list, TGPHI and MODE elsewhere. */
export const ICE_2Q_V24: OlderMeter = {
  ...ICE_2Q,
  parts: [
    rowsOf([
      ["DATE", SLASHED] as Line,
      ...[
        ...HEAD,
        ...POINTS,
        ...PERIOD,
        ...SERIES,
        ...COEFFICIENTS,
        TGPHI,
        ...POWERS,
        ...MEANS,
        ["U10MN", V] as Line,
        MODE,
      ].map(([label, form, condition]): Line => [
        label,
        form,
        { ...condition, optional: true },
      ]),
    ]),
  ],
  clock: "DATE",
};
