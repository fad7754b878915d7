/**
 * Where values stand in a JSON message: `$.*.raw`, `$.TIC.*`, `$`.
 *
 * @module
 */

/** A value with the keys that the stars of its path took. */
export interface FoundValue {
  /** The value, as it stands in the message. */
  value: unknown;
  /** Keys by star, in order. */
  taken: readonly string[];
}

const STEP = /\.([^.[\]*"]+)|\.(\*)|\["([^"]+)"\]|\[(\*)\]/y;
/** A key of a step, or any. */
const ANY = Symbol("any");
type Step = string | typeof ANY;

/**
 * A path into a JSON message. `*` takes every key of an object, or every place of a list.
 *
 * @example
 * ```ts
 * import { ValuePath } from "./value_path.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const path = new ValuePath("$.*.raw");
 * assertEquals(path.find({ PAPP: { raw: "00360", value: 360 } }), [
 *   { value: "00360", taken: ["PAPP"] },
 * ]);
 * ```
 */
export class ValuePath {
  readonly #steps: readonly Step[];

  /**
   * Reads a path.
   *
   * @throws {SyntaxError} where it is none.
   */
  constructor(text: string) {
    const steps: Step[] = [];
    if (!text.startsWith("$")) {
      throw new SyntaxError(`Cannot read ${JSON.stringify(text)} as a path: it begins with $`);
    }
    for (STEP.lastIndex = 1; STEP.lastIndex < text.length;) {
      const from = STEP.lastIndex;
      const [, key, anyKey, quoted, anyPlace] = STEP.exec(text) ?? [];
      const step = key ?? quoted ?? (anyKey ?? anyPlace ? ANY : undefined);
      if (step === undefined) {
        throw new SyntaxError(
          `Cannot read ${JSON.stringify(text)} as a path, from ${
            JSON.stringify(text.slice(from))
          }: ` +
            `write such as $.*.raw, $.TIC.* or $["PJOURF+1"].value`,
        );
      }
      steps.push(step);
    }
    this.#steps = steps;
  }

  /** Whether it takes keys by itself. */
  get hasStar(): boolean {
    return this.#steps.includes(ANY);
  }

  /**
   * Everything that stands at this path.
   *
   * @param taken Keys that its stars take, where they are known; else all.
   */
  find(message: unknown, taken?: readonly string[]): FoundValue[] {
    let found: FoundValue[] = [{ value: message, taken: [] }];
    for (const step of this.#steps) {
      found = found.flatMap(({ value, taken: before }) => {
        if (typeof value !== "object" || value === null) return [];
        const known = step === ANY ? taken?.[before.length] : step;
        const keys = known === undefined ? Object.keys(value) : [known];
        return keys.filter((key) => Object.hasOwn(value, key)).map((key) => ({
          value: (value as Record<string, unknown>)[key],
          taken: step === ANY ? [...before, key] : before,
        }));
      });
    }
    return found;
  }
}
