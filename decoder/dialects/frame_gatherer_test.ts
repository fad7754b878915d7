import { assertEquals } from "@std/assert";
import { outside } from "../../tools/outside.ts";
import { TicDecoder } from "../decoder.ts";
import { bytesOf, eventsOf, frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import { FrameGatherer, type FrameGathererOptions } from "./frame_gatherer.ts";
import type { FrameReading } from "./frame_reading.ts";
import { RateLimit } from "./rate_limit.ts";

/** The readings of frames, one a second. */
function gathered(frames: readonly string[], options: FrameGathererOptions = {}): FrameReading[] {
  const gatherer = new FrameGatherer(options);
  const decoder = new TicDecoder();
  return frames.flatMap((text, second) =>
    decoder.push(bytesOf(text)).flatMap((event) => gatherer.hear(event, second * 1_000) ?? [])
  );
}

function eventsOfFrames(frames: readonly string[]): string[] {
  return gathered(frames).map(({ events }) => events.join(" "));
}

/** A historique frame with some groups in place of others. */
function histWith(...groups: string[]): string {
  const own = groups.map((group) => group.split(" ")[0]);
  return frame(...HIST_HC.filter((group) => !own.includes(group.split(" ")[0])), ...groups);
}

function stdWith(...groups: string[]): string {
  const own = groups.map((group) => group.split("\t")[0]);
  return frame(...STD_BASE.filter((group) => !own.includes(group.split("\t")[0])), ...groups);
}

Deno.test("FrameGatherer passes a standard frame on, typed, with its instants", () => {
  const [reading] = gathered([frame(...STD_BASE)]);
  assertEquals({ ...reading, readings: reading?.readings.length }, {
    seq: 1,
    at: 0,
    meter: "021961234567",
    mode: "standard",
    kind: "long",
    complete: true,
    readings: STD_BASE.length,
    lost: 0,
    events: ["meter"],
  });
  const said = (label: string) => reading?.readings.find((one) => one.label === label);
  assertEquals(said("NGTF"), { label: "NGTF", raw: "      BASE      ", value: "BASE", unit: null });
  assertEquals(said("SMAXSN"), {
    label: "SMAXSN",
    raw: "03120",
    timestamp: "H260114031201",
    value: 3120,
    unit: "VA",
    at: "2026-01-14T03:12:01+01:00",
    clock: "ok",
  });
});

Deno.test("FrameGatherer leaves out what is suspect or damaged, and says what was lost", () => {
  const damaged = hist("PAPP", "02070").replace("2", "3");
  const [reading] = gathered([frame(...HIST_HC, hist("QUOI", "1"), hist("PAPP", "0q0"), damaged)]);
  assertEquals(reading?.readings.map(({ label }) => label), [
    "ADCO",
    "OPTARIF",
    "ISOUSC",
    "HCHC",
    "HCHP",
    "PTEC",
    "IINST",
    "IMAX",
    "PAPP",
    "HHPHC",
    "MOTDETAT",
  ]);
  assertEquals(reading?.complete, false);
  assertEquals(reading?.lost, 1);
  assertEquals(gathered(["\x02\x03", frame(hist("QUOI", "1"))]), []);
});

Deno.test("FrameGatherer keeps the meter of the frame before, and goes on with seq", () => {
  const two = gathered([frame(...HIST_HC), frame(hist("PAPP", "02070"))], { seq: 41 });
  assertEquals(two.map(({ seq, meter }) => [seq, meter]), [
    [41, "021961234567"],
    [42, "021961234567"],
  ]);
  assertEquals(gathered([frame(hist("PAPP", "02070"))])[0]?.meter, null);
});

Deno.test("FrameGatherer tells another meter, another mode and another tariff", () => {
  assertEquals(
    eventsOfFrames([
      histWith(),
      histWith(),
      histWith(hist("PTEC", "HC..")),
      histWith(hist("ADCO", "041975000042")),
      stdWith(std("ADSC", "041975000042")),
      stdWith(std("ADSC", "041975000042"), std("NTARF", "02")),
    ]),
    ["meter", "", "tariff", "meter", "mode", "tariff"],
  );
});

Deno.test("FrameGatherer tells an overload with ADPS, and its end, once each", () => {
  const over = histWith(hist("ADPS", "050"));
  assertEquals(
    eventsOfFrames([histWith(), over, over, `${histWith().slice(0, -25)}\x03`, histWith()]),
    ["meter", "overload", "", "", "overload-end"],
  );
});

Deno.test("FrameGatherer tells an overload of bit 7 of STGE, which is no status", () => {
  assertEquals(
    eventsOfFrames([
      stdWith(),
      stdWith(std("STGE", "003A0081")),
      stdWith(std("STGE", "003A0001")),
      stdWith(std("STGE", "003A0201")),
      stdWith(std("STGE", "003A0011")),
      stdWith(std("RELAIS", "001")),
    ]),
    ["meter", "overload", "overload-end", "", "status", "status"],
  );
});

Deno.test("FrameGatherer tells each phase of a three-phase overload, and its end after two long frames", () => {
  const currents = [1, 2, 3].map((phase) => hist(`IINST${phase}`, "040"));
  const short = (...phases: number[]) =>
    frame(...phases.map((n) => hist(`ADIR${n}`, "070")), hist("ADCO", "021961234567"), ...currents);
  assertEquals(
    eventsOfFrames([
      histWith(),
      short(1),
      short(1),
      short(1, 3),
      histWith(),
      short(1),
      short(),
      histWith(),
      histWith(),
      histWith(),
    ]),
    ["meter", "overload", "", "overload", "", "", "", "", "overload-end", ""],
  );
  assertEquals(eventsOfFrames([histWith(), short(), short()]), ["meter", "overload", ""]);
});

Deno.test("FrameGatherer tells DEMAIN that changes and PEJP that comes", () => {
  const ejp = (...more: string[]) => histWith(hist("OPTARIF", "EJP."), ...more);
  assertEquals(
    eventsOfFrames([ejp(), ejp(hist("PEJP", "30")), ejp(hist("PEJP", "30")), ejp()]),
    ["meter", "status", "", ""],
  );
  const colour = (name: string) => histWith(hist("DEMAIN", name));
  assertEquals(
    eventsOfFrames([colour("----"), colour("ROUG"), colour("ROUG")]),
    ["meter", "status", ""],
  );
});

Deno.test("FrameGatherer counts only what its limit lets through", () => {
  const frames = Array.from(
    { length: 25 },
    (_, n) => n === 13 ? histWith(hist("PTEC", "HC..")) : histWith(),
  );
  const passed = gathered(frames, { limit: new RateLimit({ every: 10_000 }) });
  assertEquals(passed.map(({ seq, at }) => [seq, at / 1_000]), [[1, 0], [2, 10], [3, 13], [4, 14], [
    5,
    20,
  ]]);
});

Deno.test("RateLimit lets a whole frame through after half of one, and nothing is late for a clock put back", () => {
  const half = `${histWith().slice(0, -25)}\x03`;
  const limit = new RateLimit({ every: 10_000 });
  const passed = gathered([half, half, histWith(), histWith()], { limit });
  assertEquals(passed.map(({ at }) => at), [0, 2_000]);
  const again = { ...passed[0]!, complete: true, events: [], at: -3_600_000 };
  assertEquals(limit.accept(again), true);
  assertEquals(limit.accept({ ...again, at: again.at + 1 }), false);
});

const folder = outside("captures", "TICLAB_CAPTURES");
const files = folder === null
  ? []
  : Array.from(Deno.readDirSync(folder), ({ name }) => name).filter((name) =>
    name.endsWith(".tic")
  );

Deno.test({
  name: "FrameGatherer passes on every good group of the captures, in order",
  ignore: files.length === 0,
  fn() {
    for (const file of files) {
      const line = Deno.readTextFileSync(`${folder}/${file}`);
      const events = eventsOf(line);
      const gatherer = new FrameGatherer();
      const heard = events.flatMap((event) => gatherer.hear(event, 0)?.readings ?? []);
      const good = events.flatMap((event) => event.event === "frame" ? event.groups : [])
        .filter(({ grade }) => grade !== "suspect");
      assertEquals(
        heard.map(({ label, timestamp, raw }) => [label, timestamp, raw]),
        good.map(({ label, timestamp, value }) => [label, timestamp, value]),
        file,
      );
    }
  },
});
