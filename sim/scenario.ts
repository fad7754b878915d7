/**
 * Scenarios: a file that says what a meter is, what happens to it and what it must say.
 *
 * @module
 */
import { isAlias, LineCounter, type Node, parseDocument, Scalar } from "yaml";
import type { MeterAction } from "./action.ts";
import type { Check } from "./check.ts";
import { Meter } from "./meter.ts";
import type { MeterOptions } from "./meter_options.ts";
import { type CheckForm, homeOf, type ScenarioForm, scenarioShape } from "./scenario/form.ts";
import { meterOptions } from "./scenario/meter_form.ts";
import { type Problem, ScenarioError } from "./scenario/scenario_error.ts";
import type { Reading } from "./scenario/shape.ts";
import { parseStart } from "./start.ts";
import type { Action, Target } from "./verbs.ts";

export { type Problem, ScenarioError };

/** Something that happens. */
export interface TimelineEntry {
  /** First instant, milliseconds since 1970 UTC. */
  readonly at: number;
  /** Time between two repetitions, ms; without one it happens once. */
  readonly every?: number | undefined;
  /** What the verb acts on. */
  readonly target: Exclude<Target, "run">;
  /** The verb and its arguments. */
  readonly action: Action;
  /** Where it is written, line of the file from 1. */
  readonly line: number;
}

/** A scenario, ready to be played. */
export interface Scenario {
  /** Name of its file without folder and ending, or `quick` where it was said by options. */
  readonly name: string;
  /** One line. */
  readonly title: string;
  /** What happens and why it matters. */
  readonly about: string;
  /** The meter, its calendar and its load. */
  readonly meter: MeterOptions;
  /** Shortest and longest silence between two frames, ms; undefined for those of the documents. */
  readonly gap: readonly [number, number] | undefined;
  /** Milliseconds since 1970 UTC. */
  readonly start: number;
  /** Decides all that is random. */
  readonly seed: number;
  /** What happens, in order. */
  readonly timeline: readonly TimelineEntry[];
  /** What the meter must have said. */
  readonly checks: readonly Check[];
  /** Time of the line, ms. */
  readonly duration: number | undefined;
  /** How many times faster than a meter, Infinity not to wait. */
  readonly speed: number;
}

/** How a scenario is read. */
export interface ScenarioOptions {
  /** Its name in messages. */
  readonly file: string;
  /** Reads a file that it names, by the path as written. */
  readText?(path: string): string;
}

/**
 * Reads a scenario strictly.
 *
 * @example
 * ```ts
 * import { readScenario } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const scenario = readScenario(
 *   `
 * title: An overload
 * about: The meter warns its customer.
 * meter: { contract: base, power: 6 kVA }
 * clock: { start: 2026-01-14T12:00:00 }
 * timeline:
 *   - { at: +10 s, meter: { overload: { power: 8 kVA, for: 5 s } } }
 * checks:
 *   - { at: +11 s, within: 3 s, label: ADPS, equals: "035" }
 * run: { for: 30 s }
 * `,
 *   { file: "overload.yaml" },
 * );
 * assertEquals(scenario.timeline[0]?.action, { do: "overload", power: 8_000, for: 5_000 });
 * ```
 *
 * @throws {ScenarioError} with everything that is wrong with it.
 */
export function readScenario(text: string, options: ScenarioOptions): Scenario {
  const { file, readText = () => missing() } = options;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = [];
  const tell = (offset: number, message: string) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ line, column: col, message });
  };
  const place = (node: Node) => node.range?.[0] ?? 0;
  for (const { pos, message } of [...document.errors, ...document.warnings]) {
    tell(pos[0], `This is not YAML: ${message}`);
  }
  const reading: Reading = {
    start: startOf(document.getIn(["clock", "start"])),
    file: (path) => {
      try {
        return readText(path);
      } catch (error) {
        throw new SyntaxError(`Cannot read ${path}: ${(error as Error).message}`, { cause: error });
      }
    },
    home: homeOf,
    problem: (node, message) => tell(place(node), message),
    resolve: (node) => isAlias(node) ? node.resolve(document) : node,
  };
  if (problems.length > 0) throw new ScenarioError(file, problems);
  const form = scenarioShape.read(document.contents ?? new Scalar(null), reading);
  if (!form || problems.length > 0) throw new ScenarioError(file, problems);
  const lineOf = (node: Node) => lines.linePos(place(node)).line;
  const scenario = compile(form, { name: nameOf(file), start: reading.start, lineOf });
  const attempt = (node: Node, action: () => void) =>
    refusals(action, (why) => reading.problem(node, why));
  const { contents } = document;
  attempt(document.get("meter", true) as Node ?? contents!, () => {
    const meter = new Meter({ ...scenario.meter, poweredUp: scenario.start });
    for (const { target, action, node } of form.timeline ?? []) {
      if (target === "meter") attempt(node, () => meter.apply(action as MeterAction));
    }
  });
  const end = scenario.start + (scenario.duration ?? Infinity);
  for (const { at, node } of [...form.timeline ?? [], ...form.checks ?? []]) {
    if (at! < scenario.start) reading.problem(node, "This is before the start");
    else if (at! >= end) reading.problem(node, "This is when the run is over: see run");
  }
  if (problems.length > 0) throw new ScenarioError(file, problems);
  return scenario;
}

/** Tells what a meter refuses to be or to do. */
function refusals(action: () => void, tell: (why: string) => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    tell(error.message);
  }
}

function missing(): never {
  throw new Error("a scenario that is no file has no files beside it");
}

/** The start that a file names, for the moments that count from it; what is wrong is told later. */
function startOf(word: unknown): number {
  try {
    return parseStart(String(word));
  } catch {
    return Date.UTC(2026, 0, 14);
  }
}

function nameOf(file: string): string {
  return file.replace(/^.*\//s, "").replace(/\.ya?ml$/, "");
}

function compile(
  form: ScenarioForm,
  { name, start, lineOf }: { name: string; start: number; lineOf(node: Node): number },
): Scenario {
  const { seed = 42 } = form;
  const timeline = (form.timeline ?? [])
    .map(({ node, ...entry }): TimelineEntry => ({ ...entry, line: lineOf(node) }))
    .toSorted((a, b) => a.at - b.at);
  return {
    name,
    title: form.title!,
    about: form.about!,
    meter: meterOptions(form, { start, seed }),
    gap: form.line?.gap,
    start,
    seed,
    timeline,
    checks: (form.checks ?? []).map((check) => compileCheck(check, lineOf(check.node))),
    duration: form.run?.for,
    speed: form.run?.speed ?? 1,
  };
}

function compileCheck(form: CheckForm, line: number): Check {
  const { at, label, within, equals, matches, between, timestamp, absent, present } = form;
  return {
    at: at!,
    label: label!,
    within,
    equals,
    matches,
    between,
    timestamp,
    absent: absent ?? (present === undefined ? undefined : !present),
    line,
  };
}
