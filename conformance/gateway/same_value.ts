/**
 * Whether a gateway said what a group carried, whatever the shape in which it says it.
 *
 * @module
 */
import { parseTimestamp } from "../../tic/timestamp.ts";
import type { SaidValue } from "../../decoder/dialects/dialect.ts";
import type { SentFrame } from "./gateway_run.ts";

/** A group that was sent. */
export type SentGroup = SentFrame["groups"][number];

/** Names of a meter or a delivery point: digits that are no number (54E §6.2.2 p18, p20). */
const NAMES = /^(ADCO|ADSC|ADS|PRM)$/;
/** Labels in kVA (54E §6.2.2), which some gateways say in VA like all others. */
const THOUSANDS = /^(PREF|PCOUP)$/;

/** Whether each digit of a label counts, the leading zeros too. */
export function isName(label: string): boolean {
  return NAMES.test(label);
}

/** Whether a gateway says by a value that there is nothing. */
export function isNothing(value: SaidValue["value"]): boolean {
  return value === null || value === false || /^[\s0.]*$/.test(String(value));
}

/**
 * Tells whether a value is that of a group: exactly for the names of meters; else numbers by their
 * value, kVA in VA too, texts without the padding that 54E §6.2.2 puts around them, and the instant for
 * a group that has but a horodate.
 *
 * @param deadband How far a number may be off.
 *
 * @example
 * ```ts
 * import { sameValue } from "./same_value.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sameValue(360, { label: "PAPP", value: "00360" }), true);
 * assertEquals(sameValue("HP", { label: "PTEC", value: "HP.." }), true);
 * assertEquals(sameValue("2200", { label: "STGE", value: "00220E01" }), false);
 * assertEquals(sameValue("21976551234", { label: "ADSC", value: "021976551234" }), false);
 * ```
 */
export function sameValue(value: SaidValue["value"], group: SentGroup, deadband = 0): boolean {
  const said = String(value);
  if (said === group.value) return true;
  // Tasmota says of an alarm only that there is one.
  if (value === true) return !isNothing(group.value);
  if (isName(group.label)) return false;
  const meant = bare(group.value);
  const heard = bare(said);
  if (meant === "") {
    return heard === "" || (group.timestamp !== undefined && isInstant(heard, group.timestamp));
  }
  if (heard === meant) return true;
  const [number, other] = [asNumber(meant), asNumber(heard)];
  if (number === null || other === null) return false;
  return Math.abs(number - other) <= deadband ||
    (THOUSANDS.test(group.label) && other === 1_000 * number);
}

/** Without what pads: spaces of NGTF and LTARF, the points of OPTARIF, PTEC and DEMAIN. */
function bare(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim().replace(/\.+$/, "");
}

/** Digits, and what JSON and SQL make of them; an exponent is none, so that STGE stays a text. */
function asNumber(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** A horodate as on the wire, or an instant, be it Paris time with a false Z. */
function isInstant(said: string, timestamp: string): boolean {
  if (said === timestamp) return true;
  const told = Date.parse(said);
  if (Number.isNaN(told)) return false;
  try {
    const { instant, year, month, day, hour, minute, second } = parseTimestamp(timestamp);
    return told === instant || told === Date.UTC(year, month - 1, day, hour, minute, second);
  } catch {
    return false;
  }
}
