import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import type { Group } from "../../tic/types.ts";
import { Audit, auditLine } from "./audit.ts";
import type { AuditReport } from "./audit_report.ts";
import { RULES } from "../lint/rules.ts";
import { KNOWN_DEVIATIONS, knownDeviation } from "./known_deviations.ts";

const OPTIONS = { name: "line", ticlab: "0.1.0" };

const HISTORIQUE: Readonly<Record<string, string>> = {
  ADCO: "021961229110",
  OPTARIF: "BASE",
  ISOUSC: "30",
  BASE: "008578123",
  PTEC: "TH..",
  IINST: "002",
  IMAX: "090",
  PAPP: "00420",
  HHPHC: "A",
  MOTDETAT: "000000",
};

/** A frame of a Linky in historique mode, some data changed; null leaves a group out. */
function frame(changed: Record<string, string | null> = {}): Uint8Array {
  const groups = Object.entries({ ...HISTORIQUE, ...changed })
    .flatMap(([label, value]): Group[] => value === null ? [] : [{ label, value }]);
  return encodeFrame(groups, "historique");
}

function joined(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Puts another byte where a text ends. */
function damaged(bytes: Uint8Array, after: string, byte = 0x21): Uint8Array {
  const text = String.fromCharCode(...bytes);
  return bytes.with(text.indexOf(after) + after.length, byte);
}

function named({ deviations }: AuditReport): string[] {
  return deviations.map(({ rule, known, count }) => `${rule.id} ${known?.id ?? "new"} ${count}`);
}

/** A frame of standard mode as far as the decoder looks at it. */
function standard(groups: Group[]): Uint8Array {
  return encodeFrame(groups, "standard");
}

Deno.test("auditLine() has nothing to say of a right line", () => {
  const report = auditLine(joined(frame(), frame(), frame()), OPTIONS);
  assertEquals([report.verdict, report.deviations, report.unpublished], ["good", [], []]);
  assertEquals(report.line, {
    name: "line",
    modes: ["historique"],
    meters: ["linky"],
    says: { OPTARIF: "BASE", ISOUSC: "30" },
    bytes: 3 * frame().length,
    frames: 3,
    wholeFrames: 3,
    groups: 30,
    parity: false,
  });
});

Deno.test("auditLine() tells what nobody told of as new, with its place and bytes", () => {
  const line = joined(frame(), frame({ MOTDETAT: "400000" }));
  const { verdict, deviations: [first] } = auditLine(line, OPTIONS);
  assertEquals(verdict, "new");
  assertEquals([first?.rule.id, first?.known, first?.labels], ["value.constant", null, [
    "MOTDETAT",
  ]]);
  const { offset, what } = first!.places[0]!;
  assertEquals(what, 'MOTDETAT "400000", always 000000');
  assertEquals(String.fromCharCode(...line.subarray(offset, offset + 9)), "\nMOTDETAT");
  assertStringIncludes(atob(first!.bytes), "\nMOTDETAT 400000 ");
  const at = first!.bytesFrom;
  assertEquals(atob(first!.bytes).slice(0, 4), String.fromCharCode(...line.subarray(at, at + 4)));
});

Deno.test("auditLine() takes a wrong sum for damage of the line, but not where it is always wrong", () => {
  const right = frame();
  const wrong = damaged(frame(), "PAPP 00420 ");
  const noisy = auditLine(joined(right, wrong, right, wrong, wrong, wrong, wrong), OPTIONS);
  assertEquals([noisy.verdict, named(noisy)], ["good", ["group.checksum wrong-sum 5"]]);
  assertEquals(noisy.deviations[0]?.blame, "line");
  const broken = auditLine(joined(wrong, wrong, wrong, wrong, wrong), OPTIONS);
  assertEquals([broken.verdict, named(broken)], ["new", ["group.checksum new 5"]]);
  const short = auditLine(joined(wrong, wrong), OPTIONS);
  assertEquals(named(short), ["group.checksum wrong-sum 2"]);
});

Deno.test("auditLine() takes bytes between frames for damage, but not after each frame", () => {
  const nul = Uint8Array.of(0);
  const once = auditLine(joined(frame(), nul, frame(), frame(), frame(), frame()), OPTIONS);
  assertEquals(named(once), ["line.outside reception 1"]);
  const pairs = Array.from({ length: 6 }, () => joined(frame(), nul));
  const always = auditLine(joined(...pairs), OPTIONS);
  assertEquals([always.verdict, named(always)], ["new", ["line.outside new 6"]]);
});

Deno.test("auditLine() sees an identifier that was replaced and its sum left", () => {
  const line = damaged(frame(), "ADCO 021961229110 ");
  assertEquals(named(auditLine(joined(line, line), OPTIONS)), [
    "group.checksum identifier-replaced 2",
  ]);
  const masked = frame({ ADCO: "XXXXXXXXXXXX" });
  assertEquals(named(auditLine(joined(masked, masked), OPTIONS)), [
    "value.characters identifier-masked 2",
  ]);
});

Deno.test("auditLine() takes groups for left out where others have them, else for missing", () => {
  const without = frame({ MOTDETAT: null });
  assertEquals(named(auditLine(joined(frame(), without), OPTIONS)), ["presence.always left-out 1"]);
  assertEquals(named(auditLine(without, OPTIONS)), ["presence.always left-out 1"]);
  const never = auditLine(joined(without, without), OPTIONS);
  assertEquals([never.verdict, named(never)], ["new", ["presence.always new 2"]]);
});

Deno.test("auditLine() takes IMAX 060 of a Linky and a real one of an older meter for known", () => {
  assertEquals(named(auditLine(frame({ IMAX: "060" }), OPTIONS)), ["value.constant imax 1"]);
  const unknown = frame({ ADCO: "021111229110", IMAX: "041" });
  assertEquals(named(auditLine(unknown, OPTIONS)), [
    "value.constant imax-older 1",
    "meter.type type-replaced 1",
  ]);
  assertEquals(named(auditLine(frame({ IMAX: "041" }), OPTIONS)), ["value.constant new 1"]);
});

Deno.test("auditLine() takes an odd group on a noisy line for noise, on a clean one for new", () => {
  const odd = frame({ IINST: "0Q2" });
  const clean = auditLine(joined(frame(), odd), OPTIONS);
  assertEquals(named(clean), ["value.characters new 1"]);
  const noise = Array.from(
    { length: 32 },
    (_, i) => damaged(frame(), i % 2 ? "BASE 008" : "IINST 0"),
  );
  const noisy = auditLine(joined(frame(), odd, ...noise), OPTIONS);
  assertEquals(named(noisy), ["group.checksum wrong-sum 32", "value.characters unseen-damage 1"]);
});

/** A line of which a share of the bytes has one bit flipped, or is lost. */
function noisy(line: Uint8Array, rate: number, how: "flipped" | "lost"): Uint8Array {
  let state = 7;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return Uint8Array.from([...line].flatMap((byte) => {
    if (random() >= rate) return [byte];
    return how === "lost" ? [] : [byte ^ (1 << Math.floor(random() * 7))];
  }));
}

Deno.test("auditLine() accuses no meter of noise, and finds what the meter does in noise", () => {
  const right = joined(...Array.from({ length: 200 }, () => frame()));
  const wrong = joined(...Array.from({ length: 200 }, () => frame({ MOTDETAT: "400000" })));
  for (const rate of [0.0005, 0.002, 0.01, 0.03]) {
    for (const how of ["flipped", "lost"] as const) {
      const { verdict, deviations } = auditLine(noisy(right, rate, how), OPTIONS);
      assertEquals(verdict, "good", `${rate} ${how}`);
      // A CR that is all that noise leaves of a group looks like the doing of a terminal.
      const others = deviations.filter(({ blame, known }) =>
        blame !== "line" && known?.id !== "terminal"
      ).map(({ rule }) => rule.id);
      assertEquals(others, [], `${rate} ${how}`);
      const fresh = auditLine(noisy(wrong, rate, how), OPTIONS).deviations
        .filter(({ known }) => known === null);
      assertEquals(fresh.map(({ labels }) => labels), [["MOTDETAT"]], `${rate} ${how}`);
    }
  }
});

Deno.test("auditLine() reads the frames that the ends of a line cut", () => {
  const [start, end] = [frame({ IMAX: "060" }), frame({ PAPP: "00421" })];
  const from = String.fromCharCode(...start).indexOf("ISOUSC");
  const line = joined(start.subarray(from), end.subarray(0, -20));
  const { deviations, verdict } = auditLine(line, OPTIONS);
  const places = deviations.flatMap((each) => each.places.map(({ offset }) => offset));
  assertEquals(verdict, "good");
  assertEquals(
    places.map((offset) => String.fromCharCode(...line.subarray(offset, offset + 5))).sort(),
    ["\nIMAX", "\nPAPP"],
  );
});

Deno.test("auditLine() gives the places of a line that begins in the middle of a group", () => {
  for (const cut of [1, 3, 5, 20, 21, 22]) {
    const line = joined(frame().subarray(cut), frame({ IMAX: "060" }));
    const [first] = auditLine(line, OPTIONS).deviations;
    const { offset } = first!.places[0]!;
    assertEquals(
      String.fromCharCode(...line.subarray(offset, offset + 9)),
      "\nIMAX 060",
      `cut ${cut}`,
    );
  }
});

Deno.test("Audit tells the same whatever the pieces", () => {
  const line = joined(
    frame().subarray(30),
    damaged(frame(), "BASE 00"),
    frame({ IMAX: "060" }),
    frame({ MOTDETAT: "1" }),
  );
  const whole = auditLine(line, OPTIONS);
  for (const size of [1, 2, 7, 100]) {
    const audit = new Audit(OPTIONS);
    for (let i = 0; i < line.length; i += size) audit.push(line.subarray(i, i + size));
    assertEquals(audit.end(), whole, `pieces of ${size}`);
  }
});

Deno.test("Audit takes the parity off a line that was read at 8N1", () => {
  const even = (byte: number) => {
    const ones = byte.toString(2).replaceAll("0", "").length;
    return ones % 2 === 1 ? byte | 0x80 : byte;
  };
  const report = auditLine(joined(frame({ IMAX: "060" }), frame()).map(even), OPTIONS);
  assertEquals([report.line.parity, report.line.groups], [true, 20]);
  assertEquals(named(report), ["value.constant imax 1"]);
});

Deno.test("Audit says when it was, and that a silence may be a power cut", () => {
  const audit = new Audit(OPTIONS);
  const start = Date.parse("2026-11-22T10:00:00Z");
  audit.push(frame(), { at: start });
  audit.push(frame({ IMAX: "060" }), { at: start + 1_500 });
  audit.push(frame(), { at: start + 61_500 });
  const { line, deviations, unpublished } = audit.end();
  assertEquals([line.from, line.to], [start, start + 61_500]);
  assertEquals(deviations[0]?.places[0]?.at, start + 1_500);
  assertEquals(unpublished.map(({ id, at }) => [id, at]), [["power-up", start + 61_500]]);
});

Deno.test("Audit takes no silence for a power cut in which the line was unplugged", () => {
  const audit = new Audit(OPTIONS);
  audit.push(frame(), { at: 1_000 });
  audit.gap();
  audit.push(frame({ BASE: "009578123" }), { at: 600_000 });
  const report = audit.end();
  assertEquals([report.unpublished, report.deviations], [[], []]);
  assertEquals(report.line.to, 600_000);
});

Deno.test("auditLine() recognises what nobody has published", () => {
  const date = (timestamp: string): Group => ({ label: "DATE", timestamp, value: "" });
  const found = (...frames: Group[][]) =>
    auditLine(joined(...frames.map(standard)), OPTIONS).unpublished.map(({ id }) => id);
  assertEquals(found([{ label: "MSG2", value: "NOUVEAU MESSAGE " }]), ["msg2"]);
  assertEquals(found([{ label: "MSG2", value: "                " }]), []);
  assertEquals(found([{ label: "NGTF", value: "      EJP       " }]), ["ejp"]);
  assertEquals(found([date("e260701120000")]), ["degraded-clock"]);
  assertEquals(found([date("E261025025959")], [date("H261025020000")]), ["dst"]);
  assertEquals(found([date("H261122235959")], [date("H261123000000")]), ["midnight"]);
  assertEquals(found([date("H261122100000")], [date("H261122100001")]), []);
  const east = (value: string): Group[] => [{ label: "EAST", value }];
  assertEquals(found(east("999999999"), east("000000004")), ["index-full"]);
  const profile = "1000C001 " + Array(10).fill("NONUTILE").join(" ");
  assertEquals(found([{ label: "PPOINTE", value: profile }]), ["ppointe"]);
  const cut = standard([{ label: "VTIC", value: "02" }, { label: "PREF", value: "06" }]).with(
    -1,
    4,
  );
  const { unpublished } = auditLine(
    joined(cut, standard([{ label: "VTIC", value: "02" }])),
    OPTIONS,
  );
  assertEquals(unpublished.map(({ id }) => id), ["standard-eot"]);
});

Deno.test("auditLine() says nothing of noise but that it is nothing", () => {
  const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7_919 + (i >> 3)) & 0x7f);
  const report = auditLine(noise, OPTIONS);
  assertEquals(report.verdict, "nothing");
  assertEquals(report.line.bytes, 5_000);
});

Deno.test("Audit takes no more room for a long bad line than for a short one", () => {
  const audit = new Audit(OPTIONS);
  let state = 1;
  for (let i = 0; i < 3_000; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    audit.push(frame().with(state % 150, state >>> 25));
  }
  const report = audit.end();
  assert(JSON.stringify(report).length < 60_000, "the report grows with the line");
  assert(report.deviations.every(({ places }) => places.length <= 20));
});

Deno.test("knownDeviation() names what the lint has recognised, and only that", () => {
  const line = {
    frames: 100,
    wholeFrames: 100,
    damaged: 0,
    timed: true,
    linky: true,
    right: () => 100,
  };
  const found = { label: "X", count: 60, frames: 60, same: false, what: "" };
  const named: [rule: string, row: number, id: string][] = [
    ["value.constant", 2, "imax"],
    ["group.form", 3, "pmax-separator"],
    ["hist.papp.step", 4, "papp-step"],
    ["max.yesterday", 6, "yesterday-old"],
    ["meter.prm", 8, "prm-zero"],
    ["power.voltage", 9, "phase-unused"],
    ["energy.grid", 11, "grid-sum"],
    ["hist.short.begins", 13, "no-short-frames"],
    ["hist.short.minute", 13, "no-short-frames"],
    ["profile.index", 24, "clock-off"],
    ["profile.contact", 24, "clock-off"],
    ["frame.stray", 18, "terminal"],
  ];
  for (const [rule, row, id] of named) {
    assertEquals(knownDeviation({ ...found, rule, row }, line)?.id, id);
    if (/^(group|frame)/.test(rule)) continue;
    assertEquals(knownDeviation({ ...found, rule, row: null }, line), null, rule);
  }
});

Deno.test("every known deviation is of a rule that there is", () => {
  const ids = RULES.map(({ id }) => id);
  const unknown = KNOWN_DEVIATIONS.flatMap(({ rules }) => rules).filter((rule) =>
    !ids.some((id) => rule.endsWith(".") ? id.startsWith(rule) : id === rule)
  );
  assertEquals(unknown, []);
});

Deno.test("every row of reference §10.2 that the lint names is a known deviation", () => {
  const folder = new URL("../lint/", import.meta.url);
  const rows = new Set<number>();
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".ts") || name.endsWith("_test.ts")) continue;
    const text = Deno.readTextFileSync(new URL(name, folder));
    for (const [, row] of text.matchAll(/known: (\d+)/g)) rows.add(Number(row));
  }
  assert(rows.size >= 10, `the lint names ${rows.size} rows only: the test reads the wrong place`);
  const known = new Set(KNOWN_DEVIATIONS.map(({ row }) => row));
  assertEquals([...rows].filter((row) => !known.has(row)), []);
});
