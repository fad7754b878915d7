import { assertEquals } from "@std/assert";
import { TicDecoder } from "../decoder/decoder.ts";
import type { FrameEvent } from "../decoder/events.ts";
import { Player } from "../sim/player.ts";
import type { Group } from "../tic/types.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";

/** Longest scenarios are heard from their start only. */
const MOST_FRAMES = 3000;

function fields({ label, timestamp, value }: Group): (string | undefined)[] {
  return [label, timestamp, value];
}

for (const name of scenarioNames()) {
  Deno.test(`scenario ${name} is decoded as it was meant, but for its faults`, () => {
    const decoder = new TicDecoder({ events: ["frame"] });
    const heard = new Map<number, FrameEvent>();
    const clean: { offset: number; groups: readonly Group[]; complete: boolean }[] = [];
    let frames = 0;
    let marked = false;
    for (const frame of new Player(loadScenario(name)).frames()) {
      const { bytes, offset, groups, marks, interrupted } = frame;
      for (const event of decoder.push(bytes)) {
        if (event.event === "frame") heard.set(event.offset, event);
      }
      // What a fault adds behind a frame, or takes from its end, may touch the next one too.
      if (marks.length === 0 && !marked && groups.length > 0) {
        clean.push({ offset, groups, complete: !interrupted });
      }
      marked = marks.length > 0;
      if (++frames === MOST_FRAMES) break;
    }
    for (const event of decoder.end()) if (event.event === "frame") heard.set(event.offset, event);
    for (const { offset, groups, complete } of clean) {
      const frame = heard.get(offset);
      assertEquals(frame?.groups.map(fields), groups.map(fields), `the frame at ${offset}`);
      assertEquals(frame?.complete, complete, `the frame at ${offset}`);
      assertEquals(frame?.conflicts, [], `the frame at ${offset}`);
    }
    assertEquals(clean.length > 0, true, "every frame had a fault");
  });
}
