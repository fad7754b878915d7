/**
 * Lines of made-up meters for the tests of the lint, written by an encoder of their own.
 *
 * @module
 */

/** A value; with a timestamp, both; null where the group is not sent. */
export type Field = string | readonly [stamp: string, value: string] | null;

/** Changes to some groups of a frame. */
export type Edits = Readonly<Record<string, Field>>;

/** A frame: its groups in order, those that are not sent included. */
export type Fields = readonly (readonly [label: string, field: Field])[];

/** Bytes of characters U+0000 to U+00FF. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Puts several pieces one after the other. */
export function joined(...pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]));
}

/** A group from LF to CR; HT separates where the line is in standard mode. */
export function groupText(
  label: string,
  field: string | readonly [string, string],
  tab: boolean,
): string {
  const separator = tab ? "\t" : " ";
  const words = typeof field === "string" ? [label, field] : [label, ...field];
  const zone = words.join(separator) + (tab ? separator : "");
  const sum = [...zone].reduce((total, character) => total + character.charCodeAt(0), 0);
  return `\n${words.join(separator)}${separator}${String.fromCharCode((sum & 63) + 32)}\r`;
}

/** The text of a frame, STX to ETX. */
export function frameText(fields: Fields): string {
  const tab = fields.some(([label]) => label === "ADSC");
  const groups = fields.map(([label, field]) => field === null ? "" : groupText(label, field, tab));
  return `\x02${groups.join("")}\x03`;
}

/** Changes groups of a frame in their place; a label that it has not comes last. */
export function edited(fields: Fields, edits: Edits): Fields {
  const known = new Set(fields.map(([label]) => label));
  return [
    ...fields.map(([label, field]) => [label, label in edits ? edits[label]! : field] as const),
    ...Object.entries(edits).filter(([label]) => !known.has(label)),
  ];
}

/** A second after a timestamp `SAAMMJJhhmmss` of the same season. */
function secondAfter(field: Field): Field {
  if (field === null || typeof field === "string") return field;
  const [stamp, value] = field;
  const [year, month, day, hour, minute, second] = stamp.slice(1).match(/../g)!.map(Number);
  const next = new Date(Date.UTC(2000 + year!, month! - 1, day, hour, minute, second! + 1));
  return [stamp[0] + next.toISOString().replace(/\D/g, "").slice(2, 14), value];
}

/**
 * Plays a frame again and again, a second apart, each with the edits so far and those of its turn.
 *
 * `DATE` moves on by itself unless the edits of a turn set it.
 */
export function played(fields: Fields, ...turns: readonly Edits[]): Uint8Array<ArrayBuffer>[] {
  let now = fields;
  return turns.map((turn, i) => {
    const date = now.find(([label]) => label === "DATE")?.[1] ?? null;
    const moved = date && i > 0 ? { DATE: secondAfter(date), ...turn } : turn;
    now = edited(now, moved);
    return bytesOf(frameText(now));
  });
}

function zeros(prefix: string, from: number, to: number): [string, string][] {
  const numbers = Array.from(
    { length: to - from + 1 },
    (_, i) => String(from + i).padStart(2, "0"),
  );
  return numbers.map((number) => [prefix + number, "000000000"]);
}

const NO_MORE = Array(9).fill(" NONUTILE").join("");
/** A free day: one block and ten unused ones. */
export const ONE_BLOCK = `00008001${NO_MORE} NONUTILE`;

/** Single-phase consumer, contract BASE, standard mode, on a winter's day; with room for all else. */
export const MONO: Fields = [
  ["ADSC", "021861000042"],
  ["VTIC", "02"],
  ["DATE", ["H260114120510", ""]],
  ["NGTF", "      BASE      "],
  ["LTARF", "      BASE      "],
  ["EAST", "012337963"],
  ["EASF01", "012337963"],
  ...zeros("EASF", 2, 10),
  ["EASD01", "000037963"],
  ["EASD02", "012300000"],
  ...zeros("EASD", 3, 4),
  ["EAIT", null],
  ["ERQ1", null],
  ["ERQ2", null],
  ["ERQ3", null],
  ["ERQ4", null],
  ["IRMS1", "002"],
  ["IRMS2", null],
  ["IRMS3", null],
  ["URMS1", "230"],
  ["URMS2", null],
  ["URMS3", null],
  ["PREF", "06"],
  ["PCOUP", "06"],
  ["SINSTS", "00460"],
  ["SINSTS1", null],
  ["SINSTS2", null],
  ["SINSTS3", null],
  ["SMAXSN", ["H260114080000", "03210"]],
  ["SMAXSN1", null],
  ["SMAXSN2", null],
  ["SMAXSN3", null],
  ["SMAXSN-1", ["H260113191522", "04120"]],
  ["SMAXSN1-1", null],
  ["SMAXSN2-1", null],
  ["SMAXSN3-1", null],
  ["SINSTI", null],
  ["SMAXIN", null],
  ["SMAXIN-1", null],
  ["CCASN", ["H260114120000", "00432"]],
  ["CCASN-1", ["H260114113000", "00300"]],
  ["CCAIN", null],
  ["CCAIN-1", null],
  ["UMOY1", ["H260114120000", "229"]],
  ["UMOY2", null],
  ["UMOY3", null],
  ["STGE", "003A0001"],
  ["DPM1", null],
  ["FPM1", null],
  ["DPM2", null],
  ["FPM2", null],
  ["DPM3", null],
  ["FPM3", null],
  ["MSG1", "PAS DE          MESSAGE         "],
  ["MSG2", null],
  ["PRM", "01234567890123"],
  ["RELAIS", "000"],
  ["NTARF", "01"],
  ["NJOURF", "00"],
  ["NJOURF+1", "00"],
  ["PJOURF+1", ONE_BLOCK],
  ["PPOINTE", null],
];

/** The same in producer mode, exporting. */
export const PRODUCER: Fields = edited(MONO, {
  EAIT: "000133862",
  ERQ1: "000000000",
  ERQ2: "000000252",
  ERQ3: "000013858",
  ERQ4: "000000043",
  SINSTS: "00000",
  SINSTI: "00460",
  SMAXIN: ["H260114103000", "01458"],
  "SMAXIN-1": ["H260113134630", "00615"],
  CCAIN: ["H260114120000", "00400"],
  "CCAIN-1": ["H260114113000", "00380"],
  STGE: "003A0301",
});

/** Three-phase consumer. */
export const TRI: Fields = edited(MONO, {
  ADSC: "021863000042",
  IRMS2: "001",
  IRMS3: "003",
  URMS2: "231",
  URMS3: "229",
  PREF: "12",
  PCOUP: "12",
  SINSTS: "01378",
  SINSTS1: "00460",
  SINSTS2: "00231",
  SINSTS3: "00687",
  SMAXSN1: ["H260114080000", "01210"],
  SMAXSN2: ["H260114080100", "01010"],
  SMAXSN3: ["H260114080200", "01310"],
  "SMAXSN1-1": ["H260113191522", "02120"],
  "SMAXSN2-1": ["H260113191523", "01120"],
  "SMAXSN3-1": ["H260113191524", "01320"],
  UMOY2: ["H260114120000", "230"],
  UMOY3: ["H260114120000", "228"],
});

/** Off-peak at night, peak from 06:00. */
export const HC: Fields = edited(MONO, {
  NGTF: "H PLEINE/CREUSE ",
  LTARF: " HEURE  PLEINE  ",
  EASF01: "012300000",
  EASF02: "000037963",
  STGE: "003A0401",
  NTARF: "02",
  "PJOURF+1": `0000C001 06008002 2200C001${NO_MORE.slice(9)}`,
});

/** Tempo on a white day, which is a mobile peak; tomorrow is blue. */
export const TEMPO: Fields = edited(MONO, {
  NGTF: "     TEMPO      ",
  LTARF: "   HP  BLANC    ",
  EASF01: "012300000",
  EASF04: "000037963",
  STGE: "463A0C01",
  DPM1: [" 260114060000", "00"],
  FPM1: [" 260115060000", "00"],
  NTARF: "04",
  "PJOURF+1": `00004001 06004002 22004001${NO_MORE.slice(9)}`,
});

/** The same on a blue day with red tomorrow: the peak is announced. */
export const TEMPO_NOTICE: Fields = edited(TEMPO, {
  LTARF: "    HP  BLEU    ",
  EASF01: "012300000",
  EASF02: "000037963",
  EASF04: "000000000",
  STGE: "2D3A0401",
  DPM1: null,
  FPM1: null,
  DPM2: [" 260115060000", "00"],
  FPM2: [" 260116060000", "00"],
  NTARF: "02",
  PPOINTE: `00004005 06004006 22004005${NO_MORE.slice(9)}`,
});

/** The pilot meter, VTIC 01. */
export const PILOT: Fields = [
  ...edited(MONO, { ADSC: "021867000042", VTIC: "01" }).slice(0, 33),
  ["SINST1", "00460"],
  ["SINST2", null],
  ["SINST3", null],
  ["SMAXN", ["H260114080000", "03210"]],
  ["SMAXN-1", ["H260113191522", "04120"]],
  ...MONO.slice(48, 62),
];
