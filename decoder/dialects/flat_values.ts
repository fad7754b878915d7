/**
 * The values of a flat JSON object, label by label.
 *
 * @module
 */
import type { SaidValue } from "./dialect.ts";
import { isMeterNumber } from "./meter_number.ts";

/**
 * Reads `{"ADCO":"021861348497","PAPP":1940}`; fields that are objects or lists say nothing, nor do names
 * such as `_UPTIME`, which no label begins like.
 *
 * @param others Names in it that are no labels.
 *
 * @example
 * ```ts
 * import { flatValues } from "./flat_values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(flatValues({ timestamp: 1575315182914, PAPP: 1940 }, ["timestamp"]), [
 *   { label: "PAPP", value: 1940 },
 * ]);
 * ```
 */
export function flatValues(
  object: Readonly<Record<string, unknown>> | null,
  others: readonly string[] = [],
): SaidValue[] {
  if (object === null) return [];
  const address = object.ADCO ?? object.ADSC;
  const meter = typeof address === "number" ? String(address).padStart(12, "0") : address;
  const whose = typeof meter === "string" && isMeterNumber(meter) ? { meter } : {};
  return Object.entries(object).flatMap(([label, value]) =>
    others.includes(label) || label.startsWith("_") || !isPlain(value)
      ? []
      : [{ label, ...whose, value }]
  );
}

function isPlain(value: unknown): value is SaidValue["value"] {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
