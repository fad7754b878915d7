import { assert, assertEquals } from "@std/assert";
import { Player } from "../player.ts";
import { readScenario } from "../scenario.ts";
import { OutputState } from "./output_state.ts";

Deno.test("OutputState.act() lets a state hold for its time, and then that of before", () => {
  const output = new OutputState();
  output.act({ do: "output", state: "standby" }, 0);
  output.act({ do: "output", state: "metrology", for: 1_500 }, 10_000);
  assertEquals([output.at(10_000), output.at(11_999), output.at(12_000)], [
    "metrology",
    "metrology",
    "standby",
  ]);
  assertEquals([output.silentUntil(11_999), output.silentUntil(12_000)], [12_000, undefined]);
});

Deno.test("Player() of a blue meter is silent while it sends pulses, and its energy is counted", () => {
  const frames = [
    ...new Player(readScenario(
      `title: x
about: x
meter: { model: cbemm, contract: base }
clock: { start: 2012-01-18T12:00:00 }
load: { base: 3.6 kW }
timeline: [{ at: +10 s, meter: { output: { state: metrology, for: 1 h } } }]
run: { for: 62 min }
`,
      { file: "x.yaml" },
    )).frames(),
  ];
  const [from, until] = ["12:00:10", "13:00:10"].map((time) =>
    Date.parse(`2012-01-18T${time}+01:00`)
  );
  const gap = frames.findIndex(({ instant }) => instant >= from!);
  assert(frames[gap]!.instant >= until! && frames[gap]!.instant < until! + 1_000);
  const index = (at: number) => Number(frames[at]!.groups.find((g) => g.label === "BASE")!.value);
  assertEquals(Math.round((index(gap) - index(gap - 1)) / 10), 360);
});

Deno.test("Player() of an older meter without mains says nothing, be another link served or not", () => {
  const frames = [
    ...new Player(readScenario(
      `title: x
about: x
meter: { model: cje }
clock: { start: 2012-01-18T12:00:00 }
timeline:
  - { at: +10 s, meter: { outage: 20 s } }
  - { at: +15 s, meter: { telereport: 5 s } }
run: { for: 1 min }
`,
      { file: "x.yaml" },
    )).frames(),
  ];
  assertEquals(frames.filter(({ interrupted }) => interrupted), []);
  const start = Date.parse("2012-01-18T12:00:00+01:00");
  assertEquals(
    frames.filter(({ instant }) => instant > start + 11_000 && instant < start + 30_000),
    [],
  );
});
