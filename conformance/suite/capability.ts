/**
 * What a program under test can do, in a closed list of words.
 *
 * @module
 */

/** Every capability, with what it promises. An unknown one is an error, lest a typo skip cases. */
export const CAPABILITIES = {
  "historique": "reads historique mode",
  "standard": "reads standard mode",
  "older": "reads the meters before Linky",
  "timestamps": "says the horodate of a group",
  "typed": "says values with their types (`value` events)",
  "errors": "says what was lost (`error` events)",
  "error-kinds": "says in which way it was lost",
  "raw": "says values exactly as on the wire, padding included",
  "auto-mode": "finds the mode by itself and follows a switch",
  "8bit-input": "reads a line whose bit 7 carries parity",
  "timing": "regards the times of the chunks",
  "labels": "says the labels of its list only",
} as const;

/** One of the words above. */
export type Capability = keyof typeof CAPABILITIES;

/** How deep a program is scored: each level asks for more than the one before. */
export type Depth = "syntax" | "meaning" | "status";

/** The depths in order. */
export const DEPTHS: readonly Depth[] = ["syntax", "meaning", "status"];
