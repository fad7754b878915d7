/**
 * The tables of labels, typed in from the reference: which meter sends what, in which order, how long,
 * and when. A table is data, so it may be long.
 *
 * Sources: 54E §6.1.1-6.1.2 p15-17, §6.2.2 p18-21; 44E §3.3.2 p13; 02E §2.5.4 p33.
 *
 * @module
 */

/** What the characters of a value may be. */
export type Kind = "digits" | "hex" | "word" | "text" | "profile" | "empty";

/** Supply contracts that historique mode knows; any other shows as `base` (54E §6.1 p14-16). */
export type Contract = "base" | "hc" | "ejp" | "tempo";

/** A line of a table. */
export interface Row {
  readonly label: string;
  /** Place in the table. */
  readonly order: number;
  /** Characters of the data. */
  readonly length: number;
  readonly kind: Kind;
  /** `blank`: with the season letter SP. */
  readonly stamp: "none" | "dated" | "blank";
  /** Only on meters of so many phases. */
  readonly phases: 1 | 3 | null;
  /** Only in producer mode. */
  readonly producer: boolean;
  /** Only with this contract. */
  readonly contract: Contract | null;
  /** Left out at times. */
  readonly optional: boolean;
}

/** A table by label. */
export type Table = ReadonlyMap<string, Row>;

function table(text: string): Table {
  const rows = text.trim().split("\n").map((line, order): [string, Row] => {
    const [label, length, kind, ...words] = line.trim().split(/ +/);
    const has = (word: string) => words.includes(word);
    return [label!, {
      label: label!,
      order,
      length: Number(length),
      kind: kind as Kind,
      stamp: has("blank") ? "blank" : has("dated") ? "dated" : "none",
      phases: has("mono") ? 1 : has("tri") ? 3 : null,
      producer: has("producer"),
      contract: (["base", "hc", "ejp", "tempo"] as const).find(has) ?? null,
      optional: has("optional"),
    }];
  });
  return new Map(rows);
}

/** Long frame of historique mode, single-phase and three-phase (54E §6.1.1 p15, §6.1.2 p16). */
export const LONG = table(`
  ADCO     12 digits
  OPTARIF   4 word
  ISOUSC    2 digits
  BASE      9 digits base
  HCHC      9 digits hc
  HCHP      9 digits hc
  EJPHN     9 digits ejp
  EJPHPM    9 digits ejp
  BBRHCJB   9 digits tempo
  BBRHPJB   9 digits tempo
  BBRHCJW   9 digits tempo
  BBRHPJW   9 digits tempo
  BBRHCJR   9 digits tempo
  BBRHPJR   9 digits tempo
  PEJP      2 digits ejp optional
  PTEC      4 word
  DEMAIN    4 word tempo
  IINST     3 digits mono
  ADPS      3 digits mono optional
  IMAX      3 digits mono
  IINST1    3 digits tri
  IINST2    3 digits tri
  IINST3    3 digits tri
  IMAX1     3 digits tri
  IMAX2     3 digits tri
  IMAX3     3 digits tri
  PMAX      5 digits tri
  PAPP      5 digits
  HHPHC     1 word
  MOTDETAT  6 word
  PPOT      2 hex tri
`);

/** Short frame of a three-phase meter in overrun (54E §6.1.2 p17, 02E §2.5.4-2.5.5 p33). */
export const SHORT = table(`
  ADIR1     3 digits optional
  ADIR2     3 digits optional
  ADIR3     3 digits optional
  ADCO     12 digits
  IINST1    3 digits
  IINST2    3 digits
  IINST3    3 digits
`);

const HEAD = `
  ADSC     12 digits
  VTIC      2 word
  DATE      0 empty dated
  NGTF     16 text optional
  LTARF    16 text optional
  EAST      9 digits
  EASF01    9 digits
  EASF02    9 digits
  EASF03    9 digits
  EASF04    9 digits
  EASF05    9 digits
  EASF06    9 digits
  EASF07    9 digits
  EASF08    9 digits
  EASF09    9 digits
  EASF10    9 digits
  EASD01    9 digits
  EASD02    9 digits
  EASD03    9 digits
  EASD04    9 digits
  EAIT      9 digits producer
  ERQ1      9 digits producer
  ERQ2      9 digits producer
  ERQ3      9 digits producer
  ERQ4      9 digits producer
  IRMS1     3 digits
  IRMS2     3 digits tri
  IRMS3     3 digits tri
  URMS1     3 digits
  URMS2     3 digits tri
  URMS3     3 digits tri
  PREF      2 digits
  PCOUP     2 digits
`;

const CURVES = `
  CCASN     5 digits dated optional
  CCASN-1   5 digits dated optional
  CCAIN     5 digits dated producer optional
  CCAIN-1   5 digits dated producer optional
  UMOY1     3 digits dated
  UMOY2     3 digits dated tri
  UMOY3     3 digits dated tri
  STGE      8 hex
  DPM1      2 digits blank optional
  FPM1      2 digits blank optional
  DPM2      2 digits blank optional
  FPM2      2 digits blank optional
  DPM3      2 digits blank optional
  FPM3      2 digits blank optional
`;

/** Frame of standard mode, VTIC 02 (54E §6.2.2 p18-21). */
export const STANDARD = table(`${HEAD.trim()}
  SINSTS    5 digits
  SINSTS1   5 digits tri
  SINSTS2   5 digits tri
  SINSTS3   5 digits tri
  SMAXSN    5 digits dated
  SMAXSN1   5 digits dated tri
  SMAXSN2   5 digits dated tri
  SMAXSN3   5 digits dated tri
  SMAXSN-1  5 digits dated
  SMAXSN1-1 5 digits dated tri
  SMAXSN2-1 5 digits dated tri
  SMAXSN3-1 5 digits dated tri
  SINSTI    5 digits producer
  SMAXIN    5 digits dated producer
  SMAXIN-1  5 digits dated producer
  ${CURVES.trim()}
  MSG1     32 text
  MSG2     16 text optional
  PRM      14 digits
  RELAIS    3 digits
  NTARF     2 digits
  NJOURF    2 digits
  NJOURF+1  2 digits
  PJOURF+1 98 profile
  PPOINTE  98 profile optional
`);

/** Frame of standard mode, VTIC 01, the pilot (44E §3.3.2 p13). */
export const PILOT = table(`${HEAD.trim()}
  SINST1    5 digits
  SINST2    5 digits tri
  SINST3    5 digits tri
  SMAXN     5 digits dated optional
  SMAXN-1   5 digits dated optional
  ${CURVES.trim()}
`);

const TARIFF_PERIODS = /^(TH\.\.|H[CP]\.\.|HN\.\.|PM\.\.|H[CP]J[BWR])$/;

/** Values that a label may have, where that is a list (54E §6, 02E §2.3.3 p27-28, §2.5.6 p35). */
export const LISTED: ReadonlyMap<string, RegExp> = new Map([
  ["OPTARIF", /^(BASE|HC\.\.|EJP\.|BBR[\x28-\x3f])$/],
  ["PTEC", TARIFF_PERIODS],
  ["DEMAIN", /^(----|BLEU|BLAN|ROUG)$/],
  ["HHPHC", /^[ACDEY]$/],
  ["MOTDETAT", /^[0-9A-Z]{6}$/],
  ["PPOT", /^0[02468ACE]$/],
  ["VTIC", /^0[12]$/],
  ["RELAIS", /^([01]\d\d|2[0-4]\d|25[0-5])$/],
  ["NTARF", /^(0[1-9]|10)$/],
  ["NJOURF", /^0\d$/],
  ["NJOURF+1", /^0\d$/],
]);

/** Values that never change, on a production Linky (54E §6.1.1 p15, §6.1.2 p16; 44E §3.3.3 p16). */
export const CONSTANT: ReadonlyMap<string, string> = new Map([
  ["IMAX", "090"],
  ["IMAX1", "060"],
  ["IMAX2", "060"],
  ["IMAX3", "060"],
  ["HHPHC", "A"],
  ["MOTDETAT", "000000"],
  ["PEJP", "30"],
  ["DPM1", "00"],
  ["FPM1", "00"],
  ["DPM2", "00"],
  ["FPM2", "00"],
  ["DPM3", "00"],
  ["FPM3", "00"],
]);
