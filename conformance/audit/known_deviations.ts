/**
 * Deviations that are known: from the field, from the reception of the line, or from how a file was made.
 *
 * @module
 */

/** Who is to blame: what the meter says, the line that brought it, or whoever wrote the file. */
export type Blame = "meter" | "line" | "file";

/** All findings of one rule that look alike. */
export interface Alike {
  /** Id of the rule. */
  rule: string;
  /** Label of their groups, as far as it can be read; empty where they are about none. */
  label: string;
  /** Number of the row of the reference §10.2 that the lint itself named; null if it named none. */
  row: number | null;
  /** How many there are. */
  count: number;
  /** How many frames they are in. */
  frames: number;
  /** Whether their bytes are the same each time. */
  same: boolean;
  /** The first of them, in the words of the lint. */
  what: string;
}

/** What the whole line tells about a deviation. */
export interface LineFacts {
  /** Frames, whole or not. */
  frames: number;
  /** Frames from STX to ETX with no bad group. */
  wholeFrames: number;
  /** Groups, and places between them, that were damaged on the way. */
  damaged: number;
  /** Whether it is known when the bytes arrived. */
  timed: boolean;
  /** Whether a right serial number named its type, and that is a Linky's or a pilot's. */
  linky: boolean;
  /** How many right groups a label has. */
  right(label: string): number;
}

/** A deviation that is known, and how it is recognised. */
export interface KnownDeviation {
  /** Permanent name. */
  readonly id: string;
  /** Row of the list of deviations, reference §10.2; null where it stands in another section. */
  readonly row: number | null;
  /** Who is to blame. */
  readonly blame: Blame;
  /** One sentence about it. */
  readonly words: string;
  /** Where it was seen. */
  readonly source: string;
  /** Ids of the rules that it breaks; one that ends with a dot is all that begin so, none are all. */
  readonly rules: readonly string[];
  /** Whether findings are it; where there is no test, those whose row the lint named. */
  test?(found: Alike, line: LineFacts): boolean;
}

/** Labels that people replace before they publish a line. */
const IDENTIFIERS = ["ADCO", "ADSC", "PRM", "ADS"];
/** Long groups that readers with small buffers lose. */
const LONG_GROUPS = ["MSG1", "MSG2", "PJOURF+1", "PPOINTE"];
/** Noise does not hit the same group in nearly every frame, and never lets it pass. */
const OFTEN = 5;
const NEARLY_EVERY = 0.8;
/**
 * The sum has six bits: a flipped bit 6 never changes it, two flipped bits often (54E §5.3.6 p14). Of
 * so many damaged groups about one passes as right where nobody looks at the parity.
 */
const DAMAGED_PER_UNSEEN = 4;

/** Labels of a finding about groups that were not sent. */
function missing(what: string): string[] {
  const [, list] = /^(.+) not sent, /.exec(what) ?? [];
  return list?.split(", ") ?? [];
}

/** Whether damage comes so often, in the same place, that it is no noise. */
function regular(found: Alike, line: LineFacts): boolean {
  if (found.count < OFTEN) return false;
  return found.label === ""
    ? found.same && found.frames * 2 >= line.frames
    : line.right(found.label) === 0 && found.frames >= line.frames * NEARLY_EVERY;
}

/**
 * Every deviation that is known; the first one that fits names it.
 *
 * @example
 * ```ts
 * import { KNOWN_DEVIATIONS } from "./known_deviations.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const linky = KNOWN_DEVIATIONS.find(({ id }) => id === "imax");
 * assertEquals([linky?.row, linky?.blame], [2, "meter"]);
 * ```
 */
export const KNOWN_DEVIATIONS: readonly KnownDeviation[] = [
  {
    id: "imax",
    row: 2,
    blame: "meter",
    words: "IMAX is 060 on Linkys of 60 A, and 000 in a test frame of Enedis, not 090.",
    source: "lains/teleinfo-nom, TIC2WebSocket",
    rules: ["value.constant"],
  },
  {
    id: "imax-older",
    row: null,
    blame: "meter",
    words:
      "IMAX, HHPHC and MOTDETAT are real on the meters before Linky, and nothing says that this " +
      "is one.",
    source: "reference §6.2 to §6.4",
    rules: ["value.constant"],
    test: ({ label }, { linky }) => !linky && /^(IMAX[123]?|HHPHC|MOTDETAT)$/.test(label),
  },
  {
    id: "pmax-separator",
    row: 3,
    blame: "meter",
    words: "PMAX comes without the separator before its checksum.",
    source: "domoticz/domoticz #1713",
    rules: ["group.form"],
  },
  {
    id: "papp-step",
    row: 4,
    blame: "meter",
    words: "PAPP is no multiple of 10 on some meters.",
    source: "captures",
    rules: ["hist.papp.step"],
  },
  {
    id: "yesterday-old",
    row: 6,
    blame: "meter",
    words: "The maximum of the day before is of several days before.",
    source: "NicolasBernaerts/tasmota #54",
    rules: ["max.yesterday"],
  },
  {
    id: "prm-zero",
    row: 8,
    blame: "meter",
    words: "PRM is all zeros: no point of delivery was set.",
    source: "Zlinky_TIC #90",
    rules: ["meter.prm"],
  },
  {
    id: "phase-unused",
    row: 9,
    blame: "meter",
    words: "A phase that is not wired has 0 V: a three-phase meter that is fed by one phase.",
    source: "Zlinky_TIC #90",
    rules: ["power.voltage"],
  },
  {
    id: "grid-sum",
    row: 11,
    blame: "meter",
    words: "EASD01 to EASD04 sum up to 1 Wh more or less than EAST.",
    source: "hekmon/linkytic #2",
    rules: ["energy.grid"],
  },
  {
    id: "no-short-frames",
    row: 13,
    blame: "meter",
    words: "A three-phase Linky sends no short frames and no ADIR in an overrun.",
    source: "hekmon/linkytic #2",
    rules: ["hist.short.", "hist.adir."],
  },
  {
    id: "clock-off",
    row: 24,
    blame: "meter",
    words: "The clock of the meter is hours off, so tariffs switch at other times.",
    source: "Zlinky_TIC #219",
    rules: ["profile."],
  },
  {
    id: "terminal",
    row: 18,
    blame: "file",
    words: "A terminal or an editor turned CR and LF about, or wrote them twice.",
    source: "captures",
    rules: ["frame.stray", "group.form", "line.outside"],
  },
  {
    id: "identifier-replaced",
    row: null,
    blame: "file",
    words: "The identifier was replaced and its checksum left: its sum is wrong in the same way " +
      "each time.",
    source: "notes of captures",
    rules: ["group.checksum"],
    test: ({ label, same }, { right }) => IDENTIFIERS.includes(label) && right(label) === 0 && same,
  },
  {
    id: "reception",
    row: 17,
    blame: "line",
    words: "Bytes were lost or changed on the way: a weak signal, noise, or a reader that is late.",
    source: "hekmon/linkytic #2 #67, esphome/esphome #17291",
    rules: ["group.", "frame.", "line.outside"],
    test: (found, line) => found.row === null || found.row === 17 ? !regular(found, line) : false,
  },
  {
    id: "wrong-sum",
    row: 25,
    blame: "line",
    words: "The checksum is wrong: on every line that was looked into, a fault of reception.",
    source: "no line shows a Linky that emits wrong ones",
    rules: ["group.checksum"],
    test: (found, line) => !regular(found, line),
  },
  {
    id: "unseen-damage",
    row: 17,
    blame: "line",
    words: "Few such places on a line with many damaged groups: noise that the sum does not show.",
    source: "54E §5.3.6 p14",
    rules: [],
    test: ({ count, frames }, line) =>
      count * DAMAGED_PER_UNSEEN <= line.damaged && frames * 3 < line.frames,
  },
  {
    id: "identifier-masked",
    row: null,
    blame: "file",
    words: "The identifier was masked: it is no number.",
    source: "notes of captures",
    rules: ["value.characters", "value.length"],
    test: ({ label, what }) => IDENTIFIERS.includes(label) && /[x*?_-]{3}/i.test(what),
  },
  {
    id: "type-replaced",
    row: null,
    blame: "file",
    words: "The serial number has a type that no list has: it was replaced, or the meter is newer.",
    source: "notes of captures; reference §4",
    rules: ["meter.type"],
    test: () => true,
  },
  {
    id: "buffer-cut",
    row: 19,
    blame: "file",
    words: "A reader with a small buffer lost the longest groups.",
    source: "Zlinky_TIC #96",
    rules: ["presence.always"],
    test({ what }) {
      const labels = missing(what);
      return labels.length > 0 && labels.every((label) => LONG_GROUPS.includes(label));
    },
  },
  {
    id: "left-out",
    row: 23,
    blame: "file",
    words:
      "Groups are missing that a reader or a copy may have left out: other frames have them, " +
      "or there is one frame alone.",
    source: "no meter was seen to skip them",
    rules: ["presence.", "older."],
    test({ what }, { right, wholeFrames }) {
      const labels = missing(what);
      if (labels.length === 0) return false;
      return wholeFrames === 1 || labels.every((label) => right(label) > 0);
    },
  },
  {
    id: "frames-left-out",
    row: 23,
    blame: "file",
    words: "The file has no times, and frames were left out between two that stand side by side.",
    source: "no meter was seen to skip them",
    rules: ["energy.rate"],
    // In standard mode DATE tells the time between two frames.
    test: ({ label }, { timed }) => !timed && !/^E(A|RQ)/.test(label),
  },
];

/** The known deviation that findings are, or null. */
export function knownDeviation(found: Alike, line: LineFacts): KnownDeviation | null {
  const isOf = (rule: string) =>
    rule.endsWith(".") ? found.rule.startsWith(rule) : found.rule === rule;
  return KNOWN_DEVIATIONS.find(({ rules, row, test }) =>
    (rules.length === 0 || rules.some(isOf)) && (test ? test(found, line) : found.row === row)
  ) ?? null;
}
