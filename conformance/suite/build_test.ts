import { assert, assertEquals } from "@std/assert";
import { groups, one, small } from "./test_suite.ts";

const LEAD = ["ADCO=021961551234", "PAPP=00290"];
const SENTINEL = ["ADCO=021961551234", "BASE=012345679", "PAPP=02090"];

Deno.test("a case requires the groups of clean frames, and no more", async () => {
  const { expect: [way], mode, needs, sets, depth, chunkings } = await one(`bytes: "{hist}"`);
  assertEquals(groups(way!, "must"), [
    "ADCO=021961551234",
    "BASE=012345678",
    "PTEC=TH..",
    "PAPP=00360",
  ]);
  assertEquals(groups(way!, "may"), [...LEAD, ...SENTINEL], "the frames before and after");
  assertEquals([mode, needs, sets, depth], [
    "historique",
    ["historique"],
    ["historique"],
    "syntax",
  ]);
  assertEquals(chunkings, ["whole", "bytes", 3, 16]);
});

Deno.test("a must-level case requires one of three sentinels after damage, a should-level one the first", async () => {
  const bytes = `bytes: "{hist} ␂␊PAPP 00360 ✗8␍␃ {sentinels}"`;
  const { expect: [must] } = await one(bytes);
  const recovery = must!.expect.frames.map((frame) => frame.recovery);
  assertEquals(recovery, [undefined, undefined, undefined, 1, 1, 1, undefined]);
  assertEquals(groups(must!, "must").length, 4, "the frame before the damage");
  const { expect: [should] } = await one(bytes, "small/should");
  assertEquals(groups(should!, "must").slice(4), SENTINEL);
  const { expect: [none] } = await one(`${bytes}\nrecover: none`);
  assertEquals(none!.expect.frames.filter((frame) => frame.recovery), []);
});

Deno.test("each sentinel has an index of its own, from the index before it on", async () => {
  const { expect: [way] } = await one(`bytes: "{hist} U {sentinels} U {sentinels}"`);
  const indexes = way!.expect.groups.filter(({ label }) => label === "BASE");
  const numbers = indexes.map(({ value }) => Number(value));
  assertEquals(numbers, Array.from({ length: 8 }, (_, i) => 12_345_678 + i));
  assertEquals(way!.expect.frames.map(({ recovery }) => recovery ?? 0), [
    0,
    0,
    1,
    1,
    1,
    2,
    2,
    2,
    0,
  ]);
});

Deno.test("after three good frames frames are required again", async () => {
  const { expect: [way] } = await one(`bytes: "U {hist} {hist} {hist} {hist PAPP=00420}"`);
  assertEquals(groups(way!, "must"), [
    "ADCO=021961551234",
    "BASE=012345678",
    "PTEC=TH..",
    "PAPP=00420",
  ]);
});

Deno.test("say adds groups to those of base frames, in wire order for each label", async () => {
  const { expect: [way] } = await one(
    `bytes: "{hist} ␂␊PAPP 00370 ✓␍␊PAPP 00380 ✓␍␊IINST 002 ✓␍␃"\nsay: [IINST=002]`,
  );
  assertEquals(groups(way!, "must").slice(4), ["IINST=002"]);
});

Deno.test("a label that a frame says twice is not required with two values", async () => {
  const { expect: [way] } = await one(
    `bytes: "␂␊PAPP 00370 ✓␍␊PAPP 00380 ✓␍␊IINST 002 ✓␍␊IINST 002 ✓␍␃"`,
  );
  assertEquals(groups(way!, "must"), ["IINST=002"]);
});

Deno.test("a must-level case cannot require what the documents let a receiver drop", async () => {
  const refused = async (rest: string) =>
    (await small(`- id: one\n  rule: small/must\n  title: One\n${rest.replace(/^/gm, "  ")}`))
      .problems;
  const good = `{hist PAPP=00420}`;
  assertEquals(await refused(`bytes: "␂␊PAPP 00360 ✓␍␊IINST 002 ✗8␍␃"\nsay: [PAPP=00360]`), [
    '5: "say" cannot require "PAPP=00360" at level must: its frame is not whole and good, and ' +
    "02E §1.5.3.1 lets a receiver drop it",
  ]);
  assertEquals(await refused(`bytes: "␂␊PAPP 00360 ✓␍␄ ${good}"\nsay: [PAPP=00360]`), [
    '5: "say" cannot require "PAPP=00360" at level must: its frame is not whole and good, and ' +
    "02E §1.5.3.1 lets a receiver drop it",
  ]);
  assertEquals(await refused(`bytes: "{hist} U ${good}"\nsay: [PAPP=00420]`), [
    '5: "say" cannot require "PAPP=00420" at level must: its frame is the first after damage',
  ]);
  assertEquals(await refused(`bytes: "␂␊NEWLAB 12 ✓␍␃"\nsay: [NEWLAB=12]`), [
    '5: "say" cannot require "NEWLAB=12" at level must: no meter of the documents has that label',
  ]);
  assertEquals(await refused(`bytes: "␊PAPP 00360 ✓␍ ${good}"\nsay: all`), [
    '5: "say: all" cannot require "PAPP=00360" at level must: it stands outside of every frame',
    ...["ADCO=021961551234", "BASE=012345678", "PTEC=TH..", "PAPP=00420"].map((group) =>
      `5: "say: all" cannot require "${group}" at level must: its frame is the first after damage`
    ),
  ]);
  assertEquals(await refused(`bytes: "{hist} ${good}"\nsay: [PAPP=00999, PAPPP=1, PAPP]`), [
    '5: "say" cannot require "PAPP=00999": the line has "PAPP=00360", "PAPP=00420"',
    '5: "say" cannot require "PAPPP=1": no PAPPP is on the line, did you mean "PAPP"?',
    '5: "say" cannot hold "PAPP": write LABEL=value or LABEL@timestamp=value',
  ]);
  assertEquals(await refused(`bytes: "{hist}"\nsay: [PAPP=02090]`), [
    '5: "say" cannot require "PAPP=02090": the line has "PAPP=00360"',
  ], "which only the closing frame has");
});

Deno.test("what is refused at level must may be required at level should", async () => {
  const source = `bytes: "␂␊PAPP 00360 ✓␍␊IINST 002 ✗8␍␃"\nsay: [PAPP=00360]`;
  const { expect: [way] } = await one(source, "small/should");
  assertEquals(groups(way!, "must"), ["PAPP=00360"]);
});

Deno.test("never forbids a right sum, is content with a wrong one, and refuses what is not there", async () => {
  const { expect: [way] } = await one(
    `bytes: "{hist} ␊PAPP 00370 ✓␍ ␊IINST 002 ✗8␍"\nnever: [PAPP=00370, IINST=002]`,
    "small/observe",
  );
  assertEquals(groups(way!, "never"), ["PAPP=00370"]);
  const { problems } = await small(
    `- { id: a, rule: small/must, title: A, bytes: "{hist}", never: ["IMAX=090"] }`,
  );
  assertEquals(problems, ['1: "never" cannot forbid "IMAX=090": no IMAX is on the line']);
});

Deno.test("values, errors, modes and kinds decide depth and needs", async () => {
  const meaning = await one(`bytes: "{std}"\nvalues: [{ label: SMAXSN, value: 2410, unit: VA }]`);
  assertEquals([meaning.depth, meaning.needs], ["meaning", ["standard", "typed"]]);
  const status = await one(
    `bytes: "{hist} ␂␊PAPP 00360 ✗8␍␊PAPP 00370 ✗8␍␃"
errors: [{ on: PAPP#2 }, { on: "PAPP#3", kinds: [checksum] }, { at: 3, length: 2, kinds: [framing] }]
kinds: [long, short]`,
  );
  assertEquals([status.depth, status.needs], ["status", ["historique", "errors"]]);
  const start = status.expect[0]!.expect.frames[1]!.offset + 1;
  assertEquals(
    status.expect[0]!.expect.errors?.map(({ from, to, kinds }) => [from, to, kinds.length]),
    [[start, start + 14, 8], [start + 14, start + 28, 1], [3, 5, 1]],
  );
  assertEquals(status.expect[0]!.expect.frames.map(({ kind }) => kind), [
    "long",
    "short",
    undefined,
  ]);
  const { problems } = await small(
    `- id: a
  rule: small/must
  title: A
  bytes: "{hist}"
  values: [{ label: PAP, value: 1 }, { label: PAPP }, { label: PAPP, value: 1, never: true }]
  errors: [{ on: PAP }, { kinds: [chekcsum] }]
  kinds: []`,
  );
  assertEquals(problems, [
    '5: in "values": "PAPP" needs either "value" or "never: true"',
    '5: in "values": "PAPP" needs either "value" or "never: true"',
    '6: in "errors": write "on: LABEL" or "at: OFFSET"',
    '6: in "errors": "kinds" cannot hold "chekcsum", did you mean "checksum"?',
    '7: "kinds" has to name 1 frames, those of the sentinels and the closing one left out',
    '5: "values" cannot require "PAP": the line has no such group, did you mean "PAPP"?',
    '6: "errors" cannot be on "PAP": the line has no such run, did you mean "PAPP"?',
  ]);
});

Deno.test("where bit 7 is set, a reader may mask it or take it as it is", async () => {
  const plain = await one(`bytes: "{hist} ␊PAPP 0\\\\xB0360 ✓␍ {sentinels}"`);
  assertEquals(plain.expect.map(({ choice }) => choice), ["as documented"]);
  assert(groups(plain.expect[0]!, "may").includes("PAPP=00360"));
  const control = await one(`bytes: "{hist} \\\\x8APAPP 00370 +\\\\x8D {sentinels}"`);
  assertEquals(control.expect.map(({ choice }) => choice), [
    "bit 7 taken as it is",
    "bit 7 masked",
  ]);
  assertEquals(control.expect.map((way) => groups(way, "may").includes("PAPP=00370")), [
    false,
    true,
  ]);
  const line = `\\\\x82\\\\x8APAPP 00370 +\\\\x8D\\\\x83`;
  const parity = await one(
    `bytes: "${line}"\nneeds: [8bit-input]\nmode: historique`,
    "small/should",
  );
  assertEquals(groups(parity.expect[0]!, "must"), ["PAPP=00370"]);
});

Deno.test("a frame with bytes between its groups may be called complete or not", async () => {
  const { expect: [way] } = await one(`bytes: "{hist} ␂␊PAPP 00370 ✓␍␠␊IINST 002 ✓␍␃"`);
  const words = way!.expect.frames.map(({ complete, doubtful = false }) => [complete, doubtful]);
  assertEquals(words, [[true, false], [true, false], [true, true], [true, false]]);
});

Deno.test("anyOf gives several ways to be right", async () => {
  const { expect } = await one(
    `bytes: "{hist} ␂␊PAPP 00370 ✓␍␊NEWLAB 12 ✓␍␃"
anyOf:
  - { choice: says it, say: [NEWLAB=12] }
  - { choice: leaves it out, never: [NEWLAB=12] }`,
    "small/observe",
  );
  assertEquals(expect.map(({ choice }) => choice), ["says it", "leaves it out"]);
  assertEquals(expect.map((way) => groups(way, "never")), [[], ["NEWLAB=12"]]);
});

Deno.test("a case in mode auto needs the modes of its line, and has frames to follow a switch", async () => {
  const { needs, sets, expect: [way] } = await one(
    `mode: auto\nbytes: "{hist} {std} {std} {std} {std SMAXSN=00001}"`,
    "small/should",
  );
  assertEquals(needs, ["auto-mode", "historique", "standard"]);
  assertEquals(sets, ["historique", "standard"]);
  assertEquals(groups(way!, "must").slice(4), [
    "ADSC=021961551234",
    "DATE=",
    "SMAXSN=00001",
  ]);
});

Deno.test("a scenario case requires what its meter said", async () => {
  const clean = await one(`scenario: base-standard\nfor: 3 s\nmode: standard`);
  const { frames } = clean.expect[0]!.expect;
  assert(frames.length >= 4 && frames.every(({ complete }) => complete));
  const dates = groups(clean.expect[0]!, "must").filter((group) => group === "DATE=");
  assert(dates.length >= 3, "a frame a second; one equal to that before may be left out");
  const { problems } = await small(`
- { id: a, rule: small/must, title: A, mode: standard, scenario: base-standrad }
- { id: b, rule: small/must, title: B, mode: standard, scenario: base-standard, for: 3 }
`);
  assertEquals(problems.map((text) => text.slice(0, 40)), [
    '3: "for" has to be a text in quotes, not',
    '2: Cannot play the scenario "base-standr',
  ]);
});
