/**
 * The values that a message says, by the paths of a profile.
 *
 * @module
 */
import type { SaidValue } from "../../decoder/dialects/dialect.ts";
import { ValuePath } from "./value_path.ts";

/** How values are found in messages. */
export interface ValueRule {
  /** Where they stand, `$.*.raw`. */
  values: string;
  /** Where the label of each stands; else it is the last key that a star took. */
  label?: string | undefined;
}

/**
 * Makes the function that reads messages by the paths of a profile.
 *
 * @example
 * ```ts
 * import { messageReader } from "./said_values.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const read = messageReader({ values: "$.*.raw" });
 * assertEquals(read(`{"PAPP":{"raw":"00360"},"time":1}`), [{ label: "PAPP", value: "00360" }]);
 * ```
 *
 * @throws {SyntaxError} where a path is none.
 */
export function messageReader(
  { values, label }: ValueRule,
): (text: string, named?: string) => SaidValue[] {
  const path = new ValuePath(values);
  const labelPath = label === undefined ? undefined : new ValuePath(label);
  return (text, named) => {
    const message = parsed(text);
    return path.find(message).flatMap(({ value, taken }) => {
      const word = labelPath ? labelPath.find(message, taken)[0]?.value : named ?? taken.at(-1);
      return isPlain(value) && typeof word === "string" ? [{ label: word, value }] : [];
    });
  };
}

/** A message that is no JSON is a text; so are digits, whose zeros in front would be lost. */
function parsed(text: string): unknown {
  if (!/^\s*[{["]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isPlain(value: unknown): value is SaidValue["value"] {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}
