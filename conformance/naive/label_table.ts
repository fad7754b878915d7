/**
 * What the data of each label are, typed in from the reference for the naive decoder alone.
 *
 * @module
 */

/** What a label's data are. */
export interface LabelRow {
  /** The form of the data, whole. */
  form: RegExp;
  /** How they are read. */
  kind: "number" | "word" | "text" | "register" | "date";
  /** Unit of a number. */
  unit: string | null;
  /** Whether standard mode sends it with a horodate. */
  timed: boolean;
}

/** Labels by unit and digits (54E §6.1.1 p15, §6.1.2 p16, §6.2.2 p18-21; 44E §3.3.2 p13; 02E §2.2 p22). */
const NUMBERS: readonly (readonly [unit: string | null, digits: string, labels: string])[] = [
  ["A", "2", "ISOUSC"],
  [
    "A",
    "3",
    "IINST IINST1 IINST2 IINST3 ADPS ADIR1 ADIR2 ADIR3 IMAX IMAX1 IMAX2 IMAX3 IRMS1 IRMS2 IRMS3",
  ],
  [
    "Wh",
    "8,9",
    "BASE HCHC HCHP EJPHN EJPHPM",
  ],
  [
    "Wh",
    "9",
    "BBRHCJB BBRHPJB BBRHCJW BBRHPJW BBRHCJR BBRHPJR EAST EASF01 EASF02 EASF03 EASF04 EASF05 " +
    "EASF06 EASF07 EASF08 EASF09 EASF10 EASD01 EASD02 EASD03 EASD04 EAIT",
  ],
  ["VArh", "9", "ERQ1 ERQ2 ERQ3 ERQ4"],
  ["min", "2", "PEJP TD TC"],
  [
    "VA",
    "5",
    "PAPP SINSTS SINSTS1 SINSTS2 SINSTS3 SINSTI SINST1 SINST2 SINST3 SMAXSN SMAXSN1 SMAXSN2 " +
    "SMAXSN3 SMAXSN-1 SMAXSN1-1 SMAXSN2-1 SMAXSN3-1 SMAXIN SMAXIN-1 SMAXN SMAXN-1",
  ],
  ["W", "5", "PMAX CCASN CCASN-1 CCAIN CCAIN-1"],
  ["V", "3", "URMS1 URMS2 URMS3 UMOY1 UMOY2 UMOY3"],
  ["kVA", "2", "PREF PCOUP"],
  ["dal", "7", "GAZ AUTRE"],
];

const OTHERS: readonly (readonly [kind: LabelRow["kind"], form: RegExp, labels: string])[] = [
  ["word", /^[0-9]{12}$/, "ADCO ADSC"],
  ["word", /^[0-9]{14}$/, "PRM"],
  ["word", /^(BASE|HC\.\.|EJP\.|BBR[\x28-\x3f])$/, "OPTARIF"],
  ["word", /^(TH\.\.|H[CP]\.\.|HN\.\.|PM\.\.|H[CP]J[BWR])$/, "PTEC"],
  ["word", /^(----|BLEU|BLAN|ROUG)$/, "DEMAIN"],
  ["word", /^[A-Z]$/, "HHPHC"],
  ["word", /^0[12]$/, "VTIC"],
  ["text", /^[0-9A-Z]{6}$/, "MOTDETAT"],
  ["text", /^.{16}$/, "NGTF LTARF MSG2"],
  ["text", /^.{32}$/, "MSG1"],
  ["number", /^(0[1-9]|10)$/, "NTARF"],
  ["number", /^0[0-9]$/, "NJOURF NJOURF+1"],
  ["register", /^[0-9A-F]{8}$/, "STGE"],
  ["register", /^[0-9]{3}$/, "RELAIS"],
  ["register", /^0[02468ACE]$/, "PPOT"],
  ["register", /^.{98}$/, "PJOURF+1 PPOINTE"],
  ["date", /^$/, "DATE"],
  ["date", /^[0-9]{2}$/, "DPM1 FPM1 DPM2 FPM2 DPM3 FPM3"],
];

const TIMED = /^(DATE|SMAXS?N[123]?(-1)?|SMAXIN(-1)?|CCA[SI]N(-1)?|UMOY[123]|[DF]PM[123])$/;

/**
 * The rows by label.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { LABEL_TABLE } from "./label_table.ts";
 *
 * assertEquals(LABEL_TABLE.get("SMAXSN-1")?.unit, "VA");
 * ```
 */
export const LABEL_TABLE: ReadonlyMap<string, LabelRow> = new Map([
  ...NUMBERS.flatMap(([unit, digits, labels]) =>
    rows(labels, { form: new RegExp(`^[0-9]{${digits}}$`), kind: "number", unit })
  ),
  ...OTHERS.flatMap(([kind, form, labels]) => rows(labels, { form, kind, unit: null })),
]);

function rows(labels: string, row: Omit<LabelRow, "timed">): [string, LabelRow][] {
  return labels.split(" ").map((label) => [label, { ...row, timed: TIMED.test(label) }]);
}
