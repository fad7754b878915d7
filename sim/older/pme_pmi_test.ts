import { assert, assertEquals, assertThrows } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import { latin1 } from "../../tic/latin1.ts";
import { outside } from "../../tools/outside.ts";
import { FrameCycle } from "../frame_cycle.ts";
import { Meter, type MeterOptions } from "../meter.ts";

/** A meter that was installed at 09:40; 6 kW and 4.5 kvar are 7.5 kVA. */
function meterOf(options: Partial<MeterOptions> = {}): Meter {
  return new Meter({
    model: "pme-pmi",
    contract: "bt-4-sup36",
    power: 42_000,
    load: { base: 6_000, powerFactor: 0.8 },
    poweredUp: Date.parse("2016-08-26T09:40:00+02:00"),
    start: Date.parse("2016-08-26T10:29:04+02:00"),
    serialNumber: "041436968229",
    indexes: [0, 0, 0, 0, 0, 9_649_000],
    ...options,
  });
}

/** What a meter sends next, a line for each group. */
function said(meter: Meter, cycle = new FrameCycle()): string[] {
  const state = meter.state();
  return latin1(encodeFrame(cycle.next(state).groups, state.mode)).slice(2, -2).split("\r\n");
}

/** A group without its sum, the data told by their form alone. */
function formOf(line: string): string {
  const [, label, data] = /^(\S+) (.*) .$/.exec(line)!;
  const form = label === "ADS" || label!.startsWith("MESURES")
    ? data
    : data!.replace(/-?\d+/g, "0");
  return `${label} ${form}`;
}

// The sums of these groups were worked out apart from this code, by 02E §1.5.2 p18-19. 6 kW are 906 Wh in
// 544 s and 4,906 Wh in 2,944 s; 4.5 kvar are 680 varh and 3,680 varh.
const FRAME = [
  "ADS 041436968229 N",
  "MESURES1 BT 4 SUP36 @",
  "DATE 26/08/16 10:29:04 7",
  "EA_s 906Wh 6",
  "ER+_s 680varh #",
  "ER-_s 0varh 7",
  "EAPP_s 1133VAh ?",
  "PTCOUR1 HPE +",
  "TARIFDYN INACTIF _",
  "ETATDYN1 000 Z",
  "CONFIG CONSO 8",
  "DATEPA1 26/08/16 10:20:00 ,",
  "PA1_s 6kW L",
  "DATEPA2 26/08/16 10:10:00 ,",
  "PA2_s 6kW M",
  "DATEPA3 26/08/16 10:00:00 ,",
  "PA3_s 6kW N",
  "DATEPA4 26/08/16 09:50:00 :",
  "PA4_s 6kW O",
  "DATEPA5 26/08/16 09:40:00 :",
  "PA5_s 0TkW ^",
  "DATEPA6 26/08/16 09:30:00 :",
  "PA6_s 0kW K",
  "DebP 01/08/16 00:00:00 ]",
  "EAP_s 9653kWh )",
  "ER+P_s 3kvarh 3",
  "ER-P_s 0kvarh 2",
  "DebP-1 01/07/16 00:00:00 :",
  "FinP-1 01/08/16 00:00:00 M",
  "EAP-1_s 9649kWh L",
  "ER+P-1_s 0kvarh N",
  "ER-P-1_s 0kvarh P",
  "PS 42kVA K",
  "PA1MN 6kW U",
  "PMAX_s 8kVA B",
  "TGPHI_s 0,75 V",
  "MESURES2 BT 4 SUP36 A",
  "PTCOUR2 HPE ,",
  "ETATDYN2 000 [",
  "DebP_2 01/08/16 00:00:00 .",
  "EAP_s2 9653kWh [",
  "DebP-1_2 01/07/16 00:00:00 K",
  "FinP-1_2 01/08/16 00:00:00 ^",
  "EAP-1_s2 9649kWh >",
];

Deno.test("FrameCycle.next() makes these 44 groups of a PME-PMI, a consumer's of 2013", () => {
  assertEquals(said(meterOf()), FRAME);
  const { groups } = new FrameCycle().next(meterOf().state());
  assertEquals(encodeFrame(groups, "historique").length, 881);
});

const folder = outside("captures", "TICLAB_CAPTURES");

Deno.test({
  name: "FrameCycle.next() has order, labels and forms of the one PME-PMI that was captured",
  ignore: folder === null,
  fn() {
    const text = latin1(Deno.readFileSync(`${folder}/liberasys__pmepmi.tic`));
    const frames = text.split("\x02").map((frame) => frame.split("\x03")[0]!).slice(1, -1);
    const whole = frames.filter((frame) => !frame.includes("\x04"));
    assert(whole.length > 5, `${whole.length} frames`);
    for (const frame of whole) {
      assert(frame.length + 2 >= 885 && frame.length + 2 <= 891, `${frame.length} bytes`);
      const lines = frame.slice(1, -1).split("\r\n");
      assertEquals(
        said(meterOf()).map(formOf).map(untruncated),
        lines.map(formOf).map(untruncated),
      );
    }
  },
});

/** Points without their mark. */
function untruncated(line: string): string {
  return line.replace("0TkW", "0kW");
}

Deno.test("FrameCycle.next() of a first release has no ADS and nothing dynamic; printed labels", () => {
  const lines = said(meterOf({ assumptions: { pmeRelease: "first", pmeLabels: "printed" } }));
  assertEquals(lines.length, 41);
  assert(!lines.some((line) => /^(ADS|ETATDYN|TDYN)/.test(line)));
  const labels = lines.map((line) => line.split(" ")[0]);
  for (const label of ["EaP-1_s", "EaP_s2", "EaP-1_s2", "EAP_s"]) {
    assert(labels.includes(label), label);
  }
});

Deno.test("FrameCycle.next() of a producer's PME-PMI tells what is given behind what is drawn", () => {
  const meter = meterOf({ role: "producer", load: { base: -6_000, powerFactor: 0.8 } });
  const lines = said(meter);
  const found = lines.filter((line) => /_i |CONFIG|^EA_s|^TGPHI/.test(line));
  assertEquals(found.map((line) => line.slice(0, -2)), [
    "EA_s 0Wh",
    "EA_i 906Wh",
    "ER+_i 680varh",
    "ER-_i 0varh",
    "EAPP_i 1133VAh",
    "CONFIG PROD",
    "PA1_i 6kW",
    "PA2_i 6kW",
    "PA3_i 6kW",
    "PA4_i 6kW",
    "PA5_i 0TkW",
    "PA6_i 0kW",
    "EAP_i 4kWh",
    "ER+P_i 3kvarh",
    "ER-P_i 0kvarh",
    "EAP-1_i 0kWh",
    "ER+P-1_i 0kvarh",
    "ER-P-1_i 0kvarh",
    "PMAX_i 8kVA",
    "TGPHI_s 0,00",
    "TGPHI_i 0,75",
  ]);
});

Deno.test("FrameCycle.next() has powers of a PME-PMI in kW at high voltage, eight periods in calendar 1", () => {
  const lines = said(meterOf({
    contract: "hta-8",
    power: 300_000,
    poweredUp: Date.parse("2016-07-26T10:00:00+02:00"),
    start: Date.parse("2016-07-26T10:29:04+02:00"),
  }));
  const found = lines.filter((line) => /^(MESURES|PTCOUR|PS|PMAX)/.test(line));
  assertEquals(found.map((line) => line.slice(0, -2)), [
    "MESURES1 HTA 8     ",
    "PTCOUR1 JA",
    "PS 300kW",
    "PMAX_s 6kW",
    "MESURES2 HTA 5     ",
    "PTCOUR2 HPE",
  ]);
});

Deno.test("FrameCycle.next() tells dynamic periods of a PME-PMI: notice, begin, end", () => {
  const meter = meterOf({
    contract: "tj-ejp",
    calendar: { ejp: ["2016-01-20"] },
    poweredUp: Date.parse("2016-01-20T06:00:00+01:00"),
    start: Date.parse("2016-01-20T06:45:00+01:00"),
  });
  const dynamic = () =>
    said(meter).flatMap((line) =>
      /^((TARIFDYN|ETATDYN1|PREAVIS1|TDYN1).*) .$/.exec(line)?.[1] ?? []
    );
  assertEquals(dynamic(), [
    "TARIFDYN INACTIF",
    "ETATDYN1 000",
    "PREAVIS1 TD-PM ",
    "TDYN1FD 20/01/16 07:00:00-PM ",
    "TDYN1FF 21/01/16 01:00:00-PM ",
  ]);
  meter.advance(15 * 60);
  assertEquals(dynamic(), [
    "TARIFDYN ACTIF",
    "ETATDYN1 PM ",
    "TDYN1CD 20/01/16 07:00:00-PM ",
    "TDYN1CF 21/01/16 01:00:00-PM ",
  ]);
});

Deno.test("FrameCycle.next() shows PREAVIS above 90 % of PS in a minute, padded by some makes", () => {
  const notice = (options: Partial<MeterOptions>) =>
    said(meterOf({ load: 39_000, ...options })).filter((line) => line.startsWith("PREAVIS "));
  assertEquals(notice({}), ["PREAVIS DEP 3"]);
  assertEquals(notice({ load: 37_500 }), []);
  assert(notice({ quirks: ["preavis-padded"] })[0]!.startsWith("PREAVIS DEP  "));
});

Deno.test("FrameCycle.next() pads and points as some makes of the PME-PMI do", () => {
  const lines = said(meterOf({ contract: "tj-ejp", quirks: ["ptcour-padded", "tgphi-point"] }));
  assert(lines.some((line) => line.startsWith("TGPHI_s 0.75 ")));
  const winter = {
    poweredUp: Date.parse("2016-01-10T09:40:00+01:00"),
    start: Date.parse("2016-01-10T10:00:00+01:00"),
    calendar: { ejp: ["2016-01-20"] },
  };
  const padded = said(meterOf({ contract: "tj-ejp", quirks: ["ptcour-padded"], ...winter }));
  assert(padded.some((line) => line.startsWith("PTCOUR1 HH  ") || line.startsWith("PTCOUR1 PM  ")));
});

Deno.test("FrameCycle.next() walks in test mode through the periods of both calendars, 15 frames each", () => {
  const meter = meterOf({ contract: "hta-8" });
  const before = said(meter);
  meter.apply({ do: "output", state: "test", for: 60_000 });
  const cycle = new FrameCycle();
  const frames = Array.from({ length: 15 * 16 + 1 }, () => said(meter, cycle));
  assertEquals(frames[0]!.map((line) => line.slice(0, -2)), [
    "TRAME TEST",
    "ADS 000000000000",
    "PTCOUR1 P",
  ]);
  const periods = frames.map((lines) => /^PTCOUR1 (\w+)/.exec(lines[2]!)![1]!);
  const eight = ["P", "HPH", "HCH", "HPD", "HCD", "HPE", "HCE", "JA"];
  const walk = [...eight, ...eight, "P"].map((period, i) => Array(i < 16 ? 15 : 1).fill(period));
  assertEquals(periods, walk.flat());
  // The second pass has the notice.
  assertEquals(frames[239]!.length, 3);
  assertEquals(frames[240]![3]!.slice(0, -2), "PREAVIS DEP");
  meter.advance(60);
  assertEquals(said(meter, cycle).length, before.length);
});

Deno.test("Meter() refuses what the output of a PME-PMI cannot carry, and a test of a blue meter", () => {
  const refused = (meter: Meter, state: "test" | "standby", said: string) =>
    assertThrows(() => meter.apply({ do: "output", state }), RangeError, said);
  refused(
    meterOf(),
    "standby",
    "Cannot make the output of a pme-pmi carry standby: it is one of tic, test",
  );
  const blue = new Meter({ model: "cbemm", contract: "base", power: 6_000, load: 0, start: 0 });
  refused(blue, "test", "Cannot make the output of a cbemm carry test: it is one of tic, standby");
});
