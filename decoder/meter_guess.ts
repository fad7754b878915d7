/**
 * Which family of meters a line comes from, by the labels that it sends.
 *
 * @module
 */
import { labels, type MeterId } from "../tic/mod.ts";

const METERS = [...new Set(labels.map((spec) => spec.meter))];

/** Families as a set of bits. */
export function metersAsBits(meters: Iterable<MeterId>): number {
  let bits = 0;
  for (const meter of meters) bits |= 1 << METERS.indexOf(meter);
  return bits;
}

const BLUE = ["cbemm", "cbemm-icc", "cbetm"] as const;
const CJE = ["cje"] as const;
const LINKY = ["linky"] as const;
const PILOT = ["pilot"] as const;
/** Families by the type digits of ADCO or ADSC (54E §2.2 p5; Euridis list, reference §4). */
const FAMILIES: Readonly<Record<string, readonly MeterId[]>> = {
  ...Object.fromEntries(["61", "62", "63", "64", "70", "71", "75", "76"].map((t) => [t, LINKY])),
  ...Object.fromEntries(["67", "68"].map((t) => [t, PILOT])),
  ...Object.fromEntries(["01", "05", "06", "33"].map((t) => [t, CJE])),
  "34": ["ice-4q"],
  "36": ["pme-pmi"],
  ...Object.fromEntries(
    "09 10 15 20 21 22 23 25 26 27 28 29 30 31".split(" ").map((t) => [t, BLUE]),
  ),
};

/** The families of a meter by its serial number, as bits; 0 where its type is not known. */
export function metersOfAddress(address: string): number {
  return metersAsBits(FAMILIES[address.slice(4, 6)] ?? []);
}

/** Narrows the families down, group by group. */
export class MeterGuess {
  /** The families that send all labels heard, 0 before the first. */
  #fits = 0;

  /** The family, or null while several fit. */
  get meter(): MeterId | null {
    const fits = this.#fits;
    return fits !== 0 && (fits & (fits - 1)) === 0 ? METERS[31 - Math.clz32(fits)]! : null;
  }

  /** Whether all the families that are left send a label, so that hearing it would tell nothing. */
  includes(meters: number): boolean {
    return this.#fits !== 0 && (this.#fits & ~meters) === 0;
  }

  /** Hears of a label by the families that send it; starts anew where they exclude all before. */
  hear(meters: number): void {
    if (meters !== 0) this.#fits = this.#fits & meters || meters;
  }

  /** Forgets everything: another line, or another meter. */
  reset(): void {
    this.#fits = 0;
  }
}
