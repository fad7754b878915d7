/** Our own decoder as a program under test: full marks at every depth, through both drivers. */
import { assert, assertEquals } from "@std/assert";
import { runSuite } from "../run/run_suite.ts";
import { loadSuite } from "../suite/load.ts";
import { openDriver } from "./open_driver.ts";
import { preflight } from "./preflight.ts";

const ADAPTERS = new URL("../adapters/", import.meta.url).pathname;
const PROGRAMS = [
  // A start of Deno for each input: all of them are the matter of `deno task soak judge`.
  { driver: "pipe", file: "ticlab_pipe.ts", every: 12 },
  { driver: "session", file: "ticlab_session.ts", every: 1 },
] as const;

for (const { driver, file, every } of PROGRAMS) {
  Deno.test(`our decoder passes one case in ${every} by ${driver}`, async () => {
    const command = [Deno.execPath(), "run", "--no-check", `${ADAPTERS}${file}`];
    const options = { command, session: driver === "session", timeout: 60_000 };
    const profile = await preflight(options);
    assertEquals(profile.depth, "status");
    const suite = await loadSuite();
    const cases = suite.cases.filter((_test, place) => place % every === 0);
    const drivers = [openDriver(options), openDriver(options)];
    const lines = await runSuite({ cases, rules: suite.rules, profile, drivers, known: [] });
    await Promise.all(drivers.map((worker) => worker.close()));
    assert(lines.length > 50);
    const wrong = lines.filter(({ verdict }) => verdict !== "pass" && verdict !== "observed");
    assertEquals(
      wrong.map(({ id, verdict, failure, note }) => ({ id, verdict, failure, note })),
      [],
    );
  });
}
