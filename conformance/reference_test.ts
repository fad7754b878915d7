/** Our own decoder is scored like any other, at every depth and in every chunking. */
import { assertEquals } from "@std/assert";
import { inProcess, ourDecoder } from "./drivers/in_process.ts";
import { runSuite } from "./run/run_suite.ts";
import { CAPABILITIES, type Capability } from "./suite/capability.ts";
import { loadSuite } from "./suite/load.ts";

Deno.test("the reference decoder passes every Required and every Recommended case", async () => {
  const suite = await loadSuite();
  const unclaimed: ReadonlySet<string> = new Set(["timing", "labels"]);
  const capabilities = (Object.keys(CAPABILITIES) as Capability[]).filter((c) => !unclaimed.has(c));
  const lines = await runSuite({
    cases: suite.cases,
    rules: suite.rules,
    profile: { name: "ticlab", capabilities, depth: "status" },
    drivers: [inProcess(ourDecoder)],
    known: [],
  });
  const wrong = lines.filter(({ verdict }) => verdict !== "pass" && verdict !== "observed");
  assertEquals(
    wrong.map(({ id, verdict, failure, note }) => ({ id, verdict, failure, note })),
    [],
  );
});
