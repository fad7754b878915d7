/**
 * A case as its author writes it, `cases/TOPIC.yaml`, checked field by field but not built.
 *
 * @module
 */
import type { ErrorKind, FrameKind } from "../../decoder/events.ts";
import type { TicMode } from "../../tic/types.ts";
import { CAPABILITIES, type Capability, type Depth, DEPTHS } from "./capability.ts";
import { CheckedRecord, type Complain } from "./checked_record.ts";
import type { ExpectedValue } from "./expectation.ts";
import type { ScenarioPart } from "./scenario_line.ts";
import { type CaseSet, type Chunking, SETS } from "./suite_case.ts";

/** A loss to be told, as written. */
export interface ErrorSource {
  /** `LABEL`, or `LABEL#2` for its second run. */
  on?: string;
  /** Or the place itself. */
  at?: number;
  /** How many bytes, with `at`. */
  length?: number;
  /** Kinds that fit. */
  kinds: readonly ErrorKind[];
}

/** What is expected, as written. */
export interface ExpectSource {
  /** Groups that have to be said; `all` for every right one; absent: those of clean frames. */
  say?: readonly string[] | "all";
  /** Groups with a right sum that must not be said. */
  never: readonly string[];
  /** Typed readings. */
  values?: readonly ExpectedValue[];
  /** Losses. */
  errors?: readonly ErrorSource[];
  /** Modes in order. */
  modes?: readonly TicMode[];
  /** Kinds of the frames in order, sentinels left out. */
  kinds?: readonly FrameKind[];
}

/** A case as written. */
export interface CaseSource {
  id: string;
  aliases: readonly string[];
  rule: string;
  title: string;
  mode?: "historique" | "standard" | "auto";
  needs: readonly Capability[];
  sets?: readonly CaseSet[];
  depth?: Depth;
  chunkings?: readonly Chunking[];
  since: string;
  quarantined: boolean;
  /** Exactly one of the three. */
  bytes?: string;
  scenario?: ScenarioPart;
  family?: Readonly<Record<string, unknown>>;
  tail: boolean;
  recover?: "any" | "first" | "none";
  /** One without a name, or the alternatives. */
  expect: readonly (ExpectSource & { choice?: string })[];
  why?: string;
  seen: readonly string[];
  mutants: readonly string[];
}

const EXPECT_KEYS = ["say", "never", "values", "errors", "modes", "kinds"] as const;
const CASE_KEYS = [
  ...["id", "aliases", "rule", "title", "mode", "needs", "sets", "depth", "chunkings", "bytes"],
  ...[
    "scenario",
    "for",
    "from",
    "family",
    "tail",
    "recover",
    ...EXPECT_KEYS,
    "anyOf",
    "why",
    "seen",
  ],
  ...["mutants", "since", "status"],
];
const ERROR_KINDS: readonly ErrorKind[] = [
  "checksum",
  "syntax",
  "truncated",
  "interrupted",
  "framing",
  "parity",
  "overflow",
  "value",
];

/** Reads one case; null where it has no id or no rule. */
export function caseSource(
  value: unknown,
  { complain }: { complain: Complain },
): CaseSource | null {
  const read = new CheckedRecord(value, { keys: CASE_KEYS, complain });
  const id = read.text("id", { required: true, form: /^[a-z0-9]+(-[a-z0-9]+)*$/ });
  const rule = read.text("rule", { required: true });
  const title = read.text("title", { required: true }) ?? "";
  if (id === undefined || rule === undefined) return null;
  if (title.includes("\n")) complain(`"title" has to be one line`, "title");
  const kinds = ["bytes", "scenario", "family"].filter((key) => read.has(key));
  if (kinds.length !== 1) {
    complain(`write one of "bytes", "scenario" and "family"`, kinds[1] ?? "id");
  }
  const mode = read.word("mode", ["historique", "standard", "auto"]);
  const sets = read.words("sets", SETS);
  const depth = read.word("depth", DEPTHS);
  const chunkings = chunkingsOf(read);
  const recover = read.word("recover", ["any", "first", "none"]);
  const why = read.text("why");
  const bytes = bytesOf(read);
  return {
    id,
    rule,
    title,
    aliases: read.texts("aliases") ?? [],
    needs: read.words("needs", Object.keys(CAPABILITIES) as Capability[]) ?? [],
    since: read.text("since", { form: /^\d+\.\d+\.\d+$/ }) ?? "1.0.0",
    quarantined: read.word("status", ["quarantined"]) !== undefined,
    tail: flag(read, "tail") ?? true,
    expect: expectsOf(read),
    seen: read.texts("seen") ?? [],
    mutants: read.texts("mutants") ?? [],
    ...(mode && { mode }),
    ...(sets && { sets }),
    ...(depth && { depth }),
    ...(chunkings && { chunkings }),
    ...(recover && { recover }),
    ...(why !== undefined && { why }),
    ...(bytes !== undefined && { bytes }),
    ...scenarioOf(read),
    ...(read.has("family") && { family: mapping(read, "family") }),
  };
}

/** An empty text is a line of no bytes. */
function bytesOf(read: CheckedRecord): string | undefined {
  const value = read.raw("bytes");
  if (value === undefined || typeof value === "string") return value;
  read.complain(`"bytes" has to be a text: bytes: |`, "bytes");
  return "";
}

function scenarioOf(read: CheckedRecord): { scenario?: ScenarioPart } {
  const name = read.text("scenario");
  for (const key of ["for", "from"]) {
    if (read.has(key) && name === undefined) read.complain(`"${key}" goes with "scenario"`, key);
  }
  return name === undefined
    ? {}
    : { scenario: { name, for: read.text("for"), from: read.text("from") } };
}

function mapping(read: CheckedRecord, key: string): Readonly<Record<string, unknown>> {
  const value = read.raw(key);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  read.complain(`"${key}" has to be a mapping: { kind: …, … }`, key);
  return {};
}

function flag(read: CheckedRecord, key: string): boolean | undefined {
  const value = read.raw(key);
  if (value === undefined || typeof value === "boolean") return value;
  read.complain(`"${key}" has to be true or false`, key);
  return undefined;
}

function chunkingsOf(read: CheckedRecord): Chunking[] | undefined {
  return read.list("chunkings")?.filter((value): value is Chunking => {
    const good = value === "whole" || value === "bytes" || value === "splits" ||
      (Number.isInteger(value) && value as number > 1);
    if (!good) {
      read.complain(
        `"chunkings" cannot hold ${
          JSON.stringify(value)
        }: whole, bytes, splits, or a number from 2`,
        "chunkings",
      );
    }
    return good;
  });
}

function expectsOf(read: CheckedRecord): CaseSource["expect"] {
  const several = read.list("anyOf");
  if (several === undefined) return [expectOf(read)];
  for (const key of EXPECT_KEYS) {
    if (read.has(key)) read.complain(`"${key}" has to stand in each choice of "anyOf"`, key);
  }
  if (several.length < 2) read.complain(`"anyOf" has to hold two choices or more`, "anyOf");
  return several.map((value) => {
    const complain: Complain = (text, key) => read.complain(`in "anyOf": ${text}`, key ?? "anyOf");
    const choice = new CheckedRecord(value, { keys: ["choice", ...EXPECT_KEYS], complain });
    return { choice: choice.text("choice", { required: true }) ?? "", ...expectOf(choice) };
  });
}

function expectOf(read: CheckedRecord): ExpectSource {
  const say = read.raw("say") === "all" ? "all" : read.texts("say");
  const values = read.list("values")?.map((value) => valueOf(value, read));
  const errors = read.list("errors")?.map((value) => errorOf(value, read));
  const modes = read.words("modes", ["historique", "standard"]);
  const kinds = read.words("kinds", ["long", "short", "standby"]);
  return {
    never: read.texts("never") ?? [],
    ...(say && { say }),
    ...(values && { values }),
    ...(errors && { errors }),
    ...(modes && { modes }),
    ...(kinds && { kinds }),
  };
}

function valueOf(value: unknown, read: CheckedRecord): ExpectedValue {
  const complain: Complain = (text) => read.complain(`in "values": ${text}`, "values");
  const keys = ["label", "value", "unit", "at", "clock", "never"];
  const fields = new CheckedRecord(value, { keys, complain });
  const label = fields.text("label", { required: true }) ?? "";
  const never = fields.raw("never");
  if (never !== undefined && never !== true) complain(`"never" has to be true`);
  if ((never === true) === fields.has("value")) {
    complain(`"${label}" needs either "value" or "never: true"`);
  }
  const unit = fields.raw("unit") === null ? null : fields.text("unit");
  const at = fields.text("at", { form: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/ });
  const clock = fields.word("clock", ["ok", "degraded"]);
  return {
    label,
    value: fields.raw("value"),
    ...(unit !== undefined && { unit }),
    ...(at !== undefined && { at }),
    ...(clock !== undefined && { clock }),
    ...(never === true && { never }),
  };
}

function errorOf(value: unknown, read: CheckedRecord): ErrorSource {
  const complain: Complain = (text) => read.complain(`in "errors": ${text}`, "errors");
  const fields = new CheckedRecord(value, { keys: ["on", "at", "length", "kinds"], complain });
  const on = fields.text("on");
  const [at, length] = ["at", "length"].map((key) => {
    const number = fields.raw(key);
    const good = number === undefined || (Number.isInteger(number) && number as number >= 0);
    if (!good) complain(`"${key}" has to be a number of bytes`);
    return good ? number as number | undefined : undefined;
  });
  if ((on === undefined) === (at === undefined)) complain(`write "on: LABEL" or "at: OFFSET"`);
  return {
    kinds: fields.words("kinds", ERROR_KINDS) ?? ERROR_KINDS,
    ...(on !== undefined && { on }),
    ...(at !== undefined && { at }),
    ...(length !== undefined && { length }),
  };
}
