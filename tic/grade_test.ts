import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import { grade } from "./grade.ts";
import { encodeGroup } from "./group.ts";
import { findLabel } from "./known_label.ts";
import { labels, type LabelSpec } from "./labels.ts";
import { latin1 } from "./latin1.ts";
import { groupOf } from "./test_arbitraries.ts";
import type { Group, TicMode } from "./types.ts";

const FREE_TEXT = /\[ -~\]/;
const MODES = ["historique", "standard"] as const;

function modesOf(spec: LabelSpec): readonly TicMode[] {
  return spec.mode === "saphir" ? MODES : [spec.mode];
}

/** The byte form of the judgement. */
function acceptsBytes(group: Group, mode: TicMode): boolean {
  const bytes = encodeGroup(group, mode);
  const start = 1 + group.label.length;
  return findLabel(bytes, 1, start, mode)?.accepts(bytes, start + 1, bytes.length - 3) ?? false;
}

Deno.test("grade() passes whatever the table allows, and so does the form on bytes", () => {
  for (const spec of labels) {
    for (const mode of modesOf(spec)) {
      fc.assert(
        fc.property(groupOf(spec), (group) => {
          assertEquals(grade(group, mode), null, JSON.stringify(group));
          assert(acceptsBytes(group, mode), JSON.stringify(group));
        }),
        { numRuns: 4 },
      );
    }
  }
});

Deno.test("grade() suspects a flip of bit 6 in any data but free text, and so does the form on bytes", () => {
  for (const spec of labels.filter((spec) => !FREE_TEXT.test(spec.pattern))) {
    const mode = modesOf(spec)[0]!;
    const [group] = fc.sample(groupOf(spec), { numRuns: 1, seed: 1 });
    const { label, timestamp, value } = group!;
    const bytes = encodeGroup(group!, mode);
    const start = label.length + 2;
    const end = bytes.length - 3;
    const known = findLabel(bytes, 1, start - 1, mode)!;
    for (let i = start; i < end; i++) {
      if (bytes[i] === 0x09) continue;
      bytes[i]! ^= 0x40;
      const flipped = latin1(bytes.subarray(start, end));
      const [horodate, data] = timestamp === undefined ? [undefined, flipped] : flipped.split("\t");
      const broken = horodate === undefined
        ? { label, value: data! }
        : { label, timestamp: horodate, value: data! };
      assert(grade(broken, mode) !== null, `${label} ${timestamp} ${value}: ${flipped}`);
      assert(!known.accepts(bytes, start, end), `${label} ${timestamp} ${value}: ${flipped}`);
      bytes[i]! ^= 0x40;
    }
  }
});

Deno.test("grade() suspects control and 8-bit characters in free text too", () => {
  for (const character of ["\x00", "\x01", "\x1f", "\x7f", "\x80", "\xe9"]) {
    const value = character.padEnd(16);
    for (const label of ["NGTF", "LTARF", "MSG2"]) {
      const why = grade({ label, value }, "standard");
      assertMatch(why ?? "", /^character ".+" at 0 of the data, where printable/);
    }
  }
});

Deno.test("grade() never suspects another value of a constant's length and class", () => {
  const constants = [["IMAX", "060"], ["IMAX", "000"], ["IMAX1", "038"], ["PEJP", "15"]];
  for (const [label, value] of [...constants, ["HHPHC", "Y"], ["MOTDETAT", "40CC00"]]) {
    assertEquals(grade({ label: label!, value: value! }, "historique"), null, label);
  }
  const peak = { label: "DPM1", timestamp: " 200214060000", value: "01" };
  assertEquals(grade(peak, "standard"), null);
});

Deno.test("grade() never suspects deviations that the reference lists as normal", () => {
  const standard = [
    ["NGTF", "base            "],
    ["NGTF", "TEMPO           "],
    ["LTARF", "BLEU HC         "],
    ["PRM", "00000000000000"],
    ["PJOURF+1", "00008001 061EC002 16008001" + " NONUTILE".repeat(8)],
    ["VTIC", "03"],
  ];
  for (const [label, value] of standard) {
    assertEquals(grade({ label: label!, value: value! }, "standard"), null, label);
  }
  const older = [
    ["PAPP", "01234"],
    ["TGPHI_s", "-0.39"],
    ["PTCOUR1", "P  "],
    ["EAPP_s", "495VAh"],
    ["EAPP_s", "495Wh"],
    ["PA3_s", "0TkW"],
    ["OPTARIF", "BBR("],
    ["EAP-1_s", "9256kWh"],
  ];
  for (const [label, value] of older) {
    assertEquals(grade({ label: label!, value: value! }, "historique"), null, label);
  }
});

Deno.test("grade() says why", () => {
  const why = (mode: TicMode, label: string, value: string, timestamp?: string) =>
    grade(timestamp === undefined ? { label, value } : { label, timestamp, value }, mode);
  assertEquals(why("historique", "TENSION", "230"), "label unknown");
  assertEquals(why("historique", "PAPP", "0360"), "length 4, the table has 5 for PAPP");
  assertEquals(why("historique", "BASE", "1"), "length 1, the table has 9 or 8 for BASE");
  assertEquals(
    why("historique", "PMAXC", "1"),
    "length 1, the table has 5 or 11 for PMAXC",
  );
  assertEquals(why("historique", "EA", "7"), "length 1, the table has 3 to 9 for EA");
  assertEquals(why("historique", "EA_s", "7"), "length 1, the table has 3 to any for EA_s");
  assertEquals(
    why("historique", "PTEC", "HCXX"),
    '"HCXX" is none of TH.. HC.. HP.. HN.. PM.. HCJB HCJW HCJR HPJB HPJW HPJR',
  );
  assertEquals(
    why("standard", "STGE", "003a0001"),
    'character "a" at 3 of the data, where hexadecimal digits are expected',
  );
  assertEquals(
    why("historique", "PS", "42kWA"),
    'character "A" at 4 of the data, where no more is expected',
  );
  assertEquals(
    why("historique", "EA", "7777"),
    'the data end where one of "0123456789W" is expected',
  );
  assertEquals(
    why("historique", "PPOT", "01"),
    'character "1" at 1 of the data, where one of "02468ACE" is expected',
  );
  assertEquals(why("standard", "SMAXSN", "05706"), "timestamp missing");
  assertEquals(
    why("standard", "VTIC", "02", "H240128032158"),
    "timestamp present, the table has none for VTIC",
  );
  assertEquals(why("standard", "SMAXSN", "05706", "H24"), "length 3 of the timestamp, not 13");
  assertEquals(
    why("standard", "SMAXSN", "05706", "H2401280321p8"),
    'character "p" at 11 of the timestamp, where digits are expected',
  );
  assertEquals(
    why("standard", "SMAXSN", "05706", " 240128032158"),
    'character " " at 0 of the timestamp, where a season letter is expected',
  );
  assertEquals(
    why("standard", "DPM1", "00", "\x7f240128060000"),
    'character "\\u007f" at 0 of the timestamp, where a space is expected',
  );
});

Deno.test("findLabel() finds no label beyond the table, whatever its length", () => {
  for (const text of ["", "X", "PAP", "PAPPP", "NOSUCHLABEL"]) {
    const bytes = new TextEncoder().encode(text);
    assertEquals(findLabel(bytes, 0, bytes.length, "historique"), null, text);
    assertEquals(findLabel(bytes, 0, bytes.length, "standard"), null, text);
  }
});

Deno.test("findLabel() finds a label of the PME-PMI in another case", () => {
  const bytes = new TextEncoder().encode("eap_S");
  const known = findLabel(bytes, 0, bytes.length, "historique");
  assertEquals(known?.label, "eap_S");
  assertEquals(latin1(known!.bytes), "eap_S");
});
