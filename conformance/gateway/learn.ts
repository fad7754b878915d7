/**
 * A profile proposed for a gateway that nobody has described, from what it publishes and what was on the
 * line.
 *
 * @module
 */
import type { SaidValue } from "../../decoder/dialects/dialect.ts";
import { knownLabel } from "../../tic/known_label.ts";
import { derivedFrom } from "./derived_value.ts";
import type { Derived, MqttOut } from "./gateway_profile.ts";
import type { ObservedValue, SentFrame } from "./gateway_run.ts";
import type { HeardMessage } from "./heard_message.ts";
import { learnDialect } from "./learn_dialect.ts";
import { learnPlace } from "./learn_paths.ts";
import { Patience } from "./patience.ts";
import { isNothing, sameValue } from "./same_value.ts";
import { messageReader } from "./said_values.ts";
import { Truth } from "./truth.ts";

/** What was learned. */
export interface Learned {
  /** Where its values come out. */
  out: MqttOut;
  /** Longest time between two messages with values, ms. */
  period: number;
  /** Labels that it says; undefined where it says all that the line has. */
  labels?: readonly string[];
  /** Names that are no labels, and what they are made of. */
  derived: Readonly<Record<string, Derived>>;
  /** Names that nothing of the line explains. */
  unexplained: readonly string[];
  /** Values that were on the line, and all under labels of the line. */
  right: number;
  of: number;
}

/** Values that a name must have had before we say what it is made of. */
const TELLING = 3;

/**
 * Learns from a run; null where no message has a value of the line.
 *
 * @example
 * ```ts
 * import { learn } from "./learn.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const groups = [{ label: "ADCO", value: "021861348497" }, { label: "PAPP", value: "00360" }];
 * const learned = learn(
 *   [{ topic: "tic/021861348497", payload: `{"papp_va":0,"TIC":{"PAPP":360}}`, seen: 1_100 }],
 *   [{ from: 0, to: 1_000, groups, alsoRight: [], whole: true, heard: true }],
 * );
 * assertEquals(learned?.out, { kind: "mqtt", topic: "tic/{meter}", values: "$.TIC.*" });
 * assertEquals(learned?.labels, ["PAPP"]);
 * ```
 */
export function learn(
  messages: readonly HeardMessage[],
  frames: readonly SentFrame[],
): Learned | null {
  const truth = new Truth({ frames });
  const place = learnPlace(messages, truth);
  if (place === undefined) return null;
  const dialect = learnDialect(messages, frames);
  const out: MqttOut = dialect
    // A dialect knows by itself where the number of the meter stands.
    ? {
      kind: "mqtt",
      topic: place.topic.replaceAll(/\{(label|meter)\}/g, "+"),
      dialect: dialect.id,
    }
    : { kind: "mqtt", ...place };
  const read = dialect ? (message: HeardMessage) => dialect.values(message) : reader(place);
  const values = messages.flatMap((message, number): ObservedValue[] =>
    read(message).map((value) => ({ ...value, seen: message.seen, message: number }))
  );
  const lineLabels = [...truth.labels()];
  const named = values.filter(({ label }) => lineLabels.includes(label));
  const right = named.filter(({ label, value }) =>
    truth.of(label).some(({ group }) => sameValue(value, group))
  );
  const said = new Set(right.map(({ label }) => label));
  const owed = lineLabels.filter((label) =>
    truth.of(label).some(({ group }) => group.value.trim() !== "")
  );
  const period = longestGap(named);
  const others = Map.groupBy(
    values.filter(({ label, value }) => !isLabel(label) && value !== null),
    ({ label }) => label,
  );
  const derived = Object.fromEntries([...others].flatMap(([name, of]) => {
    const found = derivation(of, { truth, period, out });
    return found ? [[name, found]] : [];
  }));
  return {
    out,
    period,
    ...(owed.some((label) => !said.has(label)) && { labels: [...said] }),
    derived,
    unexplained: [...others.keys()].filter((name) => !Object.hasOwn(derived, name)),
    right: right.length,
    of: named.length,
  };
}

function reader(place: { topic: string; values: string; label?: string }) {
  const read = messageReader(place);
  const level = place.topic.split("/").indexOf("{label}");
  return ({ topic, payload }: HeardMessage): readonly SaidValue[] =>
    read(payload, level < 0 ? undefined : topic.split("/")[level]);
}

const isLabel = (name: string) =>
  knownLabel(name, "historique") !== null || knownLabel(name, "standard") !== null;

function longestGap(values: readonly ObservedValue[]): number {
  const times = [...new Set(values.map(({ seen }) => seen))].sort((a, b) => a - b);
  return times.slice(1).reduce((most, seen, at) => Math.max(most, seen - times[at]!), 0);
}

/** What a number is made of, where it moved often enough to tell. */
function derivation(
  values: readonly ObservedValue[],
  { truth, period, out }: { truth: Truth; period: number; out: MqttOut },
): Derived | undefined {
  const numbers = values.filter(({ value }) => !Number.isNaN(Number(value)) && !isNothing(value));
  if (new Set(numbers.map(({ value }) => Number(value))).size < TELLING) return undefined;
  if (numbers.length < values.length) return undefined;
  const decimals = Math.max(...numbers.map(({ value }) => decimalsOf(String(value))));
  const patience = new Patience({ frames: truth.frames, disturbances: [], ready: 0 }, {
    out,
    promises: { period, deadband: 0, derived: {}, events: [] },
  });
  const hows = decimals > 0 ? ["mean"] as const : ["last", "mean"] as const;
  for (const how of hows) {
    for (const label of truth.labels()) {
      const derived: Derived = { how, of: [label], decimals };
      const isNumber = truth.of(label).every(({ group }) => /^\d+$/.test(group.value));
      if (!isNumber) continue;
      const judging = { derived, truth, patience };
      if (numbers.every((value) => derivedFrom(value, judging) === undefined)) return derived;
    }
  }
  return undefined;
}

const decimalsOf = (text: string) => /\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
