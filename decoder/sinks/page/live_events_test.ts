import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { eventText, LiveEvents } from "./live_events.ts";

Deno.test("LiveEvents lets go of a page that does not read, and keeps sixteen events for it", async () => {
  const events = new LiveEvents();
  const slow = events.open(["event: now\ndata: 1\n\n"])!;
  const quick = events.open([])!.getReader();
  await quick.read();
  for (let i = 0; i < 100; i++) {
    events.send(eventText("line", i));
    assertEquals((await quick.read()).done, false);
  }
  const kept = await new Response(slow).text();
  assertStringIncludes(kept, "event: now\ndata: 1\n\n");
  assertEquals(kept.split("event: line").length - 1, 15);
  assert(events.heard);
  await quick.cancel();
  assert(!events.heard);
});

Deno.test("LiveEvents opens 64 pages at most, and ends them all", async () => {
  const events = new LiveEvents();
  const pages = Array.from({ length: 70 }, () => events.open([]));
  assertEquals(pages.filter((page) => page === undefined).length, 6);
  events.close();
  await Promise.all(pages.map((page) => page && new Response(page).text()));
  assert(!events.heard);
});
