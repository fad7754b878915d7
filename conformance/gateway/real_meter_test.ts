import { assertEquals, assertRejects } from "@std/assert";
import { openSource } from "../../decoder/source.ts";
import { openOutlet } from "../../sim/open_outlet.ts";
import { readScenario } from "../../sim/scenario.ts";
import { ProgramError } from "../drivers/program_error.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { examine } from "./oracle.ts";
import { readProfile } from "./read_profile.ts";
import { scoreOnMeter } from "./real_meter.ts";
import { ShadowLedger } from "./shadow_ledger.ts";
import { StageLine } from "./stage_line.ts";
import { PLAIN_DIALECT } from "./test_plain_dialect.ts";
import { SmallGateway } from "./broken/small_gateway.ts";
import { virtualProfile, virtualRun } from "./test_run.ts";

const rules = gatewayRules();
const cases = loadGatewayCases();
const PROGRAM = new URL("broken/run.ts", import.meta.url).pathname;
const CONFIG = new URL("../../deno.json", import.meta.url).pathname;

for (const id of ["base-historique", "three-phase", "overload-three-phase", "tariff-change"]) {
  Deno.test(`our decoder says of a line without damage what the simulator meant: ${id}`, async () => {
    const ledger = new ShadowLedger();
    class Beside extends SmallGateway {
      override hear(bytes: Uint8Array, at: number) {
        ledger.hear(bytes, at);
        super.hear(bytes, at);
      }
    }
    const test = cases.find((one) => one.id === `gateway/${id}`)!;
    const run = await virtualRun(test, { dialect: PLAIN_DIALECT, Gateway: Beside, every: 0 });
    const saying = ({ groups }: { groups: readonly object[] }) => groups;
    assertEquals(ledger.frames.map(saying), run.frames.map(saying));
    assertEquals([ledger.disturbances, ledger.mode], [[], test.mode]);
    const { frames, disturbances } = ledger;
    const shadow = examine({ ...run, frames, disturbances }, virtualProfile({ every: 0 }));
    assertEquals([shadow.findings, shadow.due > 50], [[], true]);
  });
}

Deno.test("damage, silence, another mode and another meter show in the ledger", async () => {
  const kindsOf = async (id: string) => {
    const ledger = new ShadowLedger();
    class Beside extends SmallGateway {
      override hear(bytes: Uint8Array, at: number) {
        ledger.hear(bytes, at);
      }
    }
    const test = cases.find((one) => one.id === `gateway/${id}`)!;
    await virtualRun(test, { dialect: PLAIN_DIALECT, Gateway: Beside });
    return [...new Set(ledger.disturbances.map(({ kind }) => kind))];
  };
  assertEquals(await kindsOf("noise"), ["noise"]);
  assertEquals(await kindsOf("power-cut"), ["silence"]);
  assertEquals(await kindsOf("mode-to-standard"), ["mode-switch"]);
  assertEquals(await kindsOf("meter-replaced"), ["silence", "meter-replaced"]);
});

/** A profile of a gateway of the folder `broken/`. */
function gateway(name: string) {
  return readProfile(
    `
name: ${name}
start:
  run: ${Deno.execPath()} run -A --no-check --config ${CONFIG} ${PROGRAM} ${name} {port} {baud} 0
out: { stdout: '^(?<label>[A-Z0-9+-]+)=(?<value>.*)$' }
period: 500 ms
`,
    { file: `/${name}.yaml` },
  );
}

/** A meter on a pty, ten times faster, so that it need not be listened to for long. */
async function scored(name: string): Promise<string> {
  const folder = Deno.makeTempDirSync();
  const outlet = await openOutlet({ kind: "pty", path: `${folder}/meter` });
  const stop = new AbortController();
  const { scenario } = cases.find(({ id }) => id === "gateway/tariff-change")!;
  const meter = new StageLine(readScenario(scenario, { file: "meter.yaml" }), outlet, {
    speed: 10,
    signal: stop.signal,
  });
  const playing = meter.play({ onFrame: () => {}, isEnough: () => false });
  const source = await openSource(outlet.path!, { baudRate: 9_600 });
  try {
    const line = await scoreOnMeter({
      profile: gateway(name),
      meter: { readable: source.readable, time: 9_000 },
      rules,
      signal: stop.signal,
      notice: () => {},
    });
    return `${line.id} ${line.verdict} ${line.rule.id}`;
  } finally {
    stop.abort();
    await source.close();
    await playing;
    await outlet.close();
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a gateway is scored beside our decoder on a line that nobody scripted", async () => {
  assertEquals(await Promise.all(["right", "stale-values", "last-group-lost"].map(scored)), [
    "gateway/real-meter pass gateway/complete",
    "gateway/real-meter fail gateway/fresh",
    "gateway/real-meter fail gateway/complete",
  ]);
});

Deno.test("a line that carries no frame is refused before anything is started", async () => {
  const readable = ReadableStream.from([new Uint8Array(100)]);
  const options = { rules, signal: new AbortController().signal, notice: () => {} };
  await assertRejects(
    () => scoreOnMeter({ profile: gateway("right"), meter: { readable, time: 1_000 }, ...options }),
    ProgramError,
    "no group on it has a right checksum",
  );
});
