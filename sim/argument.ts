/**
 * Arguments of verbs: what each one is, how it is written, and how it is read.
 *
 * @module
 */
import { labels } from "../tic/labels.ts";
import { parseDay, parseMoment } from "./moment.ts";
import { nearest } from "./nearest.ts";
import { parseQuantity, quantityPattern } from "./quantity.ts";

/**
 * What an argument is: quantities are read in W, VA and ms; a `shift` is a duration that may be
 * negative; a `moment` is read as an instant; a `value` is data of a label, and always text.
 */
export type ArgumentKind =
  | "active power"
  | "apparent power"
  | "duration"
  | "shift"
  | "integer"
  | "number"
  | "ratio"
  | "flag"
  | "text"
  | "value"
  | "label"
  | "day"
  | "moment"
  | "choice";

/** One argument of a verb. */
export interface Argument {
  /** What it is. */
  readonly kind: ArgumentKind;
  /** One sentence, shown by editors and by `explain`. */
  readonly about: string;
  /** Whether the verb cannot do without it. */
  readonly required?: boolean;
  /** Least value of a number. */
  readonly min?: number;
  /** Highest value of a number. */
  readonly max?: number;
  /** The words of a `choice` and what each stands for. */
  readonly choices?: Readonly<Record<string, string | number | boolean>>;
}

/** An argument as it was written: its characters, and whether they are text where it was written. */
export interface Written {
  /** As written, without quotes. */
  readonly text: string;
  /** False for what YAML or JSON takes as a number or as true and false. */
  readonly isText: boolean;
}

/** A value that was read. */
export type ArgumentValue = string | number | boolean;

/** How each kind is read; `now` is the instant from which moments count. */
const READERS: Readonly<
  Record<ArgumentKind, (written: Written, argument: Argument, now: number) => ArgumentValue>
> = {
  "active power": ({ text }) => parseQuantity(text, "active power"),
  "apparent power": ({ text }) => positive(text, parseQuantity(text, "apparent power")),
  "duration": ({ text }) => positive(text, parseQuantity(text, "duration")),
  "shift": ({ text }) => parseQuantity(text, "duration"),
  "integer": ({ text }, argument) => number(text, { ...argument, whole: true }),
  "number": ({ text }, argument) => number(text, argument),
  "ratio": ({ text }) => ratio(text),
  "flag": ({ text }) => choice(text, { choices: { true: true, false: false } }),
  "text": textual,
  "value": textual,
  "label": label,
  "day": ({ text }) => parseDay(text),
  "moment": ({ text }, _, now) => parseMoment(text, now),
  "choice": ({ text }, argument) => choice(text, argument),
};

/**
 * Reads an argument.
 *
 * @example
 * ```ts
 * import { readArgument } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const lasting = { kind: "duration", about: "How long it lasts" } as const;
 * assertEquals(readArgument(lasting, { text: "30 s", isText: true }, 0), 30_000);
 * ```
 *
 * @throws {SyntaxError} where it is not what the argument must be, with the way to write it.
 */
export function readArgument(argument: Argument, written: Written, now: number): ArgumentValue {
  return READERS[argument.kind](written, argument, now);
}

function positive(text: string, value: number): number {
  if (value > 0) return value;
  throw new SyntaxError(`Cannot use ${JSON.stringify(text)}: it must be more than 0`);
}

function number(
  text: string,
  { min = -Infinity, max = Infinity, whole }: { min?: number; max?: number; whole?: boolean },
): number {
  const value = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
  if (value >= min && value <= max && (!whole || Number.isSafeInteger(value))) return value;
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)}: it must be a ${whole ? "whole number" : "number"}` +
      (max < Infinity ? ` from ${min} to ${max}` : min > -Infinity ? ` from ${min}` : ""),
  );
}

function ratio(text: string): number {
  const [, digits = "", percent] = /^(\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%)?$/i.exec(text) ?? [];
  const value = digits === "" ? NaN : Number(digits) / (percent ? 100 : 1);
  if (value >= 0 && value <= 1) return value;
  throw new SyntaxError(
    `Cannot read ${JSON.stringify(text)} as a share: write such as 0.01 or "1 %"`,
  );
}

function textual({ text, isText }: Written): string {
  if (isText) return text;
  throw new SyntaxError(`${text} is not text here: put it in quotes, "${text}"`);
}

function label(written: Written): string {
  const text = textual(written);
  if (KNOWN_LABELS.has(text)) return text;
  const near = nearest(text, KNOWN_LABELS);
  throw new SyntaxError(
    `Cannot find the label ${JSON.stringify(text)}` + (near ? `: did you mean "${near}"?` : ""),
  );
}

function choice(text: string, { choices = {} }: Pick<Argument, "choices">): ArgumentValue {
  if (Object.hasOwn(choices, text)) return choices[text]!;
  const words = Object.keys(choices);
  const near = nearest(text, words);
  throw new SyntaxError(
    `Cannot be ${JSON.stringify(text)}: ` +
      (near ? `did you mean "${near}"?` : `it is one of ${words.join(", ")}`),
  );
}

/** Labels that some meter can send, in every spelling. */
const KNOWN_LABELS: ReadonlySet<string> = new Set(
  labels.flatMap(({ label, aliases }) => [label, ...aliases]),
);

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas of kinds that depend on nothing else. */
const SCHEMAS: Readonly<Record<Exclude<ArgumentKind, "integer" | "number" | "choice">, Schema>> = {
  "active power": { type: "string", pattern: quantityPattern("active power") },
  "apparent power": { type: "string", pattern: quantityPattern("apparent power") },
  "duration": { type: "string", pattern: quantityPattern("duration") },
  "shift": { type: "string", pattern: quantityPattern("duration") },
  "ratio": { type: ["number", "string"], minimum: 0, maximum: 1, pattern: "^[0-9.]+ ?%$" },
  "flag": { type: "boolean" },
  "text": { type: "string" },
  "value": { type: "string" },
  "label": { allOf: [{ $ref: "#/definitions/label" }] },
  "day": { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" },
  "moment": {
    type: "string",
    pattern: "^(\\+.+|\\d\\d:\\d\\d(:\\d\\d)?|\\d{4}-\\d\\d-\\d\\d[T ].+)$",
  },
};

/** What `#/definitions/label` stands for in those schemas. */
export const LABEL_SCHEMA: Schema = { type: "string", enum: [...KNOWN_LABELS].sort() };

/** Describes an argument to an editor. */
export function argumentSchema(argument: Argument): Schema {
  const { kind, about, min, max, choices = {} } = argument;
  const description = { description: about };
  switch (kind) {
    case "integer":
    case "number":
      return {
        ...description,
        type: kind,
        ...(min !== undefined && { minimum: min }),
        ...(max !== undefined && { maximum: max }),
      };
    case "choice":
      return { ...description, enum: Object.keys(choices).map(yamlWord) };
    default:
      return { ...description, ...SCHEMAS[kind] };
  }
}

/** A word as YAML reads it: digits are a number there. */
function yamlWord(word: string): string | number {
  return /^[1-9]\d*$/.test(word) ? Number(word) : word;
}
