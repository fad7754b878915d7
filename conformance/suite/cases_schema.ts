/**
 * The JSON schema of `cases.json`.
 *
 * @module
 */
import { CAPABILITIES, DEPTHS } from "./capability.ts";
import { SETS } from "./suite_case.ts";

const text = { type: "string" } as const;
const words = { type: "array", items: text } as const;
const count = { type: "integer", minimum: 0 } as const;
const hash = { type: "string", pattern: "^[0-9a-f]{64}$" } as const;
const version = { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" } as const;
const level = { enum: ["must", "should", "observe"] } as const;
const mode = { enum: ["historique", "standard"] } as const;

/** An object that has these keys and no others; those named are optional. */
function object(properties: Readonly<Record<string, unknown>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object", additionalProperties: false, properties, required };
}

const about = (description: string, schema: object) => ({ description, ...schema });

const group = object({
  label: text,
  value: text,
  timestamp: text,
  frame: about("Index in frames, null outside every frame.", { type: ["integer", "null"] }),
  need: about("must: has to be said. may: may be said. never: must not be said.", {
    enum: ["must", "may", "never"],
  }),
  also: about("Other readings of the same bytes that are no fault.", {
    type: "array",
    items: object({ value: text, timestamp: text }, ["timestamp"]),
  }),
  offset: count,
  length: count,
}, ["timestamp", "also"]);

const frame = object({
  offset: count,
  length: count,
  complete: about("Whether it may be called complete.", { type: "boolean" }),
  doubtful: about("It need not be called complete, either.", { const: true }),
  cut: about("It has no ETX.", { const: true }),
  recovery: about("Of the frames of one number, one has to be said whole.", count),
  kind: { enum: ["long", "short", "standby"] },
}, ["doubtful", "cut", "recovery", "kind"]);

const expectation = object({
  groups: about("Everything with a right sum; whatever else is said was invented.", {
    type: "array",
    items: group,
  }),
  frames: { type: "array", items: frame },
  values: about("Typed readings, compared at depth meaning.", {
    type: "array",
    items: object({
      label: text,
      value: {},
      unit: { type: ["string", "null"] },
      at: text,
      clock: { enum: ["ok", "degraded"] },
      never: { const: true },
    }, ["value", "unit", "at", "clock", "never"]),
  }),
  errors: about("Losses that have to be told, at depth status.", {
    type: "array",
    items: object({ from: count, to: count, kinds: words }),
  }),
  modes: { type: "array", items: mode },
}, ["values", "errors", "modes"]);

/** Schema of `cases.json` (JSON Schema 2019-09 and draft 7 alike). */
export const CASES_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Cases of the conformance suite of ticlab",
  ...object({
    $schema: text,
    suite: object({ version, hash }),
    rules: {
      type: "array",
      items: object({ id: text, topic: text, level, text, source: text, why: text }),
    },
    cases: {
      type: "array",
      items: object({
        id: text,
        aliases: words,
        rule: text,
        level,
        topic: text,
        title: text,
        needs: { type: "array", items: { enum: Object.keys(CAPABILITIES) } },
        depth: { enum: DEPTHS },
        sets: { type: "array", items: { enum: SETS } },
        since: version,
        quarantined: { type: "boolean" },
        mode: { enum: ["historique", "standard", "auto"] },
        file: text,
        length: count,
        sha256: hash,
        chunkings: about("All at once, one by one, in pieces of n, at every place into two.", {
          type: "array",
          items: {
            anyOf: [{ enum: ["whole", "bytes", "splits"] }, { type: "integer", minimum: 2 }],
          },
        }),
        expect: about("Ways to be right; one of them has to fit.", {
          type: "array",
          minItems: 1,
          items: object({ choice: text, expect: expectation }),
        }),
        why: text,
        seen: words,
        mutants: words,
      }, ["why"]),
    },
  }),
};
