import { assertEquals, assertLess } from "@std/assert";
import { TicDecoder } from "./decoder.ts";
import { bytesOf, eventsOf, frame, hist, HIST_HC, std, STD_BASE, told } from "./test_line.ts";

Deno.test("TicDecoder reads a group with its place, and the frame around it", () => {
  assertEquals(told("\x02\nPAPP 00360 *\r\x03"), [
    "mode historique",
    "group PAPP=00360 @1",
    "frame long complete 1 groups, 0 lost @0+16",
  ]);
});

Deno.test("TicDecoder reads the nine-field form, and DATE whose data are empty", () => {
  // The bytes of the reference §2.3, mode 2.
  const line =
    "\x02\nDATE\tH081225223518\t\tH\r\nSMAXSN\tE210422183457\t01952\tB\r\nPCOUP\t06\t_\r\x03";
  assertEquals(told(line), [
    "mode standard",
    "group DATE (H081225223518)= @1",
    "mode standard", // a Linky, now that SMAXSN excludes the pilot
    "group SMAXSN (E210422183457)=01952 @24",
    "group PCOUP=06 @54",
    "frame long complete 3 groups, 0 lost @0+67",
  ]);
});

Deno.test("TicDecoder tells the events of the design in their very words", () => {
  const events = eventsOf(`\x02${std("SMAXSN", "05706", "H240128032158")}\nPAPP 00360 +\r\x03`);
  assertEquals(events, [
    { event: "mode", mode: "standard", meter: "linky", offset: 1 },
    {
      event: "group",
      label: "SMAXSN",
      timestamp: "H240128032158",
      value: "05706",
      grade: "ok",
      offset: 1,
    },
    {
      event: "value",
      label: "SMAXSN",
      value: 5706,
      unit: "VA",
      at: "2024-01-28T03:21:58+01:00",
      clock: "ok",
    },
    { event: "error", kind: "checksum", label: "PAPP", offset: 31, length: 14 },
    {
      event: "frame",
      mode: "standard",
      kind: "long",
      complete: false,
      groups: [{ label: "SMAXSN", timestamp: "H240128032158", value: "05706" }],
      lost: 1,
      conflicts: [],
      offset: 0,
      length: 46,
    },
  ]);
});

Deno.test("TicDecoder keeps spaces in data, and a checksum that is a space", () => {
  const line = frame(
    hist("PTEC", "HP.."),
    hist("JAUNE", "12:34:15:11:11:  :01234:00"),
    "\nIINST 009  \r",
  );
  const groups = eventsOf(line, { events: ["group"] });
  assertEquals(groups.map((g) => g.event === "group" && [g.label, g.value]), [
    ["PTEC", "HP.."],
    ["JAUNE", "12:34:15:11:11:  :01234:00"],
    ["IINST", "009"],
  ]);
});

Deno.test("TicDecoder follows a mode switch in mid-stream", () => {
  const line = frame(...HIST_HC) + frame(...STD_BASE) + frame(...HIST_HC);
  const modes = eventsOf(line, { events: ["mode"] });
  assertEquals(modes.map((m) => m.event === "mode" && [m.mode, m.meter, m.offset]), [
    ["historique", "linky", 1],
    ["standard", "linky", 171],
    ["historique", "linky", 171 + 865],
  ]);
});

Deno.test("TicDecoder finds the family of a meter as the labels tell it apart", () => {
  const line = frame(std("ADSC", "999999999999"), std("VTIC", "02"), std("PRM", "01234567890123"));
  const modes = eventsOf(line, { events: ["mode"] });
  assertEquals(modes.map((m) => m.event === "mode" && [m.meter, m.offset]), [
    [null, 1],
    ["linky", 1 + 21 + 11],
  ]);
});

const EOT_CASES: [string, string, string[]][] = [
  ["inside a group", `\x02${HIST_HC[0]}\nOPTARIF HC\x04${frame(HIST_HC[8]!)}`, [
    "mode historique",
    "group ADCO=021961234567 @1",
    "error interrupted OPTARIF @22+11",
    "frame long 1 groups, 1 lost @0+34",
    "group PAPP=02070 @35",
    "frame long complete 1 groups, 0 lost @34+16",
  ]],
  ["between groups, right before the next frame", `\x02${HIST_HC[8]}\x04${frame(HIST_HC[8]!)}`, [
    "mode historique",
    "group PAPP=02070 @1",
    "error interrupted @15+1",
    "frame long 1 groups, 1 lost @0+16",
    "group PAPP=02070 @17",
    "frame long complete 1 groups, 0 lost @16+16",
  ]],
  ["between frames, where it cuts nothing", `${frame(HIST_HC[8]!)}\x04${frame(HIST_HC[8]!)}`, [
    "mode historique",
    "group PAPP=02070 @1",
    "frame long complete 1 groups, 0 lost @0+16",
    "group PAPP=02070 @18",
    "frame long complete 1 groups, 0 lost @17+16",
  ]],
];
for (const [where, line, expected] of EOT_CASES) {
  Deno.test(`TicDecoder hears EOT ${where}`, () => assertEquals(told(line), expected));
}

const P = HIST_HC[8]!; // PAPP, 14 bytes
const I = HIST_HC[6]!; // IINST, 13 bytes
const LOSSES: [string, string, string[]][] = [
  ["a lost STX", `${P}\x03`, ["group PAPP=02070 @0", "frame long 1 groups, 0 lost @0+15"]],
  ["a lost ETX", `\x02${P}\x02${I}\x03`, [
    "group PAPP=02070 @1",
    "frame long 1 groups, 0 lost @0+15",
    "group IINST=009 @16",
    "frame long complete 1 groups, 0 lost @15+15",
  ]],
  ["an empty frame", `${frame(P)}\x02\x03`, [
    "group PAPP=02070 @1",
    "frame long complete 1 groups, 0 lost @0+16",
    "frame long 0 groups, 0 lost @16+2",
  ]],
  ["a lost LF", `\x02${P}${I.slice(1)}${P}\x03`, [
    "group PAPP=02070 @1",
    "error framing @15+12",
    "group PAPP=02070 @27",
    "frame long 2 groups, 1 lost @0+42",
  ]],
  ["another control byte for LF", `\x02${P}\x0e${I.slice(1)}${P}\x03`, [
    "group PAPP=02070 @1",
    "error framing @15+13",
    "group PAPP=02070 @28",
    "frame long 2 groups, 1 lost @0+43",
  ]],
  ["a lost CR", `\x02${P.slice(0, -1)}${I}\x03`, [
    "error truncated PAPP @1+13",
    "group IINST=009 @14",
    "frame long 1 groups, 1 lost @0+28",
  ]],
  ["a group cut by ETX", `\x02${I}${P.slice(0, 6)}\x03`, [
    "group IINST=009 @1",
    "error truncated PAPP @14+6",
    "frame long 1 groups, 1 lost @0+21",
  ]],
  ["a group cut by STX", `\x02${I}${P.slice(0, 6)}\x02${I}\x03`, [
    "group IINST=009 @1",
    "error truncated PAPP @14+6",
    "frame long 1 groups, 1 lost @0+20",
    "group IINST=009 @21",
    "frame long complete 1 groups, 0 lost @20+15",
  ]],
  ["a group cut by the end of the stream", `\x02${I}${P.slice(0, 6)}`, [
    "group IINST=009 @1",
    "error truncated PAPP @14+6",
    "frame long 1 groups, 1 lost @0+20",
  ]],
  ["an empty group", `\x02${I}\n\r\x03`, [
    "group IINST=009 @1",
    "error syntax @14+2",
    "frame long 1 groups, 1 lost @0+17",
  ]],
  // The PMAX of the reference §10.2, n° 3.
  ["no separator before the checksum", `\x02${I}\nPMAX 17480:\r\x03`, [
    "group IINST=009 @1",
    "error syntax PMAX @14+13",
    "frame long 1 groups, 1 lost @0+28",
  ]],
  ["no data", `\x02${I}\nPAPP *\r\x03`, [
    "group IINST=009 @1",
    "error syntax PAPP @14+8",
    "frame long 1 groups, 1 lost @0+23",
  ]],
  ["a label that is none, though the sum is right", `\x02${I}${hist("PA?P", "02070")}\x03`, [
    "group IINST=009 @1",
    "error syntax @14+14",
    "frame long 1 groups, 1 lost @0+29",
  ]],
  // NUL adds nothing to a sum, and bit 7 nothing to its six bits: only the characters tell.
  ["a NUL in a group", `\x02${I}${P.slice(0, 8)}\0${P.slice(8)}\x03`, [
    "group IINST=009 @1",
    "error framing PAPP @14+15",
    "frame long 1 groups, 1 lost @0+30",
  ]],
  ["an 8-bit byte in a group", `\x02${I}${P.replace("2", "\xb2")}\x03`, [
    "group IINST=009 @1",
    "error framing PAPP @14+14",
    "frame long 1 groups, 1 lost @0+29",
  ]],
  ["8-bit bytes and NUL between groups, contiguous ones once", `\x02${I}\0\xff\x80${I}\x03`, [
    "group IINST=009 @1",
    "error framing @14+3",
    "group IINST=009 @17",
    "frame long 2 groups, 1 lost @0+31",
  ]],
  ["noise before the first frame", `?!${frame(I)}`, [
    "error framing @0+2",
    "group IINST=009 @3",
    "frame long complete 1 groups, 0 lost @2+15",
  ]],
];
for (const [what, line, expected] of LOSSES) {
  Deno.test(`TicDecoder tells ${what}, and goes on`, () => {
    assertEquals(told(line).filter((event) => !event.startsWith("mode")), expected);
  });
}

Deno.test("TicDecoder tells a group beyond 256 bytes once, with its whole length", () => {
  const line = `\x02\nPAPP ${"0".repeat(400)} X\r${P}\x03`;
  assertEquals(told(line), [
    "error overflow PAPP @1+409",
    "mode historique",
    "group PAPP=02070 @410",
    "frame long 1 groups, 1 lost @0+425",
  ]);
});

Deno.test("TicDecoder takes 100 kB without a line end in pieces of 4 kB", () => {
  const events = eventsOf(`\nPAPP ${"0".repeat(100_000)}${frame(I)}`, { events: ["error"] });
  const lengths = events.flatMap((e) => e.event === "error" ? [e.length] : []);
  assertEquals(lengths.slice(0, 3), [4096, 4096, 4096]);
  assertEquals(lengths.reduce((sum, n) => sum + n, 0), 100_006);
});

Deno.test("TicDecoder takes a frame of 8 kB, and breaks one beyond 16 kB", () => {
  const large = frame(...Array.from({ length: 585 }, () => P));
  assertEquals(large.length, 8192);
  assertEquals(told(large).at(-1), "frame long complete 585 groups, 0 lost @0+8192");
  const endless = `\x02${P.repeat(3000)}`;
  const frames = told(endless).filter((event) => !event.startsWith("group"));
  assertEquals(frames, [
    "mode historique",
    "error overflow @0+16395",
    "frame long 1171 groups, 1 lost @0+16395",
    "error overflow @16395+16394",
    "frame long 1171 groups, 1 lost @16395+16394",
    "frame long 658 groups, 0 lost @32789+9212",
  ]);
});

/** A line as an 8-bit reader sees it: bit 7 makes the number of ones even (02E §1.5.1). */
function withParity(line: string): string {
  return String.fromCharCode(
    ...bytesOf(line).map((byte) => {
      let ones = 0;
      for (let bits = byte; bits > 0; bits >>= 1) ones += bits & 1;
      return ones % 2 === 0 ? byte : byte | 0x80;
    }),
  );
}

Deno.test("TicDecoder recognises parity in bit 7, tells it once, and masks it", () => {
  for (const groups of [HIST_HC, STD_BASE]) {
    const line = frame(...groups) + frame(...groups);
    const [first, ...rest] = told(withParity(line));
    assertEquals(first, "error parity @0+1");
    assertEquals(rest, told(line));
  }
});

Deno.test("TicDecoder drops a group whose parity is wrong, and follows the end of parity", () => {
  const damaged = withParity(frame(I, P, I)).replace("\xb7", "7");
  const line = damaged + frame(I, P) + frame(I);
  assertEquals(told(line), [
    "error parity @0+1",
    "mode historique",
    "group IINST=009 @1",
    "error framing PAPP @14+14",
    "group IINST=009 @28",
    "frame long 2 groups, 1 lost @0+42",
    "group IINST=009 @43",
    "group PAPP=02070 @56",
    "frame long complete 2 groups, 0 lost @42+29",
    "group IINST=009 @72",
    "frame long complete 1 groups, 0 lost @71+15",
  ]);
});

Deno.test("TicDecoder tells short frames, and standby frames, from long ones", () => {
  const short = [hist("ADIR1", "031"), HIST_HC[0]!, hist("IINST1", "031"), hist("IINST2", "002")];
  const kinds = (line: string) =>
    eventsOf(line, { events: ["frame"] }).map((f) => f.event === "frame" && f.kind);
  assertEquals(
    kinds(frame(...HIST_HC) + frame(...short) + frame(...short.slice(1)) + frame(HIST_HC[0]!)),
    ["long", "short", "short", "standby"],
  );
  assertEquals(kinds(`\x02${HIST_HC[0]}\x04`), ["long"]);
});

Deno.test("TicDecoder doubts what no meter sends", () => {
  const doubts = (...groups: string[]) =>
    eventsOf(frame(...groups), { events: ["group"] }).map((g) => g.event === "group" && g.grade);
  assertEquals(doubts(hist("PAPP", "0q360"), hist("PAPP", "0360"), hist("TENSION", "230")), [
    "suspect",
    "suspect",
    "suspect",
  ]);
  assertEquals(doubts(std("SMAXSN", "05706"), std("EAST", "012345678", "H260114060001")), [
    "suspect",
    "suspect",
  ]);
  // IMAX is said to be the constant 090 (54E §6.1.1), but 060 is seen: no doubt.
  assertEquals(doubts(hist("IMAX", "060"), hist("MOTDETAT", "40CC00")), ["ok", "ok"]);
});

Deno.test("TicDecoder doubts an index that jumps, until a second one agrees", () => {
  const index = (n: number) => hist("BASE", String(n).padStart(9, "0"));
  const grades = (...values: number[]) =>
    eventsOf(frame(...values.map(index)), { events: ["group"] })
      .map((g) => g.event === "group" && g.grade === "ok");
  assertEquals(grades(1000, 1001, 901_001, 1002), [true, true, false, true]);
  assertEquals(grades(1000, 1001, 900, 1002), [true, true, false, true]);
  assertEquals(grades(1000, 1001, 5_000_000, 5_000_001, 5_000_002), [
    true,
    true,
    false,
    false,
    true,
  ]);
});

Deno.test("TicDecoder forgets the indexes with another meter", () => {
  const line = frame(hist("ADCO", "021961234567"), hist("BASE", "000001000")) +
    frame(hist("ADCO", "021961234567"), hist("BASE", "000001001")) +
    frame(hist("ADCO", "041961000001"), hist("BASE", "090000000"));
  const grades = eventsOf(line, { events: ["group"] })
    .flatMap((g) => g.event === "group" && g.label === "BASE" ? [g.grade] : []);
  assertEquals(grades, ["ok", "ok", "ok"]);
});

Deno.test("TicDecoder lets an index grow with the time that DATE tells", () => {
  const at = (date: string, east: number) =>
    frame(std("DATE", "", date), std("EAST", String(east).padStart(9, "0")));
  const line = at("H260114060000", 1000) + at("H260114060001", 1001) + at("H260115060001", 200_000);
  const grades = eventsOf(line, { events: ["group"] })
    .flatMap((g) => g.event === "group" && g.label === "EAST" ? [g.grade] : []);
  assertEquals(grades, ["ok", "ok", "ok"]);
});

Deno.test("TicDecoder drops suspect groups when strict", () => {
  const line = frame(hist("PAPP", "00360"), hist("PAPP", "0q360"));
  const events = eventsOf(line, { events: ["group", "frame"], strict: true });
  assertEquals(events.map((e) => e.event === "group" ? e.value : e.event), ["00360", "frame"]);
});

Deno.test("TicDecoder tells an unknown label beside its group, and a reading that cannot be", () => {
  const line = frame(hist("TENSION", "230"), hist("PAPP", "0q360"));
  const events = eventsOf(line, { events: ["notice", "error"] });
  assertEquals(events, [
    { event: "notice", kind: "unknown-label", label: "TENSION", offset: 1 },
    { event: "error", kind: "value", label: "PAPP", offset: 16, length: 14 },
  ]);
});

Deno.test("TicDecoder names the rules that a frame breaks within itself", () => {
  const conflicts = (change: (groups: string[]) => void) => {
    const groups = [...STD_BASE];
    change(groups);
    const [event] = eventsOf(frame(...groups), { events: ["frame"] });
    return event?.event === "frame" ? event.conflicts : undefined;
  };
  const swap = (label: string, group: string) => (groups: string[]) => {
    groups[groups.findIndex((g) => g.startsWith(`\n${label}\t`))] = group;
  };
  assertEquals(conflicts(() => {}), []);
  assertEquals(conflicts(swap("NTARF", std("NTARF", "02"))), [
    "NTARF is not the index of STGE bits 10-13",
  ]);
  assertEquals(conflicts(swap("RELAIS", std("RELAIS", "001"))), [
    "RELAIS and STGE bit 0 disagree on the dry contact",
  ]);
  assertEquals(conflicts(swap("STGE", std("STGE", "00380101"))), [
    "STGE bit 17 says historique",
    "EAIT and STGE bit 8 disagree on the producer mode",
  ]);
  assertEquals(conflicts(swap("EASF02", std("EASF02", "000000001"))), [
    "EAST is not the sum of EASF01 to EASF10",
  ]);
  // One captured meter is 1 Wh off in EASD (reference §10.2, n° 11).
  assertEquals(conflicts(swap("EASD02", std("EASD02", "000000001"))), []);
  assertEquals(conflicts(swap("EASD02", std("EASD02", "000000002"))), [
    "EAST is not the sum of EASD01 to EASD04",
  ]);
});

Deno.test("TicDecoder reads a profile in the base that an earlier one proved", () => {
  const profile = (first: string) => std("PJOURF+1", `${first}${" NONUTILE".repeat(10)}`);
  // 0A00 can only be hexadecimal, so that 1000 after it is 16:00 (reference §7.7).
  const times = eventsOf(frame(profile("10008001"), profile("0A008001"), profile("10008001")), {
    events: ["value"],
  }).map((e) => e.event === "value" && (e.value as { blocks: { time: string }[] }).blocks[0]?.time);
  assertEquals(times, ["10:00", "10:00", "16:00"]);
});

Deno.test("TicDecoder remembers no more of a line whose labels never come again", () => {
  const decoder = new TicDecoder({ events: ["error"] });
  const used = () => Deno.memoryUsage().heapUsed + Deno.memoryUsage().external;
  let before = 0;
  for (let part = 0; part < 40; part++) {
    // After some parts the engine has what it needs; a memo a label would take 100 MB from there.
    if (part === 10) before = used();
    const groups = Array.from(
      { length: 5_000 },
      (_, i) => hist(`L${(part * 5_000 + i).toString(36).toUpperCase()}`, "1"),
    );
    decoder.push(bytesOf(frame(...groups)));
  }
  assertLess(used() - before, 50_000_000);
});
