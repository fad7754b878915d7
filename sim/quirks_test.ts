import { assertEquals, assertThrows } from "@std/assert";
import { assume, ASSUMPTIONS } from "./assumptions.ts";
import { framesOf } from "./frame_cycle.ts";
import { Meter, type MeterOptions } from "./meter.ts";
import { QUIRKS } from "./quirks.ts";

/** Those of a Linky; the older meters have their own test. */
type LinkyQuirk = keyof typeof QUIRKS;

const START = Date.parse("2026-01-14T12:00:00+01:00");

function groups(options: Partial<MeterOptions>): string[] {
  const m = new Meter({
    contract: "hc",
    power: 9_000,
    load: 1_000,
    seed: 42,
    serialNumber: "022162000042",
    start: START,
    poweredUp: START - 50 * 3_600_000,
    ...options,
  });
  return framesOf(m.state()).groups.map(({ label, timestamp, value }) =>
    `${label} ${timestamp ?? ""}${value}`
  );
}

/** What each deviation makes of a frame, hand-written: the groups that are other, or gone. */
const CHANGES: Readonly<Record<LinkyQuirk, readonly (string | RegExp)[]>> = {
  // It changes which frames there are (frame_cycle_test.ts).
  "adir-never": [],
  "pjourf-hex": [/^PJOURF\+1 0000C001 06008002 1600C001 NONUTILE/],
  "imax-060": ["IMAX 060"],
  "prm-zero": ["PRM 00000000000000"],
  "easd-off-by-1": ["EASD01 000016001"],
  "ngtf-left": ["LTARF HEURE  PLEINE   "],
  "ngtf-none": [],
  "smaxsn-1-old": [/^SMAXSN-1 H260109/],
  "smaxsn-tens": [
    "SMAXSN1 H26011400000000330",
    "SMAXSN2 H26011400000000330",
    "SMAXSN1-1 H26011300000000330",
    "SMAXSN2-1 H26011300000000330",
  ],
};

for (const [name, changes] of Object.entries(CHANGES)) {
  Deno.test(`QUIRKS change a frame as they say and nowhere else: ${name}`, () => {
    const options: Partial<MeterOptions> = {
      mode: QUIRKS[name as LinkyQuirk].mode,
      ...(name === "smaxsn-tens" && { phases: 3, load: { base: [333, 333, 340] } }),
    };
    const plain = groups(options);
    const changed = groups({ ...options, quirks: [name as LinkyQuirk] });
    const fresh = changed.filter((group) => !plain.includes(group));
    assertEquals(fresh.length, changes.length, fresh.join("\n"));
    fresh.forEach((group, i) => {
      const expected = changes[i]!;
      if (typeof expected === "string") assertEquals(group.trimEnd(), expected.trimEnd());
      else assertEquals(expected.test(group), true, group);
    });
    const gone = name === "ngtf-none" ? 2 : 0;
    assertEquals(changed.length, plain.length - gone);
  });
}

Deno.test("Meter() refuses quirks and assumptions that there are not", () => {
  const says = (options: object, message: string) =>
    assertThrows(() => groups(options as Partial<MeterOptions>), RangeError, message);
  says({ quirks: ["imax-60"] }, 'quirk "imax-60": there are adir-never, pjourf-hex');
  says({ assumptions: { smaxsm: "instant" } }, '"smaxsm": it is none of smaxsn, midnight');
  says({ assumptions: { curvePeriod: 7 } }, "curvePeriod 7: it is one of 30, 10, 15, 60, 0");
});

Deno.test("ASSUMPTIONS each have alternatives that a meter can be played with", () => {
  for (const [name, { default: usual, alternatives }] of Object.entries(ASSUMPTIONS)) {
    assertEquals(assume({})[name as keyof typeof ASSUMPTIONS], usual);
    for (const value of alternatives) {
      assertEquals(groups({ assumptions: { [name]: value } }).length > 0, true);
    }
  }
});

Deno.test("assumptions change what they say", () => {
  const [plain, other] = [
    groups({ mode: "standard" }),
    (assumptions: MeterOptions["assumptions"]) =>
      groups({ mode: "standard", assumptions: assumptions! }).filter((group) =>
        !plain.includes(group)
      ),
  ];
  const instant = other({ smaxsn: "instant" });
  assertEquals(instant, []);
  assertEquals(other({ curvePeriod: 10 }), ["CCASN-1 H26011411500001000"]);
  assertEquals(other({ curveDelay: 10 }), [
    "CCASN H26011411300001000",
    "CCASN-1 H26011411000001000",
  ]);
  assertEquals(
    groups({ mode: "standard", load: 1_700, assumptions: { current: "down" } })
      .find((group) => group.startsWith("IRMS1")),
    "IRMS1 007",
  );
  const wrap = (indexEnd: "wrap" | "stay") =>
    groups({ indexes: [999_999_999], assumptions: { indexEnd } }).find((group) =>
      group.startsWith("HCHC")
    );
  assertEquals([wrap("wrap"), wrap("stay")], ["HCHC 000015999", "HCHC 999999999"]);
});
