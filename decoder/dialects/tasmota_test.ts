// Goldens: the examples of dialects.md (B4), and the rest worked out by hand.
import { assert, assertEquals } from "@std/assert";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import { dialectNamed } from "./dialects.ts";
import {
  EXAMPLE_BASE,
  frameWith,
  heardOf,
  objectsOf,
  readingsOf,
  saidOf,
} from "./test_readings.ts";

Deno.test("tasmota says a frame as its own example has it", () => {
  const [[first]] = saidOf("tasmota", readingsOf(EXAMPLE_BASE), { teleperiod: "0" }) as [[unknown]];
  assertEquals(first, {
    topic: "tele/teleinfo/SENSOR",
    payload: `{"TIC":{"ADCO":"021528603314","OPTARIF":"BASE","ISOUSC":30,"BASE":2815235,` +
      `"PTEC":"TH..","IINST":1,"IMAX":29,"PAPP":210,"HHPHC":"A","MOTDETAT":0}}`,
    retain: false,
  });
});

Deno.test("tasmota keeps the digits of identities, turns STGE's type as it does, and leaves out three labels", () => {
  const stge = (word: string) => frameWith(STD_BASE, std("STGE", word));
  const [a, b] = objectsOf("tasmota", stge("003AC401") + stge("00300001"), { teleperiod: "0" });
  assertEquals([a.TIC.STGE, b.TIC.STGE], ["003AC401", 300001]);
  assertEquals([a.TIC.ADSC, a.TIC.PRM], ["021961234567", "01234567890123"]);
  assertEquals(["DATE", "MSG1", "PJOURF+1"].filter((label) => label in a.TIC), []);
  assertEquals(a.TIC["NJOURF+1"], 0);
});

Deno.test("tasmota says only what changed, and nothing where nothing did", () => {
  const papp = (value: string) => frameWith(HIST_HC, hist("PAPP", value));
  const said = saidOf(
    "tasmota",
    readingsOf(papp("02070") + papp("02070") + papp("02080") + papp("02080")),
    { raw: "changed", teleperiod: "0" },
  ).map((messages) => messages.map(({ payload }) => payload));
  assertEquals(said.slice(1), [[], [`{"TIC":{"PAPP":2080}}`], []]);
  assertEquals(Object.keys(JSON.parse(said[0]![0]!).TIC).length, HIST_HC.length);
});

Deno.test("tasmota leaves frames out, and what changed in them is said by the next one", () => {
  const papp = (value: string) => frameWith(HIST_HC, hist("PAPP", value));
  const line = [2070, 2080, 2090, 2090, 2090, 2090, 2100].map((n) => papp(`0${n}`)).join("");
  const said = saidOf("tasmota", readingsOf(line), { raw: "changed", skip: "2", teleperiod: "0" })
    .map((messages) => messages.length);
  assertEquals(said, [0, 0, 1, 0, 0, 0, 0]);
  const full = saidOf("tasmota", readingsOf(line), { skip: "2", teleperiod: "0" });
  assertEquals(full.map((messages) => messages.length), [0, 0, 1, 0, 0, 1, 0]);
});

Deno.test("tasmota says an overload with the number of the phase", () => {
  const over = frameWith(HIST_HC, hist("ADPS", "050"));
  const [event, whole] = objectsOf("tasmota", over, { teleperiod: "0" });
  assertEquals(event, { TIC: { ADPS: 1 } });
  assertEquals(whole.TIC.ADPS, 50);
  const short = frame(hist("ADIR2", "070"), hist("ADCO", "021961234567"), hist("IINST1", "002"));
  assertEquals(objectsOf("tasmota", short, { raw: "none" }), [{ TIC: { ADIR2: 2 } }]);
  assertEquals(heardOf("tasmota", over, { raw: "none", teleperiod: "0" }), ["ADPS=true"]);
  assert(heardOf("tasmota", over, { teleperiod: "0" }).includes("ADPS=50"));
});

Deno.test("tasmota's telemetry counts totals, today and yesterday, and is said once a period", () => {
  const at = (text: string, index: string) => ({
    from: Date.parse(text),
    line: frameWith(HIST_HC, hist("HCHC", index)),
  });
  const steps = [
    at("2026-11-21T23:50:00+01:00", "000010000"),
    at("2026-11-21T23:59:59+01:00", "000010600"),
    at("2026-11-22T00:00:01+01:00", "000010601"),
    at("2026-11-22T00:10:00+01:00", "000011000"),
  ];
  const readings = steps.flatMap(({ line, from }) => readingsOf(line, { from }));
  const said = saidOf("tasmota", readings, { raw: "none", teleperiod: "600" });
  assertEquals(said.map((messages) => messages.length), [1, 0, 1, 0]);
  const [first, second] = said.flat().map(({ payload }) => JSON.parse(payload));
  assertEquals(first.Time, "2026-11-21T23:50:00");
  assertEquals(first.ENERGY, {
    TotalStartTime: "2026-11-21T23:50:00",
    Total: 23466.789,
    Yesterday: 0,
    Today: 0,
    Period: 0,
    Power: 2070,
    Current: 9,
    Load: 20,
  });
  assertEquals(second.ENERGY.Yesterday, 0.6);
  assertEquals(second.ENERGY.Today, 0.001);
  assertEquals(second.ENERGY.Period, 601);
  assertEquals(second.TIC.HCHC, 10601);
});

Deno.test("tasmota's telemetry has three currents and voltages of a three-phase meter", () => {
  const tri = [1, 2, 3].flatMap((n) => [std(`IRMS${n}`, `00${n}`), std(`URMS${n}`, `23${n}`)]);
  const [said] = objectsOf("tasmota", frameWith(STD_BASE, ...tri), { raw: "none" });
  const { Voltage, Current, Power, Total, Load } = said.ENERGY;
  assertEquals({ Voltage, Current, Power, Total }, {
    Voltage: [231, 232, 233],
    Current: [1, 2, 3],
    Power: 2070,
    Total: 12345.678,
  });
  // 9 kVA on three phases are 15 A each.
  assertEquals(Load, 6);
});

Deno.test("tasmota adds Tempo up only if asked", () => {
  const indexes = ["CJB", "PJB", "CJW", "PJW", "CJR", "PJR"]
    .map((name, n) => hist(`BBRH${name}`, `00000${n + 1}000`));
  const line = frame(hist("ADCO", "021961234567"), ...indexes, hist("PAPP", "00210"));
  const total = (settings: Record<string, string>) =>
    objectsOf("tasmota", line, { raw: "none", ...settings })[0].ENERGY.Total;
  assertEquals([total({}), total({ mend: "total" })], [0, 21]);
});

Deno.test("tasmota says when it is there", () => {
  const { online, offline } = dialectNamed("tasmota").speaker({ base: "linky", settings: {} });
  assertEquals(online, { topic: "tele/linky/LWT", payload: "Online", retain: true });
  assertEquals(offline, { topic: "tele/linky/LWT", payload: "Offline", retain: true });
});
