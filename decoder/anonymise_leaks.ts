/**
 * Looks for what should be gone from an anonymised line, by other means than those that took it out.
 *
 * @module
 */
import { grade } from "../tic/grade.ts";
import { decodeGroup } from "../tic/group.ts";
import { latin1, latin1Bytes } from "../tic/latin1.ts";

/** Shortest part of a number that is looked for. */
const PART = 6;
const NUMBER = /\n(?:ADCO|ADSC|ADS|PRM)([ \t])([0-9A-Z]{12,14})\1.\r/gi;
const TEXT = /\n(?:MSG1|MSG2|MESSAGE)([ \t])([^\r\n]*)\1.\r/gi;
const ANY_GROUP = /\n[^\n\r]+\r/g;
const WORD = /[0-9A-Za-z]{4,}/g;
/** What stands for words that are gone, and the words of the message of every meter. */
const HARMLESS = /^(?:X+|0+|PAS|MESSAGE)$/i;

/**
 * Finds what an anonymised line or text still has of the original: whole numbers of meters and homes
 * anywhere, parts of six characters and more anywhere but in groups of other labels, where they are
 * readings, and the words of messages in messages. Empty where it has nothing.
 *
 * @example
 * ```ts
 * import { leaks } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const line = new TextEncoder().encode("\x02\nADCO 021976551234 D\r");
 * const bad = new TextEncoder().encode("\x02\nADCO 021976000001 1\r\nAD76551234 D\r");
 * assertEquals(leaks(line, bad), ["765512", "655123", "551234"]);
 * ```
 */
export function leaks(original: Uint8Array, made: Uint8Array): string[] {
  const before = masked(original);
  const after = masked(made);
  const numbers = new Set(valuesOf(before, NUMBER));
  const standIns = valuesOf(after, NUMBER).filter((number) => isStandIn(number, numbers.size));
  const harmless = [...new Set(standIns), "0".repeat(14)];
  const found = new Set<string>();
  const { loose, data } = parted(after);
  for (const number of numbers) {
    // A number that stands for another one, or names nothing, is no secret.
    if (harmless.some((other) => other.includes(number))) continue;
    if (loose.includes(number) || data.includes(number)) found.add(number);
    for (let at = 0; at + PART <= number.length; at++) {
      const part = number.slice(at, at + PART);
      if (!harmless.some((other) => other.includes(part)) && loose.includes(part)) found.add(part);
    }
  }
  const said = new Set(valuesOf(after, TEXT).flatMap((text) => text.match(WORD) ?? []));
  for (const text of valuesOf(before, TEXT)) {
    for (const word of text.match(WORD) ?? []) {
      if (!HARMLESS.test(word) && said.has(word)) found.add(word);
    }
  }
  return [...found];
}

/** Whether a number is one of the first of a count, which name nobody, or was hidden by hand. */
function isStandIn(number: string, count: number): boolean {
  return Number(number.slice(number.length === 14 ? 0 : 6)) <= count || /X{6}$/.test(number);
}

function masked(bytes: Uint8Array): string {
  return latin1(bytes.map((byte) => byte & 0x7f));
}

function valuesOf(line: string, pattern: RegExp): string[] {
  return Array.from(line.matchAll(pattern), ([group, , value]) => isRight(group) ? value! : "")
    .filter((value) => value !== "");
}

function isRight(group: string): boolean {
  try {
    decodeGroup(latin1Bytes(group));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/**
 * Parts a line into the data of groups whose sums are right and whose labels say that they are
 * readings, without their horodates, and all else.
 */
function parted(line: string): { data: string; loose: string } {
  const data: string[] = [];
  const loose = line.replace(ANY_GROUP, (bytes) => {
    try {
      const { mode, group } = decodeGroup(latin1Bytes(bytes));
      if (/^(?:ADCO|ADSC|ADS|PRM)$/i.test(group.label) || grade(group, mode) !== null) {
        return bytes;
      }
      data.push(group.value);
      return "\n\r";
    } catch (error) {
      if (error instanceof SyntaxError) return bytes;
      throw error;
    }
  });
  return { data: data.join("\n"), loose };
}
