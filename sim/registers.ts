/**
 * The energy that a meter has counted.
 *
 * @module
 */
import type { Tariff } from "./contract.ts";

/** Millijoules in a watt-hour. */
const WATT_HOUR = 3_600_000;

/**
 * Counts active and reactive energy in whole millijoules and millivars·s, so that none is lost or made.
 *
 * A watt-hour belongs to the tariff in which it becomes full: EAST = Σ EASF = Σ EASD at every instant.
 */
export class Registers {
  /** Active energy drawn in all, Wh. */
  energy = 0;
  /** Active energy given in all, Wh. */
  exported = 0;
  /** Drawn by supplier index, Wh; ten of them, in an array that is never changed. */
  supplier: readonly number[];
  /** Drawn by grid-operator index, Wh; four of them. */
  grid: readonly number[];
  /** Reactive energy of the quadrants, varh. */
  reactive: readonly number[] = [0, 0, 0, 0];
  /** What does not fill a unit yet: drawn, given, and the quadrants. */
  #drawn = 0;
  #given = 0;
  #vars = [0, 0, 0, 0];

  /** Begins with supplier indexes; what they are on the grid's side follows from the tariffs. */
  constructor(indexes: readonly number[], tariffs: readonly Tariff[]) {
    this.supplier = Array.from({ length: 10 }, (_, i) => indexes[i] ?? 0);
    this.grid = [1, 2, 3, 4].map((grid) =>
      this.supplier.reduce(
        (sum, index, i) => sum + ((tariffs[i]?.gridIndex ?? 1) === grid ? index : 0),
        0,
      )
    );
    this.energy = this.supplier.reduce((sum, index) => sum + index, 0);
  }

  /** Counts a power, whole mW and mvar, over some seconds of one tariff. */
  count(
    power: { active: number; reactive: number; seconds: number },
    indexes: { supplier: number; grid: number },
  ): void {
    const { active, reactive, seconds } = power;
    if (active > 0) {
      this.#drawn += active * seconds;
      if (this.#drawn >= WATT_HOUR) {
        const full = Math.floor(this.#drawn / WATT_HOUR);
        this.#drawn -= full * WATT_HOUR;
        this.energy += full;
        this.supplier = add(this.supplier, indexes.supplier - 1, full);
        this.grid = add(this.grid, indexes.grid - 1, full);
      }
    } else if (active < 0) {
      this.#given -= active * seconds;
      const full = Math.floor(this.#given / WATT_HOUR);
      this.#given -= full * WATT_HOUR;
      this.exported += full;
    }
    if (reactive !== 0) this.#countReactive(active, reactive, seconds);
  }

  /** Quadrants counter-clockwise: drawn and inductive, given and inductive, given and capacitive, … */
  #countReactive(active: number, reactive: number, seconds: number): void {
    const quadrant = reactive > 0 ? (active >= 0 ? 0 : 1) : (active < 0 ? 2 : 3);
    const vars = this.#vars[quadrant]! + Math.abs(reactive) * seconds;
    const full = Math.floor(vars / WATT_HOUR);
    this.#vars[quadrant] = vars - full * WATT_HOUR;
    if (full > 0) this.reactive = add(this.reactive, quadrant, full);
  }
}

function add(indexes: readonly number[], index: number, wattHours: number): readonly number[] {
  return indexes.with(index, indexes[index]! + wattHours);
}
