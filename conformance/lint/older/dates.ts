/**
 * Dates of older meters, which know no season.
 *
 * @module
 */
import type { OlderGroup } from "./older_frame.ts";

const DATE = /(\d\d)\/(\d\d)\/(\d\d) (\d\d)[/:](\d\d)[/:](\d\d)/;
const JAUNE = /^(\d\d):(\d\d):(\d\d):(\d\d):/;
const ROLLOVER = /^(\d\d):(\d\d):(\d\d):/;
/** A rollover that has not been, and the first of a meter, may be all zeros. */
const NEVER = /^[0/: -]+$/;

/** Local time of `JJ/MM/AA HH/MM/SS`, ms since 1970 as if it were UTC; null if it is none. */
export function dateOf(value: string | null): number | null {
  const match = DATE.exec(value ?? "");
  if (!match || NEVER.test(value!)) return null;
  const [day, month, year, hour, minute, second] = match.slice(1).map(Number);
  return Date.UTC(2000 + year!, month! - 1, day!, hour!, minute!, second!);
}

function isDay(day: number, month: number, year = 2000): boolean {
  return month >= 1 && month <= 12 && day >= 1 &&
    day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the date of a group, if it holds one, is a day of the calendar and a time of the day. */
export function existing({ label, value }: OlderGroup): boolean {
  if (label === "JAUNE") {
    const [hour, minute, day, month] = JAUNE.exec(value)!.slice(1).map(Number);
    return isDay(day!, month!) && hour! < 24 && minute! < 60;
  }
  if (label === "PERCC" || label === "PERCP") {
    const [day, month, hour] = ROLLOVER.exec(value)!.slice(1).map(Number);
    return NEVER.test(value) || isDay(day!, month!) && hour! < 24;
  }
  if (label === "FCOU") {
    const [hour, minute] = value.split(":").map(Number);
    return hour! < 24 && minute! < 60;
  }
  const match = DATE.exec(value);
  if (!match || NEVER.test(value)) return true;
  const [day, month, year, hour, minute, second] = match.slice(1).map(Number);
  return isDay(day!, month!, 2000 + year!) && hour! < 24 && minute! < 60 && second! < 60;
}
