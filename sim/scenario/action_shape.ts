/**
 * Actions of a timeline as shapes, made from the table of verbs.
 *
 * @module
 */
import { isMap, isScalar, type Node } from "yaml";
import { type Action, actionOf, type Target, type Verb, VERBS } from "../verbs.ts";
import type { Schema } from "../argument.ts";
import {
  type Fields,
  pairsOf,
  type Reading,
  record,
  recordSchema,
  scalar,
  type Shape,
  unknownWord,
} from "./shape.ts";

/** The targets whose verbs a timeline may have. */
export const TARGETS = ["meter", "line", "fault"] as const satisfies readonly Target[];

/** Arguments that faults may also have beside the verb: `fault: { flip: { … }, frames: 12 }`. */
const BESIDE: readonly string[] = ["frames"];

/** `{ VERB: ARGUMENTS }`, or the verb alone where it needs no argument. */
export function actionShape(target: typeof TARGETS[number]): Shape<Action> {
  const verbs = VERBS[target];
  return {
    schema: { anyOf: Object.entries(verbs).flatMap(([name, verb]) => schemas(target, name, verb)) },
    read(node, reading) {
      const at = reading.resolve(node);
      if (isScalar(at) && typeof at.value === "string") {
        const verb = find(target, at.value, node, reading);
        return verb && finish(at.value, verb, { arguments: {}, node, reading });
      }
      return readVerb(target, node, reading);
    },
  };
}

function schemas(target: Target, name: string, verb: Verb): Schema[] {
  const fields = fieldsOf(verb);
  const [only, ...others] = verb.words;
  const short = only !== undefined && others.length === 0 && lonely(verb, only);
  const args = recordSchema(fields);
  const needless = requiredOf(verb).length === 0;
  const beside = target === "fault"
    ? Object.fromEntries(
      BESIDE.filter((key) => fields[key]).map((key) => [key, fields[key]!.shape.schema]),
    )
    : {};
  return [
    {
      type: "object",
      description: verb.about,
      additionalProperties: false,
      required: [name],
      properties: {
        [name]: {
          description: verb.about,
          anyOf: [
            args,
            ...(short ? [fields[only]!.shape.schema] : []),
            ...(needless ? [{ type: "null" }] : []),
          ],
        },
        ...beside,
      },
    },
    ...(needless ? [{ const: name, description: verb.about }] : []),
  ];
}

/** Whether a verb can be written with this argument alone. */
function lonely(verb: Verb, only: string): boolean {
  return requiredOf(verb).every((name) => name === only);
}

function requiredOf(verb: Verb): string[] {
  return Object.keys(verb.arguments).filter((name) => verb.arguments[name]!.required);
}

function fieldsOf(verb: Verb): Fields {
  return Object.fromEntries(
    Object.entries(verb.arguments).map(([name, argument]) => [
      name,
      { shape: scalar(argument), required: argument.required ?? false },
    ]),
  );
}

function readVerb(
  target: typeof TARGETS[number],
  node: Node,
  reading: Reading,
): Action | undefined {
  const pairs = pairsOf(node, reading);
  if (!pairs) return undefined;
  const isBeside = (key: string) => target === "fault" && BESIDE.includes(key);
  const [named, another] = pairs.filter(([key]) => !isBeside(key));
  if (!named) return void reading.problem(node, `A verb of ${target} is wanted here`);
  const [name, keyNode, argumentNode] = named;
  const verb = find(target, name, keyNode, reading);
  if (!verb) return undefined;
  if (another) {
    const [key, place] = another;
    const belongs = Object.hasOwn(verb.arguments, key);
    return void reading.problem(
      place,
      belongs
        ? `"${key}" belongs inside: write { ${name}: { …, ${key}: … } }`
        : `One verb is wanted in an entry: give "${key}" an entry of its own`,
    );
  }
  const args = readArguments(verb, argumentNode, reading);
  if (!args) return undefined;
  for (const [key, place, value] of pairs.filter(([key]) => isBeside(key))) {
    const field = fieldsOf(verb)[key];
    if (!field) return void reading.problem(place, `"${name}" has no ${key}`);
    args[key] = field.shape.read(value, reading);
  }
  return finish(name, verb, { arguments: args, node: keyNode, reading });
}

function find(target: Target, name: string, node: Node, reading: Reading): Verb | undefined {
  if (Object.hasOwn(VERBS[target], name)) return VERBS[target][name];
  const other = TARGETS.find((other) => Object.hasOwn(VERBS[other], name));
  const message = other
    ? `"${name}" is a verb of ${other}: write ${other}: { ${name}: … }`
    : unknownWord(`verb of ${target}`, name, Object.keys(VERBS[target]));
  return void reading.problem(node, message);
}

function readArguments(
  verb: Verb,
  node: Node,
  reading: Reading,
): Record<string, unknown> | undefined {
  const at = reading.resolve(node);
  if (isScalar(at) && at.value === null) return {};
  const [only, ...others] = verb.words;
  if (!isMap(at) && only !== undefined && others.length === 0) {
    const value = scalar(verb.arguments[only]!).read(node, reading);
    return value === undefined ? undefined : { [only]: value };
  }
  return record(optional(fieldsOf(verb))).read(node, reading) as Record<string, unknown>;
}

/** What is required is told at the end, as some of it may stand beside the verb. */
function optional(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { shape }]) => [name, { shape }]),
  );
}

function finish(
  name: string,
  verb: Verb,
  read: { arguments: Record<string, unknown>; node: Node; reading: Reading },
): Action | undefined {
  const missing = requiredOf(verb).filter((key) => !Object.hasOwn(read.arguments, key));
  if (missing.length > 0) {
    const words = missing.map((key) => `"${key}"`).join(" and ");
    return void read.reading.problem(
      read.node,
      `"${name}" wants ${words}: write ${example(name, verb)}`,
    );
  }
  return actionOf(name, read.arguments);
}

/** How a verb is written with all that it must have. */
function example(name: string, verb: Verb): string {
  const args = requiredOf(verb).map((key) => `${key}: …`);
  return `{ ${name}: { ${args.join(", ")} } }`;
}
