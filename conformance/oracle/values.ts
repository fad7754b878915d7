/**
 * Whether typed readings are right: numbers with their units, instants, the fields of registers.
 *
 * @module
 */
import type { Expectation, ExpectedValue, WireGroup } from "../suite/expectation.ts";
import type { Complaint } from "./complaint.ts";
import type { Said, SaidValue } from "./said.ts";

/**
 * Looks for the first typed reading that is wrong or missing.
 *
 * A program that says the text of the wire, no instant, or nothing at all for a register, does not
 * claim to read it: that is `unsupported`, not wrong.
 *
 * @example
 * ```ts
 * import { checkValues } from "./values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const expect = { groups: [], frames: [], values: [{ label: "PREF", value: 6, unit: "kVA" }] };
 * const said = {
 *   groups: [], frames: [], errors: [], modes: [], logs: [],
 *   values: [{ label: "PREF", value: 6, unit: "VA" }],
 * };
 * assertEquals(checkValues(expect, said)?.said, "PREF 6 VA");
 * ```
 */
export function checkValues(expect: Expectation, said: Said): Complaint | null {
  const places = new Map<string, number>();
  for (const wanted of expect.values ?? []) {
    const line = said.values.filter((v) => v.label === wanted.label);
    const group = expect.groups.find((g) => g.label === wanted.label);
    const at = group === undefined ? {} : { at: group.offset };
    if (wanted.never) {
      const number = line.find((v) => typeof v.value === "number" && !onWire(expect, v));
      if (!number) continue;
      const what = "says a number for data that are none";
      return { what, said: valueText(number), ...at };
    }
    const from = places.get(wanted.label) ?? 0;
    const place = line.findIndex((value, i) => i >= from && !differs(wanted, value));
    if (place >= 0) {
      places.set(wanted.label, place + 1);
      continue;
    }
    const expected = valueText(wanted);
    const said_ = line[from] ?? line.at(-1);
    if (said_ === undefined) {
      const what = `says no typed value for ${wanted.label}`;
      const number = typeof wanted.value === "number";
      return { what, expected, ...at, ...(!number && { unsupported: true as const }) };
    }
    const raw = line.some((v) => isWireText(expect.groups, v)) && typeof wanted.value !== "string";
    if (raw) {
      const what = `does not read ${wanted.label}: says its text`;
      return { what, expected, said: valueText(said_), ...at, unsupported: true };
    }
    const silent = wanted.at !== undefined && said_.at === undefined &&
      same(wanted.value, said_.value);
    if (silent) {
      const what = `says no instant for ${wanted.label}`;
      return { what, expected, said: valueText(said_), ...at, unsupported: true };
    }
    return { what: differs(wanted, said_)!, expected, said: valueText(said_), ...at };
  }
  return null;
}

function onWire(expect: Expectation, said: SaidValue): boolean {
  return expect.groups.some((g) =>
    g.label === said.label && /^-?\d+/.test(g.value.trim()) && !/\d[A-Za-z]+\d/.test(g.value) &&
    Number.parseFloat(g.value.replace(",", ".")) === said.value
  );
}

function isWireText(groups: readonly WireGroup[], said: SaidValue): boolean {
  const text = typeof said.value === "string" ? said.value.trim() : null;
  return groups.some((g) => g.label === said.label && g.value.trim() === text);
}

/** What is different, or null. */
function differs(wanted: ExpectedValue, said: SaidValue): string | null {
  if (!same(wanted.value, said.value)) return `reads another value of ${wanted.label}`;
  if (wanted.unit && said.unit && unit(wanted.unit) !== unit(said.unit)) {
    return `says another unit of ${wanted.label}`;
  }
  if (wanted.at !== undefined && instant(said.at) !== Date.parse(wanted.at)) {
    return `says another instant of ${wanted.label}`;
  }
  if ((wanted.clock ?? "ok") !== (said.clock ?? "ok")) {
    return `says another state of the meter's clock for ${wanted.label}`;
  }
  return null;
}

function unit(text: string): string {
  return text.replaceAll(/[\s.]/g, "").toLowerCase();
}

/** Milliseconds of an instant, or NaN where the text has no offset and so is none. */
function instant(text: string | undefined): number {
  return text !== undefined && /(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
}

/** Compares the fields that are wanted; others are free. */
function same(wanted: unknown, said: unknown): boolean {
  if (Array.isArray(wanted)) {
    return Array.isArray(said) && said.length === wanted.length &&
      wanted.every((item, i) => same(item, said[i]));
  }
  if (typeof wanted === "object" && wanted !== null) {
    return typeof said === "object" && said !== null &&
      Object.entries(wanted).every(([name, value]) =>
        same(value, (said as Record<string, unknown>)[name])
      );
  }
  if (typeof wanted === "number" && typeof said === "number") {
    return Math.abs(wanted - said) < 1e-9;
  }
  if (typeof wanted === "string" && typeof said === "string") {
    return wanted.trim() === said.trim() || bothInstants(wanted, said);
  }
  return wanted === said;
}

function bothInstants(wanted: string, said: string): boolean {
  return /^\d{4}-\d\d-\d\dT/.test(wanted) && instant(wanted) === instant(said);
}

function valueText(value: ExpectedValue | SaidValue): string {
  const text = typeof value.value === "string" ? value.value : JSON.stringify(value.value);
  const words = [value.label, text, value.unit ?? "", value.at ? `at ${value.at}` : ""];
  if (value.clock === "degraded") words.push("(clock degraded)");
  return words.filter((word) => word !== "").join(" ");
}
