/**
 * Parts of secrets in damaged bytes.
 *
 * @module
 */

/** So many characters of a secret in a row give it away. */
const SHORTEST = 4;

interface Place {
  secret: string;
  standIn: string;
  at: number;
}

/** Finds parts of secrets in any text. */
export class SecretParts {
  readonly #places = new Map<string, Place[]>();

  /** Takes the secrets with their stand-ins, which have the same lengths. */
  constructor(standIns: ReadonlyMap<string, string>) {
    for (const [secret, standIn] of standIns) {
      for (let at = 0; at + SHORTEST <= secret.length; at++) {
        const start = secret.slice(at, at + SHORTEST);
        if (!/^[0-9A-Za-z]{3}/.test(start)) continue;
        const places = this.#places.get(start) ?? [];
        places.push({ secret, standIn, at });
        this.#places.set(start, places);
      }
    }
  }

  /** What stands for each character of the text; undefined where it is part of no secret. */
  find(text: string): (string | undefined)[] {
    const found: (string | undefined)[] = [];
    const lengths: number[] = [];
    for (let i = 0; i + SHORTEST <= text.length; i++) {
      for (const { secret, standIn, at } of this.#places.get(text.slice(i, i + SHORTEST)) ?? []) {
        let length = SHORTEST;
        while (at + length < secret.length && secret[at + length] === text[i + length]) length++;
        for (let k = 0; k < length; k++) {
          // Of parts that overlap, the longest knows best what it is a part of.
          if (length <= (lengths[i + k] ?? 0)) continue;
          lengths[i + k] = length;
          found[i + k] = standIn[at + k]!;
        }
      }
    }
    return found;
  }
}
