import { assertEquals, assertRejects } from "@std/assert";
import { existsSync } from "node:fs";
import { ProgramError } from "../drivers/program_error.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { readProfile } from "./read_profile.ts";
import { runGatewayCases } from "./run_cases.ts";

Deno.test("where one of several gateways cannot be scored, the others are ended before that is told", async () => {
  const folder = Deno.makeTempDirSync();
  // The first one to come ends at once, and the others would wait for the line for ever.
  const run = `echo $$ >> ${folder}/pids; ` +
    `mkdir ${folder}/first 2>/dev/null && exit 7; exec sleep 600`;
  const profile = readProfile(
    `
name: fragile
start: { run: ${JSON.stringify(run)}, within: 600 s }
out: { stdout: '^(?<label>\\S+)=(?<value>.*)$' }
period: 1 s
`,
    { file: "/fragile.yaml" },
  );
  const cases = loadGatewayCases().slice(0, 3);
  try {
    await assertRejects(
      () =>
        runGatewayCases({
          profile,
          cases,
          selected: new Set(cases),
          rules: gatewayRules(),
          known: [],
          jobs: 3,
          signal: new AbortController().signal,
          notice: () => {},
        }),
      ProgramError,
      "it ended with 7 before it said anything",
    );
    const pids = Deno.readTextFileSync(`${folder}/pids`).trim().split("\n");
    assertEquals(pids.filter((pid) => existsSync(`/proc/${pid}`)), []);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});
