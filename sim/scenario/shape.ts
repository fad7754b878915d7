/**
 * Shapes of YAML: one description that reads a file strictly, with places in the errors, and that tells
 * editors the same by JSON Schema.
 *
 * @module
 */
import { isMap, isScalar, isSeq, type Node, Scalar, type YAMLMap } from "yaml";
import {
  type Argument,
  argumentSchema,
  type ArgumentValue,
  readArgument,
  type Schema,
  type Written,
} from "../argument.ts";
import { nearest } from "../nearest.ts";

/** What reading needs besides the nodes. */
export interface Reading {
  /** The start of the scenario, from which moments count. */
  readonly start: number;
  /** The text of a file that the scenario names, beside it. Throws a `SyntaxError` where it cannot. */
  file(path: string): string;
  /** Where a key belongs that stands in a wrong place, such as `clock` for `start`. */
  home(key: string): string | undefined;
  /** Tells that something is wrong at a node. */
  problem(node: Node, message: string): void;
  /** What an alias stands for. */
  resolve(node: Node): Node | undefined;
}

/** What some part of a scenario must be. */
export interface Shape<T> {
  /** For editors. */
  readonly schema: Schema;
  /** Reads it; undefined after a problem was told. */
  read(node: Node, reading: Reading): T | undefined;
}

/** A key of a record. */
export interface Field<T> {
  /** What its value must be. */
  readonly shape: Shape<T>;
  /** One sentence for editors. */
  readonly about?: string;
  /** Whether the record cannot do without it. */
  readonly required?: boolean;
}

/** The fields of a record, by key. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What a record with such fields is read as; a key may be missing. */
export type Read<F extends Fields> = {
  readonly [K in keyof F]?: F[K] extends Field<infer T> ? T : never;
};

/** One value, read as an argument of a verb is. */
export function scalar<T extends ArgumentValue = ArgumentValue>(argument: Argument): Shape<T> {
  return {
    schema: argumentSchema(argument),
    read: (node, reading) =>
      readScalar(node, reading, (written) => readArgument(argument, written, reading.start)) as T,
  };
}

/** One value, read by a function that throws a `SyntaxError` or `RangeError` where it is wrong. */
export function parsed<T>(schema: Schema, parse: (text: string, reading: Reading) => T): Shape<T> {
  return {
    schema,
    read: (node, reading) => readScalar(node, reading, ({ text }) => parse(text, reading)),
  };
}

function readScalar<T>(
  node: Node,
  reading: Reading,
  parse: (written: Written) => T,
): T | undefined {
  const at = reading.resolve(node);
  if (!isScalar(at) || at.value === null) {
    reading.problem(node, isScalar(at) ? "A value is missing here" : "One value is wanted here");
    return undefined;
  }
  const isText = typeof at.value === "string";
  try {
    return parse({ text: isText ? at.value as string : at.source ?? String(at.value), isText });
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    reading.problem(node, error.message);
    return undefined;
  }
}

/** Either one value, or a list or record. */
export function either<A, B>(one: Shape<A>, many: Shape<B>): Shape<A | B> {
  return {
    schema: { anyOf: [one.schema, many.schema] },
    read: (node, reading) =>
      (isScalar(reading.resolve(node)) ? one : many).read(node, reading) as A | B | undefined,
  };
}

/** A list. */
export function list<T>(item: Shape<T>, options: { length?: number } = {}): Shape<T[]> {
  const { length } = options;
  return {
    schema: {
      type: "array",
      items: item.schema,
      ...(length !== undefined && { minItems: length, maxItems: length }),
    },
    read(node, reading) {
      const at = reading.resolve(node);
      if (!isSeq(at)) return void reading.problem(node, "A list is wanted here: [ … ]");
      if (length !== undefined && at.items.length !== length) {
        return void reading.problem(node, `A list of ${length} is wanted here`);
      }
      const items = at.items.map((item_) => item.read(item_ as Node, reading));
      return items.includes(undefined) ? undefined : items as T[];
    },
  };
}

/** A mapping whose keys are free, such as days. */
export function mapping<T>(
  key: Argument,
  value: Shape<T>,
): Shape<ReadonlyMap<string, T>> {
  const { pattern } = argumentSchema(key);
  return {
    schema: {
      type: "object",
      additionalProperties: value.schema,
      ...(pattern !== undefined && { propertyNames: { pattern } }),
    },
    read(node, reading) {
      const pairs = pairsOf(node, reading);
      if (!pairs) return undefined;
      const read = new Map<string, T>();
      for (const [word, keyNode, valueNode] of pairs) {
        const name = scalar<string>(key).read(keyNode, reading);
        const held = value.read(valueNode, reading);
        if (name !== undefined && held !== undefined) read.set(word, held);
      }
      return read;
    },
  };
}

/** A record: known keys only, the required ones present. */
export function record<F extends Fields>(fields: F): Shape<Read<F>> {
  return {
    schema: recordSchema(fields),
    read: (node, reading) => readRecord(fields, node, reading),
  };
}

/** Describes a record to an editor. */
export function recordSchema(fields: Fields): Schema {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => field.required).map(([key]) => key);
  return {
    type: "object",
    additionalProperties: false,
    properties: Object.fromEntries(
      entries.map(([key, { shape, about }]) => [
        key,
        { ...shape.schema, ...(about !== undefined && { description: about }) },
      ]),
    ),
    ...(required.length > 0 && { required }),
  };
}

function readRecord<F extends Fields>(
  fields: F,
  node: Node,
  reading: Reading,
): Read<F> | undefined {
  const pairs = pairsOf(node, reading);
  if (!pairs) return undefined;
  const read: Record<string, unknown> = {};
  for (const [key, keyNode, valueNode] of pairs) {
    const field = Object.hasOwn(fields, key) ? fields[key]! : undefined;
    if (field) read[key] = field.shape.read(valueNode, reading);
    else reading.problem(keyNode, unknownKey(key, fields, reading));
  }
  const misspelt = pairs.map(([key]) => nearest(key, Object.keys(fields)));
  for (const [key, { required }] of Object.entries(fields)) {
    if (required && !Object.hasOwn(read, key) && !misspelt.includes(key)) {
      reading.problem(node, `The key "${key}" is missing here`);
    }
  }
  return read as Read<F>;
}

function unknownKey(key: string, fields: Fields, reading: Reading): string {
  const home = reading.home(key);
  return home === undefined
    ? unknownWord("key", key, Object.keys(fields))
    : `"${key}" belongs to ${home}: write ${home}: { ${key}: … }`;
}

/** Keys of a mapping with their nodes and those of their values. */
export function pairsOf(node: Node, reading: Reading): [string, Node, Node][] | undefined {
  const at = reading.resolve(node);
  if (!isMap(at)) return void reading.problem(node, "Keys and values are wanted here: { … }");
  return (at as YAMLMap<Node, Node | null>).items.map(({ key, value }) => [
    isScalar(key) ? key.source ?? String(key.value) : String(key),
    key,
    value ?? missing(key),
  ]);
}

/** A value that is not there, at the place of its key: `{ trip }`. */
function missing(key: Node): Node {
  const nothing = new Scalar(null);
  nothing.range = key.range ?? null;
  return nothing;
}

/** Says that a word is none of those known, and which one was probably meant. */
export function unknownWord(kind: string, word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return `"${word}" is no ${kind} here: ` +
    (near !== undefined ? `did you mean "${near}"?` : `known are ${known.join(", ")}`);
}
