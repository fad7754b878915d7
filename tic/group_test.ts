import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { decodeGroup, encodeGroup } from "./group.ts";
import { latin1, latin1Bytes } from "./latin1.ts";
import { groupIn } from "./test_arbitraries.ts";

Deno.test("decodeGroup() gives back what encodeGroup() wrote", () => {
  for (const mode of ["historique", "standard"] as const) {
    fc.assert(fc.property(groupIn[mode], (group) => {
      assertEquals(decodeGroup(encodeGroup(group, mode)), { mode, group });
    }));
  }
});

Deno.test("encodeGroup() writes seven and nine fields, and DATE with two HT that touch", () => {
  const text = (label: string, value: string, timestamp?: string) =>
    latin1(
      encodeGroup(
        timestamp === undefined ? { label, value } : { label, timestamp, value },
        "standard",
      ),
    );
  assertEquals(text("VTIC", "02"), "\nVTIC\t02\tJ\r");
  assertEquals(text("SMAXSN", "01952", "E210422183457"), "\nSMAXSN\tE210422183457\t01952\tB\r");
  assertEquals(text("DATE", "", "H081225223518"), "\nDATE\tH081225223518\t\tH\r");
});

Deno.test("encodeGroup() refuses what no group may hold", () => {
  const refused = (group: Parameters<typeof encodeGroup>[0], mode: "historique" | "standard") =>
    assertThrows(() => encodeGroup(group, mode), RangeError);
  refused({ label: "", value: "1" }, "historique");
  refused({ label: "1A", value: "1" }, "historique");
  refused({ label: "ABCDEFGHIJK", value: "1" }, "historique");
  refused({ label: "A B", value: "1" }, "historique");
  refused({ label: "PAPP", value: "1\r" }, "historique");
  refused({ label: "VTIC", value: "0\t2" }, "standard");
  refused({ label: "MSG1", value: "é" }, "standard");
  refused({ label: "PAPP", timestamp: "H081225223518", value: "1" }, "historique");
  refused({ label: "DATE", timestamp: "X081225223518", value: "" }, "standard");
});

Deno.test("decodeGroup() keeps spaces in historique data and a checksum that is a space", () => {
  const jaune = encodeGroup({ label: "JAUNE", value: "14:35:07:11:21:  :00520:90" }, "historique");
  assertEquals(decodeGroup(jaune).group.value, "14:35:07:11:21:  :00520:90");
  assertEquals(decodeGroup(latin1Bytes("\nPTEC HP..  \r")).group.value, "HP..");
});

Deno.test("decodeGroup() says what is wrong and where", () => {
  const rejected = (text: string, why: string) =>
    assertThrows(() => decodeGroup(latin1Bytes(text)), SyntaxError, why);
  rejected("PAPP 00360 *\r", "no LF at 0");
  rejected("\nPAPP 00360 *", "no CR at 12");
  rejected("\nPAPP 00360*\r", "no separator at 10");
  rejected("\nPAPP *\r", "only one separator");
  rejected("\n1APP 00360 *\r", '"1APP" is no label');
  rejected("\nPAPP 00361 *\r", 'checksum at 12 should be "+"');
  rejected("", "no LF at 0");
  rejected("\n\r", "no separator");
});
