// Goldens: the examples of dialects.md (B1), and the rest worked out by hand.
import { assert, assertEquals } from "@std/assert";
import { frame, hist, std, STD_BASE } from "../test_line.ts";
import { dialectNamed } from "./dialects.ts";
import {
  EXAMPLE_HC,
  EXAMPLE_STANDARD,
  frameWith,
  objectsOf,
  readingsOf,
  saidOf,
} from "./test_readings.ts";

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
  assertEquals(objectsOf("teleinfo2mqtt", EXAMPLE_STANDARD), [{
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
  const said = objectsOf("teleinfo2mqtt", line);
  assertEquals(said.length, 1);
  assert("SINSTS" in said[0] && !("SINST1" in said[0]));
});

Deno.test("teleinfo2mqtt says a short frame only if asked", () => {
  const short = frame(hist("ADIR1", "070"), hist("ADCO", "021961234567"), hist("IINST1", "070"));
  assertEquals(saidOf("teleinfo2mqtt", readingsOf(short)), [[]]);
  const [said] = objectsOf("teleinfo2mqtt", short, { short: "yes" });
  assertEquals(said.ADIR1, { raw: "070", value: 70 });
});

Deno.test("teleinfo2mqtt says a degraded clock, and a season that SP leaves open, by the day", () => {
  const line = frameWith(
    STD_BASE,
    std("DATE", "", "e240715120000"),
    std("DPM1", "00", " 240115060000"),
    std("FPM1", "00", " 240715060000"),
  );
  const [said] = objectsOf("teleinfo2mqtt", line);
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
