import { assertEquals } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import { latin1 } from "../../tic/latin1.ts";
import type { MeterAction } from "../action.ts";
import { FrameCycle, framesOf } from "../frame_cycle.ts";
import { Meter, type MeterOptions } from "../meter.ts";

/** A meter without wandering mains: 230 V, so that 2,300 W are 10 A. */
function meterOf(options: Partial<MeterOptions> & Pick<MeterOptions, "model">): Meter {
  return new Meter({
    contract: "base",
    power: 6_000,
    load: 0,
    serialNumber: "012345678910",
    deliveryPoint: "01234567890123",
    start: Date.parse("2012-01-18T12:00:00+01:00"),
    ...options,
  });
}

/** The bytes that a meter sends next, after some seconds of life. */
function said(meter: Meter): string {
  const state = meter.state();
  const { groups } = new FrameCycle().next(state);
  return latin1(encodeFrame(groups, state.mode));
}

function after(seconds: number, meter: Meter, ...actions: MeterAction[]): Meter {
  for (const action of actions) meter.apply(action);
  meter.advance(seconds);
  return meter;
}

// The sums of these frames were worked out apart from this code, by 02E §1.5.2 p18-19; sizes are those of
// the reference §1.8, less PAPP (14 bytes) where there is none.

Deno.test("framesOf() makes these 156 bytes of a CBEMM on HC", () => {
  const meter = meterOf({ model: "cbemm", contract: "hc", load: 2_300, indexes: [1_000, 2_000] });
  const frame = "\x02" +
    "\nADCO 012345678910 E\r" +
    "\nOPTARIF HC.. <\r" +
    "\nISOUSC 30 9\r" +
    "\nHCHC 000001000 G\r" +
    "\nHCHP 000002000 U\r" +
    "\nPTEC HP..  \r" +
    "\nIINST 010 X\r" +
    "\nIMAX 010 @\r" +
    "\nHHPHC A ,\r" +
    "\nMOTDETAT 000000 B\r" +
    "\x03";
  assertEquals(said(after(1, meter)), frame);
  assertEquals(frame.length, 156);
});

Deno.test("framesOf() makes these 287 bytes of a CBEMM-ICC on Tempo in overload", () => {
  const meter = meterOf({
    model: "cbemm-icc",
    contract: "tempo",
    power: 9_000,
    load: 11_500,
    indexes: [100, 200, 300, 400, 500, 600],
    calendar: { tempo: { "2012-01-18": "white", "2012-01-19": "red" } },
    start: Date.parse("2012-01-18T20:00:00+01:00"),
  });
  const frame = "\x02" +
    "\nADCO 012345678910 E\r" +
    "\nOPTARIF BBR( S\r" +
    "\nISOUSC 45 ?\r" +
    "\nBBRHCJB 000000100 ^\r" +
    "\nBBRHPJB 000000200 ,\r" +
    "\nBBRHCJW 000000300 5\r" +
    "\nBBRHPJW 000000400 C\r" +
    "\nBBRHCJR 000000500 2\r" +
    "\nBBRHPJR 000000600 @\r" +
    "\nPTEC HPJW %\r" +
    "\nDEMAIN ROUG +\r" +
    "\nIINST 050 \\\r" +
    "\nADPS 050 =\r" +
    "\nIMAX 050 D\r" +
    "\nPAPP 11500 (\r" +
    "\nHHPHC A ,\r" +
    "\nMOTDETAT 000000 B\r" +
    "\x03";
  assertEquals(said(meter), frame);
  assertEquals(frame.length, 287);
});

Deno.test("framesOf() makes these 265 bytes of a CBETM in an EJP peak, PEJP among them", () => {
  const meter = meterOf({
    model: "cbetm",
    contract: "ejp",
    power: 9_000,
    load: { base: [2_300, 1_150, 0] },
    indexes: [1_000, 2_000],
    calendar: { ejp: ["2012-01-18"] },
  });
  const frame = "\x02" +
    "\nADCO 012345678910 E\r" +
    '\nOPTARIF EJP. "\r' +
    "\nISOUSC 15 <\r" +
    "\nEJPHN 000001000 &\r" +
    "\nEJPHPM 000002000 6\r" +
    "\nPEJP 30 R\r" +
    "\nPTEC PM.. %\r" +
    "\nIINST1 010 I\r" +
    "\nIINST2 005 N\r" +
    "\nIINST3 000 J\r" +
    "\nIMAX1 010 1\r" +
    "\nIMAX2 005 6\r" +
    "\nIMAX3 000 2\r" +
    "\nPMAX 00000 &\r" +
    "\nPAPP 03450 -\r" +
    "\nHHPHC A ,\r" +
    "\nMOTDETAT 000000 B\r" +
    "\nPPOT 00 #\r" +
    "\x03";
  assertEquals(said(after(1, meter)), frame);
  assertEquals(frame.length, 265);
});

Deno.test("FrameCycle.next() makes these 78 bytes of a CBETM in overrun, ADIR first", () => {
  const meter = meterOf({ model: "cbetm", power: 9_000, load: { base: [2_300, 4_600, 0] } });
  const frame = "\x02" +
    "\nADIR2 020 $\r" +
    "\nADCO 012345678910 E\r" +
    "\nIINST1 010 I\r" +
    "\nIINST2 020 K\r" +
    "\nIINST3 000 J\r" +
    "\x03";
  assertEquals(said(after(1, meter)), frame);
  assertEquals(frame.length, 78);
});

Deno.test("framesOf() makes these 120 bytes of a concentrator, with indexes of eight digits", () => {
  const meter = meterOf({ model: "concentrator", indexes: [100_001_000] });
  const frame = "\x02" +
    "\nADCO 012345678910 E\r" +
    "\nOPTARIF BASE 0\r" +
    "\nBASE 00001000 \\\r" +
    "\nGAZ 1234567 N\r" +
    "\nAUTRE 0123456 &\r" +
    "\nPTEC TH.. $\r" +
    "\nMOTDETAT 000000 B\r" +
    "\x03";
  const state = { ...meter.state(), told: { gas: 1_234_567, other: 123_456 } };
  assertEquals(latin1(encodeFrame(framesOf(state).groups, "historique")), frame);
  assertEquals(frame.length, 120);
});

Deno.test("framesOf() makes these 194 bytes of a CJE in overrun, without ADCO", () => {
  const meter = meterOf({
    model: "cje",
    power: 60_000,
    load: 70_000,
    indexes: [123_999, 456_000, 789_999, 1_000_000],
    assumptions: { kp: 90 },
    start: Date.parse("2012-11-07T14:00:00+01:00"),
  });
  const frame = "\x02" +
    "\nJAUNE 14:35:07:11:21:DP:07000:90 6\r" +
    "\nENERG 000164:000456:000789:001000 R\r" +
    "\nPERCC 01:11:00:00 ^\r" +
    "\nPMAXC 07000 0\r" +
    "\nTDEPA 00035 &\r" +
    "\nPERCP 01:10:00:00 *\r" +
    "\nPMAXP 00000 6\r" +
    "\nPSOUSC 06000 S\r" +
    "\nPSOUSP 06000  \r" +
    "\x03";
  assertEquals(said(after(35 * 60, meter)), frame);
  assertEquals(frame.length, 194);
});

Deno.test("FrameCycle.next() makes ADCO alone of a blue meter in standby, for its time", () => {
  for (const model of ["cbemm", "cbemm-icc", "cbetm"] as const) {
    const meter = meterOf({ model, power: 9_000 });
    const before = said(meter);
    meter.apply({ do: "output", state: "standby", for: 10_000 });
    assertEquals(said(meter), "\x02\nADCO 012345678910 E\r\x03");
    assertEquals(said(after(10, meter)), before);
  }
});
