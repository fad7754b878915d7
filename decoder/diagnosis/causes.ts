/**
 * What a line can be: a table of causes, each with a test on the facts.
 *
 * @module
 */
import type { LineFacts } from "./line_facts.ts";
import type { StepId } from "./steps.ts";

/** How the check of a line can end, beside unsure. */
export type CauseId =
  | "silent"
  | "held"
  | "mode-switch"
  | "terminal"
  | "interrupted"
  | "cut"
  | "standby"
  | "doubled"
  | "edited"
  | "damaged"
  | "parity-bit-7"
  | "older"
  | "historique"
  | "standard"
  | "inverted"
  | "nmea"
  | "modbus"
  | "text"
  | "binary"
  | "line-slower"
  | "line-faster"
  | "noise";

/** One row of the table. */
export interface Cause {
  /** Its name, also in `--json`. */
  id: CauseId;
  /** Whether the line is as it should be. */
  healthy?: true;
  /** 1: this is it. Above 0: it may be this. 0: it is not. */
  fits(facts: LineFacts): number;
  /** What to do, most likely help first. */
  steps(facts: LineFacts): readonly StepId[];
}

/** Groups that show that a line speaks TIC: three right sums of 6 bits by chance in noise are rare. */
const SPEAKS = 3;
/** Share of lost groups from which on a line is damaged: one group in twenty spoils a frame in two. */
const DAMAGED = 0.05;
/** Bytes below which nothing is said about what cannot be read. */
const ENOUGH = 64;

const speaks = ({ good }: LineFacts) => good >= SPEAKS;
const badShare = ({ good, suspect, bad }: LineFacts) => bad / Math.max(1, good + suspect + bad);
const truncated = ({ errors }: LineFacts) => errors.truncated ?? 0;
const yes = (test: boolean) => test ? 1 : 0;
const perSecond = ({ bytes, seconds }: LineFacts) => seconds ? bytes / seconds : null;

/** Share of whole frames from which on a line is good. */
const WHOLE = 0.7;

/** Whether the frames are whole enough that the meter and its line are well; half, of too few. */
function whole(facts: LineFacts): number {
  const { good, suspect, frames, bad } = facts;
  if (good < SPEAKS || badShare(facts) > DAMAGED || suspect > good / 5) return 0;
  const sure = frames.complete >= (bad > 0 ? 2 : 1) && frames.complete >= frames.all * WHOLE;
  return sure ? 1 : 0.5;
}

/**
 * Whether the same sums are wrong in every frame. Noise spoils any group: what is wrong in one place in
 * every frame was written there.
 */
function sameSums({ good, frames, wrongSums, bad }: LineFacts): boolean {
  const always = [...wrongSums.values()].filter((count) => count >= frames.all * 0.9);
  const wrong = always.reduce((sum, count) => sum + count, 0);
  return good >= SPEAKS && wrong > 0 && always.length <= 4 && wrong >= bad * 0.8;
}

/** What every Linky says in one of the modes, and no meter that is neither Linky nor blue. */
const LINKY = ["ADCO", "ADSC", "OPTARIF", "EAST"];

/** A Linky, or a meter that may be one. */
const linky = ({ meter, values }: LineFacts) =>
  meter === "linky" || meter === "pilot" ||
  meter === null && LINKY.some((label) => values.has(label));

/** The causes, in the order in which they are tried: the first that fits for certain is it. */
export const CAUSES: readonly Cause[] = [
  {
    id: "silent",
    fits: ({ bytes }) => yes(bytes === 0),
    steps: ({ format }) => ["wire", "mode", ...(format === null ? [] : ["uart", "port"] as const)],
  },
  {
    id: "held",
    // A line at 0 for good is one break: one NUL, then nothing.
    fits: ({ bytes, nul, seconds }) =>
      nul < 1 || bytes > 10 ? 0 : seconds !== null && seconds >= 3 ? 1 : 0.6,
    steps: () => ["invert", "short", "wire"],
  },
  {
    id: "mode-switch",
    fits: (facts) => yes(facts.modes.length > 1 && speaks(facts) && badShare(facts) < 0.5),
    steps: () => ["again"],
  },
  {
    id: "terminal",
    fits: (facts) => {
      const { good, otherwise, controls } = facts;
      const { lineEnds, strayEnds } = otherwise;
      const { STX, ETX, EOT, LF, CR } = controls;
      if (lineEnds >= SPEAKS && lineEnds > good * 1.2 && lineEnds > Math.max(LF, CR) / 3) return 1;
      if (speaks(facts) && strayEnds >= 3 && strayEnds > STX / 2) return 1;
      return yes(STX >= 2 && ETX === 0 && EOT === 0 && good >= 10 && facts.bad <= good / 4);
    },
    steps: () => ["raw"],
  },
  {
    id: "interrupted",
    fits: (facts) => {
      const { errors, controls, frames } = facts;
      const times = Math.max(errors.interrupted ?? 0, controls.EOT);
      const many = times >= 3 && times > frames.all / 5;
      return yes(speaks(facts) && many && badShare(facts) < 0.2);
    },
    steps: () => ["wait", "record"],
  },
  {
    id: "cut",
    fits: (facts) => {
      if (!speaks(facts) || facts.nul > 0.2) return 0;
      if (facts.unplugged > 0 || facts.silences.count >= 2) return 1;
      if (facts.silences.count === 1 && facts.silences.longest >= 3) return 1;
      const others = facts.bad - truncated(facts);
      return yes(truncated(facts) >= 2 && others <= truncated(facts) / 4);
    },
    steps: () => ["connector", "supply", "adapter"],
  },
  {
    id: "standby",
    fits: ({ frames, good, bad }) =>
      yes(frames.standby >= SPEAKS && frames.standby >= frames.all * 0.8 && bad <= good / 4),
    steps: () => ["mode", "ask-active"],
  },
  {
    id: "doubled",
    fits: (facts) => {
      const { otherwise, good, repeated, bad } = facts;
      if (otherwise.doubled >= SPEAKS && otherwise.doubled > good * 2) return 1;
      return yes(speaks(facts) && repeated >= 5 && repeated > good / 5 && bad <= good / 4);
    },
    steps: () => ["one-reader", "echo"],
  },
  {
    id: "edited",
    fits: (facts) => !sameSums(facts) ? 0 : facts.frames.all >= 5 ? 1 : 0.6,
    steps: () => ["sums"],
  },
  {
    id: "damaged",
    fits: (facts) => {
      if (!speaks(facts) || facts.bad === 0) return 0;
      if (sameSums(facts)) return 0.5;
      const broken = facts.frames.complete < facts.frames.all * WHOLE;
      if (facts.bad < SPEAKS) return broken ? 0.4 : 0.2;
      return yes(badShare(facts) > DAMAGED || broken);
    },
    steps: ({ baudRate, modes }) => [
      ...(modes.at(-1) === "standard" || baudRate === 9600 ? ["resistor"] as const : []),
      "cable",
      "receivers",
      "mini-uart",
    ],
  },
  {
    id: "parity-bit-7",
    fits: (facts) =>
      yes(speaks(facts) && facts.format !== "8N1" && facts.eightBit > 0.3 && facts.even > 0.95),
    steps: () => ["set-7e1"],
  },
  {
    id: "older",
    healthy: true,
    fits: (facts) => linky(facts) ? 0 : whole(facts),
    steps: () => ["decode", "share"],
  },
  {
    id: "historique",
    healthy: true,
    fits: (facts) => linky(facts) && facts.modes.at(-1) === "historique" ? whole(facts) : 0,
    steps: () => ["decode", "ask-standard"],
  },
  {
    id: "standard",
    healthy: true,
    fits: (facts) => linky(facts) && facts.modes.at(-1) === "standard" ? whole(facts) : 0,
    steps: () => ["decode"],
  },
  {
    id: "inverted",
    fits: ({ otherwise: { turnedOver, upsideDown, repeats } }) =>
      yes(turnedOver >= SPEAKS || upsideDown === 1 && repeats > 0.5),
    steps: () => ["invert"],
  },
  {
    id: "nmea",
    fits: ({ otherwise: { nmea } }) => yes(nmea >= 2),
    steps: () => ["other-port"],
  },
  {
    id: "modbus",
    fits: ({ otherwise: { modbus } }) => modbus >= 3 ? 1 : modbus > 0 ? 0.5 : 0,
    steps: () => ["other-port"],
  },
  {
    id: "text",
    fits: (facts) => {
      const { otherwise: { text }, bytes, good } = facts;
      return good > 0 ? 0 : text > 0.9 && bytes >= ENOUGH ? 1 : text > 0.6 ? 0.6 : 0;
    },
    steps: () => ["console", "other-port"],
  },
  {
    id: "binary",
    fits: ({ otherwise: { file }, good }) => yes(file !== null && good === 0),
    steps: () => ["other-file"],
  },
  {
    id: "line-slower",
    fits: slower,
    steps: () => ["speed"],
  },
  {
    id: "line-faster",
    fits: faster,
    steps: () => ["speed"],
  },
  {
    id: "noise",
    fits: ({ bytes, good, nul, otherwise }) => {
      const { repeats, text, order, most, distinct } = otherwise;
      if (bytes === 0 || good > 0) return 0;
      if (bytes < ENOUGH || text > 0.1 || nul > 0.9) return 0.1;
      // A little of anything has nothing that comes again.
      if (bytes < 400) return 0.5;
      // Chance alone gives this much order to few bytes: three times the spread of a mean.
      const byChance = 1.5 / Math.sqrt(Math.min(bytes, 16_384));
      const plain = order < 0.02 + byChance && most < 0.02 + byChance && distinct > 12;
      return plain && repeats < 0.15 ? 1 : 0.3;
    },
    steps: () => ["wire", "cable", "uart"],
  },
];

/**
 * A port faster than its line hears each bit twice or more: with parity nothing but errors, without it
 * bytes whose bits come in pairs, the lowest 0, as the start bit lasts too long.
 */
function slower(facts: LineFacts): number {
  const { scanned, bytes, nul, baudRate, good, otherwise: { distinct, odd } } = facts;
  if (scanned || bytes < ENOUGH || good > 0) return 0;
  const paired = distinct > 1 && distinct <= 9 && odd === 0;
  if (paired && nul > 0.3 && nul < 0.9 && facts.eightBit > 0.05) return 1;
  if (nul < 0.98) return 0;
  const rate = perSecond(facts);
  // A hum of the mains makes 50 or 100 errors a second; a talking meter more, at 9600 baud.
  return rate !== null && rate > 130 && (baudRate ?? 9600) >= 2400 ? 1 : 0.7;
}

/**
 * A port slower than its line hears a mixture: mostly errors, the rest alike from frame to frame, and
 * without a pause.
 */
function faster(facts: LineFacts): number {
  const { scanned, bytes, nul, baudRate, good, otherwise: { distinct, repeats } } = facts;
  if (scanned || bytes < ENOUGH || good > 0 || distinct < 10) return 0;
  if (nul < 0.3 || nul > 0.97 || repeats < 0.3) return 0;
  const rate = perSecond(facts);
  if (rate === null || baudRate === null) return 0.6;
  return rate > 0.6 * baudRate / 10 && baudRate <= 4800 ? 1 : 0.4;
}
