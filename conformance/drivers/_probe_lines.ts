/**
 * The lines with which a program is tried before it is scored.
 *
 * @module
 */
import { random } from "../../sim/random.ts";
import { encodeFrame } from "../../tic/frame.ts";
import type { Group, TicMode } from "../../tic/types.ts";

/** What a program cannot know: drawn anew each time it is tried. */
export interface Canary {
  /** Number of the meter, with a leading zero. */
  meter: string;
  /** An energy index. */
  index: string;
}

/** Label of the meter's number (54E §6.1.1 p15, §6.2.2 p18, 02E §2.9.2.1 p70). */
export const METER_LABEL = { historique: "ADCO", standard: "ADSC", older: "ADS" } as const;

/** Label of the drawn index. */
export const INDEX_LABEL = { historique: "BASE", standard: "EAST", older: "EAP_s" } as const;

/** Frames of a line: enough to find the line and to be sure of it. */
const FRAMES = 4;

/** The control bytes of a line, and a blank: what makes noise look like groups. */
const CONTROLS = [0x02, 0x03, 0x04, 0x09, 0x0a, 0x0d, 0x20];

/** 1 KiB of seeded noise, in which a test looks for groups in vain, bit 7 masked or not. */
export function noise(): Uint8Array {
  const next = random(1, "noise of the preflight");
  const below = (end: number) => Math.floor(next() * end);
  return Uint8Array.from(
    { length: 1024 },
    () => below(5) === 0 ? CONTROLS[below(CONTROLS.length)]! : below(256),
  );
}

/** Draws numbers that no program can know. */
export function drawCanary(): Canary {
  const digits = (count: number) =>
    Array.from(crypto.getRandomValues(new Uint8Array(count)), (byte) => byte % 10).join("");
  return { meter: `0${digits(11)}`, index: `0${digits(8)}` };
}

/** Lines of meters that a program may be able to read; an older one is a PME-PMI. */
export type LineKind = TicMode | "older";

/** A right line: the same frame, some times. */
export function rightLine(kind: LineKind, canary: Canary): Uint8Array {
  const frame = encodeFrame(groupsOf(kind, canary), kind === "standard" ? kind : "historique");
  const bytes = new Uint8Array(FRAMES * frame.length);
  for (let i = 0; i < FRAMES; i++) bytes.set(frame, i * frame.length);
  return bytes;
}

/** A right line, in whose second frame a digit of the power has changed. */
export function damagedLine(mode: TicMode, canary: Canary): Uint8Array {
  const line = rightLine(mode, canary);
  const second = line.indexOf(0x02, 1);
  const power = mode === "historique" ? "PAPP " : "SINSTS\t";
  const at = second + new TextDecoder("latin1").decode(line.subarray(second)).indexOf(power);
  line[at + power.length + 2]! ^= 1;
  return line;
}

/** The same line as 8 bits see it: even parity in bit 7 (54E §5.3.1 p11, 02E §1.5.1 p17). */
export function withParity(line: Uint8Array): Uint8Array {
  return line.map((byte) => {
    let ones = 0;
    for (let bits = byte; bits > 0; bits >>= 1) ones += bits & 1;
    return ones % 2 === 0 ? byte : byte | 0x80;
  });
}

/** The groups that a right line consists of, in order. */
export function groupsOf(kind: LineKind, canary: Canary): readonly Group[] {
  return ROWS[kind](canary).map(([label, value, timestamp]) =>
    timestamp === undefined ? { label, value } : { label, value, timestamp }
  );
}

type Row = readonly [label: string, value: string, timestamp?: string];

/** Single-phase, BASE: all that such a meter sends; a PME-PMI (02E §2.9.2.1 p70-71). */
const ROWS: Readonly<Record<LineKind, (canary: Canary) => readonly Row[]>> = {
  historique: ({ meter, index }) => [
    ["ADCO", meter],
    ["OPTARIF", "BASE"],
    ["ISOUSC", "30"],
    ["BASE", index],
    ["PTEC", "TH.."],
    ["IINST", "002"],
    ["IMAX", "090"],
    ["PAPP", "00470"],
    ["HHPHC", "A"],
    ["MOTDETAT", "000000"],
  ],
  standard: ({ meter, index }) => [
    ["ADSC", meter],
    ["VTIC", "02"],
    ["DATE", "", "H260115101530"],
    ["NGTF", "      BASE      "],
    ["LTARF", "      BASE      "],
    ["EAST", index],
    ["EASF01", index],
    ...unused("EASF", 2, 10),
    ["EASD01", index],
    ...unused("EASD", 2, 4),
    ["IRMS1", "002"],
    ["URMS1", "235"],
    ["PREF", "06"],
    ["PCOUP", "06"],
    ["SINSTS", "00470"],
    ["SMAXSN", "02410", "H260115073012"],
    ["SMAXSN-1", "03120", "H260114190455"],
    ["CCASN", "00452", "H260115100000"],
    ["CCASN-1", "00398", "H260115093000"],
    ["UMOY1", "234", "H260115101000"],
    ["STGE", "003A0001"],
    ["MSG1", "PAS DE          MESSAGE         "],
    ["PRM", "19012345678901"],
    ["RELAIS", "000"],
    ["NTARF", "01"],
    ["NJOURF", "00"],
    ["NJOURF+1", "00"],
    ["PJOURF+1", `00008001${" NONUTILE".repeat(10)}`],
  ],
  older: ({ meter, index }) => [
    ["ADS", meter],
    ["MESURES1", "BT 4 SUP36"],
    ["DATE", "15/01/26 10:15:30"],
    ["EA_s", "422Wh"],
    ["ER+_s", "35varh"],
    ["ER-_s", "189varh"],
    ["EAPP_s", "495VAh"],
    ["PTCOUR1", "HPH"],
    ["TARIFDYN", "INACTIF"],
    ["ETATDYN1", "000"],
    ["CONFIG", "CONSO"],
    ["DebP", "01/11/25 02:00:00"],
    ["EAP_s", `${Number(index.slice(-5))}kWh`],
    ["PS", "42kVA"],
    ["PMAX_s", "25kVA"],
    ["TGPHI_s", "-0,21"],
  ],
};

/** Registers that are sent without being used (54E §6.2.2 p21). */
function unused(label: string, from: number, to: number): Row[] {
  return Array.from({ length: to - from + 1 }, (_, i) => [
    label + String(from + i).padStart(2, "0"),
    "000000000",
  ]);
}
