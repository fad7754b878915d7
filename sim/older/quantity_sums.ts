/**
 * Sums of what flows, over a minute or an integration period.
 *
 * @module
 */
import type { Flow } from "../supply.ts";

/** Milliwatt-seconds in a watt-hour. */
const HOUR = 3_600_000;

/** What flows: drawn and given are never both above 0 at once. */
export interface Quantities {
  /** Active, drawn. */
  readonly drawn: number;
  /** Reactive while drawing: positive and negative. */
  readonly positive: number;
  readonly negative: number;
  /** Apparent, drawn. */
  readonly apparent: number;
  /** Active, given. */
  readonly given: number;
  /** Reactive while giving: positive and negative. */
  readonly givenPositive: number;
  readonly givenNegative: number;
  /** Apparent, given. */
  readonly givenApparent: number;
  /** Between two lines, mean of three. */
  readonly voltage: number;
}

/** Splits a flow into quantities, in thousandths of W, var, VA, V. */
export function quantitiesOf({ powers, voltages }: Flow): Quantities {
  const { active, reactive, apparent, injected } = powers;
  const [draws, gives] = active >= 0 ? [1, 0] : [0, 1];
  const [positive, negative] = [Math.max(0, reactive), Math.max(0, -reactive)];
  const mean = voltages.reduce((sum, voltage) => sum + voltage, 0) / voltages.length;
  return {
    drawn: Math.max(0, active),
    positive: positive * draws,
    negative: negative * draws,
    apparent: apparent * 1_000,
    given: Math.max(0, -active),
    givenPositive: positive * gives,
    givenNegative: negative * gives,
    givenApparent: injected * 1_000,
    voltage: mean * Math.sqrt(3) * 1_000,
  };
}

const NAMES: readonly (keyof Quantities)[] = [
  "drawn",
  "positive",
  "negative",
  "apparent",
  "given",
  "givenPositive",
  "givenNegative",
  "givenApparent",
  "voltage",
];

/** Sums them up. */
export class QuantitySums {
  /** Seconds that were summed up. */
  seconds = 0;
  #sums: readonly number[] = NAMES.map(() => 0);

  /** Adds seconds of a flow. */
  add(flow: Flow, seconds: number): void {
    const quantities = quantitiesOf(flow);
    this.#sums = this.#sums.map((sum, i) => sum + quantities[NAMES[i]!] * seconds);
    this.seconds += seconds;
  }

  /** Means of W, var, VA, V; 0 over no time. */
  means(): Quantities {
    return this.#over(Math.max(1, this.seconds) * 1_000);
  }

  /** Wh, varh and VAh. */
  energies(): Quantities {
    return this.#over(HOUR);
  }

  #over(divisor: number): Quantities {
    const entries = NAMES.map((name, i) => [name, this.#sums[i]! / divisor]);
    return Object.fromEntries(entries) as unknown as Quantities;
  }
}
