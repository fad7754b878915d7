/**
 * Reads line protocol, as InfluxDB defines it; what it would refuse is left out.
 *
 * @module
 */
import type { SaidValue } from "../../decoder/dialects/dialect.ts";

/** What has the label: the measurement of a point, or each of its fields. */
export type PointLayout = "measurement" | "field";

/** Up to a character that no backslash escapes and no quotes hold. */
function upTo(text: string, ends: string, { quotes = false } = {}): string {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (quotes && text[i] === '"') quoted = !quoted;
    else if (!quoted && ends.includes(text[i]!)) return text.slice(0, i);
  }
  return text;
}

const unescaped = (text: string) => text.replace(/\\([,= "\\])/g, "$1");

/** The value of a field; undefined where it is none. */
function valueOf(text: string): SaidValue["value"] | undefined {
  const [, string] = /^"([^]*)"$/.exec(text) ?? [];
  if (string !== undefined) return string.replace(/\\(["\\])/g, "$1");
  if (/^(t|true|True|TRUE)$/.test(text)) return true;
  if (/^(f|false|False|FALSE)$/.test(text)) return false;
  const [, number] = /^([-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?)[iu]?$/.exec(text) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Fields of a point, by key. */
function fieldsOf(text: string): Map<string, SaidValue["value"]> | undefined {
  const fields = new Map<string, SaidValue["value"]>();
  for (let rest = text; rest !== "";) {
    const field = upTo(rest, ",", { quotes: true });
    rest = rest.slice(field.length + 1);
    const key = upTo(field, "=");
    const value = key === field ? undefined : valueOf(field.slice(key.length + 1));
    if (key === "" || value === undefined) return undefined;
    fields.set(unescaped(key), value);
  }
  return fields.size > 0 ? fields : undefined;
}

/**
 * The values that points say, a list a point.
 *
 * @example
 * ```ts
 * import { pointValues } from "./line_protocol.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(pointValues("elec iinst=9.94\nbase=2809720", "field"), [
 *   [{ label: "iinst", value: 9.94 }], // the second line has no measurement
 * ]);
 * assertEquals(pointValues("PAPP,host=pi value=360i 1575315182", "measurement"), [
 *   [{ label: "PAPP", value: 360 }],
 * ]);
 * ```
 */
export function pointValues(text: string, layout: PointLayout): SaidValue[][] {
  return text.split(/\r?\n/).flatMap((line) => {
    const key = upTo(line, " ");
    const fields = fieldsOf(upTo(line.slice(key.length + 1), " ", { quotes: true }));
    if (!fields || key === "" || key.startsWith("#")) return [];
    if (layout === "field") return [[...fields].map(([label, value]) => ({ label, value }))];
    const value = fields.get("value") ?? [...fields.values()][0]!;
    return [[{ label: unescaped(upTo(key, ",")), value }]];
  });
}
