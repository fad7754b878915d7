/**
 * An autumn night of a meter, from both sides: what it sent, and what a gateway reads.
 *
 * @module
 */
import { assert } from "@std/assert";
import { FrameGatherer } from "../../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { RateLimit } from "../../decoder/dialects/rate_limit.ts";
import { TicDecoder } from "../../decoder/decoder.ts";
import { Player } from "../../sim/player.ts";
import { readScenario } from "../../sim/scenario.ts";

/** What the meter sent in a frame that was passed on, from the ledger's side. */
export interface Sent {
  seq: number;
  at: number;
  groups: readonly { label: string; timestamp?: string; value: string }[];
}

/** A night. */
export interface Night {
  readings: FrameReading[];
  sent: Sent[];
}

/** The night in which 02:00 to 03:00 is there twice, and an hour after it. */
export function night(meter: string): Night {
  const scenario = readScenario(
    `
title: The longest night
about: Clocks go back, the tariff changes, a heater overloads the meter.
meter: { ${meter}, power: 6 kVA }
clock: { start: 2026-10-25T01:50:00 }
load: { base: 300 W, appliances: [{ name: heater, power: 3 kW, from: 02:20, for: 25 min }] }
timeline: [{ at: +50 min, meter: { overload: { power: 9 kVA, for: 40 s } } }]
run: { for: 140 min }
`,
    { file: "night.yaml" },
  );
  const gatherer = new FrameGatherer({ limit: new RateLimit({ every: 30_000 }) });
  const decoder = new TicDecoder();
  const [readings, sent]: [FrameReading[], Sent[]] = [[], []];
  for (const { instant, bytes, groups, state } of new Player(scenario).frames()) {
    const at = Math.round(
      instant + bytes.length * (state.mode === "standard" ? 10 / 9.6 : 10 / 1.2),
    );
    for (const event of decoder.push(bytes)) {
      const reading = gatherer.hear(event, at);
      if (reading === null) continue;
      readings.push(reading);
      sent.push({ seq: reading.seq, at, groups });
    }
  }
  assert(sent.length > 250, "the whole night");
  return { readings, sent };
}

/** The instant of a horodate, worked out by hand: winter is an hour ahead of UTC, summer two. */
export function instantOf(horodate: string): number {
  const [year, month, day, ...clock] = horodate.slice(1).match(/../g)!.map(Number);
  const local = Date.UTC(2000 + year!, month! - 1, day!, ...clock);
  return local - (/^[Ee]/.test(horodate) ? 7_200_000 : 3_600_000);
}
