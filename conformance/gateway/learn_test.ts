import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Dialect } from "../../decoder/dialects/dialect.ts";
import { DIALECTS } from "../../decoder/dialects/dialects.ts";
import type { FrameReading } from "../../decoder/dialects/frame_reading.ts";
import { gatewayRules } from "./gateway_rules.ts";
import type { HeardMessage } from "./heard_message.ts";
import { judgeRun } from "./judge.ts";
import { learn } from "./learn.ts";
import { learnedProfile } from "./learn_profile.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { readProfile } from "./read_profile.ts";
import { messageReader } from "./said_values.ts";
import { PLAIN_DIALECT } from "./test_plain_dialect.ts";
import { type Listening, virtualRun } from "./test_run.ts";

const cases = loadGatewayCases();
const caseOf = (id: string) => cases.find((test) => test.id === `gateway/${id}`)!;
const rules = gatewayRules();

/** Plays a calm case to a gateway, and learns from it. */
async function learned(gateway: Listening, id = "tariff-change") {
  const messages: HeardMessage[] = [];
  const run = await virtualRun(caseOf(id), {
    ...gateway,
    onMessage: (message) => messages.push(message),
  });
  return learn(messages, run.frames);
}

const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  nodered: { mend: "identity" },
};

for (const dialect of DIALECTS) {
  for (const id of ["tariff-change", "base-historique"]) {
    Deno.test(`a gateway that speaks ${dialect.id} is known by its messages: ${id}`, async () => {
      const gateway = { dialect, settings: SETTINGS[dialect.id] ?? {}, every: 5_000 };
      const found = (await learned(gateway, id))!;
      assertEquals(found.out.dialect, dialect.id);
      assertEquals([found.right, found.period > 3_000, found.period < 8_000], [
        found.of,
        true,
        true,
      ]);
      const from = { name: "x", run: "node index.js", mode: caseOf(id).mode };
      const text = learnedProfile(found, from);
      const profile = readProfile(text, { file: "/home/linky/learned.yaml" });
      // What was learned of one line fits the next.
      const next = caseOf(id === "tariff-change" ? "noise" : "tariff-change-historique");
      const { verdict, failure, note } = judgeRun(await virtualRun(next, gateway), {
        profile: { ...profile, promises: { ...profile.promises, labels: labelsOf(found) } },
        rules,
      });
      assertEquals([verdict, failure?.what], ["pass", undefined], note);
    });
  }
}

/** PEJP, ADPS and the like may come on another line, and nobody knows what is said of them then. */
const labelsOf = ({ labels }: { labels?: readonly string[] }) =>
  labels ?? ["PAPP", "IINST", "ADCO", "EAST", "SINSTS", "ADSC"];

/** A gateway with messages of its own. */
function speaking(say: (reading: FrameReading) => { topic: string; payload: unknown }[]): Dialect {
  return {
    ...PLAIN_DIALECT,
    speaker: () => ({
      say: (reading) =>
        say(reading).map(({ topic, payload }) => ({
          topic,
          payload: typeof payload === "string" ? payload : JSON.stringify(payload),
          retain: false,
        })),
    }),
    values: () => [],
  };
}

const numberOf = (raw: string) => /^\d{1,9}$/.test(raw) ? Number(raw) : raw.trim();

Deno.test("values under their labels, deep in a message, beside names of the gateway's own", async () => {
  const dialect = speaking(({ readings, at }) => [{
    topic: "home/linky",
    payload: {
      when: at,
      meter: {
        data: Object.fromEntries(readings.map(({ label, raw }) => [label, { v: numberOf(raw) }])),
      },
    },
  }]);
  const { out, labels, unexplained } = (await learned({ dialect, every: 0 }))!;
  assertEquals(out, { kind: "mqtt", topic: "home/linky", values: "$.meter.data.*.v" });
  assertEquals([labels, unexplained], [undefined, []]);
});

Deno.test("a topic a label, and the number of the meter in it", async () => {
  const dialect = speaking(({ readings, meter }) =>
    readings.filter(({ label }) => /^(ADSC|SINSTS|EAST|STGE)$/.test(label)).map(
      ({ label, raw }) => ({ topic: `tic/${meter}/${label}/state`, payload: raw }),
    )
  );
  const { out, labels } = (await learned({ dialect, every: 0 }))!;
  assertEquals(out, { kind: "mqtt", topic: "tic/{meter}/{label}/state", values: "$" });
  assertEquals(labels?.toSorted(), ["ADSC", "EAST", "SINSTS", "STGE"]);
});

Deno.test("a list of names and values", async () => {
  const dialect = speaking(({ readings }) => [{
    topic: "linky",
    payload: { groups: readings.map(({ label, raw }) => ({ name: label, value: raw })) },
  }]);
  const { out } = (await learned({ dialect, every: 0 }))!;
  assertEquals(out, {
    kind: "mqtt",
    topic: "linky",
    values: "$.groups.*.value",
    label: "$.groups.*.name",
  });
  const read = messageReader({ values: out.values!, label: out.label });
  assertEquals(read(`{"groups":[{"name":"PAPP","value":"00360"}]}`), [
    { label: "PAPP", value: "00360" },
  ]);
});

Deno.test("names that the gateway made are told by what they are made of", async () => {
  let currents: number[] = [];
  const dialect = speaking(({ readings }) => {
    const values = Object.fromEntries(readings.map(({ label, raw }) => [label, numberOf(raw)]));
    currents = [...currents, Number(values["IRMS1"])].slice(-4);
    const mean = currents.reduce((sum, one) => sum + one, 0) / currents.length;
    return [{
      topic: "linky",
      payload: { ...values, watts: values["SINSTS"], mean_current: mean.toFixed(2), rssi: -61 },
    }];
  });
  const found = (await learned({ dialect, every: 0 }))!;
  assertEquals(found.derived, {
    watts: { how: "last", of: ["SINSTS"], decimals: 0 },
    mean_current: { how: "mean", of: ["IRMS1"], decimals: 2 },
  });
  assertEquals(found.unexplained, ["rssi"]);
  const text = learnedProfile(found, { name: "mine", run: "./mine {port}", mode: "standard" });
  assertMatch(text, /^# Not looked at, since nothing on the line explains it: rssi$/m);
  const { promises, name } = readProfile(text, { file: "mine.yaml" });
  assertEquals([name, promises.derived], ["mine", found.derived]);
});

Deno.test("the topic that the gateway was given is not written down", () => {
  const out = { kind: "mqtt", topic: "ticlab-3f9a2c/{label}", values: "$" } as const;
  const text = learnedProfile(
    { out, period: 900, derived: {}, unexplained: [], right: 1, of: 1 },
    { name: "mine", run: "./mine", mode: "standard", topic: "ticlab-3f9a2c" },
  );
  const { out: read, promises } = readProfile(text, { file: "mine.yaml" });
  assertEquals(read, { kind: "mqtt", topic: "{topic}/{label}", values: "$" });
  assertEquals(promises.period, 1_000);
});

Deno.test("nothing is learned of messages without a value of the line", async () => {
  const silent = speaking(() => [{ topic: "linky/status", payload: { up: true, PAPP: -1 } }]);
  assertEquals(await learned({ dialect: silent, every: 0 }), null);
  assertEquals(learn([], []), null);
  const wrong = speaking(() => [{ topic: "linky", payload: { EAST: 1, SINSTS: 99_999 } }]);
  assert(await learned({ dialect: wrong, every: 0 }) === null);
});
