import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Finding, Lint, lint } from "./mod.ts";
import { BASE, HIST_TEMPO, HIST_TRI } from "./test_historique_lines.ts";
import {
  bytesOf,
  edited,
  type Fields,
  frameText,
  joined,
  MONO,
  played,
  PRODUCER,
  TEMPO,
} from "./test_lines.ts";

/** A line that breaks rules of all kinds. */
const WRONG = joined(
  bytesOf("34 A\r\nPAPP"),
  ...played(MONO, {}, { NTARF: "02" }, { EAST: "012337962", RELAIS: "001" }),
  bytesOf("\r\n"),
  ...played(BASE, { IINST: "02" }, {}),
  bytesOf("\x02\nADCO 0218"),
);

const rules = (found: readonly Finding[]) => found.map(({ rule }) => rule);

Deno.test("lint() skips what stands before the first STX, and a frame that the line cuts", () => {
  const [frame] = played(MONO, {});
  for (let cut = 0; cut < frame!.length; cut++) {
    assertEquals(lint(joined(frame!.subarray(cut + 1), frame!, frame!.subarray(0, cut))), []);
  }
});

Deno.test("lint() tells where: rule, source, label, frame and byte", () => {
  const [first, second] = played(MONO, {}, { RELAIS: "001" });
  const [found, ...others] = lint([first!, second!]);
  assertEquals(others.filter(({ rule }) => rule !== "tariff.contact"), []);
  assertEquals(found, {
    rule: "tariff.contact",
    level: "derived",
    source: "54E §6.2.3.19 p26, §6.2.3.14 p24; reference §7.3",
    label: "RELAIS",
    offset: first!.length + frameText(edited(MONO, { RELAIS: "001" })).indexOf("\nRELAIS"),
    frame: 1,
    what: "RELAIS 1, STGE says the contact is open",
  });
});

Deno.test("lint() names the field deviations that it knows", () => {
  const known = (...pieces: Uint8Array[]) => lint(pieces).map(({ rule, known }) => [rule, known]);
  const offByOne = played(MONO, { EASD02: "012300001" });
  assertEquals(known(...offByOne), [["energy.grid", 11]]);
  assertEquals(known(...played(MONO, { EASD02: "012300002" })), [["energy.grid", undefined]]);
  const [tri] = played(HIST_TRI, {});
  const pmax = frameText(HIST_TRI).replace(/(PMAX 02680) /, "$1");
  assertEquals(known(tri!, bytesOf(pmax)), [["group.form", 3]]);
  assertEquals(known(...played(BASE, { IMAX: "060" })), [["value.constant", 2]]);
  assertEquals(known(...played(MONO, { PRM: "00000000000000" })), [["meter.prm", 8]]);
});

Deno.test("Lint finds the same in pieces of any size", () => {
  const whole = lint(WRONG);
  assert(whole.length > 5);
  fc.assert(fc.property(fc.array(fc.nat(WRONG.length), { maxLength: 40 }), (cuts) => {
    const ends = [...cuts.sort((a, b) => a - b), WRONG.length];
    const pieces = ends.map((end, i) => WRONG.subarray(ends[i - 1] ?? 0, end));
    assertEquals(lint(pieces), whole);
  }));
});

Deno.test("Lint.end() parts two stretches: what holds for ever is still compared", () => {
  const [first, second] = played(PRODUCER, {}, { MSG2: "MESSAGE COURT   ", EAIT: "000133861" });
  const linter = new Lint();
  const found = [second!, second!, first!].flatMap((frame) => [
    ...linter.push(frame),
    ...linter.end(),
  ]);
  assertEquals(rules(found), ["date.back"]);
  assertEquals(rules(lint([second!, second!])), ["message.once"]);
  assertEquals(rules([...linter.push(second!), ...linter.end()]), ["energy.back"]);
});

Deno.test("lint() leaves derived rules out on request", () => {
  const line = joined(...played(MONO, { NTARF: "02", RELAIS: "001" }));
  const derived = ["profile.index", "tariff.contract", "tariff.contact"];
  assertEquals(new Set(rules(lint(line))), new Set(["tariff.ntarf", ...derived]));
  assertEquals(rules(lint(line, { derived: false })), ["tariff.ntarf"]);
});

Deno.test("lint() forgets one meter for another", () => {
  const other = played(edited(BASE, { ADCO: "021861000043", BASE: "000000001" }), {});
  assertEquals(lint([...played(BASE, {}), ...other]), []);
});

Deno.test("lint() accepts an interruption, and no half group for it", () => {
  const [frame] = played(BASE, {}).map((bytes) => bytes.slice());
  for (let cut = 1; cut < frame!.length - 1; cut++) {
    const interrupted = joined(frame!.subarray(0, cut), bytesOf("\x04"));
    assertEquals(lint([interrupted, frame!]), []);
  }
  const damaged = joined(bytesOf("\x02\nADCO 021861000042 9\r\nOPTA\x04"), frame!);
  assertEquals(rules(lint(damaged)), ["group.checksum"]);
});

Deno.test("lint() accepts what a meter may leave out", () => {
  const groups = ["NGTF", "LTARF", "CCASN", "CCASN-1"];
  for (const label of groups) assertEquals(lint(played(MONO, {}, { [label]: null }, {})), []);
  // Standby, on the meters before Linky only.
  const standby = (serial: string) => rules(lint([bytesOf(frameText([["ADCO", serial]]))]));
  assertEquals(standby("021828000042"), []);
  assertEquals(standby("021861000042"), ["presence.always"]);
});

Deno.test("lint() accepts each reading of what is not documented", () => {
  const frames = (...turns: Parameters<typeof played>[1][]) => lint(played(BASE, ...turns));
  // How long ADPS holds.
  const over = { IINST: "031", ADPS: "031", PAPP: "07130" };
  assertEquals(frames({}, over, { IINST: "012", ADPS: "012", PAPP: "02760" }, { ADPS: null }), []);
  // An index that is full.
  assertEquals(frames({ BASE: "999999999" }, { BASE: "000000000" }), []);
  // Whether times before carry the letter of a degraded clock.
  const date = { DATE: ["h260114120510", ""], STGE: "003B0001" } as const;
  assertEquals(lint(played(MONO, date)), []);
  assertEquals(lint(played(MONO, { ...date, UMOY1: ["h260114120000", "229"] })), []);
  // The first frame after midnight: whether it has moved the maxima yet.
  const evening = edited(MONO, {
    DATE: ["H260114235959", ""],
    CCASN: ["H260114233000", "00432"],
    "CCASN-1": ["H260114230000", "00300"],
    UMOY1: ["H260114235000", "229"],
  });
  const moved = {
    SMAXSN: ["H260115000001", "00460"],
    "SMAXSN-1": ["H260114080000", "03210"],
  } as const;
  assertEquals(lint(played(evening, {}, {}, {})), []);
  assertEquals(lint(played(evening, {}, moved, {})), []);
  assertEquals(lint(played(evening, {}, {}, moved)), []);
  // Profiles in hexadecimal hours: 12:05 is past 06:30 and before 22:00.
  const hours = ["00008001", "061E8000", "16008002", ...Array(8).fill("NONUTILE")].join(" ");
  assertEquals(lint(played(MONO, { "PJOURF+1": hours })), []);
});

Deno.test("lint() hears how long the line is silent, where it is told", () => {
  const [frame] = played(BASE, {});
  const duration = frame!.length * 10 / 1.2;
  const gap = (silence: number) => {
    const linter = new Lint();
    const first = linter.push(frame!, { at: 1e6 });
    return rules([...first, ...linter.push(frame!, { at: 1e6 + duration + silence })]);
  };
  assertEquals(gap(16.7), []);
  assertEquals(gap(33.4), []);
  assertEquals(gap(16.5), ["time.frames"]);
  assertEquals(gap(33.6), ["time.frames"]);
  // The clock of the meter keeps the time of the line, where that is told.
  const pace = (step: number) => {
    const linter = new Lint();
    const frames = played(MONO, ...Array(5).fill({}));
    return rules(frames.flatMap((frame, i) => linter.push(frame, { at: i * step })));
  };
  assertEquals(pace(930).filter((rule) => rule === "date.pace"), []);
  assertEquals(pace(1900).filter((rule) => rule === "date.pace"), ["date.pace"]);
});

/** Single-bit flips of the frame between two others that break no rule, as `byte.bit`. */
function missed(fields: Fields): string[] {
  const [before, frame, after] = played(fields, {}, {}, {});
  assertEquals(lint([before!, frame!, after!]), []);
  return Array.from({ length: frame!.length * 7 }, (_, i) => i).flatMap((i) => {
    const flipped = frame!.slice();
    flipped[Math.floor(i / 7)]! ^= 1 << i % 7;
    const found = lint([before!, flipped, after!]);
    return found.length === 0
      ? [`${String.fromCharCode(frame![Math.floor(i / 7)]!)}.${i % 7}`]
      : [];
  });
}

Deno.test("lint() finds every flipped bit of a frame, but for backquotes instead of spaces", () => {
  assertEquals(missed(HIST_TRI), []);
  assertEquals(missed(HIST_TEMPO), []);
  // The sum does not see bit 6, and NGTF, LTARF and MSG1 are free text: 12, 12 and 20 spaces.
  assertEquals(missed(MONO), Array(44).fill(" .6"));
});

Deno.test("lint() gives up a frame that has no end, and finds the next", () => {
  const [frame] = played(BASE, {});
  const endless = bytesOf("\x02" + "\nPAPP 00460 +\r".repeat(3_000));
  const found = lint([endless, frame!, ...played(BASE, { IINST: "0A2" })]);
  assertEquals(rules(found).filter((rule) => rule !== "label.once"), [
    "frame.end",
    "value.characters",
  ]);
  assertEquals(found.at(-1)?.frame, 2);
});

Deno.test("lint() takes any bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
    lint(joined(bytesOf("\x02\n"), bytes, bytesOf("\r\x03"), bytes));
  }));
  const groups = fc.constantFrom(...[...MONO, ...TEMPO, ...BASE, ...HIST_TRI]);
  const value = fc.string({ maxLength: 16 });
  fc.assert(fc.property(fc.array(fc.tuple(groups, value)), (chosen) => {
    const fields = chosen.map(([[label], text]) => [label, text.replace(/[^ -~]/g, "")] as const);
    lint([bytesOf(frameText(fields)), bytesOf(frameText([["ADSC", "0"], ...fields]))]);
  }));
});
