import { assertEquals, assertStringIncludes } from "@std/assert";
import { loadGatewayCases } from "../conformance/gateway/load_cases.ts";
import { StageLine } from "../conformance/gateway/stage_line.ts";
import { openOutlet } from "../sim/open_outlet.ts";
import { readScenario } from "../sim/scenario.ts";
import { testGateway } from "./_profiled_test_run.ts";

const GATEWAY = new URL("../conformance/gateway/broken/run.ts", import.meta.url).pathname;
const CONFIG = new URL("../deno.json", import.meta.url).pathname;

/** A profile of one of our small gateways. */
const profileOf = (name: string) => `
name: ${name}
start:
  run: ${Deno.execPath()} run -A --no-check --config ${CONFIG} ${GATEWAY} ${name} {port} {baud} 0
out: { stdout: '^(?<label>[A-Z0-9+-]+)=(?<value>.*)$' }
period: 500 ms
`;

Deno.test("a gateway is scored on the port of a meter, without cases", async () => {
  const folder = Deno.makeTempDirSync();
  const outlet = await openOutlet({ kind: "pty", path: `${folder}/meter` });
  const { scenario } = loadGatewayCases().find(({ id }) => id === "gateway/tariff-change")!;
  const stop = new AbortController();
  // Ten times faster than a meter, so that it need not be listened to for long.
  const meter = new StageLine(readScenario(scenario, { file: "meter.yaml" }), outlet, {
    speed: 10,
    signal: stop.signal,
  });
  const playing = meter.play({ onFrame: () => {}, isEnough: () => false });
  try {
    const args = ["--gateway", "my.yaml", "--meter", outlet.path!, "--for", "9s"];
    const { code, out, err } = await testGateway(profileOf("last-group-lost"), ...args);
    assertEquals(code, 1, err);
    assertStringIncludes(out, "gateway/real-meter");
    assertStringIncludes(out, "PJOURF+1 is never said");
    assertStringIncludes(out, "a real meter plays no cases");
  } finally {
    stop.abort();
    await playing;
    await outlet.close();
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("what cannot be with a real meter is refused, with what is right", async () => {
  const wanted: readonly [args: string[], code: number, words: string][] = [
    [["--meter", "/dev/ttyUSB0", "--", "./mine"], 2, "--gateway FILE --meter SOURCE"],
    [["--gateway", "my.yaml", "--for", "1h"], 2, "Name it: --meter SOURCE"],
    [["--gateway", "my.yaml", "--meter", "x", "--set", "full"], 2, "--set chooses cases"],
    [["--gateway", "my.yaml", "--meter", "x", "--for", "soon"], 2, "--for: "],
    [["--gateway", "my.yaml", "--meter", "line.tic"], 2, "ticlab replay line.tic"],
    [["--gateway", "my.yaml", "--meter", "lin.tic"], 3, "line.tic"],
  ];
  await Promise.all(wanted.map(async ([args, exit, words]) => {
    const { code, err } = await testGateway(profileOf("right"), ...args);
    assertEquals(code, exit, err);
    assertStringIncludes(err, words);
  }));
});
