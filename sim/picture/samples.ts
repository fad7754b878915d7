/**
 * What a picture of a scenario shows, instant by instant.
 *
 * @module
 */
import type { Scenario, TimelineEntry } from "../scenario.ts";
import { ScriptedMeter } from "../scripted_meter.ts";

/** What is drawn of an instant. */
export interface Sample {
  instant: number;
  /** VA drawn; negative: given. */
  power: number;
  /** Subscribed power, VA. */
  subscribed: number;
  /** What LTARF or NTARF tells; undefined without mains. */
  tariff: string | undefined;
  /** Energy of each index since the start, Wh. */
  energy: readonly number[];
}

/** Most samples of a picture; a longer scenario has them further apart. */
const SAMPLES = 720;
/** Most events of a picture. */
const EVENTS = 40;

/** Plays the meter of a scenario without a line. */
export function sampleScenario(scenario: Scenario): { samples: Sample[]; events: TimelineEntry[] } {
  const { start, duration = 60_000 } = scenario;
  const scripted = new ScriptedMeter(scenario);
  const step = Math.max(1_000, Math.ceil(duration / SAMPLES / 1_000) * 1_000);
  const first = scripted.meter.state().supplierIndexes;
  const samples: Sample[] = [];
  const events: TimelineEntry[] = [];
  for (let instant = start;; instant = Math.min(start + duration, instant + step)) {
    events.push(...scripted.advanceTo(instant));
    const state = scripted.meter.state();
    samples.push({
      instant,
      power: state.powered ? state.apparent - state.injected : 0,
      subscribed: state.power,
      tariff: state.powered ? state.tariff.name.trim().replace(/ +/g, " ") : undefined,
      energy: state.supplierIndexes.map((index, i) => Math.max(0, index - first[i]!)),
    });
    if (instant === start + duration) break;
  }
  return { samples, events: events.slice(0, EVENTS) };
}

/** Runs of samples with the same value. */
export function stretches<T>(
  samples: readonly Sample[],
  of: (sample: Sample) => T,
): { from: number; to: number; value: T }[] {
  const runs: { from: number; to: number; value: T }[] = [];
  for (const each of samples) {
    const last = runs.at(-1);
    const value = of(each);
    if (last) last.to = each.instant;
    if (!last || last.value !== value) runs.push({ from: each.instant, to: each.instant, value });
  }
  return runs;
}
