import { assertEquals } from "@std/assert";
import { encodeGroup } from "../tic/group.ts";
import { ParityMask } from "./parity.ts";

/** Bit 7 as even parity. */
const withParity = (line: Uint8Array) =>
  line.map((byte) => byte | [...byte.toString(2)].filter((bit) => bit === "1").length % 2 << 7);

Deno.test("ParityMask sees a group with parity, and none where a control byte stands in the middle", () => {
  const mask = new ParityMask();
  const group = withParity(encodeGroup({ label: "PAPP", value: "00360" }, "historique"));
  assertEquals(mask.shows(group, 0, group.length), true);
  // Two groups without an LF between them: their bytes could have a right sum by chance.
  for (let check = 0x20; check < 0x60; check++) {
    const more = withParity(new TextEncoder().encode(`000000 ${String.fromCharCode(check)}\r`));
    const both = Uint8Array.from([...group, ...more]);
    assertEquals(mask.shows(both, 0, both.length), false, String.fromCharCode(check));
  }
});
