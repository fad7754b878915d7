import { assert, assertEquals } from "@std/assert";
import { groups, one, small } from "../test_suite.ts";
import type { SuiteCase } from "../suite_case.ts";
import { drop } from "./drop.ts";
import { duplicateGroup } from "./duplicate_group.ts";
import { eot } from "./eot.ts";
import { flip } from "./flip.ts";
import { garbage } from "./garbage.ts";
import { insert } from "./insert.ts";
import { longRun } from "./long_run.ts";
import { replace } from "./replace.ts";
import { start } from "./start.ts";
import { swapBytes } from "./swap_bytes.ts";
import { swapGroups } from "./swap_groups.ts";
import { truncate } from "./truncate.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const texts = (members: Iterable<Uint8Array>) =>
  Array.from(members, (member) => String.fromCharCode(...member));
const FRAME = "\x02\nA 1 2\r\nB 3 4\r\x03";

Deno.test("members of the families of one byte are what their names say", () => {
  const abc = bytes("abc");
  assertEquals(texts(truncate(abc)), ["a", "ab"]);
  assertEquals(texts(eot(abc)), ["a\x04", "ab\x04"]);
  assertEquals(texts(start(abc)), ["bc", "c"]);
  assertEquals(texts(drop(abc)), ["bc", "ac", "ab"]);
  assertEquals(texts(insert(bytes("ab"), { bytes: [0x30, 0x31] })), ["0ab", "1ab", "a0b", "a1b"]);
  assertEquals(texts(replace(bytes("ab"), { bytes: [0x30, 0x61, 0x21] })), [
    "0b",
    "a0",
    "aa",
    "a!",
  ]);
  assertEquals(texts(swapBytes(bytes("abb"))), ["bab"]);
  assertEquals(texts(flip(bytes("a"))), ["`", "c", "e", "i", "q", "A", "!", "\xe1"]);
  assertEquals(texts(flip(bytes("M"))), ["L", "O", "I", "E", "]", "m", "\xcd"], "no CR");
});

Deno.test("members of the families of groups are frames", () => {
  assertEquals(texts(duplicateGroup(bytes(FRAME))), [
    "\x02\nA 1 2\r\nA 1 2\r\nB 3 4\r\x03",
    "\x02\nA 1 2\r\nB 3 4\r\nB 3 4\r\x03",
  ]);
  assertEquals(texts(swapGroups(bytes(FRAME))), ["\x02\nB 3 4\r\nA 1 2\r\x03"]);
  assertEquals(texts(longRun(bytes(FRAME), { lengths: [3] })), ["\x02\nA UUU"]);
});

Deno.test("garbage() draws the same bytes of 7 bits for the same seed", () => {
  const draw = (seed: number) => texts(garbage(bytes(""), { seed, count: 20, longest: 9 }));
  assertEquals(draw(1), draw(1));
  assert(draw(1).join() !== draw(2).join());
  assert(draw(1).every((member) => member.length >= 1 && member.length <= 9));
  assert(draw(1).every((member) => /^[\0-\x7f]+$/.test(member)));
});

const family = (words: string, rule?: string) => one(`family: { ${words} }`, rule);
const recoveries = ({ expect }: SuiteCase) =>
  Math.max(0, ...expect[0]!.expect.frames.map(({ recovery }) => recovery ?? 0));

Deno.test("each member of a family is followed by three sentinels, of which one is required", async () => {
  const built = await family("kind: truncate, frame: hist");
  const length = built.expect[0]!.expect.frames.length;
  assertEquals(recoveries(built), 67, "a frame of 68 bytes");
  assertEquals(length, 1 + 3 + 67 * 4 + 1);
  assertEquals(groups(built.expect[0]!, "must").length, 9, "the sentinels before all");
  assertEquals([built.mode, built.chunkings], ["historique", ["whole", 16]]);
});

Deno.test("a flip that the sum does not see may be said, and one that it sees may not", async () => {
  const { expect } = await family("kind: flip, frame: hist -ADCO -BASE -PTEC");
  assertEquals(expect.map(({ choice }) => choice), ["bit 7 taken as it is", "bit 7 masked"]);
  for (const way of expect) {
    const said = new Set(groups(way, "may"));
    assert(said.has("PAPP=0p360"), "bit 6 of a digit is worth 64");
    assert(said.has("PAPP=00360"), "bit 7 may be masked");
    assert(!said.has("PAPP=00361"), "bit 0 shows");
  }
});

Deno.test("groups that come twice or out of order are required of nobody", async () => {
  for (const kind of ["duplicate-group", "swap-groups"]) {
    const built = await family(`kind: ${kind}, frame: std`);
    const [way] = built.expect;
    assertEquals(groups(way!, "must").length, 9, kind);
    assert(recoveries(built) >= 2, kind);
  }
});

Deno.test("a family of many good frames requires them all", async () => {
  const built = await family("kind: many, frame: std, count: 50");
  const must = groups(built.expect[0]!, "must");
  assertEquals(must.filter((group) => group === "SMAXSN=02410").length, 50);
  assertEquals(recoveries(built), 0);
});

Deno.test("every takes one member of several", async () => {
  assertEquals(recoveries(await family("kind: drop, frame: hist, every: 10")), 7);
});

Deno.test("a family is refused where it is wrong or too long", async () => {
  const { problems } = await small(`
- { id: a, rule: small/must, title: A, family: { kind: trunkate, frame: hist } }
- { id: b, rule: small/must, title: B, family: { kind: truncate, frame: hits } }
- { id: c, rule: small/must, title: C, family: { kind: truncate, frame: hist, bytes: [1] } }
- { id: d, rule: small/must, title: D, family: { kind: long-run, frame: hist, lengths: [500000] } }
- { id: e, rule: small/must, title: E, family: { kind: many, frame: hist, count: 0 } }
`);
  assertEquals(problems.map((text) => text.slice(0, 70)), [
    '3: Cannot write "{hits}": no base frame is called "hits", did you mean',
    '2: in "family": "kind" cannot hold "trunkate", did you mean "truncate"',
    '4: in "family": unknown key "bytes": one of kind, frame, every',
    '5: in "family": 500337 bytes are more than 400000: take a shorter fram',
    '6: in "family": "count" has to be a number from 1, not 0',
  ]);
});
