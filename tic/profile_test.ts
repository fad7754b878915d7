import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeProfile, encodeProfile, type ProfileBlock } from "./profile.ts";

/** A profile of some blocks, the rest of the eleven unused. */
function profile(blocks: string): string {
  const used = blocks === "" ? [] : blocks.split(" ");
  return [...used, ...new Array(11 - used.length).fill("NONUTILE")].join(" ");
}

const plain = { virtual: [], unused: 0 };

Deno.test("decodeProfile() reads the captured profiles of BASE, Tempo and off-peak contracts", () => {
  assertEquals(decodeProfile(profile("00008001")).blocks, [
    { time: "00:00", minutes: 0, contact: "open", index: 1, ...plain },
  ]);
  assertEquals(decodeProfile(profile("00004001 06004002 22004001")), {
    base: "decimal",
    certain: true, // 0x22 is no hour
    blocks: [
      { time: "00:00", minutes: 0, contact: "tempo", index: 1, ...plain },
      { time: "06:00", minutes: 360, contact: "tempo", index: 2, ...plain },
      { time: "22:00", minutes: 1320, contact: "tempo", index: 1, ...plain },
    ],
  });
  const offPeak = decodeProfile(profile("00008002 0100C001 06008002 1230C001 15308002"));
  assertEquals(offPeak.blocks.map(({ time }) => time), [
    "00:00",
    "01:00",
    "06:00",
    "12:30",
    "15:30",
  ]);
  assertEquals(
    offPeak.blocks.map(({ contact }) => contact).join(" "),
    "open closed open closed open",
  );
});

Deno.test("decodeProfile() finds hexadecimal hours by a letter or by a time that is none", () => {
  const rows = [
    ["00008001 061EC002", "00:00 06:30"],
    ["00008001 0D1A8002", "00:00 13:26"],
    ["00008001 0A008002 16008001", "00:00 10:00 22:00"],
    ["00008001 0773C001", null],
    ["0738C001 0D1A8002", "07:56 13:26"],
    ["00008001 0179C002", null],
  ] as const;
  for (const [blocks, times] of rows) {
    if (times === null) {
      assertThrows(() => decodeProfile(profile(blocks)), SyntaxError, "no decimal time");
      continue;
    }
    const read = decodeProfile(profile(blocks));
    assertEquals(read.base, "hexadecimal");
    assertEquals(read.certain, true);
    assertEquals(read.blocks.map(({ time }) => time).join(" "), times);
  }
});

Deno.test("decodeProfile() takes an open case for decimal, unless told or decided before", () => {
  const open = profile("00008002 0738C001 16008002");
  assertEquals(decodeProfile(open).base, "decimal");
  assertEquals(decodeProfile(open).certain, false);
  const times = (options: Parameters<typeof decodeProfile>[1]) =>
    decodeProfile(open, options).blocks.map(({ time }) => time).join(" ");
  assertEquals(times({}), "00:00 07:38 16:00");
  assertEquals(times({ previous: "hexadecimal" }), "00:00 07:56 22:00");
  assertEquals(times({ base: "hexadecimal", previous: "decimal" }), "00:00 07:56 22:00");
  const decided = profile("00004001 22004001");
  assertEquals(decodeProfile(decided, { previous: "hexadecimal" }).base, "decimal");
  assertThrows(
    () => decodeProfile(decided, { base: "hexadecimal" }),
    SyntaxError,
    "no hexadecimal time in 22004001, block 2",
  );
});

Deno.test("decodeProfile() reads contacts, virtual contacts, index and the bits that mean nothing", () => {
  const block = (word: string) => decodeProfile(profile(`0600${word}`)).blocks[0];
  const at = { time: "06:00", minutes: 360 };
  assertEquals(block("0000"), { ...at, contact: "unchanged", virtual: [], index: null, unused: 0 });
  assertEquals(block("C00A"), { ...at, contact: "closed", virtual: [], index: 10, unused: 0 });
  assertEquals(block("0410"), {
    ...at,
    contact: "unchanged",
    virtual: [1, 7],
    index: null,
    unused: 0,
  });
  assertEquals(block("B80B"), { ...at, contact: "open", virtual: [], index: null, unused: 0x380b });
});

Deno.test("encodeProfile() gives back every profile, in both bases", () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const block = fc.record({ minutes, word: fc.integer({ min: 0, max: 0xffff }) });
  const blocks = fc.array(block, { maxLength: 11 });
  fc.assert(fc.property(blocks, fc.constantFrom(10, 16), (blocks, radix) => {
    const digits = (number: number, radix: number, width: number) =>
      number.toString(radix).toUpperCase().padStart(width, "0");
    const text = profile(
      blocks.map(({ minutes, word }) =>
        digits(Math.floor(minutes / 60), radix, 2) + digits(minutes % 60, radix, 2) +
        digits(word, 16, 4)
      ).join(" "),
    );
    const base = radix === 10 ? "decimal" : "hexadecimal";
    const read = decodeProfile(text, { base });
    assertEquals(read.blocks.map(({ minutes }) => minutes), blocks.map(({ minutes }) => minutes));
    assertEquals(encodeProfile(read), text);
  }));
});

Deno.test("decodeProfile() refuses what is no profile, and says where", () => {
  const rejected = (text: string, why: string) =>
    assertThrows(() => decodeProfile(text), SyntaxError, why);
  rejected("", "1 blocks, not 11");
  rejected(profile("00008001").slice(0, -9), "10 blocks, not 11");
  rejected(profile("0000800p"), 'block 1 "0000800p" is not HHMMSSSS');
  rejected(
    profile("NONUTILE 00008001"),
    'block 2 "00008001" is not HHMMSSSS, nor NONUTILE at the end',
  );
  rejected(profile("2A4B8001"), "no decimal time in 2A4B8001, block 1");
});

Deno.test("encodeProfile() refuses fields out of their range", () => {
  const good = { minutes: 0, contact: "open", virtual: [], index: 1, unused: 0 } as const;
  const refused = (blocks: Omit<ProfileBlock, "time">[], why: string) =>
    assertThrows(() => encodeProfile({ base: "decimal", blocks }), RangeError, why);
  const { virtual: _, ...rest } = good;
  const block = { ...rest, virtual: [] as number[] };
  refused(new Array(12).fill(block), "12 blocks, not at most 11");
  refused([{ ...block, minutes: 1440 }], "minutes 1440 is not 0 to 1439");
  refused([{ ...block, minutes: 0.5 }], "minutes 0.5");
  refused([{ ...block, index: 11 }], "index 11 is not 1 to 10");
  refused([{ ...block, virtual: [8] }], "virtual contact 8 is not 1 to 7");
});
