import { assert, assertEquals, assertThrows } from "@std/assert";
import { HIST_HC, STD_BASE } from "../test_line.ts";
import { dialectNamed, DIALECTS } from "./dialects.ts";
import { frameWith, heardOf, readingsOf } from "./test_readings.ts";

Deno.test("every dialect understands what it says, label by label", () => {
  for (const { id } of DIALECTS) {
    for (const line of [frameWith(HIST_HC), frameWith(STD_BASE)]) {
      const said = new Map(heardOf(id, line).map((one) => one.split("=") as [string, string]));
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
    [
      speak("teleinfo2mqtt", "x", { discovery: "home/#" }),
      "the first part of topics, without + and #",
    ],
    [speak("ticlab", "x", { discovery: "yes" }), "homeassistant as a rule"],
    [speak("nodered", "tele/+", {}), `cannot publish under "tele/+"`],
    [speak("ticlab", "", {}), `cannot publish under ""`],
    [speak("ticlab", "a\nb", {}), "control characters"],
    [speak("ticlab", "a", { language: "de" }), "one of fr, en"],
    [() => dialectNamed("teleinfo2mqt"), "did you mean teleinfo2mqtt?"],
    [() => dialectNamed("zigbee"), "there are ticlab, teleinfo2mqtt, tasmota"],
  ];
  for (const [attempt, words] of wrong) assertThrows(attempt, SyntaxError, words);
});
