import { assert, assertEquals } from "@std/assert";
import { until } from "../serial/_until.ts";
import { SerialPort } from "../serial/serial_port.ts";
import { latin1 } from "../tic/latin1.ts";
import { recorder, TestClock } from "./_line.ts";
import { Player, playLine, readScenario } from "./mod.ts";
import { openPty } from "./outlets/pty.ts";
import { strictLine } from "./strict_line.ts";
import { characters, resample } from "./uart.ts";

const LINE = new TextEncoder().encode("\x02\nADCO 021976551234 I\r\nPAPP 00360 *\r\x03");

/** Sends the line character by character at a speed to a reader at another; what the reader reads. */
async function heard(
  { from, to, bit7, wrong }: {
    from: number;
    to: number;
    bit7?: "parity";
    wrong?: Uint8Array<ArrayBuffer>;
  },
): Promise<number[]> {
  const folder = await Deno.makeTempDir();
  const outlet = strictLine(openPty(`${folder}/linky`), { ...(bit7 && { bit7 }) });
  const port = SerialPort.open(outlet.path!, { baudRate: to });
  await until(() => outlet.status().readerSpeed === to);
  const sent = characters(LINE, wrong);
  for (let i = 0; i < LINE.length; i++) {
    const start = 1_000 + i * 10_000 / from;
    outlet.write(LINE.subarray(i, i + 1), {
      characters: sent.subarray(i, i + 1),
      start,
      baudRate: from,
    });
  }
  await outlet.send(new Uint8Array());
  const { bytes } = outlet.status();
  const read: number[] = [];
  const reader = port.readable.getReader();
  while (read.length < bytes) read.push(...(await reader.read()).value!);
  reader.releaseLock();
  await port.close();
  await outlet.close();
  await Deno.remove(folder, { recursive: true });
  return read;
}

Deno.test("strictLine() lets a reader at the right speed read the line", async () => {
  assertEquals(await heard({ from: 9_600, to: 9_600 }), [...LINE]);
});

Deno.test("strictLine() lets a reader at the wrong speed read what its UART would", async () => {
  const slow = await heard({ from: 9_600, to: 1_200 });
  assertEquals(slow, [...resample(LINE, { from: 9_600, to: 1_200 })]);
  assertEquals(slow.includes(0x0a), false);
  const fast = await heard({ from: 1_200, to: 9_600 });
  assertEquals(fast, [...resample(LINE, { from: 1_200, to: 9_600 })]);
  assertEquals(new Set(fast), new Set([0]));
});

Deno.test("strictLine() delivers 0x00 for a wrong parity bit, or bit 7 itself", async () => {
  const wrong = new Uint8Array(LINE.length).with(4, 1);
  const [zero, eight] = [
    await heard({ from: 9_600, to: 9_600, wrong }),
    await heard({ from: 9_600, to: 9_600, wrong, bit7: "parity" }),
  ];
  assertEquals(zero, [...LINE.with(4, 0)]);
  assertEquals(eight, [...characters(LINE, wrong)]);
});

Deno.test("strictLine() loses its reader when the mode is switched, until the speed is, too", async () => {
  const scenario = readScenario(
    `
title: The mode is switched
about: A reader stays at 1200 baud for a while.
meter: { mode: historique, contract: base }
clock: { start: 2026-01-14T12:00:00 }
timeline: [{ at: +10 s, meter: { mode: standard } }]
run: { for: 20 s }
`,
    { file: "switch.yaml" },
  );
  const clock = new TestClock();
  const outlet = recorder(clock);
  Object.assign(outlet.said, { readerSpeed: 1_200 });
  const sent: { mode: string; text: string }[] = [];
  await playLine(new Player(scenario), {
    outlets: [strictLine(outlet)],
    clock,
    signal: new AbortController().signal,
    onFrame({ instant, state: { mode }, bytes }) {
      if (instant > scenario.start + 15_000) Object.assign(outlet.said, { readerSpeed: 9_600 });
      sent.push({ mode, text: latin1(bytes) });
    },
  });
  const text = latin1(Uint8Array.from(outlet.pieces.flatMap(({ bytes }) => bytes)));
  const historique = sent.filter(({ mode }) => mode === "historique");
  const before = historique.map(({ text }) => text).join("");
  assertEquals(text.slice(0, before.length), before);
  const [noise = "", ...after] = text.slice(before.length).split("\x02");
  // Five to six seconds at 1200 baud are at most 720 characters; no group is among them.
  assert(noise.length > 100 && noise.length <= 720, `${noise.length}`);
  assertEquals(/\n[A-Z]/.test(noise), false);
  const heard = after.map((frame) => `\x02${frame}`);
  assertEquals(heard.length > 3, true);
  assertEquals(heard.slice(1), sent.slice(-heard.length + 1).map(({ text }) => text));
});
