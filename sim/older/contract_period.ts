/**
 * The contract periods of meters of business tariffs.
 *
 * @module
 */
import type { Assumptions } from "../assumptions.ts";

/** Local times, ms since 1970 as if they were UTC. */
export interface ContractPeriod {
  /** When it begins. */
  readonly begin: number;
  /** When it ends. */
  readonly end: number;
}

/**
 * The contract period of a local time: a month, or a year from 1 November (`rollover`).
 *
 * @example
 * ```ts
 * import { contractPeriod } from "./contract_period.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { begin, end } = contractPeriod(Date.UTC(2012, 1, 29, 12), "month");
 * assertEquals([begin, end], [Date.UTC(2012, 1), Date.UTC(2012, 2)]);
 * ```
 */
export function contractPeriod(local: number, rollover: Assumptions["rollover"]): ContractPeriod {
  const date = new Date(local);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  if (rollover === "month") return { begin: Date.UTC(year, month), end: Date.UTC(year, month + 1) };
  const first = month >= 10 ? year : year - 1;
  return { begin: Date.UTC(first, 10), end: Date.UTC(first + 1, 10) };
}
