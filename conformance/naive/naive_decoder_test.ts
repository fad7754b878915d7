import { assertEquals } from "@std/assert";
import { readHorodate } from "./clock_words.ts";
import { NaiveDecoder } from "./naive_decoder.ts";
import { CJE_READERS, readProfile } from "./registers.ts";

/** What is said of a line. */
function said(text: string) {
  const decoder = new NaiveDecoder();
  decoder.push(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return decoder.end();
}

Deno.test("NaiveDecoder reads the worked examples of the reference, both modes", () => {
  const { groups } = said(
    "\x02\nADCO 012345678910 E\r\nPTEC HP..  \r\nMOTDETAT 000000 B\r\x03" +
      "\x02\nVTIC\t02\tJ\r\nDATE\tH081225223518\t\tH\r\nDPM1\t 250123060000\t00\t \r\x03",
  );
  assertEquals(groups, [
    { label: "ADCO", value: "012345678910" },
    { label: "PTEC", value: "HP.." },
    { label: "MOTDETAT", value: "000000" },
    { label: "VTIC", value: "02" },
    { label: "DATE", timestamp: "H081225223518", value: "" },
    { label: "DPM1", timestamp: " 250123060000", value: "00" },
  ]);
});

Deno.test("NaiveDecoder tells each way in which something is lost, and where", () => {
  const lost = (text: string) =>
    said(text).errors.map(({ kind, label, offset, length }) => [kind, label, offset, length]);
  assertEquals(lost("\nPAPP 00360 +\r"), [["checksum", "PAPP", 0, 14]]);
  assertEquals(lost("\nPAPP00360\r"), [["syntax", undefined, 0, 11]]);
  assertEquals(lost("\nPAPP 003\nPAPP 00360 *\r"), [["truncated", "PAPP", 0, 9]]);
  assertEquals(lost("\x02\nPAPP 00360 *\r\nIIN\x04"), [["interrupted", undefined, 15, 4]]);
  assertEquals(lost("\x02\nPAPP 00360 *\r\x04"), [["interrupted", undefined, 15, 1]]);
  assertEquals(lost("UUU\nPAPP 00360 *\r"), [["framing", undefined, 0, 3]]);
  assertEquals(lost("\nPAPP 00\x0060 *\r"), [["framing", "PAPP", 0, 14]]);
  assertEquals(lost(`\n${"x".repeat(300)}\x03`), [["overflow", undefined, 0, 301]]);
  assertEquals(lost("\nPAPP 0360 :\r"), [["value", "PAPP", 0, 13]]);
});

Deno.test("NaiveDecoder takes even parity off bit 7, and a byte of odd parity for damage", () => {
  const even = (text: string) =>
    text.replace(/[^]/g, (character) => {
      const ones = character.charCodeAt(0).toString(2).replaceAll("0", "").length;
      return String.fromCharCode(character.charCodeAt(0) | (ones % 2 ? 0x80 : 0));
    });
  assertEquals(said(even("\x02\nPAPP 00360 *\r\x03")).groups, [{ label: "PAPP", value: "00360" }]);
  assertEquals(said("\nPAPP 00\xb360 *\r").groups, []);
});

Deno.test("NaiveDecoder calls complete what is STX, good groups, ETX", () => {
  const complete = (text: string) => said(text).frames.map((frame) => frame.complete);
  const group = "\nPAPP 00360 *\r";
  assertEquals(complete(`\x02${group}\x03`), [true]);
  assertEquals(complete(`\x02${group}\nPAPP 00360 +\r\x03`), [false]);
  assertEquals(complete(`\x02${group}\x04\x02${group}\x02${group}`), [false, false, false]);
  assertEquals(complete("\x02\x03"), [false]);
  assertEquals(complete(`\x02${group}\nVTIC\t02\tJ\r\x03`), [false]);
});

Deno.test("readHorodate() gives SP the legal time of Paris, and no date that no calendar has", () => {
  const at = (text: string) => readHorodate(text)?.at;
  assertEquals(at(" 260329013000"), "2026-03-29T01:30:00+01:00");
  assertEquals(at(" 260329033000"), "2026-03-29T03:30:00+02:00");
  assertEquals(at(" 261025013000"), "2026-10-25T01:30:00+02:00");
  assertEquals(at(" 261025033000"), "2026-10-25T03:30:00+01:00");
  assertEquals(at("H230229000000"), undefined);
  assertEquals(at("X230228000000"), undefined);
});

Deno.test("readProfile() takes the base in which the times exist, else the one that is assumed", () => {
  const unused = " NONUTILE".repeat(9);
  const times = (text: string, assumed: "decimal" | "hexadecimal") =>
    readProfile(text, assumed)?.blocks.map(({ time }) => time);
  assertEquals(times(`00008001 22008002${unused}`, "hexadecimal"), ["00:00", "22:00"]);
  assertEquals(times(`00008001 0D1A8002${unused}`, "decimal"), ["00:00", "13:26"]);
  assertEquals(times(`00008001 06008002${unused}`, "decimal"), ["00:00", "06:00"]);
  assertEquals(times(`00008001 16008002${unused}`, "hexadecimal"), ["00:00", "22:00"]);
  assertEquals(times(`00008001 99998002${unused}`, "decimal"), undefined);
  assertEquals(times(`NONUTILE 06008002${unused}`, "decimal"), undefined);
});

Deno.test("CJE_READERS take 00 for a notice of 100 %, and two SP for no overrun", () => {
  const jaune = CJE_READERS["JAUNE"]!("14:35:07:11:21:  :00520:00".split(":"));
  assertEquals(jaune, {
    date: "11-07T14:35",
    period: "winter peak",
    overload: false,
    power: 5200,
    notice: 100,
  });
});
