import { assertEquals } from "@std/assert";
import { IAC, subnegotiation, type TelnetCommand, TelnetReader, VERB } from "./telnet.ts";

/** Reads pieces with one reader and puts what it says together. */
function readAll(pieces: readonly Uint8Array[]) {
  const reader = new TelnetReader();
  const data: number[] = [];
  const commands: TelnetCommand[] = [];
  for (const piece of pieces) {
    const said = reader.push(piece);
    data.push(...said.data);
    commands.push(...said.commands);
  }
  return { data, commands };
}

// Data, every verb, an escaped 0xFF in data and in a subnegotiation, and a command without option.
const STREAM = Uint8Array.of(
  ...[2, 10, IAC, VERB.WILL, 0, 65, IAC, VERB.WILL, 44, IAC, IAC, 13, 0, IAC, VERB.DO, 0],
  ...[IAC, VERB.SB, 44, 101, 0, IAC, IAC, 37, IAC, VERB.SE, 3],
  ...[IAC, VERB.WONT, 1, IAC, VERB.DONT, 3, IAC, 241, 66],
);
const SAID = {
  data: [2, 10, 65, 255, 13, 0, 3, 66],
  commands: [
    { verb: VERB.WILL, option: 0 },
    { verb: VERB.WILL, option: 44 },
    { verb: VERB.DO, option: 0 },
    { verb: VERB.SB, option: 44, data: Uint8Array.of(101, 0, 255, 37) },
    { verb: VERB.WONT, option: 1 },
    { verb: VERB.DONT, option: 3 },
  ],
};

Deno.test("TelnetReader gives the same wherever the stream is cut", () => {
  assertEquals(readAll([STREAM]), SAID);
  assertEquals(readAll([...STREAM].map((byte) => Uint8Array.of(byte))), SAID);
  for (let cut = 0; cut <= STREAM.length; cut++) {
    assertEquals(readAll([STREAM.subarray(0, cut), STREAM.subarray(cut)]), SAID);
  }
});

Deno.test("TelnetReader drops the NUL after CR unless data are binary (RFC 854, RFC 856)", () => {
  const lines = [13, 0, 10, 0];
  const { data } = readAll([
    Uint8Array.of(65, 13),
    Uint8Array.of(0, 10, 0, IAC, VERB.DO, 0, ...lines),
    Uint8Array.of(IAC, VERB.WILL, 0, ...lines, IAC, VERB.WONT, 0, ...lines),
  ]);
  assertEquals(data, [65, 13, 10, 0, 13, 10, 0, 13, 0, 10, 0, 13, 10, 0]);
});

Deno.test("TelnetReader stays small in a subnegotiation that never ends", () => {
  const reader = new TelnetReader();
  reader.push(Uint8Array.of(IAC, VERB.SB, 44));
  reader.push(new Uint8Array(100_000));
  const { commands } = reader.push(Uint8Array.of(IAC, VERB.SE));
  assertEquals(commands.map((c) => "data" in c && c.data.length < 1000), [true]);
});

Deno.test("subnegotiation() doubles 0xFF", () => {
  assertEquals(subnegotiation(44, [1, 255]), Uint8Array.of(255, 250, 44, 1, 255, 255, 255, 240));
});
