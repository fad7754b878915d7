/**
 * PME-PMI (02E §2.9 p66-83).
 *
 * @module
 */
import { COLONED, counted, decimal, digits, type Form, listed, point, text } from "./forms.ts";
import { each, type Line, type OlderMeter, rowsOf } from "./older_table.ts";

const producer = { producer: true };
const optional = { optional: true };
const dynamic = { release: "2013", optional: true } as const;
/** How many digits is not said. */
const ENERGY = 12;
const kWh = counted(7, "kWh");
const kvarh = counted(7, "kvarh");
const power = counted(6, "kW", "kVA");
/** A date, a hyphen and the name of the period. */
const DYNAMIC: Form = {
  pattern: /^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d-[ -~]{3}$/,
  says: "JJ/MM/AA HH:MM:SS-aaa",
  listed: false,
};

const MEASURES = [
  ...["TJ MU", "TJ LU", "TJ LU-SD", "TJ LU-P", "TJ LU-PH", "TJ LU-CH"],
  ...["TJ EJP", "TJ EJP-SD", "TJ EJP-PM", "TJ EJP-HH"],
  ...["TV A5 BASE", "TV A8 BASE", "BT 4 SUP36", "BT 5 SUP36", "HTA 5", "HTA 8"],
].map((name) => name.padEnd(10));
const PERIODS = "P PM HH HP HC HPH HCH HPE HCE HPD HCD JA".split(" ");
/** Short codes are bare, or padded to three, by the make. */
const PERIOD = listed(...new Set(PERIODS.flatMap((period) => [period, period.padEnd(3)])));

const calendar = (n: number): Line[] => [
  [`ETATDYN${n}`, text(3), dynamic],
  [`PREAVIS${n}`, { pattern: /^TD-[ -~]{3}$/, says: "TD-aaa", listed: false }, dynamic],
  ...["CD", "CF", "FD", "FF"].map((end): Line => [`TDYN${n}${end}`, DYNAMIC, dynamic]),
];

/** Two calendars, the second after MESURES2. */
export const PME_PMI: OlderMeter = {
  name: "PME-PMI",
  source: "02E §2.9 p66-83",
  parts: [rowsOf([
    ["TRAME", listed("TEST"), optional],
    ["ADS", digits(12), optional],
    ["MESURES1", listed(...MEASURES)],
    ["DATE", COLONED],
    ["EA_s", counted(ENERGY, "Wh")],
    ["ER+_s", counted(ENERGY, "varh")],
    ["ER-_s", counted(ENERGY, "varh")],
    // The table prints VAh, the text Wh (reference §6.8).
    ["EAPP_s", counted(ENERGY, "VAh", "Wh")],
    ["EA_i", counted(ENERGY, "Wh"), producer],
    ["ER+_i", counted(ENERGY, "varh"), producer],
    ["ER-_i", counted(ENERGY, "varh"), producer],
    ["EAPP_i", counted(ENERGY, "VAh", "Wh"), producer],
    ["PTCOUR1", PERIOD],
    ["TARIFDYN", listed("ACTIF", "INACTIF")],
    ...calendar(1),
    ["MODE", listed("CONTROLE"), optional],
    ["CONFIG", listed("CONSO", "PROD")],
    ...each(6, (n): Line[] => [
      [`DATEPA${n}`, COLONED],
      [`PA${n}_s`, point("T", "kW")],
      [`PA${n}_i`, point("T", "kW"), producer],
    ]),
    ["DebP", COLONED],
    ["EAP_s", kWh],
    ["EAP_i", kWh, producer],
    ["ER+P_s", kvarh],
    ["ER-P_s", kvarh],
    ["ER+P_i", kvarh, producer],
    ["ER-P_i", kvarh, producer],
    ["DebP-1", COLONED],
    ["FinP-1", COLONED],
    ["EaP-1_s", kWh],
    ["EaP-1_i", kWh, producer],
    ["ER+P-1_s", kvarh],
    ["ER-P-1_s", kvarh],
    ["ER+P-1_i", kvarh, producer],
    ["ER-P-1_i", kvarh, producer],
    ["PS", power],
    ["PREAVIS", listed("DEP", "DEP "), optional],
    ["PA1MN", counted(5, "kW")],
    ["PMAX_s", power],
    ["PMAX_i", power, producer],
    ["TGPHI_s", decimal(8, ",.")],
    ["TGPHI_i", decimal(8, ",."), producer],
    // The second calendar may not be there (02E §2.9.2).
    ["MESURES2", listed(...MEASURES), optional],
    ["PTCOUR2", PERIOD, optional],
    ...calendar(2),
    ["DebP_2", COLONED, optional],
    ["EaP_s2", kWh, optional],
    ["DebP-1_2", COLONED, optional],
    ["FinP-1_2", COLONED, optional],
    ["EaP-1_s2", kWh, optional],
  ])],
  clock: "DATE",
};

/** The release of 2013 tries readers with frames of these groups alone (reference §6.8). */
export const PME_PMI_TEST: OlderMeter = {
  ...PME_PMI,
  parts: [rowsOf([
    ["TRAME", listed("TEST")],
    ["ADS", listed("000000000000")],
    ["PTCOUR1", PERIOD],
    ["PREAVIS", listed("DEP", "DEP "), optional],
  ])],
};
