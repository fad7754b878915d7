/**
 * Builds a case: its bytes, and what a right decoder says of them.
 *
 * @module
 */
import type { BaseFrames } from "./base_frames.ts";
import type { Capability, Depth } from "./capability.ts";
import { type CaseLine, caseLine, led } from "./case_line.ts";
import type { CaseSource } from "./case_source.ts";
import type { Complain } from "./checked_record.ts";
import { expectationOf } from "./expect.ts";
import { familyLine, modeOfFamily } from "./families/family.ts";
import type { Level } from "./rule.ts";
import { scenarioLine } from "./scenario_line.ts";
import type { Alternative, CaseSet, Chunking, SuiteCase } from "./suite_case.ts";
import { type HighBits, readWire, type Wire } from "./wire.ts";

/** What a case is built with. */
export interface BuildOptions {
  /** The base frames. */
  frames: BaseFrames;
  /** Level of its rule. */
  level: Level;
  /** Its file. */
  topic: string;
  /** Tells a problem of the case. */
  complain: Complain;
}

type Mode = SuiteCase["mode"];

const CHUNKINGS: readonly Chunking[] = ["whole", "bytes", 3, 16];
/** Families and scenarios are long, and cut at other places of each member or frame anyway. */
const LONG_CHUNKINGS: readonly Chunking[] = ["whole", 16];

/**
 * Builds one case; null where its bytes cannot be written.
 *
 * Families and scenarios are made when their bytes are first wanted, since some of them have thousands
 * of groups, and a list or a report wants none.
 */
export function buildCase(source: CaseSource, options: BuildOptions): SuiteCase | null {
  const { bytes, family, frames, complain } = { ...source, ...options };
  const line = bytes === undefined ? undefined : lineOf(source, options);
  if (line === null) return null;
  let mode = source.mode ?? null;
  if (mode === null && line) mode = firstMode(line.bytes);
  if (mode === null && family) mode = modeOfFamily(family, { frames });
  if (mode === null) {
    if (line) complain(`write "mode": the bytes have no separator that would tell it`, "id");
    if (source.scenario) complain(`write "mode": which one the scenario speaks`, "scenario");
    if (family) lineOf(source, options);
    return null;
  }
  const found = mode;
  const built = once(() => {
    const whole = line ?? lineOf(source, options);
    if (whole === null) {
      throw new Error(`Cannot build "${source.id}": see tools/suite_lock.ts --problems`);
    }
    const expect = alternativesOf(source, { ...options, line: whole, mode: found });
    return { input: whole.bytes, expect };
  });
  if (line) built();
  return {
    id: source.id,
    aliases: source.aliases,
    rule: source.rule,
    level: options.level,
    topic: options.topic,
    title: source.title,
    needs: needsOf(source, { line, mode }),
    depth: source.depth ?? depthOf(source),
    sets: source.sets ?? setsOf(mode),
    since: source.since,
    quarantined: source.quarantined,
    mode,
    get input() {
      return built().input;
    },
    chunkings: source.chunkings ?? (line ? CHUNKINGS : LONG_CHUNKINGS),
    get expect() {
      return built().expect;
    },
    ...(source.why !== undefined && { why: source.why }),
    seen: source.seen,
    mutants: source.mutants,
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Where losses, modes or the family of the meter are looked at, the line is as it was written. */
function lineOf(source: CaseSource, options: BuildOptions): CaseLine | null {
  const line = bareLineOf(source, options);
  const plain = source.mode === "auto" || source.needs.includes("older") ||
    depthOf(source) === "status";
  return line === null || plain ? line : led(line);
}

function bareLineOf(source: CaseSource, { frames, complain }: BuildOptions): CaseLine | null {
  const mode = source.mode === "auto" ? undefined : source.mode;
  const { bytes = "", family, scenario, tail } = source;
  try {
    if (family) return familyLine(family, { frames, complain, tail });
    if (scenario) return scenarioLine(scenario, { tail });
    return caseLine(bytes, { frames, tail, ...(mode && { mode }) });
  } catch (error) {
    complain((error as Error).message, family ? "family" : scenario ? "scenario" : "bytes");
    return null;
  }
}

/** The mode of the first separator after the first LF. */
function firstMode(bytes: Uint8Array): "historique" | "standard" | null {
  const lf = bytes.indexOf(0x0a);
  const separator = bytes.subarray(lf + 1).find((byte) => byte === 0x09 || byte === 0x20);
  if (lf < 0 || separator === undefined) return null;
  return separator === 0x09 ? "standard" : "historique";
}

function alternativesOf(
  source: CaseSource,
  options: BuildOptions & { line: CaseLine; mode: Mode },
): Alternative[] {
  const { level } = options;
  const recover = source.recover ?? (level === "should" ? "first" : "any");
  return wiresOf(source, options.line.bytes).flatMap(({ wire, how }) =>
    source.expect.map(({ choice, ...expect }) => ({
      choice: [choice, how].filter(Boolean).join(", ") || "as documented",
      expect: expectationOf(expect, { ...options, recover, wire }),
    }))
  );
}

/** Where bit 7 is set, a reader may mask it or not: two lines, where that changes the groups. */
function wiresOf(
  { needs }: CaseSource,
  bytes: Uint8Array,
): readonly { wire: Wire; how?: string }[] {
  if (bytes.every((byte) => byte < 0x80)) return [{ wire: readWire(bytes, "raw") }];
  if (needs.includes("8bit-input")) return [{ wire: readWire(bytes, "parity") }];
  const read = (high: HighBits) => readWire(bytes, high);
  const [raw, masked] = [read("raw"), read("masked")];
  if (shape(raw) === shape(masked)) return [{ wire: masked }];
  return [{ wire: raw, how: "bit 7 taken as it is" }, { wire: masked, how: "bit 7 masked" }];
}

function shape({ runs, frames }: Wire): string {
  return JSON.stringify([runs.map(({ offset, end }) => [offset, end]), frames]);
}

function depthOf({ expect }: CaseSource): Depth {
  const has = (key: "values" | "errors" | "modes" | "kinds") =>
    expect.some((choice) => choice[key] !== undefined);
  if (has("errors") || has("modes") || has("kinds")) return "status";
  return has("values") ? "meaning" : "syntax";
}

function setsOf(mode: Mode): CaseSet[] {
  return mode === "auto" ? ["historique", "standard"] : [mode];
}

/** Needs as written, and those that mode and expectations imply. */
function needsOf(
  { needs, expect }: CaseSource,
  { line, mode }: { line: CaseLine | undefined; mode: Mode },
): Capability[] {
  const all = new Set<Capability>(mode === "auto" ? ["auto-mode"] : [mode]);
  if (mode === "auto") {
    const separators = line
      ? readWire(line.bytes, "masked").runs
        .flatMap(({ readings }) => readings.map(({ separator }) => separator))
      : [" ", "\t"];
    if (separators.includes(" ")) all.add("historique");
    if (separators.includes("\t")) all.add("standard");
  }
  if (expect.some(({ values }) => values)) all.add("typed");
  if (expect.some(({ errors }) => errors)) all.add("errors");
  for (const need of needs) all.add(need);
  return [...all];
}
