import { assertEquals } from "@std/assert";
import { labelsOf } from "../../tic/labels.ts";
import { type Contract, LONG, PILOT, type Row, SHORT, STANDARD, type Table } from "./tables.ts";

/** Rows of a frame in which nothing optional is sent but what is named. */
function rowsOf(
  table: Table,
  meter: { phases?: 1 | 3; producer?: boolean; contract?: Contract; optional?: string[] },
): Row[] {
  const { phases = 1, producer = false, contract = null, optional = [] } = meter;
  return [...table.values()].filter((row) =>
    (row.phases === null || row.phases === phases) && (producer || !row.producer) &&
    (row.contract === null || row.contract === contract) &&
    (!row.optional || optional.includes(row.label))
  );
}

/** Groups, and bytes with STX and ETX. */
function size(rows: readonly Row[]): [groups: number, bytes: number] {
  const bytes = rows.reduce(
    (total, { label, length, stamp }) =>
      total + label.length + length + 5 + (stamp === "none" ? 0 : 14),
    2,
  );
  return [rows.length, bytes];
}

const NAMES = ["NGTF", "LTARF"];
const DRAWN = [...NAMES, "CCASN", "CCASN-1"];
const INJECTED = [...DRAWN, "CCAIN", "CCAIN-1"];
const PEAKS = ["DPM1", "FPM1", "DPM2", "FPM2", "DPM3", "FPM3", "MSG2", "PPOINTE"];

Deno.test("tables make frames of the sizes of the reference §1.8", () => {
  const historique = (meter: Parameters<typeof rowsOf>[1]) => size(rowsOf(LONG, meter));
  assertEquals(historique({ contract: "base" }), [10, 152]);
  assertEquals(historique({ contract: "hc" }), [11, 170]);
  assertEquals(historique({ contract: "hc", optional: ["ADPS"] }), [12, 182]);
  assertEquals(historique({ contract: "ejp" }), [11, 173]);
  assertEquals(historique({ contract: "ejp", optional: ["PEJP"] }), [12, 184]);
  assertEquals(historique({ contract: "tempo" }), [16, 275]);
  assertEquals(historique({ phases: 3, contract: "base" }), [16, 233]);
  assertEquals(historique({ phases: 3, contract: "hc" }), [17, 251]);
  assertEquals(historique({ phases: 3, contract: "tempo" }), [22, 356]);
  assertEquals(size(rowsOf(SHORT, { optional: ["ADIR1"] })), [5, 78]);
  assertEquals(size(rowsOf(SHORT, { optional: ["ADIR1", "ADIR2", "ADIR3"] })), [7, 104]);

  const standard = (meter: Parameters<typeof rowsOf>[1]) => size(rowsOf(STANDARD, meter));
  assertEquals(standard({ optional: DRAWN }), [38, 865]);
  assertEquals(standard({ optional: [...DRAWN, "DPM1", "FPM1", "PPOINTE"] }), [41, 1025]);
  assertEquals(standard({ producer: true, optional: INJECTED }), [48, 1093]);
  assertEquals(standard({ producer: true, optional: NAMES }), [44, 973]);
  assertEquals(standard({ phases: 3, optional: DRAWN }), [53, 1214]);
  assertEquals(standard({ phases: 3, producer: true, optional: INJECTED }), [63, 1442]);
  const all = { phases: 3, producer: true, optional: [...INJECTED, ...PEAKS] } as const;
  assertEquals(standard({ ...all, optional: [...all.optional] }), [71, 1727]);
});

Deno.test("tables agree with the dictionary, which was typed in apart", () => {
  const frames = [
    [LONG, labelsOf("linky", { frame: "long" })],
    [SHORT, labelsOf("linky", { frame: "short" })],
    [STANDARD, labelsOf("linky", { frame: "standard" })],
    [PILOT, labelsOf("pilot", { frame: "standard" })],
  ] as const;
  const phases = { mono: 1, tri: 3, both: null } as const;
  for (const [table, labels] of frames) {
    assertEquals(
      [...table.values()].map((
        row,
      ) => [row.label, row.length, row.stamp, row.phases, row.producer]),
      labels.map((spec) => [
        spec.label,
        spec.length,
        spec.timestamped ? spec.blankSeason ? "blank" : "dated" : "none",
        // A short frame is of three phases as a whole.
        spec.frame === "short" ? null : phases[spec.phases],
        spec.role === "producer",
      ]),
    );
  }
});
