/**
 * For tests: a second, naive reader of the meter's own frames, written from 54E and not from the
 * dictionary. Anything irregular is an error.
 *
 * @module
 */

/** Groups in order, each with its length of data; 54E §6.1.1 p15. */
const HISTORIQUE: readonly (readonly [label: string, length: number])[] = [
  ["ADCO", 12],
  ["OPTARIF", 4],
  ["ISOUSC", 2],
  ["BASE", 9],
  ["HCHC", 9],
  ["HCHP", 9],
  ["PTEC", 4],
  ["IINST", 3],
  ["ADPS", 3],
  ["IMAX", 3],
  ["PAPP", 5],
  ["HHPHC", 1],
  ["MOTDETAT", 6],
];

/** The same for a consumer in single phase, `@` where there is a horodate; 54E §6.2.2 p18-21. */
const STANDARD: readonly (readonly [label: string, length: number, dated?: "@"])[] = [
  ["ADSC", 12],
  ["VTIC", 2],
  ["DATE", 0, "@"],
  ["NGTF", 16],
  ["LTARF", 16],
  ["EAST", 9],
  ["EASF01", 9],
  ["EASF02", 9],
  ["EASF03", 9],
  ["EASF04", 9],
  ["EASF05", 9],
  ["EASF06", 9],
  ["EASF07", 9],
  ["EASF08", 9],
  ["EASF09", 9],
  ["EASF10", 9],
  ["EASD01", 9],
  ["EASD02", 9],
  ["EASD03", 9],
  ["EASD04", 9],
  ["IRMS1", 3],
  ["URMS1", 3],
  ["PREF", 2],
  ["PCOUP", 2],
  ["SINSTS", 5],
  ["SMAXSN", 5, "@"],
  ["SMAXSN-1", 5, "@"],
  ["CCASN", 5, "@"],
  ["CCASN-1", 5, "@"],
  ["UMOY1", 3, "@"],
  ["STGE", 8],
  ["MSG1", 32],
  ["PRM", 14],
  ["RELAIS", 3],
  ["NTARF", 2],
  ["NJOURF", 2],
  ["NJOURF+1", 2],
  ["PJOURF+1", 98],
];

/** A frame read: data by label, and horodates under the label with `@`. */
export type StrictFrame = Record<string, string>;

/**
 * Reads every whole frame; the bytes before the first STX and after the last ETX are left aside, as a
 * reader may come and leave at any moment.
 *
 * @throws {Error} at the first thing that is not as 54E says.
 */
export function strictFrames(bytes: Uint8Array): StrictFrame[] {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const whole = text.slice(text.indexOf("\x02"), text.lastIndexOf("\x03") + 1);
  if (!whole) return [];
  const frames = whole.split("\x03");
  if (frames.pop() !== "") throw new Error("bytes after ETX");
  return frames.map(frame);
}

function frame(text: string): StrictFrame {
  if (text[0] !== "\x02") throw new Error(`no STX: ${JSON.stringify(text)}`);
  const groups = text.slice(1).split("\r");
  if (groups.pop() !== "") throw new Error(`no CR before ETX: ${JSON.stringify(text)}`);
  const standard = text.includes("\t");
  const table: readonly (readonly [string, number, "@"?])[] = standard ? STANDARD : HISTORIQUE;
  const read: StrictFrame = {};
  let place = -1;
  for (const group of groups) {
    const fail = (why: string) => new Error(`${why}: ${JSON.stringify(group)}`);
    if (group[0] !== "\n") throw fail("no LF");
    const separator = standard ? "\t" : " ";
    const body = group.slice(1, -2);
    if (group.at(-2) !== separator) throw fail("no separator before the checksum");
    let sum = 0;
    for (const char of standard ? body + separator : body) sum += char.charCodeAt(0);
    if (group.charCodeAt(group.length - 1) !== (sum & 0x3f) + 0x20) throw fail("wrong checksum");
    const [label = "", ...fields] = body.split(separator);
    const at = table.findIndex((row) => row[0] === label);
    if (at <= place) throw fail("label unknown or out of order");
    place = at;
    const [, length, dated] = table[at]!;
    if (fields.length !== (dated ? 2 : 1)) throw fail("wrong number of fields");
    const value = fields.pop()!;
    if (value.length !== length || !/^[ -~]*$/.test(value)) throw fail("wrong data");
    if (dated && !/^[HE]\d{12}$/.test(fields[0]!)) throw fail("wrong horodate");
    read[label] = value;
    if (dated) read[`${label}@`] = fields[0]!;
  }
  return read;
}
