/** Our own decoder as a program under test: full marks at every depth, through both drivers. */
import { assert, assertEquals } from "@std/assert";
import { runSuite } from "../run/run_suite.ts";
import { loadSuite } from "../suite/load.ts";
import { openDriver } from "./open_driver.ts";
import { preflight } from "./preflight.ts";

const ADAPTERS = new URL("../adapters/", import.meta.url).pathname;
const PROGRAMS = { pipe: "ticlab_pipe.ts", session: "ticlab_session.ts" } as const;

for (const [driver, file] of Object.entries(PROGRAMS)) {
  Deno.test(`our decoder passes every case by ${driver}`, async () => {
    const command = [Deno.execPath(), "run", "--no-check", `${ADAPTERS}${file}`];
    const options = { command, session: driver === "session", timeout: 60_000 };
    const profile = await preflight(options);
    assertEquals(profile.depth, "status");
    const { cases, rules } = await loadSuite();
    const drivers = [openDriver(options), openDriver(options)];
    const lines = await runSuite({ cases, rules, profile, drivers, known: [] });
    await Promise.all(drivers.map((worker) => worker.close()));
    assert(lines.length > 400);
    const wrong = lines.filter(({ verdict }) => verdict !== "pass" && verdict !== "observed");
    assertEquals(
      wrong.map(({ id, verdict, failure, note }) => ({ id, verdict, failure, note })),
      [],
    );
  });
}
