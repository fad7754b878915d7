import { assertEquals, assertStringIncludes } from "@std/assert";
import { readScenario } from "../../sim/scenario.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { GRANTED, RECOVERY } from "./patience.ts";

const page = await Deno.readTextFile(new URL("../../docs/gateway-rules.md", import.meta.url));

Deno.test("docs/gateway-rules.md has every rule with its level, words and source", () => {
  for (const { id, level, text, why, source } of gatewayRules()) {
    assertStringIncludes(page, `| \`${id}\` | ${level} | ${text} ${why} | ${source} |`);
  }
});

Deno.test("docs/gateway-rules.md has every case with its set, mode and time", () => {
  for (const { id, quick, mode, scenario, title } of loadGatewayCases()) {
    const seconds = readScenario(scenario, { file: id }).duration! / 1_000;
    const set = quick ? "quick" : "full";
    assertStringIncludes(page, `| \`${id}\` | ${set} | ${mode} | ${seconds} | ${title} |`);
  }
});

Deno.test("docs/gateway-rules.md grants what the judge grants", () => {
  const rows: readonly [string, number][] = [
    ["machine, broker, database", GRANTED.saying],
    ["after noise, a cut, a silence, a jump of the clock", RECOVERY.noise],
    ["after another meter", RECOVERY["meter-replaced"]],
    ["after the port was unplugged, the mode switched, the other side down", RECOVERY.unplug],
  ];
  for (const [what, ms] of rows) assertStringIncludes(page, `| ${what} | ${ms / 1_000} s`);
  assertStringIncludes(page, `| frames | ${GRANTED.frames}, of the longest`);
  const alike = [RECOVERY.noise, RECOVERY.cut, RECOVERY.silence, RECOVERY["clock-jump"]];
  const slow = [RECOVERY.unplug, RECOVERY["mode-switch"], RECOVERY["out-down"]];
  assertEquals([new Set(alike).size, new Set(slow).size], [1, 1]);
});
