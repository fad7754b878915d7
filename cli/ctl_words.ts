/**
 * Words of `ticlab ctl`, made whole.
 *
 * @module
 */
import type { ArgumentKind } from "../sim/argument.ts";
import type { CommandMessage } from "../sim/control.ts";
import { type Verb, VERBS } from "../sim/verbs.ts";

/** A value of each kind; a choice has its own words. */
const EXAMPLES: Readonly<Record<Exclude<ArgumentKind, "choice">, string>> = {
  "active power": "2 kW",
  "apparent power": "12 kVA",
  "duration": "30 s",
  "shift": "-30 min",
  "integer": "1",
  "number": "1",
  "ratio": "0.001",
  "flag": "true",
  "text": "TEST",
  "value": "00360",
  "label": "SINSTS",
  "day": "2026-01-14",
  "moment": "12:00",
};

/**
 * What a command wants and does not have, and its words with an example of it at their end; undefined where it
 * has all, or is one of two verbs of that name.
 *
 * @example
 * ```ts
 * import { lackingWords } from "./ctl_words.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(lackingWords(["overload", "12", "kVA"], { do: "overload", power: "12 kVA" }), {
 *   lacking: ["for"],
 *   whole: ["overload", "12", "kVA", "for", "30", "s"],
 * });
 * ```
 */
export function lackingWords(
  words: readonly string[],
  message: CommandMessage,
): { lacking: string[]; whole: string[] } | undefined {
  const verb = verbOf(message);
  const lacking = Object.keys(verb?.arguments ?? {})
    .filter((key) => verb!.arguments[key]!.required && !(key in message));
  if (verb === undefined || lacking.length === 0) return undefined;
  const more = lacking.flatMap((key) => {
    const { kind, choices = {} } = verb.arguments[key]!;
    const value = kind === "choice" ? Object.keys(choices)[0]! : EXAMPLES[kind];
    return `${key} ${value}`.split(" ");
  });
  return { lacking, whole: [...words, ...more] };
}

function verbOf({ do: name, on }: CommandMessage): Verb | undefined {
  const targets = Object.entries(VERBS).filter(([target]) => on === undefined || on === target);
  const found = targets.flatMap(([, verbs]) =>
    Object.hasOwn(verbs, String(name)) ? [verbs[String(name)]!] : []
  );
  return found.length === 1 ? found[0] : undefined;
}
