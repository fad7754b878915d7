import { assert, assertEquals } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import { YearOfFrames } from "./year_of_frames.ts";

Deno.test("YearOfFrames.turn() moves the indexes on, and every checksum stays right", () => {
  const year = new YearOfFrames();
  const indexes = [0, 1, 8_759].map((hours) => {
    year.turn(hours);
    const decoder = new TicDecoder({ events: ["frame", "error"] });
    const events = [...decoder.push(year.bytes), ...decoder.end()];
    assertEquals(events.length, year.frames);
    const [first, last] = [events[0]!, events.at(-1)!].map((event) => {
      assert(event.event === "frame" && event.complete);
      return Number(event.groups.find(({ label }) => label === "EAST")!.value);
    });
    return { first: first!, last: last! };
  });
  const [now, next, year1] = indexes;
  assertEquals(next!.first, now!.last);
  assert(year1!.first > next!.last);
});
