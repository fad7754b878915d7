import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { encodeFrame } from "../tic/frame.ts";
import { formatTimestamp } from "../tic/timestamp.ts";
import { type StrictFrame, strictFrames } from "./_strict.ts";
import { BAUD_RATE, frames, type FramesOptions, type LineFrame } from "./frames.ts";
import { Meter, type MeterOptions } from "./meter.ts";

const START = Date.parse("2026-01-14T05:59:58.250+01:00");
const DAY = 86_400_000;

function line(
  options: Partial<MeterOptions & FramesOptions> = {},
): Generator<LineFrame, never> {
  const start = options.start ?? START;
  const meter = new Meter({
    contract: "base",
    power: 6_000,
    load: 250,
    serialNumber: "022162000042",
    deliveryPoint: "01234567890123",
    poweredUp: start - 2 * DAY,
    indexes: [4_832_117, 7_505_846],
    ...options,
    start,
  });
  return frames(meter, { mode: "historique", seed: 42, ...options, start });
}

function take(count: number, from: Generator<LineFrame, never>): LineFrame[] {
  return Array.from({ length: count }, () => from.next().value);
}

function strict(frames: readonly LineFrame[]): StrictFrame[] {
  return strictFrames(Uint8Array.from(frames.flatMap(({ bytes }) => [...bytes])));
}

Deno.test("frames() have the sizes of the tables", () => {
  const size = (options: Partial<MeterOptions & FramesOptions>) => {
    const [frame] = take(1, line(options));
    return [frame!.groups.length, frame!.bytes.length];
  };
  assertEquals(size({ contract: "base" }), [10, 152]);
  assertEquals(size({ contract: "hc" }), [11, 170]);
  assertEquals(size({ contract: "hc", load: 7_500 }), [12, 182]);
  assertEquals(size({ mode: "standard" }), [38, 865]);
  assertEquals(size({ mode: "standard", contract: "hc" }), [38, 865]);
  // No point of the load curve is complete at power-up: CCASN and CCASN-1 are left out.
  assertEquals(size({ mode: "standard", poweredUp: START }), [36, 865 - 29 - 31]);
});

Deno.test("frames() are what a reader of 54E expects, across a tariff change", () => {
  for (const mode of ["historique", "standard"] as const) {
    for (const contract of ["base", "hc"] as const) {
      const start = Date.parse("2026-03-29T21:50:00+02:00");
      const read = strict(take(1_000, line({ mode, contract, start, load: 5_999 })));
      assertEquals(read.length, 1_000);
    }
  }
});

Deno.test("frames() of historique tell load and contract", () => {
  // In two days 16 h and 32 h at 1,804 W: 28,864 and 57,728 Wh.
  const [read] = strict(take(1, line({ contract: "hc", power: 9_000, load: 1_804 })));
  assertEquals(read, {
    ADCO: "022162000042",
    OPTARIF: "HC..",
    ISOUSC: "45",
    HCHC: "004860981",
    HCHP: "007563574",
    PTEC: "HC..",
    IINST: "008",
    IMAX: "090",
    PAPP: "01800",
    HHPHC: "A",
    MOTDETAT: "000000",
  });
});

Deno.test("frames() of standard agree with themselves at every tariff", () => {
  const stories = take(20, line({ mode: "standard", contract: "hc", load: 1_800 }))
    .map((frame) => strict([frame])[0]!);
  for (const read of stories) {
    const sum = (prefix: string) =>
      Object.entries(read).filter(([label]) => label.startsWith(prefix))
        .reduce((total, [, value]) => total + Number(value), 0);
    assertEquals(sum("EASF"), Number(read.EAST));
    assertEquals(sum("EASD"), Number(read.EAST));
    const stge = parseInt(read.STGE!, 16);
    assertEquals((stge >> 10 & 15) + 1, Number(read.NTARF));
    assertEquals(stge & 1, 1 - (Number(read.RELAIS) & 1));
    assertEquals(stge >> 17 & 1, 1);
    const offPeak = read["DATE@"]! < "H260114060000";
    assertEquals(read.LTARF, offPeak ? " HEURE  CREUSE  " : " HEURE  PLEINE  ");
    assertEquals(read.STGE, offPeak ? "003A0000" : "003A4401");
    assertEquals(read.RELAIS, offPeak ? "001" : "000");
    assertEquals(read["PJOURF+1"]!.slice(0, 35), "0000C001 06008002 2200C001 NONUTILE");
  }
  assertEquals(new Set(stories.map((read) => read.NTARF)), new Set(["01", "02"]));
});

Deno.test("frames() of standard date what the meter remembers", () => {
  const [read] = strict(take(1, line({ mode: "standard", load: 250 })));
  assertEquals(read!["DATE@"], "H260114055958");
  assertEquals([read!["SMAXSN@"], read!.SMAXSN], ["H260114000000", "00250"]);
  assertEquals([read!["SMAXSN-1@"], read!["SMAXSN-1"]], ["H260113000000", "00250"]);
  assertEquals([read!["CCASN@"], read!.CCASN], ["H260114053000", "00250"]);
  assertEquals([read!["CCASN-1@"], read!["CCASN-1"]], ["H260114050000", "00250"]);
  assertEquals([read!["UMOY1@"], read!.UMOY1], ["H260114055000", "230"]);
});

Deno.test("frames() tell overload by current in historique and by power in standard", () => {
  const historique = (load: number) => strict(take(1, line({ load })))[0]!.ADPS;
  assertEquals(historique(30.4 * 230), undefined);
  assertEquals(historique(30.5 * 230), "031");
  const standard = (load: number) =>
    parseInt(strict(take(1, line({ mode: "standard", load })))[0]!.STGE!, 16) >> 7 & 1;
  assertEquals(standard(6_000), 0);
  assertEquals(standard(6_001), 1);
});

Deno.test("frames() round current from S/U and PAPP to the nearest 10", () => {
  const read = (load: number) => strict(take(1, line({ load, poweredUp: START })))[0]!;
  assertEquals([read(344).IINST, read(345).IINST], ["001", "002"]);
  assertEquals([read(254).PAPP, read(255).PAPP, read(99_990).PAPP], ["00250", "00260", "99990"]);
});

Deno.test("frames() begin an index again at 0 when it has outgrown its digits", () => {
  const full = line({ indexes: [999_999_999], load: 3_600, poweredUp: START });
  const values = take(2, full).map((frame) => strict([frame])[0]!.BASE);
  assertEquals(values, ["999999999", "000000000"]);
});

Deno.test("frames() keep silences of 16.7 to 33.4 ms and never overlap", () => {
  for (const mode of ["historique", "standard"] as const) {
    const baud = BAUD_RATE[mode];
    const sent = take(2_000, line({ mode }));
    const gaps = sent.slice(1).map((frame, i) =>
      (frame.bit - sent[i]!.bit - sent[i]!.bytes.length * 10) / baud * 1_000
    );
    assert(gaps.every((gap) => gap >= 16.7 && gap <= 33.4), `${Math.min(...gaps)}`);
    assert(Math.min(...gaps) < 17.6 && Math.max(...gaps) > 32.5, "both ends occur");
  }
});

Deno.test("frames() sample the meter at the instant at which they begin", () => {
  for (const frame of take(500, line({ mode: "standard" }))) {
    const instant = START + frame.bit / 9_600 * 1_000;
    assertEquals(frame.state.instant, Math.floor(instant / 1_000) * 1_000);
    assertEquals(frame.groups[2]?.timestamp, formatTimestamp(frame.state.instant));
  }
});

Deno.test("frames() are the same bytes again for the same seed, and other silences for another", () => {
  const bits = (seed: number) => take(50, line({ seed })).map(({ bit }) => bit);
  const bytes = (seed: number) =>
    take(50, line({ mode: "standard", seed })).map((frame) => [...frame.bytes]);
  assertEquals(bits(42), bits(42));
  assertEquals(bytes(42), bytes(42));
  assertNotEquals(bits(42), bits(43));
});

Deno.test("frames() keep no stale bytes of a group", () => {
  for (const mode of ["historique", "standard"] as const) {
    // Within half an hour the first point of the load curve comes in.
    const fresh = line({ mode, contract: "hc", load: 5_000, poweredUp: START });
    for (const { groups, bytes } of take(2_200, fresh)) {
      assertEquals(bytes, encodeFrame(groups, mode));
    }
  }
});

Deno.test("strictFrames() refuses what is not as 54E says", () => {
  const good = take(1, line())[0]!.bytes;
  assertEquals(strictFrames(good).length, 1);
  const changed = (at: number, byte: number) => good.with(at, byte);
  assertThrows(() => strictFrames(changed(8, 0x39)), Error, "wrong checksum");
  assertThrows(() => strictFrames(changed(1, 0x20)), Error, "no LF");
  const swapped = encodeFrame(take(1, line())[0]!.groups.toReversed(), "historique");
  assertThrows(() => strictFrames(swapped), Error, "out of order");
});
