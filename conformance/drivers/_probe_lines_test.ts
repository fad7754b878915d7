import { assert, assertEquals, assertMatch } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import { latin1 } from "../../tic/latin1.ts";
import { readRun } from "../suite/wire_run.ts";
import { damagedLine, drawCanary, groupsOf, noise, rightLine, withParity } from "./_probe_lines.ts";

const CANARY = { meter: "012345678901", index: "012345678" };
const KINDS = ["historique", "standard", "older"] as const;

function events(line: Uint8Array) {
  const decoder = new TicDecoder();
  return [...decoder.push(line), ...decoder.end()];
}

Deno.test("noise() holds no group, whether bit 7 is masked or not, and is always the same", () => {
  assertEquals(noise(), noise());
  assertEquals(noise().length, 1024);
  for (const bytes of [noise(), noise().map((byte) => byte & 0x7f)]) {
    const text = latin1(bytes);
    const runs = [...text].flatMap((character, start) =>
      character !== "\n"
        ? []
        : [...text].flatMap((other, end) =>
          other === "\r" && end > start + 3 ? [text.slice(start + 1, end)] : []
        )
    );
    assert(runs.length > 200, "nothing that looks like a group: the noise is too easy");
    assertEquals(runs.filter((run) => readRun(run) !== null), []);
  }
});

Deno.test("drawCanary() draws numbers with a leading zero, others each time", () => {
  const drawn = Array.from({ length: 20 }, drawCanary);
  for (const { meter, index } of drawn) {
    assertMatch(meter, /^0\d{11}$/);
    assertMatch(index, /^0\d{8}$/);
  }
  assertEquals(new Set(drawn.map(({ meter }) => meter)).size, 20);
});

for (const kind of KINDS) {
  Deno.test(`rightLine() of ${kind} is four complete frames without an error`, () => {
    const said = events(rightLine(kind, CANARY));
    const frames = said.filter((event) => event.event === "frame");
    assertEquals(frames.map(({ complete }) => complete), [true, true, true, true]);
    assertEquals(frames[3]!.groups, groupsOf(kind, CANARY) as never);
    assertEquals(said.filter((event) => event.event === "error"), []);
    assertEquals(said.filter((event) => event.event === "group" && event.grade !== "ok"), []);
  });
}

for (const mode of ["historique", "standard"] as const) {
  Deno.test(`damagedLine() of ${mode} has one wrong sum, in its second frame`, () => {
    const said = events(damagedLine(mode, CANARY));
    const errors = said.filter((event) => event.event === "error");
    assertEquals(errors.map(({ kind, label }) => [kind, label]), [
      ["checksum", mode === "historique" ? "PAPP" : "SINSTS"],
    ]);
    const frames = said.filter((event) => event.event === "frame");
    assertEquals(frames.map(({ complete }) => complete), [true, false, true, true]);
  });

  Deno.test(`withParity() makes every byte of ${mode} even, and the rest is the line`, () => {
    const line = rightLine(mode, CANARY);
    const even = withParity(line);
    const ones = (byte: number) => byte.toString(2).replaceAll("0", "").length;
    assertEquals(even.filter((byte) => ones(byte) % 2 !== 0).length, 0);
    assertEquals(even.map((byte) => byte & 0x7f), line);
  });
}
