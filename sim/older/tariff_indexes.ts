/**
 * Energy by tariff, active and reactive, drawn and given.
 *
 * @module
 */
import type { Tariff } from "../contract.ts";
import type { Flow } from "../supply.ts";
import { type Quantities, quantitiesOf } from "./quantity_sums.ts";

/** Milliwatt-seconds in a watt-hour. */
const HOUR = 3_600_000;

const REGISTERS = [
  "drawn",
  "positive",
  "negative",
  "given",
  "givenPositive",
  "givenNegative",
] as const satisfies readonly (keyof Quantities)[];

/** A quantity that is counted. */
export type IndexName = typeof REGISTERS[number];

/** Wh or varh by tariff, ten of them, in arrays that are never changed. */
export type Indexes = Readonly<Record<IndexName, readonly number[]>>;

/** Counts in whole thousandths; a unit belongs to the tariff in which it becomes full, as in `Registers`. */
export class TariffIndexes {
  #indexes: Indexes;
  #rest: Record<IndexName, number>;

  /** Begins with Wh drawn by tariff. */
  constructor(drawn: readonly number[]) {
    const none = Array.from({ length: 10 }, () => 0);
    this.#indexes = {
      drawn: none.map((_, i) => drawn[i] ?? 0),
      positive: none,
      negative: none,
      given: none,
      givenPositive: none,
      givenNegative: none,
    };
    this.#rest = {
      drawn: 0,
      positive: 0,
      negative: 0,
      given: 0,
      givenPositive: 0,
      givenNegative: 0,
    };
  }

  /** Counts seconds of a flow in a tariff. */
  count(flow: Flow, seconds: number, { index }: Tariff): void {
    const quantities = quantitiesOf(flow);
    for (const name of REGISTERS) {
      const sum = this.#rest[name] + quantities[name] * seconds;
      const full = Math.floor(sum / HOUR);
      this.#rest[name] = sum - full * HOUR;
      if (full === 0) continue;
      const indexes = this.#indexes[name];
      this.#indexes = {
        ...this.#indexes,
        [name]: indexes.with(index - 1, indexes[index - 1]! + full),
      };
    }
  }

  /** What it has counted. */
  told(): Indexes {
    return this.#indexes;
  }
}
