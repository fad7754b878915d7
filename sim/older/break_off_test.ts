import { assertEquals } from "@std/assert";
import { encodeFrame } from "../../tic/frame.ts";
import { latin1 } from "../../tic/latin1.ts";
import { breakOff } from "./break_off.ts";

const groups = [{ label: "HHPHC", value: "A" }, { label: "PPOT", value: "00" }];
const bytes = encodeFrame(groups, "historique");

/** The line and the groups when so many bytes have begun. */
function broken(at: number, after: "group" | "character"): [string, string[]] {
  const sent = breakOff({ groups, bytes }, at, after);
  return [latin1(sent.bytes), sent.groups.map(({ label }) => label)];
}

Deno.test("breakOff() finishes the group that is being sent", () => {
  assertEquals(broken(1, "group"), ["\x02\x04", []]);
  assertEquals(broken(2, "group"), ["\x02\nHHPHC A ,\r\x04", ["HHPHC"]]);
  assertEquals(broken(12, "group"), ["\x02\nHHPHC A ,\r\x04", ["HHPHC"]]);
  assertEquals(broken(13, "group"), [
    "\x02\nHHPHC A ,\r\nPPOT 00 #\r\x04",
    ["HHPHC", "PPOT"],
  ]);
});

Deno.test("breakOff() finishes only the character where it is told so, and keeps whole groups", () => {
  assertEquals(broken(0, "character"), ["\x02\x04", []]);
  assertEquals(broken(4, "character"), ["\x02\nHH\x04", []]);
  assertEquals(broken(12, "character"), ["\x02\nHHPHC A ,\r\x04", ["HHPHC"]]);
  assertEquals(broken(15, "character"), ["\x02\nHHPHC A ,\r\nPP\x04", ["HHPHC"]]);
});
