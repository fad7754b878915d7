import { assertEquals } from "@std/assert";
import type { TimelineEntry } from "./scenario.ts";
import { Timeline } from "./timeline.ts";

const entry = (at: number, name: string, every?: number): TimelineEntry => ({
  at,
  every,
  target: "meter",
  action: { do: name },
  line: 1,
});

/** What is taken up to some instant, as `NAME AT`. */
function taken(timeline: Timeline, instant: number): string[] {
  return Array.from(timeline.due(instant), ({ action, at }) => `${action.do} ${at}`);
}

Deno.test("Timeline.due() gives entries in their order, those of one instant as they were written", () => {
  const timeline = new Timeline([entry(20, "b"), entry(10, "a"), entry(20, "c")]);
  assertEquals(timeline.next, 10);
  assertEquals(taken(timeline, 9), []);
  assertEquals(taken(timeline, 20), ["a 10", "b 20", "c 20"]);
  assertEquals(timeline.next, Infinity);
});

Deno.test("Timeline.due() gives what repeats again and again", () => {
  const timeline = new Timeline([entry(0, "tick", 10), entry(15, "once")]);
  assertEquals(taken(timeline, 20), ["tick 0", "tick 10", "once 15", "tick 20"]);
  timeline.add(entry(30, "live"));
  assertEquals(taken(timeline, 30), ["tick 30", "live 30"]);
});
