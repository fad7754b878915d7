/**
 * A mapping of a YAML file, read strictly: what is wrong is collected, so that an author sees all of it.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";

/** Tells one problem, at a key of the mapping or at the mapping. */
export type Complain = (text: string, key?: string) => void;

/** Reads the fields of one mapping. */
export class CheckedRecord {
  readonly #fields: Readonly<Record<string, unknown>>;
  /** Tells a problem here. */
  readonly complain: Complain;

  /** Checks that it is a mapping and that it has no key but those known. */
  constructor(value: unknown, { keys, complain }: { keys: readonly string[]; complain: Complain }) {
    this.complain = complain;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      complain(`write a mapping with ${keys.join(", ")}`);
      this.#fields = {};
      return;
    }
    this.#fields = value as Record<string, unknown>;
    for (const key of Object.keys(value)) {
      if (keys.includes(key)) continue;
      const near = nearest(key, keys);
      complain(
        `unknown key "${key}"${near ? `, did you mean "${near}"?` : `: one of ${keys.join(", ")}`}`,
        key,
      );
    }
  }

  /** Whether the key is written. */
  has(key: string): boolean {
    return this.#fields[key] !== undefined;
  }

  /** The value as it stands. */
  raw(key: string): unknown {
    return this.#fields[key];
  }

  /** A text that is not blank, or undefined. */
  text(key: string, { required = false, form }: { required?: boolean; form?: RegExp } = {}):
    | string
    | undefined {
    const value = this.#fields[key];
    if (value === undefined) {
      if (required) this.complain(`write "${key}"`);
      return undefined;
    }
    if (typeof value !== "string" || value.trim() === "") {
      this.complain(`"${key}" has to be a text in quotes, not ${JSON.stringify(value)}`, key);
      return undefined;
    }
    if (form && !form.test(value)) this.complain(`"${key}" cannot be "${value}": ${form}`, key);
    return value.trim();
  }

  /** One of some words, or undefined. */
  word<W extends string>(key: string, words: readonly W[]): W | undefined {
    const value = this.text(key);
    if (value === undefined) return undefined;
    if ((words as readonly string[]).includes(value)) return value as W;
    this.complain(this.#wrongWord(key, { value, words }), key);
    return undefined;
  }

  /** Some of some words. */
  words<W extends string>(key: string, words: readonly W[]): W[] | undefined {
    return this.list(key)?.filter((value): value is W => {
      const known = (words as readonly unknown[]).includes(value);
      if (!known) this.complain(this.#wrongWord(key, { value, words }), key);
      return known;
    });
  }

  /** A list of texts, or undefined. */
  texts(key: string): string[] | undefined {
    return this.list(key)?.filter((value): value is string => {
      const good = typeof value === "string" && value !== "";
      if (!good) {
        this.complain(`"${key}" has to hold texts in quotes, not ${JSON.stringify(value)}`, key);
      }
      return good;
    });
  }

  /** A list of anything, or undefined. */
  list(key: string): unknown[] | undefined {
    const value = this.#fields[key];
    if (value === undefined || Array.isArray(value)) return value as unknown[] | undefined;
    this.complain(`"${key}" has to be a list: [ … ]`, key);
    return undefined;
  }

  #wrongWord(key: string, { value, words }: { value: unknown; words: readonly string[] }): string {
    const near = nearest(String(value), words);
    return `"${key}" cannot hold ${JSON.stringify(value)}${
      near ? `, did you mean "${near}"?` : `: one of ${words.join(", ")}`
    }`;
  }
}
