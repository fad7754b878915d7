/**
 * SAPHIR (02E §2.10 p84-99): SP and method 1, or HT and method 2.
 *
 * @module
 */
import { AMPS, counted, decimal, listed, MARK, point, signed, SLASHED, text } from "./forms.ts";
import { type Condition, each, type Line, type OlderMeter, rowsOf } from "./older_table.ts";

const producer = { producer: true };
const optional = { optional: true };
const long = { long: true };
const kWh = counted(9, "kWh");
const kvarh = counted(9, "kvarh");
const kW = counted(5, "kW");
const kvar = signed(5, "kvar");
const percent = counted(3, "%");
const state = listed("0", "1", "2", "3");
const notice = listed("TD-1", "TD-2", "TD-3");
const changes = { optional: true, repeats: true, long: true };
const CHANGE = {
  pattern: /^[df]-\d\d\/\d\d\/\d\d \d\d\/\d\d\/\d\d-[ -~]$/,
  says: "d- or f-, JJ/MM/AA HH/MM/SS, - and a digit",
  listed: false,
};

function registers(suffix: string, condition: Condition = {}): Line[] {
  return [
    ...each(8, (n): Line[] => [[`EAp${n}${suffix}`, kWh, condition]]),
    ...each(8, (n): Line[] => [
      [`ER+p${n}${suffix}`, kvarh, condition],
      [`ER-p${n}${suffix}`, kvarh, condition],
    ]),
  ];
}

const active = (suffix: string, condition: Condition = {}) =>
  each(8, (n): Line[] => [[`EAp${n}${suffix}`, kWh, condition]]);
const names = (grid: string) => each(8, (n): Line[] => [[`LIB_p${n}${grid}`, text(3), long]]);
const powers = ["S", "I"] as const;

const POINTS = each(6, (n): Line[] => [
  [`DATEPA${n}`, SLASHED, long],
  ...powers.flatMap((way): Line[] => {
    const condition = way === "I" ? { long: true, producer: true } : long;
    return [
      [`PA${n}${way}`, point(MARK, "kW"), condition],
      [`PR+${n}${way}`, point(MARK, "kvar"), condition],
      [`PR-${n}${way}`, point(MARK, "kvar"), condition],
    ];
  }),
  // Up to 8 characters: five digits, a mark and V, as U10MN has up to 6 without (02E §2.10 p86-99).
  [`UMOY${n}`, point(MARK, "V"), long],
]);

/** Short frames, and a long one every few minutes. */
export const SAPHIR: OlderMeter = {
  name: "SAPHIR",
  source: "02E §2.10 p84-99",
  parts: [rowsOf([
    ["LG_TRM", listed("TRM_COURTE", "TRM_LONGUE")],
    ["ADS", text(12)],
    ["DATE", SLASHED],
    ["MESSAGE", text(0, 80), optional],
    ["TD", listed("05", "10"), long],
    ["TC", listed("05", "10"), long],
    ["EAS", counted(9, "Wh")],
    ["ER+S", counted(9, "varh")],
    ["ER-S", counted(9, "varh")],
    ["EAI", counted(9, "Wh"), producer],
    ["ER+I", counted(9, "varh"), producer],
    ["ER-I", counted(9, "varh"), producer],
    ["I1I", AMPS, producer],
    ["I2I", AMPS, producer],
    ["I3I", AMPS, producer],
    ["GRILLE_D", text(8), long],
    ["PTCOURD", text(3)],
    ["PREAVIS", listed("DEP"), optional],
    ["PREAVISD", notice, optional],
    ["TDYND", CHANGE, changes],
    ["ETATDYND", state],
    ["MODE", listed("CONTROLE"), optional],
    ...POINTS,
    ...registers("SD"),
    ...registers("ID", producer),
    ["FINP1", SLASHED, long],
    ...registers("SD1", long),
    ...registers("ID1", { long: true, producer: true }),
    ["KDC", percent, long],
    ["KDCD", percent, long],
    ...each(8, (n): Line[] => [[`PSp${n}`, kW, long]]),
    ...names("D"),
    ["PA1MN", kW, producer],
    ["PA10MN", kW, producer],
    ["PREA1MN", kvar, producer],
    ["PREA10MN", kvar, producer],
    ["IPA1MN", kW, producer],
    ["IPATMN", kW, producer],
    ["IPREA1MN", kvar, producer],
    ["IPREATMN", kvar, producer],
    ["TGPHIS", decimal(9, ",")],
    ["TGPHII", decimal(9, ","), producer],
    ["U10MN", counted(5, "V")],
    ["GRILLE_F", text(8), long],
    ["PTCOURF", text(3)],
    ["PREAVISF", notice, optional],
    ["TDYNF", CHANGE, changes],
    ["ETATDYNF", state],
    ...active("SF"),
    ...active("SF1", long),
    ...names("F"),
  ])],
  clock: "DATE",
};
