/**
 * Numbers, durations and instants, as the reader's language writes them.
 *
 * @module
 */
import { LANG } from "./words.js";

const plain = new Intl.NumberFormat(LANG, { maximumFractionDigits: 3 });
const whole = new Intl.NumberFormat(LANG, { maximumFractionDigits: 0 });
const energyDigits = new Intl.NumberFormat(LANG, {
  minimumFractionDigits: 3,
  maximumFractionDigits: 3,
});
const percents = new Intl.NumberFormat(LANG, {
  style: "percent",
  maximumFractionDigits: 2,
});
const wholePercents = new Intl.NumberFormat(LANG, { style: "percent", maximumFractionDigits: 0 });
const hms = new Intl.DateTimeFormat(LANG, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const hm = new Intl.DateTimeFormat(LANG, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(LANG, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A number: `1,234.5`. */
export const number = (value) => plain.format(value);
/** A number without decimals. */
export const integer = (value) => whole.format(value);
/** A share of 1: `46%`. */
export const percent = (value) => wholePercents.format(value);
/** The same with two decimals where it has them: `99.75%`. */
export const finePercent = (value) => percents.format(value);
/** A number with its unit; means of amperes have a decimal, those of the rest none. */
export const quantity = (value, unit) =>
  `${unit === "A" ? number(Math.round(value * 10) / 10) : integer(value)}\u00a0${unit}`;
/** Wh as kWh with all digits of the meter; other units as they are. */
export const energy = (value, unit) =>
  unit === "Wh" ? `${energyDigits.format(value / 1000)}\u00a0kWh` : `${number(value)}\u00a0${unit}`;
/** Power in kVA where it is in thousands: `9 kVA`. */
export const kilo = ({ value, unit }) => `${number(value / 1000)}\u00a0k${unit}`;
/** `14:05:09`. */
export const clock = (ms) => hms.format(ms);
/** `14:05`. */
export const minute = (ms) => hm.format(ms);
/** `14 Jan, 14:05`, or `14:05` where it is within a day of `now`. */
export const instant = (ms, now) => Math.abs(now - ms) < 43_200_000 ? minute(ms) : day.format(ms);

/** `3 s`, `5 min`, `2 h`. */
export function duration(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u00a0min`;
  return `${Math.floor(seconds / 3600)}\u00a0h`;
}

/** Text with the bytes that cannot be seen as dots. */
export const visible = (text) => text.replace(/\p{Cc}/gu, "·");
