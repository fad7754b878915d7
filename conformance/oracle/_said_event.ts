/**
 * The events that a program may say, as a table of their fields, and what is wrong with one.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";

/** An object of JSON. */
export type Fields = Record<string, unknown>;

/** What a field has to hold. */
interface Field {
  want: string;
  fits(value: unknown): boolean;
  /** What was probably meant, for the line that is shown as right. */
  mend(value: unknown): unknown;
  /** Whether it may be missing or null. */
  optional?: true;
}

const TEXT: Field = {
  want: "a string",
  fits: (value) => typeof value === "string",
  mend: (value) => typeof value === "object" || value === undefined ? "…" : String(value),
};
const FLAG: Field = {
  want: "true or false",
  fits: (value) => typeof value === "boolean",
  mend: (value) => /^(1|true|yes)$/i.test(String(value)),
};
const COUNT: Field = {
  want: "a whole number from 0 on",
  fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
  mend: (value) => Math.max(0, Math.trunc(Number(value)) || 0),
};
const ANYTHING: Field = {
  want: "the typed reading",
  fits: (value) => value !== undefined,
  mend: () => null,
};
const GROUPS: Field = {
  want: "a list of groups",
  fits: Array.isArray,
  mend: (value) =>
    isObject(value) ? Object.entries(value).map(([label, value]) => ({ label, value })) : [],
};

function oneOf(...words: string[]): Field {
  return {
    want: words.map((word) => `"${word}"`).join(" or "),
    fits: (value) => words.includes(value as string),
    mend: (value) => nearest(String(value), words) ?? words[0],
  };
}

const maybe = (field: Field): Field => ({ ...field, optional: true });
const MODE = oneOf("historique", "standard");

/** Every event that is looked at; `protocol.schema.json` says the same for other languages. */
const EVENTS: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  group: { label: TEXT, value: TEXT, timestamp: maybe(TEXT) },
  frame: {
    groups: GROUPS,
    complete: maybe(FLAG),
    kind: maybe(oneOf("long", "short", "standby")),
    mode: maybe(MODE),
  },
  value: {
    label: TEXT,
    value: ANYTHING,
    unit: maybe(TEXT),
    at: maybe(TEXT),
    clock: maybe(oneOf("ok", "degraded")),
  },
  error: { kind: maybe(TEXT), label: maybe(TEXT), offset: maybe(COUNT), length: maybe(COUNT) },
  mode: { mode: MODE },
  log: { text: TEXT },
};

/** Whether that event is one of ours; others are ignored. */
export function isKnownEvent(name: string): boolean {
  return Object.hasOwn(EVENTS, name);
}

/** The known event whose name is near, for a name that is none. */
export function nearestEvent(name: string): string | undefined {
  return nearest(name, Object.keys(EVENTS));
}

/** Whether it is an object of JSON, neither null nor a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The known fields of a known event, without those that are null; or what is wrong, in words, and
 * the event as it should be.
 */
export function checkEvent(event: Fields): { fields: Fields } | { wrong: string; fix: Fields } {
  const name = event.event as string;
  const { fields, fix, wrong } = checkFields(
    `${name === "error" ? "an" : "a"} ${name}`,
    EVENTS[name]!,
    event,
  );
  if (name === "frame" && Array.isArray(fix.groups)) {
    const groups = fix.groups.map((group, i) =>
      checkFields(`group ${i + 1} of a frame`, EVENTS.group!, isObject(group) ? group : {})
    );
    fields.groups = groups.map((group) => group.fields);
    fix.groups = groups.map((group) => group.fix);
    const bad = wrong ?? groups.find((group) => group.wrong)?.wrong;
    return bad === undefined ? { fields } : { wrong: bad, fix };
  }
  return wrong === undefined ? { fields } : { wrong, fix };
}

function checkFields(
  whose: string,
  wanted: Readonly<Record<string, Field>>,
  object: Fields,
): { fields: Fields; fix: Fields; wrong?: string } {
  const fields: Fields = {};
  const fix: Fields = { ...object };
  let wrong: string | undefined;
  for (const [name, field] of Object.entries(wanted)) {
    const value = meant(name, object);
    if (field.optional && (value === undefined || value === null)) continue;
    if (field.fits(value)) {
      fields[name] = value;
      continue;
    }
    fix[name] = field.mend(value);
    wrong ??= value === undefined
      ? `${whose} needs "${name}", ${field.want}`
      : `"${name}" of ${whose} must be ${field.want}, not ${described(value)}`;
  }
  return wrong === undefined ? { fields, fix } : { fields, fix, wrong };
}

/** The value of a field; DATE has no data (54E §6.2.2), and an empty horodate is none. */
function meant(name: string, object: Fields): unknown {
  const value = object[name];
  if (name === "value" && object.label === "DATE") return value ?? "";
  return name === "timestamp" && value === "" ? undefined : value;
}

function described(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  return typeof value === "string"
    ? JSON.stringify(value.slice(0, 40))
    : `the ${typeof value} ${value}`;
}
