// Goldens: the examples of dialects.md (B1 to B7), and the rest of each dialect worked out by hand.
import { assert, assertEquals, assertThrows } from "@std/assert";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import { dialectNamed, DIALECTS } from "./dialects.ts";
import {
  EXAMPLE_BASE,
  EXAMPLE_HC,
  EXAMPLE_STANDARD,
  frameWith,
  readingsOf,
  saidOf,
} from "./test_readings.ts";

/** The objects that a dialect says of a line, one after the other; other messages are left out. */
// deno-lint-ignore no-explicit-any
function objects(id: string, line: string, settings: Record<string, string> = {}): any[] {
  return saidOf(id, readingsOf(line), settings).flat()
    .filter(({ payload }) => payload.startsWith("{"))
    .map(({ payload }) => JSON.parse(payload));
}

/** The values that a dialect reads in what it said itself, as `label=value`. */
function heard(id: string, line: string, settings: Record<string, string> = {}): string[] {
  return saidOf(id, readingsOf(line), settings).flat()
    .flatMap((message) => dialectNamed(id).values(message))
    .map(({ label, value }) => `${label}=${value}`);
}

Deno.test("teleinfo2mqtt says a historique frame as its own example has it", () => {
  assertEquals(saidOf("teleinfo2mqtt", readingsOf(EXAMPLE_HC))[0], [
    {
      topic: "teleinfo/021861348497",
      payload: `{"ADCO":{"raw":"021861348497","value":21861348497},` +
        `"OPTARIF":{"raw":"HC..","value":"HC"},"ISOUSC":{"raw":"45","value":45},` +
        `"HCHC":{"raw":"000019212","value":19212},"HCHP":{"raw":"000068306","value":68306},` +
        `"PTEC":{"raw":"HP..","value":"HP"},"IINST":{"raw":"008","value":8},` +
        `"IMAX":{"raw":"090","value":90},"PAPP":{"raw":"01940","value":1940},` +
        `"HHPHC":{"raw":"A","value":"A"}}`,
      retain: false,
    },
    { topic: "teleinfo/status", payload: "up", retain: false },
  ]);
});

Deno.test("teleinfo2mqtt says a standard frame as its own example has it", () => {
  assertEquals(objects("teleinfo2mqtt", EXAMPLE_STANDARD), [{
    ADSC: { raw: "021976551234", value: 21976551234 },
    VTIC: { raw: "02", value: 2 },
    DATE: {
      raw: "",
      value: "",
      timestamp: { dst: "winter", date: "2024-01-28T23:52:18.000Z" },
    },
    NGTF: { raw: "      TEMPO     ", value: "      TEMPO     " },
    LTARF: { raw: "      BASE      ", value: "      BASE      " },
    EAST: { raw: "017026175", value: 17026175 },
    PREF: { raw: "09000", value: 9000 },
    PCOUP: { raw: "09000", value: 9000 },
    SINSTS: { raw: "00519", value: 519 },
    SMAXSN: {
      raw: "05706",
      value: 5706,
      timestamp: { dst: "winter", date: "2024-01-28T03:21:58.000Z" },
    },
    STGE: { raw: "003AC401", value: "003AC401" },
    PRM: { raw: "19000000000123", value: 19000000000123 },
    "PJOURF+1": { raw: `00008001 0600C002${" NONUTILE".repeat(9)}`, value: 8001 },
  }]);
});

Deno.test("teleinfo2mqtt leaves out what the gateway does not know, and a frame without its number", () => {
  const line = frameWith(STD_BASE, std("SINST1", "01234")) + frame(...STD_BASE.slice(1));
  const said = objects("teleinfo2mqtt", line);
  assertEquals(said.length, 1);
  assert("SINSTS" in said[0] && !("SINST1" in said[0]));
});

Deno.test("teleinfo2mqtt says a short frame only if asked", () => {
  const short = frame(hist("ADIR1", "070"), hist("ADCO", "021961234567"), hist("IINST1", "070"));
  assertEquals(saidOf("teleinfo2mqtt", readingsOf(short)), [[]]);
  const [said] = objects("teleinfo2mqtt", short, { short: "yes" });
  assertEquals(said.ADIR1, { raw: "070", value: 70 });
});

Deno.test("teleinfo2mqtt says a degraded clock, and a season that SP leaves open, by the day", () => {
  const line = frameWith(
    STD_BASE,
    std("DATE", "", "e240715120000"),
    std("DPM1", "00", " 240115060000"),
    std("FPM1", "00", " 240715060000"),
  );
  const [said] = objects("teleinfo2mqtt", line);
  assertEquals(
    [said.DATE, said.DPM1, said.FPM1].map(({ timestamp }) => [timestamp.dst, timestamp.date]),
    [
      ["summer", "2024-07-15T12:00:00.000Z"],
      ["winter", "2024-01-15T06:00:00.000Z"],
      ["summer", "2024-07-15T06:00:00.000Z"],
    ],
  );
});

Deno.test("teleinfo2mqtt's false Z is read as it is meant, and mended if asked", () => {
  const { values } = dialectNamed("teleinfo2mqtt");
  for (const mend of [undefined, "times"]) {
    const said = saidOf(
      "teleinfo2mqtt",
      readingsOf(EXAMPLE_STANDARD),
      mend === undefined ? {} : { mend },
    )[0]![0]!;
    const date = values(said).find(({ label }) => label === "SMAXSN");
    assertEquals(date, {
      label: "SMAXSN",
      meter: "021976551234",
      value: "05706",
      at: Date.parse("2024-01-28T03:21:58+01:00"),
    });
    assertEquals(said.payload.includes("2024-01-28T03:21:58+01:00"), mend !== undefined);
  }
});

Deno.test("teleinfo2mqtt announces 34 labels of a historique meter once, before its frame", () => {
  const said = saidOf("teleinfo2mqtt", readingsOf(EXAMPLE_HC + EXAMPLE_HC), {
    discovery: "homeassistant",
  });
  assertEquals(said.map((messages) => messages.length), [36, 2]);
  const topics = said[0]!.map(({ topic }) => topic);
  assertEquals(topics.indexOf("teleinfo/021861348497"), 34);
  const base = said[0]!.find(({ topic }) => topic.endsWith("_base/config"))!;
  assertEquals(base.retain, true);
  assertEquals(JSON.parse(base.payload), {
    unique_id: "BASE",
    name: "BASE",
    state_topic: "teleinfo/021861348497",
    state_class: "total_increasing",
    device_class: "energy",
    value_template: "{% if 'BASE' in value_json %}{{ value_json.BASE.value }}{% endif %}",
    unit_of_measurement: "Wh",
    device: {
      identifiers: ["021861348497"],
      manufacturer: "Enedis",
      model: "teleinfo_021861348497",
      name: "Teleinfo 021861348497",
    },
  });
});

Deno.test("teleinfo2mqtt's announcements of standard labels, as they are and mended", () => {
  const find = (mend: Record<string, string>) => {
    const messages = saidOf("teleinfo2mqtt", readingsOf(EXAMPLE_STANDARD), {
      discovery: "ha",
      ...mend,
    })[0]!;
    const message = messages.find(({ topic }) =>
      topic === "ha/sensor/teleinfo/021976551234_smaxsn_minus_1/config"
    );
    const { unique_id, value_template } = JSON.parse(message!.payload);
    return [unique_id, value_template];
  };
  assertEquals(find({}), [
    "SMAXSN-1",
    "{% if 'SMAXSN-1' in value_json %}{{ value_json.SMAXSN-1.value }}{% endif %}",
  ]);
  assertEquals(find({ mend: "discovery" }), [
    "teleinfo_021976551234_smaxsn_minus_1",
    "{% if 'SMAXSN-1' in value_json %}{{ value_json['SMAXSN-1'].value }}{% endif %}",
  ]);
});

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
  const [a, b] = objects("tasmota", stge("003AC401") + stge("00300001"), { teleperiod: "0" });
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
  const [event, whole] = objects("tasmota", over, { teleperiod: "0" });
  assertEquals(event, { TIC: { ADPS: 1 } });
  assertEquals(whole.TIC.ADPS, 50);
  const short = frame(hist("ADIR2", "070"), hist("ADCO", "021961234567"), hist("IINST1", "002"));
  assertEquals(objects("tasmota", short, { raw: "none" }), [{ TIC: { ADIR2: 2 } }]);
  assertEquals(heard("tasmota", over, { raw: "none", teleperiod: "0" }), ["ADPS=true"]);
  assert(heard("tasmota", over, { teleperiod: "0" }).includes("ADPS=50"));
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
  const [said] = objects("tasmota", frameWith(STD_BASE, ...tri), { raw: "none" });
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
    objects("tasmota", line, { raw: "none", ...settings })[0].ENERGY.Total;
  assertEquals([total({}), total({ mend: "total" })], [0, 21]);
});

Deno.test("tasmota says when it is there", () => {
  const { online, offline } = dialectNamed("tasmota").speaker({ base: "linky", settings: {} });
  assertEquals(online, { topic: "tele/linky/LWT", payload: "Online", retain: true });
  assertEquals(offline, { topic: "tele/linky/LWT", payload: "Offline", retain: true });
});

const EDGD1ER_EXAMPLE = `{"ADSC":"021976551234","VTIC":"02","DATE":"H240128235218",` +
  `"NGTF":"TEMPO","LTARF":"BASE","EAST":"017026175","PREF":"09","PCOUP":"09",` +
  `"SINSTS":"00519","SMAXSN":"05706","STGE":"003AC401","PRM":"19000000000123",` +
  `"PJOURF+1":"00008001 0600C002${" NONUTILE".repeat(9)}","TIME":"2026-11-22T04:35:00Z"}`;

Deno.test("edgd1er says a frame as its own example has it, TIME with its false Z", () => {
  assertEquals(saidOf("edgd1er", readingsOf(EXAMPLE_STANDARD)), [[
    { topic: "linky", payload: EDGD1ER_EXAMPLE, retain: false },
  ]]);
  const [mended] = objects("edgd1er", EXAMPLE_STANDARD, { mend: "time" });
  assertEquals(mended.TIME, "2026-11-22T03:35:00Z");
});

Deno.test("edgd1er collapses the blanks inside a text, and its DATE is read as an instant", () => {
  const line = frameWith(STD_BASE);
  assertEquals(objects("edgd1er", line)[0].MSG1, "PAS DE MESSAGE");
  const [message] = saidOf("edgd1er", readingsOf(line))[0]!;
  const date = dialectNamed("edgd1er").values(message!).find(({ label }) => label === "DATE");
  assertEquals(date, {
    label: "DATE",
    meter: "021961234567",
    value: "",
    at: Date.parse("2026-01-14T06:00:01+01:00"),
  });
});

Deno.test("jeedom says the same inside TIC", () => {
  assertEquals(saidOf("jeedom", readingsOf(EXAMPLE_STANDARD)), [[
    { topic: "linky", payload: `{"TIC":${EDGD1ER_EXAMPLE}}`, retain: false },
  ]]);
  assertEquals(heard("jeedom", EXAMPLE_HC), heard("edgd1er", EXAMPLE_HC));
});

Deno.test("nodered says a frame as its own example has it", () => {
  const readings = readingsOf(EXAMPLE_HC, { from: 1575315182914 });
  assertEquals(saidOf("nodered", readings), [[{
    topic: "teleinfo",
    payload: `{"timestamp":1575315182914,"ADCO":21861348497,"OPTARIF":"HC","ISOUSC":45,` +
      `"HCHC":19212,"HCHP":68306,"PTEC":"HP","IINST":8,"IMAX":90,"PAPP":1940,"HHPHC":"A",` +
      `"MOTDETAT":0}`,
    retain: false,
  }]]);
  const [mended] = objects("nodered", EXAMPLE_HC, { mend: "identity" });
  assertEquals([mended.ADCO, mended.PAPP], ["021861348497", 1940]);
});

Deno.test("nodered trims standard texts, drops horodates, and keeps long digits as text", () => {
  const [said] = objects(
    "nodered",
    frameWith(STD_BASE, std("MSG1", "12345678901234567890123456789012")),
  );
  assertEquals([said.NGTF, said.DATE, said.SMAXSN], ["BASE", "", 3120]);
  assertEquals(said.MSG1, "12345678901234567890123456789012");
});

Deno.test("every dialect understands what it says, label by label", () => {
  for (const { id } of DIALECTS) {
    for (const line of [frameWith(HIST_HC), frameWith(STD_BASE)]) {
      const said = new Map(heard(id, line).map((one) => one.split("=") as [string, string]));
      for (const { label, raw } of readingsOf(line)[0]!.readings) {
        const value = said.get(label);
        // What dialects.md says that they leave out.
        if (value === undefined) {
          assert(/^(MOTDETAT|DATE|MSG1|PJOURF\+1)$/.test(label), `${id} lost ${label}`);
        } else {
          const plain = raw.trim().replace(/ +/g, " ").replace(/\.+$/, "");
          const same = [raw, raw.trim(), plain, String(Number(raw))];
          assert(same.includes(value), `${id} says ${label}=${value} for ${raw}`);
        }
      }
    }
  }
});

Deno.test("every dialect hears nothing in messages of others, and does not fail", () => {
  const strange = ["", "up", "null", "[]", "{", "1", '"x"', '{"TIC":[1]}', '{"a":{"b":1}}'];
  for (const { id, values } of DIALECTS) {
    for (const payload of strange) {
      for (
        const topic of ["", "teleinfo/status", "x/021976551234", "homeassistant/sensor/a/config"]
      ) {
        assertEquals(values({ topic, payload }), [], `${id} ${payload}`);
      }
    }
  }
});

Deno.test("two gateways that are only read: teleinfo2mqtt-rs, and raspjson of LibTeleinfo", () => {
  const rs =
    `{"ADCO":{"raw":"021861348497","value":"021861348497"},"BASE":{"raw":"002815235","value":2815235}}`;
  const topic = "teleinfo/021861348497";
  assertEquals(
    dialectNamed("teleinfo2mqtt").values({ topic, payload: rs }).map(({ value }) => value),
    ["021861348497", "002815235"],
  );
  const raspjson = `{"_UPTIME":4823,"ADCO":"021861348497","PAPP":1940}`;
  const meter = "021861348497";
  assertEquals(dialectNamed("edgd1er").values({ topic: "", payload: raspjson }), [
    { label: "ADCO", meter, value: meter },
    { label: "PAPP", meter, value: 1940 },
  ]);
});

Deno.test("settings that no dialect has are refused with the nearest right one", () => {
  const speak = (id: string, base: string, settings: Record<string, string>) => () =>
    dialectNamed(id).speaker({ base, settings });
  const wrong: [() => unknown, string][] = [
    [speak("tasmota", "x", { raw: "ful" }), "raw is full, if that was meant"],
    [speak("tasmota", "x", { teleperiod: "5000" }), "a whole number from 0 to 3600"],
    [speak("tasmota", "x", { telepriod: "5" }), "did you mean teleperiod?"],
    [speak("teleinfo2mqtt", "x", { mend: "times,discover" }), "mend is discovery"],
    [speak("teleinfo2mqtt", "x", { discovery: "home/#" }), "a topic without + and #"],
    [speak("nodered", "tele/+", {}), `cannot publish under "tele/+"`],
    [speak("ticlab", "", {}), `cannot publish under ""`],
    [speak("ticlab", "a\nb", {}), "control characters"],
    [speak("ticlab", "a", { language: "de" }), "one of fr, en"],
    [() => dialectNamed("teleinfo2mqt"), "did you mean teleinfo2mqtt?"],
    [() => dialectNamed("zigbee"), "there are ticlab, teleinfo2mqtt, tasmota"],
  ];
  for (const [attempt, words] of wrong) assertThrows(attempt, SyntaxError, words);
});
