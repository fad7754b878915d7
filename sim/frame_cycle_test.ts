import { assert, assertEquals } from "@std/assert";
import { encodeFrame } from "../tic/frame.ts";
import type { MeterAction } from "./action.ts";
import { FrameCycle, framesOf } from "./frame_cycle.ts";
import { Meter, type MeterOptions } from "./meter.ts";

const START = Date.parse("2026-01-14T12:00:00+01:00");

function meter(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    contract: "base",
    power: 9_000,
    load: 1_000,
    start: START,
    poweredUp: START - 2 * 3_600_000,
    ...options,
  });
}

/** Groups and bytes of the next frame of a meter to which something has happened. */
function size(
  options: Partial<MeterOptions>,
  ...actions: readonly MeterAction[]
): [number, number] {
  const m = meter(options);
  for (const action of actions) m.apply(action);
  const state = m.state();
  const { groups } = new FrameCycle().next(state);
  return [groups.length, encodeFrame(groups, state.mode).length];
}

function peak(number: 1 | 2 | 3): MeterAction {
  const from = START + 3_600_000;
  return { do: "peak", number, from, until: from + 3_600_000, notice: 7_200_000 };
}

const EJP_DAY = { calendar: { ejp: ["2026-01-14"] } };
const overloaded = (base: readonly number[]) => ({
  phases: 3 as const,
  load: { base },
  poweredUp: START,
});

/** Reference §1.8: the rows that a Linky sends. */
const SIZES: readonly (readonly [string, readonly [number, number], () => [number, number]])[] = [
  ["hist mono BASE", [10, 152], () => size({})],
  ["hist mono HC", [11, 170], () => size({ contract: "hc" })],
  [
    "hist mono HC + ADPS",
    [12, 182],
    () => size({ contract: "hc", load: 11_000, poweredUp: START }),
  ],
  ["hist mono EJP", [11, 173], () => size({ contract: "ejp" })],
  ["hist mono EJP + PEJP", [12, 184], () =>
    size({
      contract: "ejp",
      ...EJP_DAY,
      start: Date.parse("2026-01-14T06:45:00+01:00"),
      poweredUp: Date.parse("2026-01-14T06:00:00+01:00"),
    })],
  ["hist mono Tempo", [16, 275], () => size({ contract: "tempo" })],
  ["hist tri long BASE", [16, 233], () => size({ phases: 3 })],
  ["hist tri long HC", [17, 251], () => size({ phases: 3, contract: "hc" })],
  ["hist tri long Tempo", [22, 356], () => size({ phases: 3, contract: "tempo" })],
  ["hist tri short, 1 phase over", [5, 78], () => size(overloaded([5_000, 0, 0]))],
  ["hist tri short, 3 phases over", [7, 104], () => size(overloaded([5_000, 5_000, 5_000]))],
  ["std mono consumer", [38, 865], () => size({ mode: "standard" })],
  ["std mono consumer, PM1 announced", [41, 1025], () => size({ mode: "standard" }, peak(1))],
  ["std mono producer", [48, 1093], () => size({ mode: "standard", role: "producer" })],
  [
    "std mono producer without CCA groups",
    [44, 973],
    () => size({ mode: "standard", role: "producer", assumptions: { curvePeriod: 0 } }),
  ],
  ["std tri consumer", [53, 1214], () => size({ mode: "standard", phases: 3 })],
  ["std tri producer", [63, 1442], () => size({ mode: "standard", phases: 3, role: "producer" })],
  ["std tri producer, everything present", [71, 1727], () =>
    size(
      { mode: "standard", phases: 3, role: "producer" },
      peak(1),
      peak(2),
      peak(3),
      { do: "message", text: "ALERTE", ultraShort: true },
    )],
];

for (const [name, expected, measure] of SIZES) {
  Deno.test(`FrameCycle() makes frames of the size of the tables: ${name}`, () => {
    assertEquals(measure(), expected);
  });
}

Deno.test("FrameCycle() sends 20 short frames for a long one in an overrun and for a minute after", () => {
  const m = meter(overloaded([5_000, 0, 4_600]));
  const cycle = new FrameCycle();
  const next = () => {
    const { kind, groups } = cycle.next(m.state());
    return { kind, labels: groups.map(({ label }) => label).join(" ") };
  };
  const kinds = Array.from({ length: 63 }, () => next().kind);
  assertEquals(kinds.flatMap((kind, i) => kind === "long" ? i : []), [20, 41, 62]);
  assertEquals(next().labels, "ADIR1 ADIR3 ADCO IINST1 IINST2 IINST3");
  m.advance(10);
  m.apply({ do: "load", power: 1_000 });
  assertEquals(next().labels, "ADCO IINST1 IINST2 IINST3");
  m.advance(59);
  assertEquals(next().kind, "short");
  m.advance(1);
  assertEquals(next().kind, "long");
  assertEquals(next().kind, "long");
});

Deno.test("FrameCycle() sends no short frames of a single-phase meter, nor in standard mode", () => {
  const kind = (options: Partial<MeterOptions>) =>
    new FrameCycle().next(meter({ load: 11_000, poweredUp: START, ...options }).state()).kind;
  assertEquals(kind({ phases: 1 }), "long");
  assertEquals(kind({ phases: 3, load: 16_000 }), "short");
  assertEquals(kind({ phases: 3, load: 16_000, mode: "standard" }), "long");
  assertEquals(kind({ phases: 3, load: 16_000, quirks: ["adir-never"] }), "long");
});

Deno.test("FrameCycle() sends MSG2 in one frame, though two are of the same second", () => {
  const m = meter({ mode: "standard" });
  const cycle = new FrameCycle();
  const messages = () =>
    cycle.next(m.state()).groups.filter(({ label }) => label.startsWith("MSG"))
      .map(({ value }) => value);
  const short = "PAS DE          MESSAGE         ";
  assertEquals(messages(), [short]);
  m.apply({ do: "message", text: "EFFACEMENT", ultraShort: true });
  assertEquals(messages(), [short, "EFFACEMENT      "]);
  assertEquals(messages(), [short]);
  m.apply({ do: "message", text: "EFFACEMENT", ultraShort: true });
  m.apply({ do: "message", text: "BONJOUR" });
  assertEquals(messages(), ["BONJOUR".padEnd(32), "EFFACEMENT      "]);
  m.advance(1);
  assertEquals(messages(), ["BONJOUR".padEnd(32)]);
});

Deno.test("framesOf() of VTIC 01 has phases for the total, and ends with the peaks", () => {
  const labels = framesOf(meter({ mode: "standard", vtic: "01" }).state()).groups
    .map(({ label }) => label);
  assertEquals(labels.at(-1), "STGE");
  assert(labels.includes("SINST1") && labels.includes("SMAXN-1"));
  assert(!labels.includes("SINSTS") && !labels.includes("SINST2"));
});

Deno.test("framesOf() of a consumer who gives power tells it in current and STGE bit 9 only", () => {
  const values = new Map(
    framesOf(meter({ mode: "standard", load: -2_300 }).state()).groups
      .map(({ label, value }) => [label, value]),
  );
  assertEquals([values.get("SINSTS"), values.get("IRMS1")], ["00000", "010"]);
  assertEquals(parseInt(values.get("STGE")!, 16) >> 8 & 3, 2);
  assert(!values.has("EAIT") && !values.has("SINSTI"));
});

Deno.test("framesOf() of three phases counts missing ones in PPOT", () => {
  const m = meter({ phases: 3, missingPhases: [1, 3], load: 3_000 });
  const values = new Map(framesOf(m.state()).groups.map(({ label, value }) => [label, value]));
  assertEquals(values.get("PPOT"), "0A");
  assertEquals([values.get("IINST1"), values.get("IINST2")], ["000", "004"]);
});

Deno.test("framesOf() has every field of STGE that the meter knows", () => {
  const status = (options: Partial<MeterOptions>, ...actions: readonly MeterAction[]) => {
    const m = meter({ mode: "standard", ...options });
    for (const action of actions) m.apply(action);
    return framesOf(m.state()).groups.find(({ label }) => label === "STGE")!.value;
  };
  assertEquals(status({}), "003A0001");
  assertEquals(status({}, { do: "trip" }), "003A0003");
  assertEquals(status({}, { do: "cover", open: true }), "003A0011");
  assertEquals(status({ voltage: { mean: 254 } }), "003A0041");
  assertEquals(status({}, { do: "overload", power: 10_000, for: 1_000 }), "003A0081");
  assertEquals(status({ role: "producer" }), "003A0101");
  assertEquals(status({ load: -500 }), "003A0201");
  assertEquals(status({}, { do: "degrade" }), "003B0001");
  assertEquals(status({}, peak(2)), "203A0001");
});
