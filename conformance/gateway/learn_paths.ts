/**
 * Where the values of a line stand in messages that nobody has explained.
 *
 * @module
 */
import type { HeardMessage } from "./heard_message.ts";
import { sameValue } from "./same_value.ts";
import type { Truth } from "./truth.ts";

/** A place for values, in the words of a profile. */
export interface LearnedPlace {
  /** Topics: `teleinfo/{meter}`, `tic/{label}`. */
  topic: string;
  /** Path of the values in a message. */
  values: string;
  /** Path of the label of each, where it is not the key that the star took. */
  label?: string;
}

/** Something in a message, and the keys that lead to it. */
interface Leaf {
  keys: readonly string[];
  value: string | number | boolean;
}

/** How often a place had a value of the line, and how often something else under a label. */
interface Score {
  place: LearnedPlace;
  right: number;
  wrong: number;
}

/**
 * Finds the place that has most of the line's values; undefined where no message has any.
 *
 * A label is looked for in the keys of a message, in a field beside the value, and in the topic.
 */
export function learnPlace(
  messages: readonly HeardMessage[],
  truth: Truth,
): LearnedPlace | undefined {
  const scores = new Map<string, Score>();
  const shapes = topicShapes(messages, truth);
  const labels = new Set(truth.labels());
  for (const message of messages) {
    const { topic, payload, seen } = message;
    const shape = shapes.get(levelsOf(topic).length)!;
    const tell = (label: string, value: Leaf["value"], place: LearnedPlace) => {
      const key = JSON.stringify(place);
      const score = scores.get(key) ?? { place, right: 0, wrong: 0 };
      scores.set(key, score);
      const isRight = truth.of(label).some(({ frame, group }) =>
        frame.from <= seen && sameValue(value, group)
      );
      if (isRight) score.right++;
      else score.wrong++;
    };
    const leaves = leavesOf(parsed(payload));
    for (const { keys, value } of leaves) {
      for (const [at, key] of keys.entries()) {
        if (!labels.has(key)) continue;
        const steps = keys.with(at, "*");
        tell(key, value, { topic: shape.replaceAll("{label}", "+"), values: pathOf(steps) });
      }
      const level = levelsOf(topic).find((one) => labels.has(one));
      if (level !== undefined) tell(level, value, { topic: shape, values: pathOf(keys) });
      if (typeof value !== "string" || !labels.has(value)) continue;
      for (const other of leaves) {
        if (other.keys.length !== keys.length || other.keys.at(-1) === keys.at(-1)) continue;
        // The same object, so that only the last key differs.
        if (keys.slice(0, -1).join("\0") !== other.keys.slice(0, -1).join("\0")) continue;
        const starred = (steps: readonly string[]) =>
          pathOf(steps.map((step, at) => at < steps.length - 1 && /^\d+$/.test(step) ? "*" : step));
        tell(value, other.value, {
          topic: shape.replaceAll("{label}", "+"),
          values: starred(other.keys),
          label: starred(keys),
        });
      }
    }
  }
  const best =
    [...scores.values()].toSorted((a, b) => b.right - 3 * b.wrong - (a.right - 3 * a.wrong))[0];
  return best && best.right > best.wrong ? best.place : undefined;
}

/** Topics by their number of levels: a level that is not always the same is a label, a meter, or `+`. */
function topicShapes(messages: readonly HeardMessage[], truth: Truth): ReadonlyMap<number, string> {
  const labels = new Set(truth.labels());
  const meters = new Set(
    [...truth.of("ADCO"), ...truth.of("ADSC")].map(({ group }) => group.value),
  );
  const byLength = Map.groupBy(messages, ({ topic }) => levelsOf(topic).length);
  return new Map([...byLength].map(([length, group]) => {
    const levels = Array.from({ length }, (_, at) => {
      const words = new Set(group.map(({ topic }) => levelsOf(topic)[at]!));
      if ([...words].every((word) => meters.has(word))) return "{meter}";
      if ([...words].some((word) => labels.has(word))) return "{label}";
      return words.size === 1 ? [...words][0]! : "+";
    });
    return [length, levels.join("/")];
  }));
}

const levelsOf = (topic: string) => topic.split("/");

/** JSON, or the text itself. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}

function leavesOf(value: unknown, keys: readonly string[] = []): Leaf[] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...keys, key]));
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? [{ keys, value }]
    : [];
}

function pathOf(keys: readonly string[]): string {
  const steps = keys.map((key) =>
    key === "*" || /^[A-Za-z_][\w-]*$/.test(key) ? `.${key}` : `["${key}"]`
  );
  return `$${steps.join("")}`;
}
