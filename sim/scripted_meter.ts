/**
 * A meter to which a timeline happens.
 *
 * @module
 */
import type { MeterAction } from "./action.ts";
import { Meter } from "./meter.ts";
import type { Scenario, TimelineEntry } from "./scenario.ts";
import { Timeline } from "./timeline.ts";

/**
 * The meter of a scenario with its timeline: what happens to the meter is done at its instant, the rest
 * is handed over.
 *
 * @example
 * ```ts
 * import { readScenario, ScriptedMeter } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const scenario = readScenario(
 *   `
 * title: The water heater
 * about: It is switched on after a minute.
 * meter: { contract: base }
 * clock: { start: 2026-01-14T12:00:00 }
 * timeline: [{ at: +1 min, meter: { load: 2 kW } }]
 * run: { for: 5 min }
 * `,
 *   { file: "heater.yaml" },
 * );
 * const scripted = new ScriptedMeter(scenario);
 * assertEquals(scripted.meter.state().active, 250);
 * scripted.advanceTo(scenario.start + 61_000);
 * assertEquals(scripted.meter.state().active, 2_000);
 * ```
 */
export class ScriptedMeter {
  /** The meter. */
  readonly meter: Meter;
  /** What is still to happen. */
  readonly timeline: Timeline;

  /** Makes the meter, as it is at the start. */
  constructor({ meter, timeline }: Pick<Scenario, "meter" | "timeline">) {
    this.meter = new Meter(meter);
    this.timeline = new Timeline(timeline);
  }

  /** Lets time pass until an instant; returns what has happened, in order. */
  advanceTo(instant: number): TimelineEntry[] {
    const happened: TimelineEntry[] = [];
    for (const entry of this.timeline.due(instant)) {
      this.meter.advanceTo(entry.at);
      if (entry.target === "meter") this.meter.apply(entry.action as MeterAction);
      happened.push(entry);
    }
    this.meter.advanceTo(instant);
    return happened;
  }
}
