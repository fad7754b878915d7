import { assertEquals, assertThrows } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import { latin1 } from "../../tic/latin1.ts";
import { FrameCycle } from "../frame_cycle.ts";
import { Meter, type MeterOptions } from "../meter.ts";

/** A meter on mains that do not wander: 230 V, so 398 V between lines. */
function meterOf(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    model: "saphir",
    contract: "hta-5",
    power: 500_000,
    load: { base: 300_000, powerFactor: 0.8 },
    poweredUp: Date.parse("2016-01-18T11:50:00+01:00"),
    start: Date.parse("2016-01-18T12:05:36+01:00"),
    serialNumber: "381600000042",
    indexes: [0, 1_234_567_000],
    ...options,
  });
}

/** What a meter sends next: its bytes, and a line for each group. */
function said(meter: Meter, cycle = new FrameCycle()): { length: number; lines: string[] } {
  const state = meter.state();
  const text = latin1(encodeFrame(cycle.next(state).groups, state.mode));
  return { length: text.length, lines: text.slice(2, -2).split("\r\n") };
}

function kinds(meter: Meter, cycle: FrameCycle, count: number): string {
  return Array.from({ length: count }, () => {
    const { kind } = cycle.next(meter.state());
    meter.advance(20);
    return kind === "long" ? "L" : "s";
  }).join("");
}

// The sums of these groups were worked out apart from this code, by 02E §1.5.2 p18-20 and §2.10.1 p84:
// HISTO has spaces and sums n°1, STD tabs and sums n°2. 300 kW and 225 kvar for 336 s are 28,000 Wh and
// 21,000 varh; for 936 s they are 78 kWh and 58.5 kvarh.

const LONG = [
  "LG_TRM TRM_LONGUE A",
  "ADS 381600000042 0",
  "DATE 18/01/16 12/05/36 \\",
  "TD 10 9",
  "TC 10 8",
  "EAS 28000Wh R",
  "ER+S 21000varh 9",
  "ER-S 0varh 8",
  "GRILLE_D HTA 5    4",
  "PTCOURD HPH A",
  "ETATDYND 0 M",
  "DATEPA1 18/01/16 12/00/00 P",
  "PA1S 300kW *",
  "PR+1S 225kvar ^",
  "PR-1S 0kvar 7",
  "UMOY1 398V 5",
  "DATEPA2 18/01/16 11/50/00 U",
  "PA2S 0C.kW 9",
  "PR+2S 0C.kvar '",
  "PR-2S 0C.kvar )",
  "UMOY2 0C.V 3",
  "DATEPA3 18/01/16 11/40/00 U",
  "PA3S 0kW I",
  "PR+3S 0kvar 7",
  "PR-3S 0kvar 9",
  "UMOY3 0V C",
  "DATEPA4 18/01/16 11/30/00 U",
  "PA4S 0kW J",
  "PR+4S 0kvar 8",
  "PR-4S 0kvar :",
  "UMOY4 0V D",
  "DATEPA5 18/01/16 11/20/00 U",
  "PA5S 0kW K",
  "PR+5S 0kvar 9",
  "PR-5S 0kvar ;",
  "UMOY5 0V E",
  "DATEPA6 18/01/16 11/10/00 U",
  "PA6S 0kW L",
  "PR+6S 0kvar :",
  "PR-6S 0kvar <",
  "UMOY6 0V F",
  "EAp1SD 0kWh X",
  "EAp2SD 1234645kWh R",
  "EAp3SD 0kWh Z",
  "EAp4SD 0kWh [",
  "EAp5SD 0kWh \\",
  "EAp6SD 0kWh ]",
  "EAp7SD 0kWh ^",
  "EAp8SD 0kWh _",
  "ER+p1SD 0kvarh F",
  "ER-p1SD 0kvarh H",
  "ER+p2SD 58kvarh D",
  "ER-p2SD 0kvarh I",
  "ER+p3SD 0kvarh H",
  "ER-p3SD 0kvarh J",
  "ER+p4SD 0kvarh I",
  "ER-p4SD 0kvarh K",
  "ER+p5SD 0kvarh J",
  "ER-p5SD 0kvarh L",
  "ER+p6SD 0kvarh K",
  "ER-p6SD 0kvarh M",
  "ER+p7SD 0kvarh L",
  "ER-p7SD 0kvarh N",
  "ER+p8SD 0kvarh M",
  "ER-p8SD 0kvarh O",
  "FINP1 01/01/16 00/00/00 C",
  "EAp1SD1 0kWh I",
  "EAp2SD1 1234567kWh F",
  "EAp3SD1 0kWh K",
  "EAp4SD1 0kWh L",
  "EAp5SD1 0kWh M",
  "EAp6SD1 0kWh N",
  "EAp7SD1 0kWh O",
  "EAp8SD1 0kWh P",
  "ER+p1SD1 0kvarh 7",
  "ER-p1SD1 0kvarh 9",
  "ER+p2SD1 0kvarh 8",
  "ER-p2SD1 0kvarh :",
  "ER+p3SD1 0kvarh 9",
  "ER-p3SD1 0kvarh ;",
  "ER+p4SD1 0kvarh :",
  "ER-p4SD1 0kvarh <",
  "ER+p5SD1 0kvarh ;",
  "ER-p5SD1 0kvarh =",
  "ER+p6SD1 0kvarh <",
  "ER-p6SD1 0kvarh >",
  "ER+p7SD1 0kvarh =",
  "ER-p7SD1 0kvarh ?",
  "ER+p8SD1 0kvarh >",
  "ER-p8SD1 0kvarh @",
  "KDC 90%  ",
  "KDCD 80% #",
  "PSp1 500kW [",
  "PSp2 500kW \\",
  "PSp3 500kW ]",
  "PSp4 500kW ^",
  "PSp5 500kW _",
  "PSp6 500kW  ",
  "PSp7 500kW !",
  'PSp8 500kW "',
  "LIB_p1D P   +",
  "LIB_p2D HPH <",
  "LIB_p3D HCH 0",
  "LIB_p4D HPE ;",
  "LIB_p5D HCE /",
  "LIB_p6D XXX (",
  "LIB_p7D XXX )",
  "LIB_p8D XXX *",
  "TGPHIS 0,75 W",
  "U10MN 398V K",
  "GRILLE_F HTA 5    6",
  "PTCOURF HPH C",
  "ETATDYNF 0 O",
  "EAp1SF 0kWh Z",
  "EAp2SF 1234645kWh T",
  "EAp3SF 0kWh \\",
  "EAp4SF 0kWh ]",
  "EAp5SF 0kWh ^",
  "EAp6SF 0kWh _",
  "EAp7SF 0kWh  ",
  "EAp8SF 0kWh !",
  "EAp1SF1 0kWh K",
  "EAp2SF1 1234567kWh H",
  "EAp3SF1 0kWh M",
  "EAp4SF1 0kWh N",
  "EAp5SF1 0kWh O",
  "EAp6SF1 0kWh P",
  "EAp7SF1 0kWh Q",
  "EAp8SF1 0kWh R",
  "LIB_p1F P   -",
  "LIB_p2F HPH >",
  "LIB_p3F HCH 2",
  "LIB_p4F HPE =",
  "LIB_p5F HCE 1",
  "LIB_p6F XXX *",
  "LIB_p7F XXX +",
  "LIB_p8F XXX ,",
];

const SHORT = [
  "LG_TRM TRM_COURTE I",
  "ADS 381600000042 0",
  "DATE 18/01/16 12/05/36 \\",
  "EAS 28000Wh R",
  "ER+S 21000varh 9",
  "ER-S 0varh 8",
  "PTCOURD HPH A",
  "ETATDYND 0 M",
  "EAp1SD 0kWh X",
  "EAp2SD 1234645kWh R",
  "EAp3SD 0kWh Z",
  "EAp4SD 0kWh [",
  "EAp5SD 0kWh \\",
  "EAp6SD 0kWh ]",
  "EAp7SD 0kWh ^",
  "EAp8SD 0kWh _",
  "ER+p1SD 0kvarh F",
  "ER-p1SD 0kvarh H",
  "ER+p2SD 58kvarh D",
  "ER-p2SD 0kvarh I",
  "ER+p3SD 0kvarh H",
  "ER-p3SD 0kvarh J",
  "ER+p4SD 0kvarh I",
  "ER-p4SD 0kvarh K",
  "ER+p5SD 0kvarh J",
  "ER-p5SD 0kvarh L",
  "ER+p6SD 0kvarh K",
  "ER-p6SD 0kvarh M",
  "ER+p7SD 0kvarh L",
  "ER-p7SD 0kvarh N",
  "ER+p8SD 0kvarh M",
  "ER-p8SD 0kvarh O",
  "TGPHIS 0,75 W",
  "U10MN 398V K",
  "PTCOURF HPH C",
  "ETATDYNF 0 O",
  "EAp1SF 0kWh Z",
  "EAp2SF 1234645kWh T",
  "EAp3SF 0kWh \\",
  "EAp4SF 0kWh ]",
  "EAp5SF 0kWh ^",
  "EAp6SF 0kWh _",
  "EAp7SF 0kWh  ",
  "EAp8SF 0kWh !",
];

const SHORT_STD = [
  "LG_TRM\tTRM_COURTE\t;",
  'ADS\t381600000042\t"',
  "DATE\t18/01/16 12/05/36\tN",
  "EAS\t28000Wh\tD",
  "ER+S\t21000varh\t+",
  "ER-S\t0varh\t*",
  "PTCOURD\tHPH\t3",
  "ETATDYND\t0\t?",
  "EAp1SD\t0kWh\tJ",
  "EAp2SD\t1234645kWh\tD",
  "EAp3SD\t0kWh\tL",
  "EAp4SD\t0kWh\tM",
  "EAp5SD\t0kWh\tN",
  "EAp6SD\t0kWh\tO",
  "EAp7SD\t0kWh\tP",
  "EAp8SD\t0kWh\tQ",
  "ER+p1SD\t0kvarh\t8",
  "ER-p1SD\t0kvarh\t:",
  "ER+p2SD\t58kvarh\t6",
  "ER-p2SD\t0kvarh\t;",
  "ER+p3SD\t0kvarh\t:",
  "ER-p3SD\t0kvarh\t<",
  "ER+p4SD\t0kvarh\t;",
  "ER-p4SD\t0kvarh\t=",
  "ER+p5SD\t0kvarh\t<",
  "ER-p5SD\t0kvarh\t>",
  "ER+p6SD\t0kvarh\t=",
  "ER-p6SD\t0kvarh\t?",
  "ER+p7SD\t0kvarh\t>",
  "ER-p7SD\t0kvarh\t@",
  "ER+p8SD\t0kvarh\t?",
  "ER-p8SD\t0kvarh\tA",
  "TGPHIS\t0,75\tI",
  "U10MN\t398V\t=",
  "PTCOURF\tHPH\t5",
  "ETATDYNF\t0\tA",
  "EAp1SF\t0kWh\tL",
  "EAp2SF\t1234645kWh\tF",
  "EAp3SF\t0kWh\tN",
  "EAp4SF\t0kWh\tO",
  "EAp5SF\t0kWh\tP",
  "EAp6SF\t0kWh\tQ",
  "EAp7SF\t0kWh\tR",
  "EAp8SF\t0kWh\tS",
];

Deno.test("FrameCycle.next() makes these 2290 bytes of a long frame of a SAPHIR, then 744 of a short one", () => {
  const meter = meterOf();
  const cycle = new FrameCycle();
  const [long, short] = [said(meter, cycle), said(meter, cycle)];
  assertEquals(long.lines, LONG);
  assertEquals(long.length, 2290);
  assertEquals(short.lines, SHORT);
  assertEquals(short.length, 744);
});

Deno.test("FrameCycle.next() makes the same of a SAPHIR in format STD with tabs and sums n°2", () => {
  const meter = meterOf({ mode: "standard" });
  const cycle = new FrameCycle();
  assertEquals(said(meter, cycle).length, 2290);
  assertEquals(said(meter, cycle).lines, SHORT_STD);
});

Deno.test("FrameCycle.next() has a long frame of a SAPHIR every few minutes, and after each power-up", () => {
  const meter = meterOf();
  const cycle = new FrameCycle();
  assertEquals(kinds(meter, cycle, 7), "LssLssL");
  meter.apply({ do: "outage", for: 20_000 });
  meter.advance(20);
  assertEquals(kinds(meter, cycle, 4), "LssL");
  const rare = meterOf({ assumptions: { longEvery: 2 } });
  assertEquals(kinds(rare, new FrameCycle(), 8), "LsssssLs");
});

Deno.test("FrameCycle.next() has what is given in the producer's profile alone, its currents too", () => {
  const options = { load: { base: -300_000, powerFactor: 0.8 } };
  const given = /^(EAI|PA1I|EAp2ID|EAp2ID1|ER\+p2ID|I1I|IPA1MN|PA1MN|PREA10MN|TGPHII) /;
  const of = (meter: Meter) =>
    said(meter).lines.filter((line) => given.test(line)).map((line) => line.slice(0, -2));
  assertEquals(of(meterOf({ ...options, role: "producer" })), [
    "EAI 28000Wh",
    "I1I 10,825A",
    "PA1I 300kW",
    "EAp2ID 78kWh",
    "ER+p2ID 58kvarh",
    "EAp2ID1 0kWh",
    "PA1MN 0kW",
    "PREA10MN 0kvar",
    "IPA1MN 300kW",
    "TGPHII 0,75",
  ]);
  assertEquals(of(meterOf(options)), []);
});

Deno.test("FrameCycle.next() tells mobile peaks of a SAPHIR: notice, dates in order, state", () => {
  const meter = meterOf({
    contract: "hta-ejp",
    calendar: { ejp: ["2016-01-20"] },
    poweredUp: Date.parse("2016-01-20T06:00:00+01:00"),
    start: Date.parse("2016-01-20T06:45:00+01:00"),
  });
  const dynamic = () =>
    said(meter).lines.filter((line) => /^(PREAVISD|TDYND|ETATDYND)/.test(line))
      .map((line) => line.slice(0, -2));
  const dates = ["TDYND d-20/01/16 07/00/00-1", "TDYND f-21/01/16 01/00/00-1"];
  assertEquals(dynamic(), ["PREAVISD TD-1", ...dates, "ETATDYND 0"]);
  meter.advance(15 * 60);
  assertEquals(dynamic(), [...dates, "ETATDYND 1"]);
});

Deno.test("FrameCycle.next() counts grid F by itself where it is another", () => {
  const meter = meterOf({
    contract: "hta-8",
    assumptions: { gridF: "hta-5" },
    poweredUp: Date.parse("2016-03-18T11:50:00+01:00"),
    start: Date.parse("2016-03-18T12:05:36+01:00"),
    indexes: [],
  });
  const { lines } = said(meter);
  const found = lines.filter((line) => /^(GRILLE|PTCOUR|EAp[24]S[DF] |LIB_p4)/.test(line));
  assertEquals(found.map((line) => line.slice(0, -2)), [
    "GRILLE_D HTA 8   ",
    "PTCOURD HPD",
    "EAp2SD 0kWh",
    "EAp4SD 78kWh",
    "LIB_p4D HPD",
    "GRILLE_F HTA 5   ",
    "PTCOURF HPH",
    "EAp2SF 78kWh",
    "EAp4SF 0kWh",
    "LIB_p4F HPE",
  ]);
});

Deno.test("FrameCycle.next() shows MESSAGE of a SAPHIR for good, or in one frame", () => {
  const meter = meterOf();
  const cycle = new FrameCycle();
  const message = () =>
    said(meter, cycle).lines.flatMap((line) => /^MESSAGE (.*) .$/.exec(line)?.[1] ?? []);
  assertEquals(message(), []);
  const long = "COUPURE LE 20/01 DE 14 H A 16 H POUR TRAVAUX, POSTE DES PEUPLIERS, MERCI DE VOUS";
  meter.apply({ do: "message", text: long });
  assertEquals([message(), message()], [[long], [long]]);
  meter.apply({ do: "message", text: "ESSAI", ultraShort: true });
  assertEquals([message(), message()], [["ESSAI"], [long]]);
  assertThrows(
    () => meter.apply({ do: "message", text: `${long}.` }),
    RangeError,
    "a message is at most 80 characters",
  );
});
