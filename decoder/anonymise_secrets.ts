/**
 * What a line says about who and where, and what stands for it.
 *
 * @module
 */
import { latin1 } from "../tic/latin1.ts";
import type { Stretch } from "./anonymise_stretches.ts";

/** Labels of numbers that name a meter: ADCO, ADSC (54E §2.2 p5), ADS of PME-PMI and SAPHIR. */
const METER = ["ADCO", "ADSC", "ADS"];
/** Label of the number that names a home (54E §6.2.3.18 p26). */
const HOME = "PRM";
/** Labels of texts that may be about a customer: 54E §6.2.3.16-17 p26, 02E §2.10. */
const TEXTS = ["MSG1", "MSG2", "MESSAGE"];
/** The words of the message that every meter has (reference §7). */
const USUAL = /^(?:PAS|DE|MESSAGE|\s)*$/;

/** What kind of secret a label has. */
export function secretKind(label: string): "number" | "text" | null {
  if (METER.includes(label) || label === HOME) return "number";
  return TEXTS.includes(label) ? "text" : null;
}

/** Labels with their separator, wherever they stand, and what may follow of a secret. */
export const LABELLED: readonly { kind: "number" | "text"; pattern: RegExp }[] = [
  { kind: "number", pattern: /(?:ADCO|ADSC|ADS|PRM)[ \t]*(?=(.{0,16}))/dgis },
  { kind: "text", pattern: /(?:MSG1|MSG2)\t(?=([^\t]{0,32}))/dgi },
  { kind: "text", pattern: /MESSAGE[ \t](?=([^\t]{0,80}))/dgi },
];

/** A text without what it says: X for letters, 0 for digits; the usual message stays. */
export function blanked(text: string): string {
  return USUAL.test(text) ? text : text.replace(/[a-z]/gi, "X").replace(/\d/g, "0");
}

/** A number that is none of a meter or a home, without its digits. */
export function zeroed(text: string): string {
  return text.replace(/\d/g, "0");
}

/** The secrets of a line, each with its stand-in of the same length. */
export class Secrets {
  /** From what the line says to what is said instead. */
  readonly standIns = new Map<string, string>();
  #meters = 0;
  #homes = 0;

  /** Learns the secret of a valid group, if it has one: numbers are counted as they appear. */
  learn(line: Uint8Array, { label, start, end }: Stretch): void {
    const kind = secretKind(label);
    if (kind === null) return;
    const value = latin1(line.subarray(start, end));
    if (this.standIns.has(value)) return;
    if (kind === "text") this.standIns.set(value, blanked(value));
    else if (label === HOME) {
      const named = /^\d{14}$/.test(value) && Number(value) > 0;
      this.standIns.set(value, named ? String(++this.#homes).padStart(14, "0") : zeroed(value));
    } else {
      // The maker, the year and the type stay, so that the meter is still told (54E §2.2 p5).
      const named = /^[0-9A-Z]{6}(?!X{6})[0-9A-Z]{6}$/.test(value) && !/^0+$/.test(value);
      const number = named ? String(++this.#meters).padStart(6, "0") : "";
      this.standIns.set(value, named ? value.slice(0, 6) + number : zeroed(value));
    }
  }

  /** How many numbers were counted. */
  get numbers(): number {
    return this.#meters + this.#homes;
  }
}
