/**
 * The groups of the yellow-tariff meter CJE, whose data are several fields joined by colons.
 *
 * @module
 */

/** JAUNE read: the meter's clock and state. */
export interface Jaune {
  /** Month, day, hour and minute, `MM-DDThh:mm`; the group has no year. */
  date: string;
  /** Tariff period in force; null for a code that the documents do not list. */
  period: string | null;
  /** Whether the subscribed power is exceeded (`DP`). */
  overload: boolean;
  /** Quadratic mean of the apparent power over 5 minutes, VA. */
  power: number;
  /** Notice coefficient, 80 to 100 %. */
  notice: number;
}

/** PERCC or PERCP read: when a contract period ended. */
export interface Rollover {
  /** Month, day and hour, `MM-DDThh`. */
  date: string;
  /** Reserved code. */
  code: string;
}

/** FCOU read: when the meter listens to the telephone. */
export interface ListeningWindow {
  /** Start, `hh:mm`. */
  time: string;
  /** Duration in minutes. */
  minutes: number;
}

const PERIODS: Readonly<Record<string, string>> = {
  "11": "summer peak",
  "12": "summer off-peak",
  "21": "winter peak",
  "22": "winter off-peak",
  "23": "fixed peak",
  "44": "mobile peak",
};

/** Reads a composite group of the CJE; each has a form of its own. */
export type CjeReading = Jaune | Rollover | ListeningWindow | number[];

const READERS: Readonly<Record<string, (fields: string[]) => CjeReading>> = {
  JAUNE: ([hour, minute, day, month, period, overload, power, notice]) => ({
    date: `${month}-${day}T${hour}:${minute}`,
    period: PERIODS[period!] ?? null,
    overload: overload === "DP",
    power: Number(power) * 10,
    notice: Number(notice) || 100,
  }),
  PERCC: rollover,
  PERCP: rollover,
  FCOU: ([hour, minute, duration]) => ({ time: `${hour}:${minute}`, minutes: Number(duration) }),
};

function rollover([day, month, hour, code]: string[]): Rollover {
  return { date: `${month}-${day}T${hour}`, code: code! };
}

/**
 * Reads a group of the CJE.
 *
 * ENERG (kWh), PMAXC, PMAXP, PSOUSC, PSOUSP (tens of VA) and TDEPA (minutes) are lists of numbers,
 * one a block. The data must have the form of the dictionary's pattern.
 *
 * Source: 02E §2.6 p37-42.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { decodeCje } from "@ticlab/ticlab/tic";
 *
 * assertEquals(decodeCje("JAUNE", "14:35:07:11:21:DP:00520:90"), {
 *   date: "11-07T14:35",
 *   period: "winter peak",
 *   overload: true,
 *   power: 5200,
 *   notice: 90,
 * });
 * assertEquals(decodeCje("PMAXC", "00410:00380"), [410, 380]);
 * ```
 */
export function decodeCje(label: string, value: string): CjeReading {
  const fields = value.split(":");
  return READERS[label]?.(fields) ?? fields.map(Number);
}
