import { assert, assertEquals } from "@std/assert";
import type { Expectation, Need, WireGroup } from "../suite/expectation.ts";
import { judge } from "./judge.ts";
import type { Said, SaidFrame, SaidGroup } from "./said.ts";

const NOTHING: Said = { groups: [], frames: [], values: [], errors: [], modes: [], logs: [] };

function wire(label: string, value: string, frame: number | null, need: Need = "must"): WireGroup {
  return { label, value, frame, need, offset: 0, length: label.length + value.length + 5 };
}

function groups(...words: string[]): SaidGroup[] {
  return words.map((word) => ({ label: word.split("=")[0]!, value: word.split("=")[1] ?? "" }));
}

function frame(...words: string[]): SaidFrame {
  return { groups: groups(...words) };
}

function verdict(expect: Expectation, said: Partial<Said>, ...capabilities: string[]) {
  const program = { capabilities: new Set(capabilities as never[]) };
  return judge({ expect: [{ choice: "right", expect }] }, { ...NOTHING, ...said }, program);
}

const WHOLE = { offset: 0, length: 40, complete: true };
const DAMAGED = { ...WHOLE, complete: false };

/** A frame with a bad group, three sentinels, and the closing frame. */
const AFTER_DAMAGE: Expectation = {
  frames: [
    DAMAGED,
    { ...WHOLE, recovery: 0 },
    { ...WHOLE, recovery: 0 },
    { ...WHOLE, recovery: 0 },
    WHOLE,
  ],
  groups: [
    wire("ADCO", "021976551234", 0, "may"),
    wire("PTEC", "HP..", 0, "may"),
    ...[1, 2, 3].flatMap((i) => [
      wire("ADCO", "021976551234", i, "may"),
      wire("BASE", `00000000${i}`, i, "may"),
    ]),
    wire("ADCO", "021976551234", 4, "may"),
    wire("BASE", "000000009", 4, "may"),
  ],
};

Deno.test("judge() lets a decoder drop the frame of a bad group, keep its rest, or need a frame to recover", () => {
  const id = "ADCO=021976551234";
  for (
    const said of [
      groups(id, "PTEC=HP..", id, "BASE=1", id, "BASE=2", id, "BASE=3", id, "BASE=9"),
      groups(id, "BASE=000000001", id, "BASE=000000002", id, "BASE=000000003"),
      groups(id, "BASE=000000002"),
      groups("BASE=000000003", id),
    ]
  ) {
    assertEquals(verdict(AFTER_DAMAGE, { groups: said }).complaint, null);
  }
});

Deno.test("judge() wants one sentinel whole: half of each is none", () => {
  assertEquals(
    verdict(AFTER_DAMAGE, { groups: groups("ADCO=021976551234") }).complaint?.what,
    "does not say one of the 3 good frames that follow the damage",
  );
  assertEquals(
    verdict(AFTER_DAMAGE, { groups: groups("BASE=2", "BASE=3") }).complaint?.expected,
    'ADCO "021976551234"',
  );
});

Deno.test("judge() calls invented whatever the line did not carry with a right sum", () => {
  const { complaint } = verdict(AFTER_DAMAGE, { groups: groups("BASE=1", "PAPP=00420") });
  assertEquals(complaint?.said, 'PAPP "00420"');
  assert(complaint!.what.includes("did not carry"));
});

Deno.test("judge() says of a label that was on the line which value, or what else, is another", () => {
  const told = (expect: Expectation, said: SaidGroup[], ...more: string[]) => {
    const { complaint } = verdict(expect, { groups: said }, ...more);
    return [complaint?.what, complaint?.expected];
  };
  const than = "than the line carried with a right checksum";
  const tariff: Expectation = { frames: [WHOLE], groups: [wire("LTARF", "  BASE  ", 0)] };
  assertEquals(told(tariff, groups("LTARF=HP")), [
    `says LTARF with another value ${than}`,
    'LTARF "  BASE  "',
  ]);
  assertEquals(told(tariff, groups("LTARF=BASE"), "raw"), [
    `says LTARF with another padding ${than}`,
    'LTARF "  BASE  "',
  ]);
  assertEquals(told(tariff, groups("LTARF=BASE", "LTARF=HP")), [
    `says LTARF with another value ${than}`,
    'nothing more of LTARF after "  BASE  "',
  ]);
});

Deno.test("judge() finds a value said again, said late, or said in the wrong order", () => {
  const id = "ADCO=021976551234";
  for (
    const said of [
      groups(id, "PTEC=HP..", id, "BASE=1", "PTEC=HP.."),
      groups(id, "BASE=2", "BASE=1"),
      groups(id, "BASE=2", "BASE=2"),
    ]
  ) {
    assert(verdict(AFTER_DAMAGE, { groups: said }).complaint!.what.includes("once more"));
  }
});

Deno.test("judge() compares numbers without leading zeros and texts without padding, identities exactly", () => {
  const expect: Expectation = {
    frames: [WHOLE],
    groups: [
      wire("ADSC", "021976551234", 0),
      wire("SINSTS", "00360", 0),
      wire("LTARF", "      BASE      ", 0),
      wire("RELAIS", "000", 0),
    ],
  };
  const right = ["SINSTS=360", "LTARF=BASE", "RELAIS=0"];
  assert(verdict(expect, { groups: groups("ADSC=021976551234", ...right) }).passed);
  assertEquals(
    verdict(expect, { groups: groups("ADSC=21976551234", ...right) }).complaint?.said,
    'ADSC "21976551234"',
  );
  const raw = verdict(expect, { groups: groups("ADSC=021976551234", ...right) }, "raw");
  assertEquals(raw.complaint?.said, 'LTARF "BASE"');
});

Deno.test("judge() does not accuse a program without timestamps of mistaking groups that differ only there", () => {
  const timed = (timestamp: string, need: Need, i: number) => ({
    ...wire("SMAXSN", "01952", i, need),
    timestamp,
  });
  const expect: Expectation = {
    frames: [DAMAGED, WHOLE],
    groups: [timed("H240128032158", "may", 0), timed("H240128032159", "must", 1)],
  };
  assert(verdict(expect, { groups: groups("SMAXSN=01952") }).passed);
  const said = [{ label: "SMAXSN", value: "01952", timestamp: "H240128032158" }];
  assert(!verdict(expect, { groups: said }, "timestamps").passed);
});

Deno.test("judge() takes DATE with its horodate as value from a program without timestamps", () => {
  const date = { ...wire("DATE", "", 0), timestamp: "H081225223518" };
  const expect: Expectation = { frames: [WHOLE], groups: [date] };
  assert(verdict(expect, { groups: groups("DATE=H081225223518") }).passed);
  assert(verdict(expect, { groups: groups("DATE=") }).passed);
  assert(!verdict(expect, { groups: groups("DATE=") }, "timestamps").passed);
});

Deno.test("judge() finds groups of two frames in one, and a damaged frame called complete", () => {
  const id = "ADCO=021976551234";
  const mixed = [frame(id, "PTEC=HP..", "BASE=1"), frame(id, "BASE=2")];
  const all = { groups: mixed.flatMap((f) => f.groups), frames: mixed };
  assertEquals(
    verdict(AFTER_DAMAGE, all).complaint?.what,
    "says a frame whose groups do not come from one frame of the line",
  );
  const called = [{ ...frame("PTEC=HP.."), complete: true }, frame(id, "BASE=2")];
  assertEquals(
    verdict(AFTER_DAMAGE, { groups: called.flatMap((f) => f.groups), frames: called }).complaint
      ?.what,
    "calls a frame complete that is not",
  );
});

Deno.test("judge() lets the groups of a frame come in any order", () => {
  const expect: Expectation = {
    frames: [WHOLE],
    groups: [wire("ADCO", "021976551234", 0), wire("BASE", "000000001", 0)],
  };
  const said = [frame("BASE=1", "ADCO=021976551234")];
  assert(verdict(expect, { groups: said[0]!.groups, frames: said }).passed);
});

Deno.test("judge() tells a program that does not read a register from one that reads it wrong", () => {
  const stge = { label: "STGE", value: { contact: "closed" } };
  const expect: Expectation = {
    frames: [WHOLE],
    groups: [wire("STGE", "003A0000", 0)],
    values: [stge],
  };
  const said = groups("STGE=003A0000");
  const value = (value: unknown) => ({ groups: said, values: [{ label: "STGE", value }] });
  assert(verdict(expect, value({ contact: "closed", more: 1 })).passed);
  assertEquals(verdict(expect, { groups: said }).complaint?.unsupported, true);
  assertEquals(verdict(expect, value("003A0000")).complaint?.unsupported, true);
  assertEquals(verdict(expect, value({ contact: "open" })).complaint?.unsupported, undefined);
});

Deno.test("judge() compares instants, whatever their offset, and refuses one that has none", () => {
  const expect: Expectation = {
    frames: [WHOLE],
    groups: [wire("SMAXSN", "05706", 0)],
    values: [{ label: "SMAXSN", value: 5706, unit: "VA", at: "2024-01-28T03:21:58+01:00" }],
  };
  const at = (at: string, unit = "VA") => ({
    groups: groups("SMAXSN=05706"),
    values: [{ label: "SMAXSN", value: 5706, unit, at }],
  });
  assert(verdict(expect, at("2024-01-28T02:21:58Z")).passed);
  assert(!verdict(expect, at("2024-01-28T03:21:58Z")).passed);
  assert(!verdict(expect, at("2024-01-28T03:21:58")).passed);
  const without = { groups: groups("SMAXSN=05706"), values: [{ label: "SMAXSN", value: 5706 }] };
  assertEquals(verdict(expect, without).complaint?.unsupported, true);
  assertEquals(
    verdict(expect, at("2024-01-28T02:21:58Z", "W")).complaint?.what,
    "says another unit of SMAXSN",
  );
});

Deno.test("judge() wants no number for data that are none, but minds no other number of that label", () => {
  const expect: Expectation = {
    frames: [WHOLE, WHOLE],
    groups: [wire("SINSTS", "0q702", 0), wire("SINSTS", "00042", 1)],
    values: [{ label: "SINSTS", value: null, never: true }],
  };
  const said = groups("SINSTS=0q702", "SINSTS=00042");
  const value = (...values: number[]) => ({
    groups: said,
    values: values.map((value) => ({ label: "SINSTS", value })),
  });
  assert(verdict(expect, value(42)).passed);
  assertEquals(verdict(expect, value(0, 42)).complaint?.said, "SINSTS 0");
});

Deno.test("judge() compares the place of a loss by touch, its kind only where kinds are promised", () => {
  const expect: Expectation = {
    frames: [DAMAGED],
    groups: [],
    errors: [{ from: 10, to: 24, kinds: ["checksum"] }],
  };
  assert(verdict(expect, { errors: [{ kind: "bad", offset: 20 }] }).passed);
  assert(verdict(expect, { errors: [{ kind: "bad" }] }).passed);
  assert(!verdict(expect, { errors: [{ kind: "bad", offset: 20 }] }, "error-kinds").passed);
  assert(!verdict(expect, { errors: [{ kind: "checksum", offset: 40 }] }).passed);
  assert(!verdict(expect, {}).passed);
});

Deno.test("judge() judges only the labels that a program says", () => {
  const expect: Expectation = {
    frames: [WHOLE],
    groups: [wire("ADCO", "021976551234", 0), wire("PAPP", "00360", 0)],
  };
  const said = { ...NOTHING, groups: groups("PAPP=00360", "NAME=mine") };
  const test = { expect: [{ choice: "right", expect }] };
  const program = { capabilities: new Set<never>(), labels: new Set(["PAPP"]) };
  assert(judge(test, said, program).passed);
});

Deno.test("judge() names the way that a program chose where there are several", () => {
  const one: Expectation = { frames: [WHOLE], groups: [wire("PEJP", "30", 0)] };
  const other: Expectation = { frames: [WHOLE], groups: [wire("PEJP", "30", 0, "never")] };
  const test = {
    expect: [{ choice: "passes it", expect: one }, { choice: "drops it", expect: other }],
  };
  const program = { capabilities: new Set<never>() };
  assertEquals(judge(test, NOTHING, program).choices["way"], "drops it");
});
