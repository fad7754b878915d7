/**
 * A scenario in words.
 *
 * @module
 */
import { ALL_ASSUMPTIONS, assume } from "./assumptions.ts";
import { describeCheck } from "./check.ts";
import { describeAction } from "./describe_action.ts";
import { kebab } from "./key_case.ts";
import type { LoadOptions } from "./load.ts";
import { localTime } from "./local_time.ts";
import { Meter } from "./meter.ts";
import { appliesTo } from "./older/assumptions.ts";
import { olderModel } from "./older/mod.ts";
import { Player } from "./player.ts";
import { ALL_QUIRKS } from "./quirks.ts";
import type { Scenario } from "./scenario.ts";

/** A part of the story: a heading and its lines. */
export interface StoryPart {
  /** One or two words. */
  readonly heading: string;
  /** What there is to say. */
  readonly lines: readonly string[];
}

/**
 * Tells a scenario: the meter, its load, what happens, what is checked, what is assumed where the
 * documents are silent, and the first frame and the last.
 *
 * @example
 * ```ts
 * import { readScenario, scenarioStory } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const scenario = readScenario(
 *   `
 * title: An overload
 * about: The meter warns.
 * meter: { contract: base }
 * clock: { start: 2026-01-14T12:00:00 }
 * timeline: [{ at: +1 min, meter: { overload: { power: 8 kVA, for: 30 s } } }]
 * run: { for: 5 min }
 * `,
 *   { file: "overload.yaml" },
 * );
 * const timeline = scenarioStory(scenario).find(({ heading }) => heading === "Timeline");
 * assertEquals(timeline?.lines, ["2026-01-14 12:01:00  meter  overload 8 kVA for 30 s"]);
 * ```
 */
export function scenarioStory(scenario: Scenario): StoryPart[] {
  const { timeline, checks, start, duration } = scenario;
  const parts = [
    { heading: "Meter", lines: meter(scenario) },
    { heading: "Load", lines: load(scenario.meter.load) },
    {
      heading: "Time",
      lines: [
        `from ${localTime(start)}` +
        (duration === undefined ? "" : ` to ${localTime(start + duration)}`) +
        `, seed ${scenario.seed}`,
      ],
    },
    {
      heading: "Timeline",
      lines: timeline.map(({ at, every, target, action }) =>
        `${localTime(at)}  ${target.padEnd(5)}  ${describeAction(action)}` +
        (every === undefined ? "" : `, every ${every / 1_000} s`)
      ),
    },
    { heading: "Checks", lines: checks.map(describeCheck) },
    {
      heading: "Quirks",
      lines: (scenario.meter.quirks ?? []).map((n) => `${n}: ${ALL_QUIRKS[n].about}`),
    },
    { heading: "Assumptions", lines: assumptions(scenario) },
    ...sampleFrames(scenario),
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

function meter({ meter: options }: Scenario): string[] {
  const state = new Meter({ ...options, poweredUp: options.start }).state();
  const { phases, role, vtic, mode, contract, power, serialNumber } = state;
  const spoken = contract.name.trim().replace(/ +/g, " ");
  const older = olderModel(state.model);
  if (older) {
    return [
      `${older.name}, serial number ${serialNumber}, ${power / 1_000} kVA (${older.source})`,
      `contract ${spoken}, speaks ${mode} at ${state.baudRate} baud`,
    ];
  }
  return [
    `Linky ${serialNumber}, ${phases === 1 ? "single-phase" : "three-phase"}, ${role}, ` +
    `${power / 1_000} kVA, VTIC ${vtic}`,
    `contract ${spoken} (${contract.option}), ` +
    `speaks ${mode}`,
  ];
}

function load(options: number | LoadOptions): string[] {
  if (typeof options === "number") return [`${options} W all the time`];
  const { base = 0, appliances = [], profile, export: given } = options;
  return [
    `${typeof base === "number" ? base : base.join(", ")} W all the time`,
    ...appliances.map(({ name, power, from, for: lasting, phase }) =>
      `${name}: ${power} W from ${timeOfDay(from)} for ${lasting / 60_000} min` +
      (phase === undefined ? "" : ` on phase ${phase}`)
    ),
    ...(profile
      ? [`a profile of ${profile.times.length} rows${profile.daily ? " a day" : ""}`]
      : []),
    ...(given === undefined ? [] : [
      typeof given === "number"
        ? `${given} W given all the time`
        : `panels that give ${given.peak} W at the middle of the day`,
    ]),
  ];
}

function assumptions({ meter }: Scenario): string[] {
  const chosen = assume(meter.assumptions ?? {});
  return Object.entries(ALL_ASSUMPTIONS)
    .filter(([name]) => appliesTo(name, meter.model ?? "linky"))
    .map(([name, { about, source }]) =>
      `${kebab(name)} = ${chosen[name as keyof typeof chosen]}: ${about} (${source})`
    );
}

/** Longest scenario whose last frame is shown: a day takes a second or two. */
const LONGEST = 86_400_000;

/** The first frame, and the last where that is not far. */
function sampleFrames(scenario: Scenario): StoryPart[] {
  const player = new Player(scenario);
  let first: Player["frame"];
  for (const each of player.frames()) {
    first ??= each;
    if ((scenario.duration ?? Infinity) > LONGEST) break;
  }
  const last = player.frame;
  if (!first || !last) return [];
  return [frame("First frame", first), ...(last === first ? [] : [frame("Last frame", last)])];
}

function frame(
  heading: string,
  { instant, groups, number }: NonNullable<Player["frame"]>,
): StoryPart {
  return {
    heading: `${heading}, ${number}, ${localTime(instant)}`,
    lines: groups.map(({ label, timestamp, value }) =>
      [label.padEnd(9), ...(timestamp === undefined ? [] : [timestamp]), value].join(" ").trimEnd()
    ),
  };
}

function timeOfDay(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
