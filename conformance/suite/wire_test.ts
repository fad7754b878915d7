import { assert, assertEquals } from "@std/assert";
import { outside } from "../../tools/outside.ts";
import { readWire } from "./wire.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (text: string, high: "raw" | "masked" | "parity" = "raw") =>
  readWire(bytes(text), high);
/** What may be said of a line, as `LABEL@timestamp=value`. */
const said = (text: string, high: "raw" | "masked" | "parity" = "raw") =>
  read(text, high).runs.flatMap(({ readings }) =>
    readings.map(({ label, value, timestamp }) =>
      timestamp === undefined ? `${label}=${value}` : `${label}@${timestamp}=${value}`
    )
  );

Deno.test("readWire() reads the worked examples of the reference", () => {
  assertEquals(said("\nADCO 012345678910 E\r\nPTEC HP..  \r\nIINST 002 Y\r\nHHPHC A ,\r"), [
    "ADCO=012345678910",
    "PTEC=HP..",
    "IINST=002",
    "HHPHC=A",
  ]);
  assertEquals(said("\nVTIC\t02\tJ\r\nDATE\tH081225223518\t\tH\r\nEASD01\t000000000\t \r"), [
    "VTIC=02",
    "DATE@H081225223518=",
    "EASD01=000000000",
  ]);
  assertEquals(said("\nSMAXSN\tE210422183457\t01952\tB\r\nDPM1\t 250123060000\t00\t \r"), [
    "SMAXSN@E210422183457=01952",
    "DPM1@ 250123060000=00",
  ]);
});

Deno.test("readWire() takes a sum by the method of the separator before it only", () => {
  // PAPP 00360: 0x2A by method 1, and 0x2A + 0x20 would be method 2 (reference §2.2).
  assertEquals(said("\nPAPP 00360 *\r"), ["PAPP=00360"]);
  assertEquals(said("\nPAPP 00360 J\r"), []);
  // VTIC 02 without its last HT in the sum: J - 9.
  assertEquals(said("\nVTIC\t02\tA\r"), []);
});

Deno.test("readWire() keeps blanks inside historique data, between first and last separator", () => {
  assertEquals(said("\nDATE 26/08/16 10:29:04 7\r"), ["DATE=26/08/16 10:29:04"]);
});

Deno.test("readWire() offers other readings of a label that is in no table", () => {
  const [run] = read("\nNEWLAB\tH081225223518\t012\t6\r").runs;
  assertEquals(run?.readings[0]?.regular, true);
  assertEquals(run?.readings[0]?.value, "H081225223518\t012");
  assert(
    run?.readings[0]?.also?.some(({ value, timestamp }) =>
      value === "012" && timestamp === "H081225223518"
    ),
  );
});

Deno.test("readWire() finds no group where STX, ETX, EOT or LF stand in a run", () => {
  for (const control of ["\x02", "\x03", "\x04", "\n"]) {
    assertEquals(said(`\x02\nPAPP 0${control}0360 *\r\x03`), []);
  }
});

Deno.test("readWire() leaves a piece without LF or CR to the reader where its sum is right", () => {
  const { runs, frames } = read("\x02\nIINST 002 Y\rPAPP 00360 *\r\nHHPHC A ,\nIMAX 090 H\r\x03");
  assertEquals(runs.map(({ label }) => label), ["IINST", "PAPP", "HHPHC", "IMAX"]);
  assertEquals(runs.map(({ readings }) => readings[0]?.regular), [true, false, false, true]);
  assertEquals(frames[0]?.intact, false);
  assertEquals(said("\x02\nIINST 002 Y\r\x0fHHPHC A ,\r*PAPP 00360 *\r\x03"), [
    "IINST=002",
    "HHPHC=A",
    "PAPP=00360",
  ], "another byte may be taken for the LF");
});

Deno.test("readWire() tells frames that may be called complete", () => {
  const complete = (text: string) => read(text).frames.map((frame) => frame.complete);
  assertEquals(complete("\x02\nPAPP 00360 *\r\x03"), [true]);
  assertEquals(complete("\x02\nPAPP 00360 *\r\x04"), [false], "EOT");
  assertEquals(complete("\x02\nPAPP 00360 *\r\x02\nPAPP 00360 *\r\x03"), [false, true], "no ETX");
  assertEquals(complete("\x02\nPAPP 00360 *\r\nPAPP 00370 *\r\x03"), [false], "a wrong sum");
  assertEquals(complete("\x02\nPAPP 00360 *\r\nPAPP 00\x03"), [false], "a cut group");
  assertEquals(complete("\x02\x03"), [false], "no group");
  assertEquals(complete("\x02\nPAPP 00360 *\r"), [false], "no end");
  // Noise between groups: 02E wants none, a reader that overlooks it loses nothing.
  assertEquals(complete("\x02\nPAPP 00360 *\r#\nIINST 002 Y\r\x03"), [true]);
  assertEquals(complete("\x02\nPAPP 00360 *\rIIN 002 Y\r\x03"), [true], "a group without LF");
});

Deno.test("readWire() calls intact only what a meter sends", () => {
  const intact = (text: string) => read(text).frames[0]?.intact;
  assertEquals(intact("\x02\nPAPP 00360 *\r\nIINST 002 Y\r\x03"), true);
  for (const noise of ["#", "\0", "\r", "\n\r", "\xff"]) {
    assertEquals(intact(`\x02\nPAPP 00360 *\r${noise}\nIINST 002 Y\r\x03`), false, noise);
  }
});

Deno.test("readWire() tells where the line is damaged", () => {
  assertEquals(read("\x02\nPAPP 00360 *\r\x03\x02\nPAPP 00360 *\r\x03").damage, []);
  assertEquals(read("ab\x02\nPAPP 00360 *\r\x03x").damage, [0, 18]);
  const cut = read("\x02\nPAPP 003\x04\x02\nPAPP 00360 *\r\x03");
  assertEquals([cut.damage, cut.eots], [[], [10]], "EOT may cut a group");
});

Deno.test("readWire() offers a group with bit 7 set masked, as it is and left out", () => {
  // 128 is no part of the six bits of a sum, so a reader that does not mask finds it right too.
  const [run] = read("\nPAPP 0\xb0360 *\r").runs;
  assertEquals(run?.readings[0]?.value, "00360");
  assert(run?.readings[0]?.also?.some(({ value }) => value === "0\xb0360"));
  assertEquals(said("\nPA\xffPP 00360 *\r"), ["PAPP=00360"], "a reader may leave 0xff out");
  assertEquals(said("\nPAPP 00360 *\x8d", "masked"), ["PAPP=00360"]);
  assertEquals(said("\x8aP\xc1PP 00360 \xaa\x8d", "parity"), ["PAPP=00360"]);
});

Deno.test("readWire() finds every sum of the captured groups right, and by one method only", () => {
  const folder = outside("spec", "TICLAB_SPEC");
  if (folder === null) return;
  const { vectors } = JSON.parse(Deno.readTextFileSync(`${folder}/checksum-vectors.json`)) as {
    vectors: { mode: 1 | 2; label: string; data: string; group_hex: string }[];
  };
  assertEquals(vectors.length, 206);
  for (const { mode, label, data, group_hex } of vectors) {
    const group = Uint8Array.from(group_hex.match(/../g)!, (pair) => parseInt(pair, 16));
    const reading = readWire(group, "raw").runs[0]?.readings[0];
    assertEquals(reading?.label, label);
    const fields = [reading?.timestamp, reading?.value].filter((field) => field !== undefined);
    assertEquals(fields.join("<HT>"), data, label);
    const other = new Map([[0x20, 0x09], [0x09, 0x20]]);
    const swapped = group.map((byte, i) => i === group.length - 3 ? other.get(byte)! : byte);
    assertEquals(reading?.separator, mode === 1 ? " " : "\t");
    assertEquals(readWire(swapped, "raw").runs[0]?.readings, [], `${label} by the other method`);
  }
});
