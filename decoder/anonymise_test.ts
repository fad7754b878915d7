import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { outside } from "../tools/outside.ts";
import { encodeFrame } from "../tic/frame.ts";
import { latin1, latin1Bytes } from "../tic/latin1.ts";
import { anonymise } from "./anonymise.ts";
import { leaks } from "./anonymise_leaks.ts";
import { TicDecoder } from "./decoder.ts";
import type { GroupEvent } from "./events.ts";

const made = (line: string) => latin1(anonymise(latin1Bytes(line)).bytes);

/** Bit 7 as even parity, as an 8-bit reader sees a 7E1 line. */
const withParity = (line: Uint8Array) =>
  line.map((byte) => byte | [...byte.toString(2)].filter((bit) => bit === "1").length % 2 << 7);

function groupsOf(line: Uint8Array): GroupEvent[] {
  const decoder = new TicDecoder({ events: ["group"] });
  return [...decoder.push(line), ...decoder.end()].filter((event) => event.event === "group");
}

const SECRET = /^(?:ADCO|ADSC|ADS|PRM|MSG1|MSG2|MESSAGE)$/i;

/** What must hold for any line. */
function check(line: Uint8Array, name?: string) {
  const { bytes } = anonymise(line);
  assertEquals(bytes.length, line.length, name);
  assertEquals(latin1(anonymise(bytes).bytes), latin1(bytes), name);
  assertEquals(leaks(line, bytes), [], name);
  const [before, after] = [groupsOf(line), groupsOf(bytes)];
  assertEquals(after.length, before.length, name);
  for (const [i, group] of before.entries()) {
    const { label, value, timestamp, offset } = after[i]!;
    assertEquals([label, offset], [group.label, group.offset], name);
    if (SECRET.test(label)) assertEquals(value.length, group.value.length, name);
    else if (group.grade === "ok") {
      assertEquals([timestamp, value], [group.timestamp, group.value], name);
    }
  }
}

Deno.test("anonymise() numbers meters and homes as they appear, and keeps maker, year and type", () => {
  const frame = (adsc: string, prm: string) =>
    latin1(encodeFrame([
      { label: "ADSC", value: adsc },
      { label: "EAST", value: "021976551" },
      { label: "PRM", value: prm },
    ], "standard"));
  assertEquals(
    made(
      frame("021976551234", "12345678901234") + frame("041961000777", "00000000000000") +
        frame("021976551234", "12345678901234"),
    ),
    frame("021976000001", "00000000000001") + frame("041961000002", "00000000000000") +
      frame("021976000001", "00000000000001"),
  );
});

Deno.test("anonymise() knows the same meter in both modes, and the meters of businesses", () => {
  const frame = (label: string, value: string, mode: "standard" | "historique") =>
    latin1(encodeFrame([{ label, value }], mode));
  const line = (first: string, second: string) =>
    frame("ADCO", first, "historique") + frame("ADSC", first, "standard") +
    frame("ADS", second, "historique");
  assertEquals(
    made(line("021976551234", "0414AB96822Z")),
    line("021976000001", "0414AB000002"),
  );
});

Deno.test("anonymise() keeps wrong checksums wrong by as much", () => {
  assertEquals(
    made("\nADCO 021976551234 D\r\nADCO 021976551234 E\r\nADCO 021976551234 \x01\r"),
    "\nADCO 021976000001 1\r\nADCO 021976000001 2\r\nADCO 021976000001 \x01\r",
  );
});

Deno.test("anonymise() finds numbers in cut and damaged groups", () => {
  const right = "\nADCO 021976551234 D\r";
  const becomes = "\nADCO 021976000001 1\r";
  for (
    const [damaged, clean] of [
      ["976551234 D\r", "976000001 D\r"],
      ["\nADCO 0219765", "\nADCO 0219760"],
      ["\nADCO 02197\x02", "\nADCO 02197\x02"],
      ["\x02\nADCO 0219\x0476551234 D\r", "\x02\nADCO 0219\x0476000001 D\r"],
      ["\nADCO 0219\n76551234 D\r", "\nADCO 0219\n76000001 .\r"],
      ["\nADCO 021976551234OPTARIF BASE 0\r", "\nADCO 021976000001OPTARIF BASE Z\r"],
      ["\n021976551234\r", "\n021976000001\r"],
      ["\nADCO 99\x02", "\nADCO 00\x02"],
      ["\nAD\x7fO 345345345345 D\r", "\nAD\x7fO 000000000000 ?\r"],
    ]
  ) {
    const all = latin1(anonymise(latin1Bytes(right + damaged)).bytes);
    assertEquals(all.slice(right.length).replace(/.\r$/, ""), clean!.replace(/.\r$/, ""));
    assertEquals(all.slice(0, right.length), becomes);
  }
});

Deno.test("anonymise() takes messages away, but not the one that every meter has", () => {
  const frame = (message: string, short: string) =>
    latin1(encodeFrame([
      { label: "MSG1", value: message.padEnd(32) },
      { label: "MSG2", value: short.padEnd(16) },
    ], "standard"));
  assertEquals(
    made(frame("M. Durand, tel. 0612345678", "COUPURE A 14H") + "ommage Durand, tel. 06\t<\r"),
    frame("X. XXXXXX, XXX. 0000000000", "XXXXXXX X 00X") + "ommage XXXXXX, XXX. 00\t<\r",
  );
  const usual = frame("PAS DE          MESSAGE", "");
  assertEquals(made(usual), usual);
});

Deno.test("anonymise() leaves horodates, readings and what others have masked", () => {
  const line = latin1(encodeFrame([
    { label: "ADSC", value: "240128032158" },
    { label: "DATE", value: "", timestamp: "H240128032158" },
    { label: "SMAXSN", value: "05706", timestamp: "H240128032158" },
  ], "standard"));
  assertEquals(made(line), line.replace(/ADSC.*\r(?=\nDATE)/, "ADSC\t240128000001\t_\r"));
  for (const masked of ["\nADCO XXXXXXXXXXXX 7\r", "\nADCO xxxxxxxxxxxxxx :\r"]) {
    assertEquals(made(masked), masked);
  }
  const damaged = "\nSMAXSX\tH250630120000\t05706\t!\r";
  assertEquals(made(damaged), damaged);
});

Deno.test("anonymise() keeps parity in bit 7, and the damage to it", () => {
  const line = encodeFrame([{ label: "ADCO", value: "021976551234" }], "historique");
  const bytes = withParity(line);
  assertEquals(anonymise(bytes).bytes, withParity(latin1Bytes(made(latin1(line)))));
  bytes[9]! ^= 0x80;
  const wrong = withParity(latin1Bytes(made(latin1(line))));
  wrong[9]! ^= 0x80;
  assertEquals(anonymise(bytes).bytes, wrong);
});

const digits = (length: number) =>
  fc.noBias(fc.integer({ min: 10 ** (length - 1), max: 10 ** length - 1 })).map(String);
const number = fc.tuple(fc.constantFrom("021961", "041776", "031428"), digits(6))
  .map(([known, serial]) => known + serial);
const message = fc.string({ unit: fc.constantFrom(..."ABCDurand 012.,"), maxLength: 16 });
const frame = fc.record({
  mode: fc.constantFrom("historique", "standard"),
  number,
  home: digits(14),
  index: digits(9),
  message,
}).map(({ mode, number, home, index, message }) =>
  mode === "historique"
    ? encodeFrame([
      { label: "ADCO", value: number },
      { label: "BASE", value: index },
      { label: "PTEC", value: "TH.." },
    ], "historique")
    : encodeFrame([
      { label: "ADSC", value: number },
      { label: "DATE", timestamp: "H240128032158", value: "" },
      { label: "EAST", value: index },
      { label: "MSG1", value: message.padEnd(32) },
      { label: "PRM", value: home },
    ], "standard")
);
/** Some frames, each several times, so that its damaged copies have a whole one beside them. */
const line = fc.array(frame, { minLength: 1, maxLength: 3 }).map((frames) => {
  const all = [...frames, ...frames, ...frames].map((bytes) => latin1(bytes)).join("");
  return latin1Bytes(all);
});
const damage = fc.array(
  fc.record({
    at: fc.nat(),
    how: fc.constantFrom("set", "cut", "put"),
    byte: fc.integer({ min: 0, max: 255 }),
    length: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 12 },
);

Deno.test("anonymise() twice is anonymise() once, leaks nothing and loses no group, on any noise", () => {
  fc.assert(
    fc.property(line, damage, fc.boolean(), (clean, damages, parity) => {
      let text = latin1(parity ? withParity(clean) : clean);
      for (const { at, how, byte, length } of damages) {
        const i = at % text.length;
        const put = how === "cut" ? "" : String.fromCharCode(byte);
        text = text.slice(0, i) + put +
          text.slice(i + (how === "put" ? 0 : how === "set" ? 1 : length));
      }
      check(latin1Bytes(text));
    }),
    { numRuns: 600, seed: 42 },
  );
});

Deno.test("anonymise() holds the same on bytes of chance", () => {
  const few = fc.array(fc.constantFrom(..."\n\r\x02\x03ADCOPRMS 012345\t"), { maxLength: 200 });
  fc.assert(fc.property(few, (list) => check(latin1Bytes(list.join("")))), {
    numRuns: 300,
    seed: 42,
  });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => check(bytes)), { seed: 42 });
});

const folder = outside("captures", "TICLAB_CAPTURES");

Deno.test({
  name: "anonymise() holds the same on the lines of real meters, whole and damaged",
  ignore: folder === null,
  fn: () => {
    let changed = 0;
    for (const { name } of Deno.readDirSync(folder!)) {
      if (!name.endsWith(".tic")) continue;
      const line = Deno.readFileSync(`${folder}/${name}`);
      check(line, name);
      check(withParity(line), name);
      let state = 42;
      for (let at = 0; at < line.length; at += state % 200) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 8;
        line[at] = state & 0x7f;
      }
      check(line, `${name} damaged`);
      if (anonymise(line).places > 0) changed++;
    }
    assert(changed > 40, `only ${changed} captures had something to replace`);
  },
});

Deno.test("leaks() finds numbers and their parts wherever they are left", () => {
  const line = latin1Bytes("\nADCO 021976551234 D\r\nADCO 021976551234 E\r");
  const { bytes } = anonymise(line);
  assertEquals(leaks(line, bytes), []);
  const left = (text: string) => leaks(line, latin1Bytes(latin1(bytes) + text));
  assertEquals(left("021976551234")[0], "021976551234");
  assertEquals(left("\nADCO 976551"), ["976551"]);
  assertEquals(left("\nADCO 976\x80551"), []);
  assertEquals(left("\nBASE 021976551 5\r").length > 0, true);
  assertEquals(leaks(line, line)[0], "021976551234");
});

Deno.test("leaks() does not take a reading that happens to look alike for a leak", () => {
  const line = encodeFrame([
    { label: "ADCO", value: "021976551234" },
    { label: "BASE", value: "076551234" },
  ], "historique");
  assertEquals(leaks(line, anonymise(line).bytes), []);
});
