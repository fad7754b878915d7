/**
 * What a group says, typed: numbers with their unit, registers as objects, dates as ISO 8601.
 *
 * @module
 */
import { decodeCje } from "./cje.ts";
import { grade } from "./grade.ts";
import { type LabelSpec, type LabelType, lookup, type MeterId } from "./labels.ts";
import { decodeMeasure, type PointMark } from "./measure.ts";
import { parseOlderDate } from "./older_date.ts";
import { Pattern } from "./pattern.ts";
import { decodePpot } from "./ppot.ts";
import { decodeProfile, type ProfileBase } from "./profile.ts";
import { decodeRelais } from "./relais.ts";
import { decodeStge, type Vtic } from "./stge.ts";
import { parseTimestamp } from "./timestamp.ts";
import type { Group, TicMode } from "./types.ts";

/** The typed reading of a group: the body of a value event. */
export interface Reading {
  /** Number, text, list, or the fields of a register; null if the group says nothing. */
  value: unknown;
  /** Unit of a number, else null. */
  unit: string | null;
  /** Instant of the horodate, ISO 8601 with the offset of its season. */
  at?: string;
  /** Whether that clock was in order; only with `at`. */
  clock?: "ok" | "degraded";
  /** What cut the period of a load-curve point short; older meters only. */
  mark?: PointMark;
}

/** What else is known of the meter. */
export interface ReadingOptions {
  /** Its version of the TIC, `02` unless told; changes bits of STGE. */
  vtic?: Vtic;
  /** Its family; without, the first that sends such data. */
  meter?: MeterId;
  /** How it wrote its last profile, where that was certain; see {@linkcode decodeProfile}. */
  profileBase?: ProfileBase;
}

/** Registers, whatever their type. */
const BY_LABEL: Readonly<Record<string, (value: string, options: ReadingOptions) => unknown>> = {
  "STGE": (value, { vtic }) => decodeStge(value, vtic),
  "RELAIS": (value) => ({ closed: decodeRelais(value) }),
  "PPOT": (value) => ({ missing: decodePpot(value) }),
  "PJOURF+1": profile,
  "PPOINTE": profile,
  "ADCO": (value) => value,
  "ADSC": (value) => value,
  "PRM": (value) => value,
};

function profile(value: string, { profileBase }: ReadingOptions): unknown {
  return decodeProfile(value, profileBase === undefined ? {} : { previous: profileBase });
}

type Typed = Pick<Reading, "value" | "unit" | "mark">;

/** How each type of the dictionary is read. */
const BY_TYPE: Readonly<Record<LabelType, (value: string, spec: LabelSpec) => Typed>> = {
  "digits": number,
  "digits-var": number,
  "digits-var+unit": measure,
  "signed-var+unit": measure,
  "decimal": measure,
  "decimal+unit": measure,
  "constant": (value, spec) => spec.unit === null ? text(value) : number(value, spec),
  "enum": (value, spec) => spec.unit === null ? { value, unit: null } : number(value, spec),
  "text": text,
  "hex": text,
  "profile": text,
  "datetime": (value) => ({ value: parseOlderDate(value), unit: null }),
  "composite": (value, spec) => ({
    value: decodeCje(spec.label, value),
    unit: compositeUnit(spec),
  }),
  "empty": text,
};

function number(value: string, spec: LabelSpec): Typed {
  return { value: Number(value), unit: spec.unit };
}

function measure(data: string): Typed {
  const { value, unit, mark } = decodeMeasure(data);
  return mark === null ? { value, unit } : { value, unit, mark };
}

function text(value: string): Typed {
  return { value: value.trim(), unit: null };
}

function compositeUnit(spec: LabelSpec): string | null {
  return spec.unit === "mixed" ? null : spec.unit;
}

/**
 * Reads a group as its label means it.
 *
 * - Numbers are numbers, in the unit of the table or of the data; ADCO, ADSC and PRM stay digits.
 * - STGE, RELAIS `{closed}`, PPOT `{missing}`, PJOURF+1 and PPOINTE are objects.
 * - Of DATE, DPM and FPM, whose data say nothing, the value is the instant of the horodate.
 * - Listed values (PTEC, OPTARIF, …) stay as on the wire; other text is trimmed.
 * - A label that no meter sends is text.
 *
 * @example
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { readValue } from "@ticlab/ticlab/tic";
 *
 * const group = { label: "SMAXSN", timestamp: "H240128032158", value: "05706" };
 * assertEquals(readValue(group, "standard"), {
 *   value: 5706,
 *   unit: "VA",
 *   at: "2024-01-28T03:21:58+01:00",
 *   clock: "ok",
 * });
 * assertThrows(() => readValue({ label: "PAPP", value: "0q360" }, "historique"), SyntaxError);
 * ```
 *
 * @throws {SyntaxError} If no meter sends such data under that label, or they are no date of the
 * calendar, no time of a profile, no word of a register.
 */
export function readValue(group: Group, mode: TicMode, options: ReadingOptions = {}): Reading {
  const { label, timestamp, value } = group;
  const all = lookup(label, mode);
  if (all.length === 0) return text(value);
  const spec = all.find((spec) => sends(spec, group, options.meter));
  if (spec === undefined) {
    const why = grade(group, mode) ?? `no ${options.meter} sends it`;
    throw new SyntaxError(`Cannot read ${label} ${JSON.stringify(value)}: ${why}`);
  }
  const register = BY_LABEL[spec.label];
  const typed = register === undefined
    ? BY_TYPE[spec.type](value, spec)
    : { value: register(value, options), unit: null };
  if (timestamp === undefined) return typed;

  const { iso, degraded } = parseTimestamp(timestamp);
  const own = spec.type === "empty" || spec.blankSeason ? { value: iso, unit: null } : typed;
  return { ...own, at: iso, clock: degraded ? "degraded" : "ok" };
}

function sends(spec: LabelSpec, { timestamp, value }: Group, meter: MeterId | undefined): boolean {
  return (meter === undefined || spec.meter === meter) &&
    spec.timestamped === (timestamp !== undefined) && Pattern.of(spec.pattern).accepts(value);
}
