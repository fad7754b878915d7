import { assert, assertEquals } from "@std/assert";
import { characters, evenParity, resample, UartReceiver } from "./uart.ts";

const ascii = (text: string) => new TextEncoder().encode(text);
const LINE = ascii("\x02\nPAPP 00360 *\r\nIINST 002 Y\r\x03");

Deno.test("evenParity() makes the number of ones even", () => {
  for (let byte = 0; byte < 128; byte++) {
    const ones = byte.toString(2).replaceAll("0", "").length;
    assertEquals(evenParity(byte), ones % 2, `${byte}`);
  }
});

Deno.test("resample() reads everything where the speeds are the same", () => {
  for (const baud of [1_200, 2_400, 9_600, 19_200]) {
    assertEquals(resample(LINE, { from: baud, to: baud }), LINE);
  }
});

Deno.test("resample() reads everything where the speeds are near", () => {
  for (const to of [9_300, 9_500, 9_700, 9_900]) {
    assertEquals(resample(LINE, { from: 9_600, to }), LINE, `${to}`);
  }
});

// Worked out by hand: each line is the levels on the wire, and below what the reader samples.
Deno.test("resample() reads from a line eight times too slow what is between its edges", () => {
  // 0x7f is 0 1111111 1 1: eight bit times of 0 are a start bit and seven 0, and then a wrong parity 1.
  assertEquals(resample(Uint8Array.of(0x7f), { from: 1_200, to: 9_600 }), Uint8Array.of(0));
  // 0x41 is 0 1 00000 1 0 1: 8 bit times of 0 (parity error), 40 (no stop bit), 8 (parity error).
  assertEquals(resample(Uint8Array.of(0x41), { from: 1_200, to: 9_600 }), Uint8Array.of(0, 0, 0));
  // 0x60 is 0 00000 11 0 1: 48 bit times of 0 (no stop bit), and 8 (parity error).
  assertEquals(resample(Uint8Array.of(0x60), { from: 1_200, to: 9_600 }), Uint8Array.of(0, 0));
});

Deno.test("resample() reads from a line twice too fast every other bit", () => {
  // 0 1000001 0 1 | 0 0100001 0 1 | 0 1100001 1 1 | 0 0010001 0 1
  // False start at 0 (1 in the middle). Start at bit 2: bits 5 7 … 17 are 0 1 1 0 0 0 1, parity at 19
  // is 1, stop at 21 is 1: 0x46. Start at bit 23: bits 26 28 … 38 are 0 1 0 0 0 0 0, then silence: 0x02.
  assertEquals(resample(ascii("ABCD"), { from: 9_600, to: 4_800 }), Uint8Array.of(0x46, 0x02));
});

Deno.test("UartReceiver reads 0x00 where the parity bit is wrong, and the bit itself as 8N1", () => {
  const wrong = Uint8Array.of(0, 1, 0);
  const sent = characters(ascii("ABC"), wrong);
  const timing = { start: 0, baudRate: 9_600 };
  assertEquals(new UartReceiver("7E1").hear(sent, timing, 9_600), Uint8Array.of(0x41, 0, 0x43));
  assertEquals(new UartReceiver("8N1").hear(sent, timing, 9_600), Uint8Array.of(0x41, 0xc2, 0xc3));
});

Deno.test("UartReceiver hears the same however the characters are cut", () => {
  for (const to of [1_200, 4_800, 9_600, 19_200]) {
    const whole = resample(LINE, { from: 9_600, to });
    assert(whole.length > 0);
    const receiver = new UartReceiver("7E1");
    const heard: number[] = [];
    const sent = characters(LINE);
    for (let i = 0; i < sent.length; i += 3) {
      const start = 1_000_000 + i * 10 / 9.6;
      heard.push(...receiver.hear(sent.subarray(i, i + 3), { start, baudRate: 9_600 }, to));
    }
    assertEquals([...heard, ...receiver.end(to)], [...whole], `${to}`);
  }
});

Deno.test("UartReceiver begins anew behind a silence", () => {
  const receiver = new UartReceiver("7E1");
  const heard: number[] = [];
  for (let i = 0; i < 5; i++) {
    const timing = { start: i * 100, baudRate: 1_200 };
    heard.push(...receiver.hear(characters(ascii("A")), timing, 9_600));
  }
  assertEquals([...heard, ...receiver.end(9_600)], new Array(15).fill(0));
});
