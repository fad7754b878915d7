/**
 * How the data of older meters are written, typed in from the reference §6.
 *
 * @module
 */

/** A way to write data. */
export interface Form {
  /** Whole data. */
  readonly pattern: RegExp;
  /** The form in words. */
  readonly says: string;
  /** Whether it is a list of values, and not a way to write any. */
  readonly listed: boolean;
}

/** No leading zeros (02E §2.7: data of the ICE have none). */
const NUMBER = (digits: number) => `(?:0|[1-9]\\d{0,${digits - 1}})`;
/** PME-PMI and SAPHIR do not say whether zeros may lead. */
const ANY_NUMBER = (digits: number) => `\\d{1,${digits}}`;

function form(pattern: string, says: string): Form {
  return { pattern: new RegExp(`^(?:${pattern})$`), says, listed: false };
}

/** So many decimal digits. */
export function digits(count: number): Form {
  return form(`\\d{${count}}`, `${count} digits`);
}

/** Printable text of such a length. */
export function text(least: number, most = least): Form {
  return form(
    `[ -~]{${least},${most}}`,
    `text of ${least === most ? least : `${least} to ${most}`} characters`,
  );
}

/** One of these words. */
export function listed(...words: string[]): Form {
  const escaped = words.map((word) => word.replace(/[.+*?()[\]\\|$^]/g, "\\$&"));
  return { ...form(escaped.join("|"), `one of ${words.join(", ")}`), listed: true };
}

/** A number of up to so many digits with its unit, without leading zeros. */
export function plain(count: number, unit: string): Form {
  return form(NUMBER(count) + unit, `up to ${count} digits and ${unit}`);
}

/** A number of up to so many digits with its unit. */
export function counted(count: number, ...units: string[]): Form {
  return form(
    `${ANY_NUMBER(count)}(?:${units.join("|")})`,
    `up to ${count} digits and ${units.join(" or ")}`,
  );
}

/** The same, below zero too. */
export function signed(count: number, unit: string): Form {
  return form(`-?${ANY_NUMBER(count)}${unit}`, `up to ${count} digits and ${unit}, with a sign`);
}

/** A point of the curve: digits, perhaps the mark of a truncated period, and the unit. */
export function point(mark: string, unit: string): Form {
  return form(
    `${ANY_NUMBER(5)}(?:${mark})?${unit}`,
    `up to 5 digits, a mark of truncation if any, and ${unit}`,
  );
}

/** A number with two decimals, such as tangent phi. */
export function decimal(most: number, comma: string): Form {
  return form(
    `(?=.{4,${most}}$)-?\\d{1,6}[${comma}]\\d\\d`,
    `a number with two decimals, of ${most} characters at the most`,
  );
}

/** Truncation of a point of an ICE or a SAPHIR: clock set, outage, control mode. */
export const MARK = "[HCM]\\.";

/** `JJ/MM/AA HH/MM/SS`. */
export const SLASHED = form("\\d\\d/\\d\\d/\\d\\d \\d\\d/\\d\\d/\\d\\d", "JJ/MM/AA HH/MM/SS");
/** `JJ/MM/AA HH:MM:SS`. */
export const COLONED = form("\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d", "JJ/MM/AA HH:MM:SS");
/** Current with three decimals. */
export const AMPS = form("\\d{1,2},\\d{3}A", "xx,xxxA");
