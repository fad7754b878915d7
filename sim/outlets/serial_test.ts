import { assert, assertEquals, assertThrows } from "@std/assert";
import { recorder, TestClock } from "../_line.ts";
import { playLine } from "../play_line.ts";
import { Player } from "../player.ts";
import { readScenario } from "../scenario.ts";
import { OutletError } from "../outlet.ts";
import { strictLine } from "../strict_line.ts";
import { characters, evenParity, UartReceiver } from "../uart.ts";
import { FarEnd } from "./_far_end.ts";
import { openSerial } from "./serial.ts";

const text = "\x02\nPAPP 00360 *\r\x03";
const LINE = new TextEncoder().encode(text);

const at = (baudRate: number, wrong?: Uint8Array<ArrayBuffer>) => ({
  characters: characters(LINE, wrong),
  start: 0,
  baudRate,
});

Deno.test("openSerial() sends even parity as bit 7, at the speed of the line", async () => {
  const far = new FarEnd();
  const outlet = openSerial(far.path);
  assertEquals(outlet.url, `serial:${far.path}`);
  await outlet.send(LINE, at(1_200));
  const heard = await far.take(LINE.length);
  assertEquals(heard.map((byte) => byte & 0x7f), [...LINE]);
  assertEquals(heard.map((byte) => byte >> 7), [...LINE].map(evenParity));
  assertEquals(far.speed, 1_200);
  await outlet.send(LINE, at(9_600));
  assertEquals(far.speed, 9_600);
  assertEquals(await far.take(LINE.length), heard);
  assertEquals(outlet.status(), {
    readers: null,
    readerSpeed: null,
    bytes: 2 * LINE.length,
    lost: 0,
  });
  await outlet.close();
  far.close();
});

Deno.test("openSerial() sends a wrong parity bit where a fault asks for one", async () => {
  const far = new FarEnd();
  const outlet = openSerial(far.path);
  const scenario = readScenario(
    `
title: parity
about: One parity error.
meter: { mode: historique, contract: base, power: 6 kVA }
clock: { start: 2026-01-14T06:00:00 }
timeline: [{ at: +1 s, fault: { parity-bit: { label: PAPP, byte: 1 }, frames: 1 } }]
run: { for: 5 s }
`,
    { file: "parity.yaml", readText: () => "" },
  );
  const clock = new TestClock();
  const plain = recorder(clock);
  await playLine(new Player(scenario), {
    outlets: [plain, outlet],
    clock,
    signal: new AbortController().signal,
    speed: Infinity,
  });
  const heard = await far.take(outlet.status().bytes);
  const wrong = heard.filter((byte) => byte >> 7 !== evenParity(byte));
  assertEquals(wrong.map((byte) => String.fromCharCode(byte & 0x7f)), ["0"]);
  const sent = plain.pieces.flatMap(({ bytes }) => bytes);
  assertEquals(heard.map((byte) => byte & 0x7f), sent.map((byte) => byte & 0x7f));
  await outlet.close();
  far.close();
});

Deno.test("strictLine() turns a serial port over, for a device that is wired so", async () => {
  const far = new FarEnd();
  const outlet = strictLine(openSerial(far.path), { invert: true });
  await outlet.send(LINE, at(9_600));
  await outlet.send(new Uint8Array());
  const upsideDown = new UartReceiver("8N1", { inverted: true });
  const timing = { start: 0, baudRate: 9_600 };
  const expected = [
    ...upsideDown.hear(characters(LINE), timing, 9_600),
    ...upsideDown.end(9_600),
  ];
  assertEquals(await far.take(expected.length), expected);
  assert(!new TextDecoder("latin1").decode(Uint8Array.from(expected)).includes("PAPP"));
  await outlet.close();
  far.close();
});

Deno.test("openSerial() ends when its port is unplugged, with what to do", async () => {
  const far = new FarEnd();
  const outlet = openSerial(far.path);
  far.close();
  outlet.write(LINE, at(9_600));
  const error = await outlet.ended;
  assert(error instanceof OutletError);
  assertEquals(error.next, "Plug the adapter in again, and start again");
  assertEquals(outlet.status().lost, LINE.length);
  await outlet.close();
});

Deno.test("openSerial() refuses what is no port", () => {
  assertThrows(() => openSerial("/dev/null"), OutletError, "ENOTTY");
  assertThrows(() => openSerial("/dev/there-is-none"), OutletError, "ENOENT");
});
