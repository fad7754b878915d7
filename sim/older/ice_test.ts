import { assert, assertEquals } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import { latin1 } from "../../tic/latin1.ts";
import { FrameCycle } from "../frame_cycle.ts";
import { Meter, type MeterOptions } from "../meter.ts";

/** A meter on mains that do not wander: 230 V, so 398 V between lines. */
function meterOf(options: Partial<MeterOptions> & Pick<MeterOptions, "model">): Meter {
  return new Meter({
    contract: "base-a8",
    power: 400_000,
    load: { base: 300_000, powerFactor: 0.8 },
    poweredUp: Date.parse("2012-01-18T11:50:00+01:00"),
    start: Date.parse("2012-01-18T12:05:36+01:00"),
    ...options,
  });
}

/** What a meter sends next: its bytes, and a line for each group. */
function said(meter: Meter, cycle = new FrameCycle()): { length: number; lines: string[] } {
  const state = meter.state();
  const text = latin1(encodeFrame(cycle.next(state).groups, state.mode));
  return { length: text.length, lines: text.slice(2, -2).split("\r\n") };
}

function labelsOf(meter: Meter): string[] {
  return said(meter).lines.map((line) => line.split(" ")[0]!);
}

// The sums of these groups were worked out apart from this code, by 02E §1.5.2 p18-19. 300 kW and 225 kvar
// for 336 s are 28,000 Wh and 21,000 varh; for 936 s they are 78 kWh and 58.5 kvarh.

const TWO_QUADRANTS = [
  "CONTRAT BASE_A8 N",
  "DATECOUR 18/01/12 12/05/36 Q",
  "EA 28000Wh ?",
  "ERP 21000varh K",
  "PTCOUR HPH =",
  "DATEPA1 18/01/12 12/00/00 L",
  "PA1 300kW W",
  "DATEPA2 18/01/12 11/50/00 Q",
  "PA2 0C.kW &",
  "DATEPA3 18/01/12 11/40/00 Q",
  "PA3 0kW 6",
  "DATEPA4 18/01/12 11/30/00 Q",
  "PA4 0kW 7",
  "DATEPA5 18/01/12 11/20/00 Q",
  "PA5 0kW 8",
  "DATEPA6 18/01/12 11/10/00 Q",
  "PA6 0kW 9",
  "DEBUTp 01/01/12 00/00/00 E",
  "FINp 01/02/12 00/00/00 /",
  "CAFp 0 *",
  "EApP 0kWh  ",
  "EApHCE 0kWh  ",
  "EApHCH 0kWh #",
  "EApHCD 0kWh _",
  "EApJA 0kWh [",
  "EApHPE 0kWh -",
  "EApHPH 1234645kWh )",
  "EApHPD 0kWh ,",
  "ERPpP 0kvarh 3",
  "ERPpHCE 0kvarh 3",
  "ERPpHCH 0kvarh 6",
  "ERPpHCD 0kvarh 2",
  "ERPpJA 0kvarh .",
  "ERPpHPE 0kvarh @",
  "ERPpHPH 58kvarh @",
  "ERPpHPD 0kvarh ?",
  "KDC 90%  ",
  "KDCD 80% #",
  "PSP 400kW I",
  "PSHPH 400kW Y",
  "PSHPD 400kW U",
  "PSHCH 400kW L",
  "PSHCD 400kW H",
  "PSHPE 400kW V",
  "PSHCE 400kW I",
  "PSJA 400kW D",
  "PA1MN 300kW 2",
  'PA10MN 300kW "',
  "PREA1MN 225kvar A",
  "PREA10MN 225kvar 1",
  "TGPHI 0,75 D",
  "U10MN 398V K",
];

const INJECTION = [
  "Appli INJECTION Y",
  "U10MN 398V K",
  "DATECOUR 18/01/12 12/05/36 Q",
  "EA 28000Wh ?",
  "ERP 21000varh K",
  "ERN 0varh F",
  "PTCOUR 2 O",
  "DATEP1 18/01/12 12/00/00 K",
  "P1 300kW V",
  "DATEP2 18/01/12 11/50/00 P",
  "P2 0C.kW %",
  "DATEP3 18/01/12 11/40/00 P",
  "P3 0kW 5",
  "DATEP4 18/01/12 11/30/00 P",
  "P4 0kW 6",
  "DATEP5 18/01/12 11/20/00 P",
  "P5 0kW 7",
  "DATEP6 18/01/12 11/10/00 P",
  "P6 0kW 8",
  "DEBUTp 01/01/12 00/00/00 E",
  "EApCour 78kWh (",
  "ERPpCour 58kvarh 9",
  "ERNpCour 0kvarh :",
  "DEBUTp1 01/12/11 00/00/00 7",
  "ERNp1P1 0kvarh S",
  "ERNp1P2 0kvarh T",
  "ERNp1P3 0kvarh U",
  "ERNp1P4 0kvarh V",
  "ERNp1P5 0kvarh W",
  "ERNp1P6 0kvarh X",
  "ERNp1P7 0kvarh Y",
  "ERNp1P8 0kvarh Z",
  "PrapCour 400kW B",
  "IPA1MN 300kW ;",
  "IPATMN 300kW ^",
  "IPREA1MN 225kvar J",
  "IPREATMN 225kvar -",
  "I1 10,825A '",
  "I2 10,825A (",
  "I3 10,825A )",
  "TGPHI 0,75 D",
];

Deno.test("FrameCycle.next() makes these 907 bytes of an ICE-2Q, units in the data", () => {
  const frame = said(meterOf({ model: "ice-2q", indexes: [0, 1_234_567_000] }));
  assertEquals(frame.lines, TWO_QUADRANTS);
  assertEquals(frame.length, 907);
});

Deno.test("FrameCycle.next() says behind Appli of an ICE-4Q what is given, under the same labels", () => {
  const meter = meterOf({ model: "ice-4q", load: { base: -300_000, powerFactor: 0.8 } });
  const { lines } = said(meter);
  const middle = lines.findIndex((line) => line.startsWith("Appli "));
  assertEquals(lines.slice(middle), INJECTION);
  const first = lines.slice(0, middle);
  assert(first.includes("EA 0Wh 5"), first.join());
  assert(first.includes("PTCOUR HPH ="), first.join());
});

Deno.test("FrameCycle.next() sends one series of indexes of an ICE a round minute, in turns", () => {
  const series = (meter: Meter) => {
    const found = Array.from({ length: 6 }, () => {
      const own = labelsOf(meter).flatMap((label) => /^(E..?p1?)P[HM]?$/.exec(label)?.[1] ?? []);
      meter.advance(60);
      return own.join(" ");
    });
    return found;
  };
  assertEquals(series(meterOf({ model: "ice-2q" })), [
    "EAp ERPp",
    "EAp ERNp",
    "EAp EAp1",
    "EAp ERPp1",
    "EAp ERNp1",
    "EAp ERPp",
  ]);
  const without = ["EAp ERNp", "EAp ERPp"];
  const ejp = series(meterOf({ model: "ice-2q", contract: "ejp-a5" }));
  assertEquals(ejp, [...without, ...without, ...without]);
});

Deno.test("FrameCycle.next() has DEBUTp1, FINp1, CAFp1 only beside a series of the period before", () => {
  const meter = meterOf({ model: "ice-2q" });
  for (let minute = 0; minute < 5; minute++) {
    const labels = labelsOf(meter);
    const beside = labels.some((label) => /^E..?p1/.test(label));
    for (const label of ["DEBUTp1", "FINp1", "CAFp1"]) {
      assertEquals(labels.includes(label), beside, `${label} in minute ${minute}`);
    }
    meter.advance(60);
  }
});

Deno.test("FrameCycle.next() repeats PREAVIS of an ICE, once for each notice", () => {
  const meter = meterOf({
    model: "ice-2q",
    contract: "ejp-a5",
    calendar: { ejp: ["2012-01-18"] },
    load: 390_000,
    poweredUp: Date.parse("2012-01-18T06:30:00+01:00"),
    start: Date.parse("2012-01-18T06:45:00+01:00"),
  });
  const notices = () =>
    said(meter).lines.flatMap((line) => /^PREAVIS (\w+) .$/.exec(line)?.[1] ?? []);
  assertEquals(notices(), ["DEP", "EJP"]);
  meter.advance(15 * 60);
  assertEquals(notices(), ["DEP"]);
  meter.apply({ do: "load", power: 340_000 });
  meter.advance(120);
  // Between KDCD and KDC: a notice stays, but none begins.
  assertEquals(notices(), ["DEP"]);
  meter.apply({ do: "load", power: 310_000 });
  meter.advance(120);
  assertEquals(notices(), []);
});

Deno.test("FrameCycle.next() of application V2.4 has DATE, no CONTRAT, and TGPHI before PSP", () => {
  const labels = labelsOf(meterOf({ model: "ice-2q", quirks: ["ice-v2-4"] }));
  assertEquals(labels.slice(0, 4), ["DATE", "EA", "ERP", "PTCOUR"]);
  const place = labels.indexOf("KDCD");
  assertEquals(labels.slice(place, place + 3), ["KDCD", "TGPHI", "PSP"]);
});

Deno.test("FrameCycle.next() puts U10MN of some makes into every other frame, alone", () => {
  const meter = meterOf({ model: "ice-2q", quirks: ["u10mn-apart"] });
  const cycle = new FrameCycle();
  const frames = [1, 2, 3, 4].map(() => said(meter, cycle).lines);
  assertEquals(frames.map(({ length }) => length), [51, 1, 51, 1]);
  assertEquals(frames[1], ["U10MN 398V K"]);
});

Deno.test("FrameCycle.next() of V1.01 of an ICE-4Q warns of what is given, without turns", () => {
  const meter = meterOf({
    model: "ice-4q",
    load: -390_000,
    assumptions: { injectionRelease: "V1.01", prapCour: "PRapCour" },
  });
  const { lines } = said(meter);
  assert(lines.some((line) => line.startsWith("PREAVIS DEP ")));
  assert(!lines.some((line) => /^E..?p1P/.test(line)));
  assert(lines.some((line) => line.startsWith("PRapCour 400kW")));
});
