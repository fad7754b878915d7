// A value of a corrupt or hostile frame makes no other topic, no broken JSON and no broken UTF-8.
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import type { Message } from "./dialect.ts";
import { DIALECTS } from "./dialects.ts";
import type { FrameReading } from "./frame_reading.ts";
import { frameWith, readingsOf, saidOf } from "./test_readings.ts";

/** Every dialect with what makes it say the most. */
const LOUD: readonly (readonly [string, Record<string, string>])[] = [
  ["ticlab", { discovery: "homeassistant", labels: "yes" }],
  ["teleinfo2mqtt", { discovery: "homeassistant", short: "yes" }],
  ["tasmota", { teleperiod: "10", mend: "total" }],
  ["tasmota", { raw: "changed" }],
  ["jeedom", {}],
  ["edgd1er", {}],
  ["nodered", { mend: "identity" }],
  ["nodered", {}],
];

/** Every character that a byte may be. */
const BYTES = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte));

function topicsOf(id: string, settings: Record<string, string>, readings: FrameReading[]) {
  return new Set(saidOf(id, readings, settings).flat().map(({ topic }) => topic));
}

function assertSafe({ topic, payload }: Message, id: string): void {
  assert(/^[A-Za-z0-9_/-]+$/.test(topic), `${id}: topic ${JSON.stringify(topic)}`);
  for (const text of [topic, payload]) {
    const bytes = new TextEncoder().encode(text);
    assertEquals(new TextDecoder("utf-8", { fatal: true }).decode(bytes), text, id);
  }
  const plain = /^ticlab\/[0-9a-z]+\/[^/]+$/.test(topic);
  if (payload.startsWith("{") && !plain) JSON.parse(payload);
}

/** A reading whose texts all hold something strange. */
function strange(text: string): FrameReading {
  const [base] = readingsOf(frameWith(STD_BASE));
  return {
    ...base!,
    meter: text,
    readings: base!.readings.map((reading) => ({
      ...reading,
      raw: text,
      value: typeof reading.value === "string" ? text : reading.value,
    })),
  };
}

Deno.test("no byte of a value, and none of a meter's number, makes another topic or breaks a message", () => {
  const readings = BYTES.flatMap((character) => [
    strange(`${character}1"${character}}`),
    strange(`02196123456${character}`),
    // The number is right, the rest is not.
    { ...strange(`${character}#/+`), meter: "021961234567" },
  ]);
  for (const [id, settings] of LOUD) {
    for (const message of saidOf(id, readings, settings).flat()) assertSafe(message, id);
    const known = topicsOf(id, settings, [strange("x"), strange("021961234567")]);
    const numbers = BYTES.slice(48, 58).flatMap((digit) =>
      [...known].map((topic) => topic.replaceAll("021961234567", `02196123456${digit}`))
    );
    for (const topic of topicsOf(id, settings, readings)) {
      assert(known.has(topic) || numbers.includes(topic), `${id} says ${topic}`);
    }
  }
});

Deno.test("no byte of a label makes another topic or breaks a message", () => {
  const [base] = readingsOf(frameWith(STD_BASE));
  for (const [id, settings] of LOUD) {
    for (const character of BYTES) {
      const label = `E${character}/../#`;
      const reading = { label, raw: "1", value: 1, unit: "Wh" };
      const messages = saidOf(id, [{ ...base!, readings: [reading] }], settings).flat();
      for (const message of messages) {
        assertSafe(message, id);
        assert(message.topic.split("/").length <= 5, message.topic);
      }
    }
  }
});

Deno.test("a hostile line with right sums is passed on as text that stays inside its value", () => {
  const nasty = `a"},"EAST":{"raw":"1"`;
  const line = frameWith(HIST_HC, hist("PTEC", "HP..")) +
    frameWith(STD_BASE, std("MSG1", nasty.padEnd(32)));
  for (const [id, settings] of LOUD) {
    for (const message of saidOf(id, readingsOf(line), settings).flat()) {
      assertSafe(message, id);
      const dialect = DIALECTS.find((one) => one.id === id)!;
      for (const { label, value } of dialect.values(message)) {
        if (label === "EAST") assert(Number(value) === 12345678, `${id}: EAST=${value}`);
        if (label === "MSG1") assertEquals(String(value).trim(), nasty, id);
      }
    }
  }
});

Deno.test("whatever bytes a line has, every message is safe", () => {
  const bytes = fc.string({ unit: fc.constantFrom(...BYTES), maxLength: 40 });
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const line = frame(a, HIST_HC[0]!, b, hist("PAPP", "00360")) +
        frame(STD_BASE[0]!, std("LTARF", a.slice(0, 16)), std("MSG1", b.slice(0, 32)));
      const readings = readingsOf(line);
      for (const [id, settings] of LOUD) {
        for (const message of saidOf(id, readings, settings).flat()) assertSafe(message, id);
      }
    }),
    { numRuns: 200 },
  );
});
