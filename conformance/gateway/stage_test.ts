import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { pyserial, testWith } from "../../serial/_programs.ts";
import { ProgramError } from "../drivers/program_error.ts";
import type { GatewayCase } from "./gateway_case.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { readProfile } from "./read_profile.ts";
import { runGatewayCases } from "./run_cases.ts";
import { cannotPlay, playCase } from "./stage.ts";

const HERE = new URL(".", import.meta.url).pathname;

/** A gateway in a few lines of Python that prints each good group: the simplest there is. */
const PRINTER = `import serial, sys
port = serial.Serial(sys.argv[1], int(sys.argv[2]), bytesize=7, parity="E")
print("listening", flush=True)
while True:
    group = port.readline().rstrip(b"\\r\\n\\x03\\x02")
    if len(group) > 4 and (sum(group[:-1]) & 0x3f) + 0x20 == group[-1]:
        fields = group[:-2].decode().split("\\t")
        print(fields[0] + "=" + fields[-1], flush=True)
`;

function printer(python: string): string {
  return `
name: printer
start: { run: '${python} -c "$PRINTER" {port} {baud}', env: { PRINTER: ${
    JSON.stringify(PRINTER)
  } } }
modes: [standard]
out: { stdout: '^(?<label>[A-Z0-9]+)=(?<value>.*)$' }
period: 1 s
`;
}

const profile = (text: string) => readProfile(text, { file: `${HERE}test.yaml` });

function gatewayCase(timeline = "[]", more: Partial<GatewayCase> = {}): GatewayCase {
  return {
    id: "gateway/test",
    rules: ["gateway/complete"],
    title: "A test",
    mode: "standard",
    scenario: `
title: A test
about: Of the stage.
meter: { mode: standard, contract: base, power: 6 kVA }
clock: { start: 2026-01-14T12:00:00 }
load: { base: 400 W }
timeline: ${timeline}
run: { for: 6 s }
`,
    stage: [],
    quick: true,
    since: "1.0.0",
    ...more,
  };
}

const options = () => ({
  signal: new AbortController().signal,
  notice: (text: string) => {
    throw new Error(`nothing to notice: ${text}`);
  },
});

testWith(
  pyserial,
  "pyserial",
  "a gateway is played a scenario, and every value that it says was on the line",
  async (python) => {
    const run = await playCase(
      profile(printer(python)),
      gatewayCase(
        "[{ at: +1500 ms, line: { cut: 1500 ms } }, { at: +4 s, fault: { checksum: { label: SINSTS } } }]",
      ),
      options(),
    );
    assertEquals(run.ended, { kind: "running" });
    // The port was put back to a speed that nobody asks for, and was set to this one by the reader.
    assertEquals(run.speeds, [9600]);
    assertEquals(run.disturbances.map(({ kind }) => kind), ["cut", "noise"]);
    const [cut] = run.disturbances;
    assert(Math.abs(cut!.to - cut!.from - 1_500) < 1, `${cut!.to - cut!.from} ms`);
    const during = run.frames.filter(({ from, to }) => to > cut!.from && from < cut!.to);
    assert(during.length >= 2 && during.every(({ heard }) => !heard));
    const sent = new Set(
      run.frames.flatMap(({ groups }) => groups.map((g) => `${g.label}=${g.value}`)),
    );
    for (const { label, value } of run.values) {
      assert(
        sent.has(`${label}=${value}`),
        `${label}=${value}`,
      );
    }
    const damaged = run.frames.filter((frame) => frame.heard && !frame.whole);
    assertEquals(damaged.length, 1);
    assertEquals(damaged[0]!.groups.some(({ label }) => label === "SINSTS"), false);
    const last = run.frames.at(-1)!;
    assert(
      run.values.some(({ label, seen }) => label === "ADSC" && seen > last.from),
      "it goes on",
    );
  },
);

testWith(
  pyserial,
  "pyserial",
  "a gateway at the wrong speed hears what its UART would, and is told of it",
  async (python) => {
    const wrong = printer(python).replace("{baud}", "2400").replace(
      "start: {",
      "start: { within: 2 s,",
    );
    const scoring = {
      profile: profile(wrong),
      cases: [gatewayCase()],
      rules: gatewayRules(),
      known: [],
      jobs: 1,
      ...options(),
    };
    const error = await assertRejects(
      () => runGatewayCases({ ...scoring, selected: new Set(scoring.cases) }),
      ProgramError,
    );
    assertStringIncludes(error.message, "it said no value that the profile finds");
    assertStringIncludes(error.next, "It opened the port at 2400 baud");
    assertStringIncludes(error.next, "listening");
  },
);

testWith(
  pyserial,
  "pyserial",
  "an unplugged port is gone, and a gateway that ends of it is told with what it wrote",
  async (python) => {
    const run = await playCase(
      profile(printer(python)),
      gatewayCase("[]", { stage: [{ at: 1_000, do: "unplug", for: 1_000 }] }),
      options(),
    );
    assertEquals(run.disturbances.map(({ kind }) => kind), ["unplug"]);
    assert(run.ended.kind === "exited", run.ended.kind);
    assertMatch(run.ended.stderr, /SerialException/);
  },
);

Deno.test("a gateway that ends at once, or whose output never says that it is ready, is told", async () => {
  const bad = (run: string, more = "") =>
    profile(`
name: bad
start: { run: ${JSON.stringify(run)}, within: 500 ms${more} }
out: { stdout: '^(?<label>.+)=(?<value>.*)$' }
period: 1 s
`);
  const ended = await playCase(bad("echo no such port >&2; exit 7"), gatewayCase(), options());
  assertEquals(ended.ended, { kind: "exited", exit: 7, stderr: "no such port\n" });
  assertEquals(ended.values, []);
  const mute = await playCase(
    bad("echo here; exec sleep 60", ", ready: there"),
    gatewayCase(),
    options(),
  );
  assertEquals(mute.ended, { kind: "never-ready", stderr: "here\n" });
  assert(mute.frames.length > 0, "a line was played to it");
});

Deno.test("the stage can be told to stop, and leaves nothing behind", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const stop = new AbortController();
    const playing = playCase(
      profile(`
name: sleeper
start: { run: "echo $$ > ${folder}/pid; echo PAPP=00360; exec sleep 60" }
out: { stdout: '^(?<label>.+)=(?<value>.*)$' }
period: 1 s
`),
      gatewayCase(),
      { ...options(), signal: stop.signal, onProgress: () => stop.abort() },
    );
    await assertRejects(() => playing, DOMException);
    const pid = Deno.readTextFileSync(`${folder}/pid`).trim();
    assertEquals(await Deno.stat(`/proc/${pid}`).catch(() => "gone"), "gone");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a case that cannot be played is told before anything is started", () => {
  const stdout = profile(printer("python3"));
  const down = gatewayCase("[]", { stage: [{ at: 0, do: "out-down", for: 1_000 }] });
  assertEquals(cannotPlay(stdout, gatewayCase()), undefined);
  assertStringIncludes(cannotPlay(stdout, down) ?? "", "nothing stands behind stdout");
  assertStringIncludes(
    cannotPlay(stdout, gatewayCase("[]", { mode: "historique" })) ?? "",
    "does not read historique mode",
  );
});
