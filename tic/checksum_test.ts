import { assertEquals, assertGreater } from "@std/assert";
import { checksum, checksumOf } from "./checksum.ts";
import { outside } from "../tools/outside.ts";
import type { TicMode } from "./types.ts";

/** Worked examples of the reference, §2.3: bytes LF … CR in hexadecimal, with the sum's end. */
const MODE_1 = [
  "0A 41 44 43 4F 20 30 31 32 33 34 35 36 37 38 39 31 30 20 45 0D",
  "0A 4F 50 54 41 52 49 46 20 42 41 53 45 20 30 0D",
  "0A 49 53 4F 55 53 43 20 33 30 20 39 0D",
  "0A 50 54 45 43 20 48 50 2E 2E 20 20 0D",
  "0A 50 54 45 43 20 54 48 2E 2E 20 24 0D",
  "0A 49 49 4E 53 54 20 30 30 32 20 59 0D",
  "0A 50 41 50 50 20 30 30 33 36 30 20 2A 0D",
  "0A 48 48 50 48 43 20 41 20 2C 0D",
  "0A 4D 4F 54 44 45 54 41 54 20 30 30 30 30 30 30 20 42 0D",
];
const MODE_2 = [
  "0A 56 54 49 43 09 30 32 09 4A 0D",
  "0A 44 41 54 45 09 48 30 38 31 32 32 35 32 32 33 35 31 38 09 09 48 0D",
  "0A 45 41 53 44 30 31 09 30 30 30 30 30 30 30 30 30 09 20 0D",
  "0A 50 43 4F 55 50 09 30 36 09 5F 0D",
  "0A 53 4D 41 58 53 4E 09 45 32 31 30 34 32 32 31 38 33 34 35 37 09 30 31 39 35 32 09 42 0D",
  "0A 44 50 4D 31 09 20 32 35 30 31 32 33 30 36 30 30 30 30 09 30 30 09 20 0D",
  "0A 53 54 47 45 09 30 30 33 41 30 30 30 31 09 3A 0D",
];

/** The fixed values of §2.3: label, then value and checksum by turns. */
const FIXED: Record<TicMode, string[][]> = {
  historique: [
    ["OPTARIF", "HC..", "<", "EJP.", '"', "BBR(", "S"],
    ["ISOUSC", "15", "<", "45", "?", "60", "<"],
    ["PTEC", "HC..", "S", "HN..", "^", "PM..", "%", "HCJB", "C", "HPJB", "P", "HCJW", "X"],
    ["PTEC", "HPJW", "%", "HCJR", "S", "HPJR", " "],
    ["DEMAIN", "----", '"', "BLEU", "V", "BLAN", "K", "ROUG", "+"],
    ["PEJP", "30", "R"],
    ["IMAX", "090", "H", "060", "E"],
    ["IMAX1", "060", "6"],
    ["IMAX2", "060", "7"],
    ["IMAX3", "060", "8"],
    ["PPOT", "00", "#"],
    ["ADIR1", "031", "%"],
    ["ADIR2", "031", "&"],
    ["ADIR3", "031", "'"],
  ],
  standard: [
    ["RELAIS", "000", "B", "001", "C", "140", "G"],
    ["NTARF", "01", "N"],
    ["NJOURF", "00", "&"],
    ["NJOURF+1", "00", "B"],
    ["PREF", "06", "E"],
    ["EAST", "000000000", "O"],
  ],
};

Deno.test("checksum() gives the byte of every worked example", () => {
  for (const example of [...MODE_1, ...MODE_2]) {
    const bytes = Uint8Array.from(example.split(" "), (digits) => parseInt(digits, 16));
    const end = bytes.length - (MODE_1.includes(example) ? 3 : 2);
    assertEquals(checksum(bytes.subarray(1, end)), bytes.at(-2), example);
  }
});

Deno.test("checksumOf() gives the byte of every fixed value", () => {
  for (const mode of ["historique", "standard"] as const) {
    for (const [label, ...pairs] of FIXED[mode]) {
      for (let i = 0; i < pairs.length; i += 2) {
        const sum = checksumOf({ label: label!, value: pairs[i]! }, mode);
        assertEquals(String.fromCharCode(sum), pairs[i + 1], `${label} ${pairs[i]}`);
      }
    }
  }
});

Deno.test("checksumOf() counts the horodate and its HT", () => {
  const group = { label: "DATE", timestamp: "H081225223518", value: "" };
  assertEquals(String.fromCharCode(checksumOf(group, "standard")), "H");
});

Deno.test("checksum() agrees with every vector of the reference, and in its mode alone", () => {
  const folder = outside("spec", "TICLAB_SPEC");
  if (folder === null) return;
  const { vectors } = JSON.parse(Deno.readTextFileSync(`${folder}/checksum-vectors.json`));
  assertGreater(vectors.length, 200);
  for (const { mode, group_hex } of vectors) {
    const bytes = Uint8Array.from(
      group_hex.match(/../g),
      (digits) => parseInt(digits as string, 16),
    );
    const end = bytes.length - 1;
    const sums = [checksum(bytes.subarray(1, end - 2)), checksum(bytes.subarray(1, end - 1))];
    const right = sums.map((sum) => sum === bytes[end - 1]);
    assertEquals(right, [mode === 1, mode === 2], group_hex);
  }
});
