/**
 * A load measured somewhere, as rows of a CSV file.
 *
 * @module
 */
import { parseStart } from "./start.ts";

/** Powers that hold from a time until the next one. */
export interface LoadProfile {
  /** Whether the times are those of every day, or instants. */
  readonly daily: boolean;
  /** Rising: ms after local midnight, or milliseconds since 1970 UTC. */
  readonly times: readonly number[];
  /** W by phase at each time, one or three numbers; negative: given. */
  readonly powers: readonly (readonly number[])[];
}

/**
 * Reads the text of a CSV file: a time and one or three powers in W a row, with comma, semicolon or tab
 * between them. Times are either `hh:mm` or `hh:mm:ss`, the same every day, or date and time. A first
 * row of titles is left aside.
 *
 * @example
 * ```ts
 * import { parseLoadProfile } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const profile = parseLoadProfile("time,power\n00:00,250\n12:30,1800\n");
 * assertEquals(profile.times, [0, 45_000_000]);
 * assertEquals(profile.powers, [[250], [1_800]]);
 * ```
 *
 * @throws {SyntaxError} where a row is none, with its number.
 */
export function parseLoadProfile(text: string): LoadProfile {
  const rows = text.replace(/^\uFEFF/, "").split(/\r?\n/)
    .map((line, i) => ({ cells: line.split(/[,;\t]/).map((cell) => cell.trim()), line: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows[0] && !/\d/.test(rows[0].cells[0]!)) rows.shift();
  if (rows.length === 0) throw new SyntaxError("Cannot read the load profile: it has no rows");
  const daily = /^\d\d?:/.test(rows[0]!.cells[0]!);
  const times: number[] = [];
  const powers: number[][] = [];
  for (const { cells: [time = "", ...rest], line } of rows) {
    const fail = (why: string) =>
      new SyntaxError(`Cannot read line ${line} of the load profile: ${why}`);
    const at = daily ? timeOfDay(time) : instant(time);
    if (Number.isNaN(at)) {
      throw fail(`${JSON.stringify(time)} is no ${daily ? "time of day, 22:30" : "date and time"}`);
    }
    if (times.length > 0 && at <= times.at(-1)!) throw fail(`${time} is not after the row before`);
    const row = rest.map((cell) => cell === "" ? NaN : Number(cell));
    if (![1, 3].includes(row.length) || row.some((power) => !(Math.abs(power) <= 99_990))) {
      throw fail(`${JSON.stringify(rest.join(","))} is not one or three powers in W`);
    }
    if (powers[0] && row.length !== powers[0].length) {
      throw fail("it has other columns than the first");
    }
    times.push(at);
    powers.push(row);
  }
  return { daily, times, powers };
}

function timeOfDay(text: string): number {
  const [, h, m, s = "0"] = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(text) ?? [];
  return h === undefined ? NaN : (Number(h) * 3_600 + Number(m) * 60 + Number(s)) * 1_000;
}

function instant(text: string): number {
  try {
    return parseStart(text);
  } catch {
    return NaN;
  }
}

/**
 * Finds the row that holds at a time, -1 before the first one; a daily profile holds its last row until
 * the first of the next day.
 */
export function profileIndex({ daily, times }: LoadProfile, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle + 1;
    else high = middle;
  }
  return low === 0 && daily ? -1 : low - 1;
}
