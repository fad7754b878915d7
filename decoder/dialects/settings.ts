/**
 * The settings of a dialect, checked.
 *
 * @module
 */
import { nearest } from "../nearest.ts";
import type { Dialect, SpeakOptions } from "./dialect.ts";

/** What a topic may not hold where it is published: wildcards, control characters, empty ends. */
// deno-lint-ignore no-control-regex
const NO_TOPIC = /[+#\x00-\x1f\x7f-\x9f]|^\/|\/$|^$|\/\//;

/** Who says this thinks of a switch: it would publish where nobody listens. */
const YES = /^(yes|no|on|off|true|false|[01])$/i;

/**
 * Reads the settings with which a dialect is spoken.
 *
 * @example
 * ```ts
 * import { Settings } from "./settings.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const dialect = { id: "tasmota", settings: { raw: "full or none", skip: "frames left out" } };
 * const settings = new Settings(dialect, { base: "linky", settings: { raw: "none" } });
 * assertEquals(settings.choice("raw", ["full", "none"]), "none");
 * assertEquals(settings.number("skip", { from: 0, to: 255, otherwise: 0 }), 0);
 * assertThrows(
 *   () => new Settings(dialect, { base: "linky", settings: { skp: "2" } }),
 *   SyntaxError,
 *   "did you mean skip?",
 * );
 * ```
 */
export class Settings {
  readonly #id: string;
  readonly #given: Readonly<Record<string, string>>;

  /**
   * Checks names and base.
   *
   * @throws {SyntaxError} where the dialect has no such setting, or the base is no topic.
   */
  constructor(dialect: Pick<Dialect, "id" | "settings">, { base, settings }: SpeakOptions) {
    this.#id = dialect.id;
    this.#given = settings;
    const known = Object.keys(dialect.settings);
    for (const name of Object.keys(settings)) {
      if (known.includes(name)) continue;
      const near = nearest(name, known);
      const meant = near === undefined
        ? known.length === 0 ? "it has none" : `it has ${known.join(", ")}`
        : `did you mean ${near}?`;
      throw new SyntaxError(`Dialect ${this.#id} has no setting ${JSON.stringify(name)}: ${meant}`);
    }
    if (NO_TOPIC.test(base)) {
      throw new SyntaxError(
        `Dialect ${this.#id} cannot publish under ${JSON.stringify(base)}: ` +
          "a topic has no + # or control characters, no / at its ends, no empty part",
      );
    }
  }

  /**
   * One of some words; the first where it is not set.
   *
   * @throws {SyntaxError} where it is none of them.
   */
  choice<Word extends string>(name: string, words: readonly [Word, ...Word[]]): Word {
    const given = this.#given[name];
    if (given === undefined) return words[0];
    return this.#oneOf(name, given, words);
  }

  /**
   * Some of some words, separated by commas; none where it is not set.
   *
   * @throws {SyntaxError} where one is none of them.
   */
  list<Word extends string>(name: string, words: readonly Word[]): ReadonlySet<Word> {
    const given = this.#given[name];
    if (given === undefined) return new Set();
    return new Set(given.split(",").map((word) => this.#oneOf(name, word, words)));
  }

  /**
   * A whole number within bounds.
   *
   * @throws {SyntaxError} where it is none.
   */
  number(name: string, bounds: { from: number; to: number; otherwise: number }): number {
    const given = this.#given[name];
    if (given === undefined) return bounds.otherwise;
    const number = /^[0-9]+$/.test(given) ? Number(given) : NaN;
    if (number >= bounds.from && number <= bounds.to) return number;
    throw this.#no(name, given, `a whole number from ${bounds.from} to ${bounds.to}`);
  }

  /**
   * First part of topics, or undefined where it is not set.
   *
   * @param usual What it is nearly always.
   * @throws {SyntaxError} where nothing can be published under it, or it only says yes.
   */
  prefix(name: string, usual: string): string | undefined {
    const given = this.#given[name];
    if (given === undefined) return undefined;
    if (!NO_TOPIC.test(given) && !YES.test(given)) return given;
    throw this.#no(name, given, `the first part of topics, without + and #: ${usual} as a rule`);
  }

  #oneOf<Word extends string>(name: string, given: string, words: readonly Word[]): Word {
    const word = words.find((one) => one === given);
    if (word !== undefined) return word;
    const near = nearest(given, words);
    throw this.#no(
      name,
      given,
      near === undefined ? `one of ${words.join(", ")}` : `${near}, if that was meant`,
    );
  }

  #no(name: string, given: string, right: string): SyntaxError {
    return new SyntaxError(
      `Dialect ${this.#id} has no ${name}=${JSON.stringify(given)}: ${name} is ${right}`,
    );
  }
}
