import { assert, assertEquals } from "@std/assert";
import { outside } from "../../../tools/outside.ts";
import { FrameGatherer } from "../../dialects/frame_gatherer.ts";
import type { FrameReading } from "../../dialects/frame_reading.ts";
import { eventsOf, frame, HIST_HC, STD_BASE } from "../../test_line.ts";
import { readLines } from "../line_protocol.ts";
import { writeLines } from "../point_lines.ts";
import { readingsOf, readingWith, TEN } from "../test_readings.ts";
import { POINT_LAYOUTS, pointLayoutNamed } from "./point_layouts.ts";
import { ROW_LAYOUTS } from "./row_layouts.ts";

const folder = outside("captures", "TICLAB_CAPTURES");
const captures: FrameReading[] = [];
for (const { name } of folder === null ? [] : Deno.readDirSync(folder)) {
  if (!name.endsWith(".tic")) continue;
  const gatherer = new FrameGatherer({ seq: captures.length + 1 });
  for (const event of eventsOf(Deno.readTextFileSync(`${folder}/${name}`))) {
    const reading = gatherer.hear(event, TEN + captures.length);
    if (reading !== null) captures.push(reading);
  }
}

/** What a layout says of readings, read back from its lines. */
function said(id: string, readings: readonly FrameReading[]) {
  const layout = pointLayoutNamed(id);
  const { points, bad } = readLines(writeLines(layout.writer({}).points(readings)));
  assertEquals(bad, []);
  return points.flatMap((point) => layout.values(point));
}

Deno.test("each layout of points says every group of a frame, and reads what it has said", () => {
  const [standard] = readingsOf(frame(...STD_BASE));
  const [historique] = readingsOf(frame(...HIST_HC));
  for (const { label, raw } of historique!.readings) {
    const digits = /^\d+$/.test(raw) && !/^(ADCO|HHPHC|MOTDETAT)$/.test(label);
    const number = digits ? Number(raw) : raw;
    const whose = { label, meter: "021961234567" };
    const find = (id: string) => said(id, [historique!]).filter((value) => value.label === label);
    assertEquals(find("ticlab"), [{ ...whose, value: number, at: TEN }]);
    assertEquals(find("label"), [{ label, value: number, at: TEN }]);
    assertEquals(find("edgd1er"), [{ label, value: raw, at: TEN }]);
    assertEquals(find("reuiller"), label === "ADCO" ? [] : [{ label, value: number, at: TEN }]);
  }
  const [power] = said("ticlab", [standard!]).filter(({ label }) => label === "SMAXSN");
  assertEquals(power?.at, Date.parse("2026-01-14T02:12:01Z"));
  const dates = said("edgd1er", [standard!]).filter(({ label }) => label === "DATE");
  assertEquals(dates.map(({ value }) => value), ["H260114060001"]);
});

Deno.test("a point of another layout says nothing to ours and to that of linky-meas", () => {
  const point = { measurement: "cpu", tags: { label: "PAPP" }, fields: { value: 1 } };
  for (const id of ["ticlab", "linky-meas"]) {
    assertEquals(pointLayoutNamed(id).values(point), []);
  }
});

Deno.test({
  name: "in no layout of points a field has two types, over every capture",
  ignore: captures.length === 0,
  fn() {
    for (const { id, writer } of POINT_LAYOUTS) {
      const types = new Map<string, string>();
      const points = writer({}).points(captures);
      assert(id === "linky-meas" || points.length > 1_000, id);
      for (const { measurement, fields } of points) {
        for (const [field, value] of Object.entries(fields)) {
          const before = types.get(`${measurement} ${field}`);
          assert(before === undefined || before === typeof value, `${id}: ${measurement} ${field}`);
          types.set(`${measurement} ${field}`, typeof value);
        }
      }
    }
  },
});

Deno.test({
  name: "our rows hold every group of every capture as on the wire",
  ignore: captures.length === 0,
  fn() {
    const [ticlab] = ROW_LAYOUTS;
    const [frames, groups] = ticlab!.rows(captures, new Set());
    assertEquals(frames!.rows.length, captures.length);
    const at = (name: string) => groups!.columns.indexOf(name);
    assertEquals(
      groups!.rows.map((row) => [row[at("seq")], row[at("label")], row[at("raw")]]),
      captures.flatMap(({ seq, readings }) => readings.map(({ label, raw }) => [seq, label, raw])),
    );
    for (const row of groups!.rows) {
      assert((row[at("value")] === null) !== (row[at("text")] === null), String(row));
    }
  },
});

Deno.test("linky-meas says the same again until it was taken, and the rest at the end", () => {
  const writer = pointLayoutNamed("linky-meas").writer({ every: "10" });
  const at = (second: number, value: number) =>
    readingWith([{ label: "IINST", value }], { at: TEN + 1000 * second });
  const mean = (second: number, iinst: number) => ({
    measurement: "elec",
    tags: {},
    fields: { iinst },
    at: BigInt(TEN + 1000 * second) * 1_000_000n,
  });
  const batch = [at(0, 1), at(1, 2), at(10, 5), at(20, 7)];
  assertEquals(writer.points(batch), [mean(10, 1.5), mean(20, 5)]);
  assertEquals(writer.points(batch.slice(0, 3)), [mean(10, 1.5)]);
  writer.taken!();
  assertEquals(writer.points(batch.slice(3)), [mean(20, 5)]);
  writer.taken!();
  assertEquals(writer.rest!(), [mean(30, 7)]);
});
