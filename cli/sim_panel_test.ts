import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { BAUD_RATE, frames } from "../sim/frames.ts";
import { Meter } from "../sim/meter.ts";
import type { OutletStatus } from "../sim/outlet.ts";
import type { TicMode } from "../tic/types.ts";
import { palette } from "./screen.ts";
import { readingHints, simPanel, type SimView } from "./sim_panel.ts";

const PLAIN = palette({ isTerminal: () => false });
/** Marks what stands out. */
const MARKED = {
  ...PLAIN,
  bold: (text: string) => `*${text}*`,
  red: (text: string) => `!${text}!`,
};
const START = Date.parse("2026-01-14T05:59:59.500+01:00");

function outlet(url: string, status: Partial<OutletStatus>, path?: string) {
  const full = { readers: null, readerSpeed: null, bytes: 0, lost: 0, ...status };
  return { url, status: () => full, ...(path !== undefined && { path }) };
}

function view(options: { mode: TicMode; load?: number } & Partial<SimView>): SimView {
  const { mode, load = 1_800 } = options;
  const meter = new Meter({
    contract: "hc",
    power: 9_000,
    load,
    serialNumber: "022162000042",
    deliveryPoint: "01234567890123",
    start: START,
    poweredUp: START - 2 * 86_400_000,
    indexes: [4_832_117, 7_505_846],
  });
  const line = frames(meter, { mode, start: START, seed: 42 });
  const before = line.next().value;
  return {
    baudRate: BAUD_RATE[mode],
    speed: 1,
    before,
    frame: line.next().value,
    outlets: [outlet("pty:/run/linky", { readers: 0 }, "/run/linky")],
    ...options,
  };
}

Deno.test("simPanel() fits 80 and 160 columns and shows every group once", () => {
  for (const mode of ["historique", "standard"] as const) {
    for (const columns of [40, 80, 160]) {
      const shown = view({ mode });
      const lines = simPanel(shown, columns, PLAIN);
      assert(lines.every((line) => line.length <= columns), lines.join("\n"));
      const text = lines.join("\n");
      for (const { label, value } of shown.frame.groups) {
        assertStringIncludes(text, value.slice(0, 20));
        assertEquals(
          text.split(new RegExp(`(?<!\\S)${label.replace("+", "\\+")} `)).length,
          2,
          label,
        );
      }
      assert(lines.every((line) => [...line].every((char) => char >= " ")), "no control bytes");
    }
  }
  // A terminal of 30 lines holds a whole frame at 80 columns.
  assert(simPanel(view({ mode: "standard" }), 80, PLAIN).length < 30);
});

Deno.test("simPanel() shows power against the subscribed power", () => {
  const bar = (load: number) =>
    simPanel(view({ mode: "standard", load }), 80, MARKED).find((line) =>
      line.startsWith("Power")
    )!;
  assertStringIncludes(bar(0), `${"░".repeat(25)}  *0 VA* of 9,000 VA, 0 A, 230 V`);
  assertStringIncludes(bar(4_500), "█████████████░░░░░░░░░░░░  *4,500 VA* of");
  assertStringIncludes(bar(11_000), `!${"█".repeat(25)}!  !11,000 VA! of 9,000 VA, 48 A`);
});

Deno.test("simPanel() shows the clock, the tariff in force and the index that counts", () => {
  const text = simPanel(view({ mode: "standard" }), 80, MARKED).join("\n");
  assertStringIncludes(text, "Clock    2026-01-14 06:00:00 winter time");
  assertStringIncludes(text, "Tariff   *HEURE PLEINE*   index 2");
  assertStringIncludes(text, "HC.. 4,860,917 Wh   *HP.. 7,563,446 Wh*");
});

Deno.test("simPanel() makes what has changed in the frame stand out", () => {
  const lines = simPanel(view({ mode: "standard" }), 80, MARKED);
  const frame = lines.slice(lines.findIndex((line) => line.startsWith("*Frame"))).join("\n");
  const changed = [...frame.matchAll(/\*([^*]+)\*/g)].map((match) => match[1]);
  assertEquals(changed, [
    "Frame ",
    "H260114060000",
    "H260114060000 01800",
    " HEURE  PLEINE  ",
    "H260114053000 01800",
    "H260114060000 230",
    "003A4401",
    "000",
    "02",
  ]);
});

Deno.test("simPanel() says what each outlet does", () => {
  const says = (status: Partial<OutletStatus>) => {
    const lines = simPanel(view({ mode: "standard", outlets: [outlet("x:", status)] }), 80, MARKED);
    return lines.find((line) => line.startsWith("x:"));
  };
  assertEquals(says({ readers: 0 }), "x:  nobody reads, 0 bytes");
  assertEquals(says({ readers: 1, bytes: 1_234 }), "x:  1 reader, 1,234 bytes");
  assertEquals(says({ readers: 3 }), "x:  3 readers, 0 bytes");
  assertEquals(says({ readers: 1, readerSpeed: 9600 }), "x:  reader at 9600 baud, 0 bytes");
  assertEquals(
    says({ readers: 1, readerSpeed: 1200 }),
    "x:  !reader at 1200 baud: 9600 is right!, 0 bytes",
  );
  assertEquals(says({ bytes: 5, lost: 7 }), "x:  5 bytes!, 7 lost (too slow)!");
});

Deno.test("readingHints() name what a reader can open", () => {
  const pty = outlet("pty:/run/linky", {}, "/run/linky");
  const tcp = outlet("tcp://127.0.0.1:2000", {});
  const file = outlet("file:/tmp/x", {}, "/tmp/x");
  assertEquals(readingHints([file, tcp, pty]), [
    "Read it with: ticlab decode /run/linky",
    "One reader at a time can hold the port; for more: ticlab tee --help",
  ]);
  assertEquals(readingHints([file, tcp]), ["Read it with: ticlab decode tcp://127.0.0.1:2000"]);
  const broker = outlet("mqtt://127.0.0.1:1883/home?dialect=jeedom", {});
  assertEquals(readingHints([file, broker]), [
    "Listen with: mosquitto_sub -h 127.0.0.1 -p 1883 -t '#' -v",
  ]);
  assertEquals(readingHints([file]), []);
});

Deno.test("simPanel() shows the scenario, and what has happened last", () => {
  const shown = view({ mode: "standard", title: "An overload", event: "06:00:10 trip" });
  const lines = simPanel(shown, 80, PLAIN);
  assertEquals(lines[1], "An overload");
  assertEquals(lines.includes("Event    06:00:10 trip"), true);
});

Deno.test("simPanel() shows what is given", () => {
  const lines = simPanel(view({ mode: "standard", load: -1_500 }), 120, PLAIN);
  assertStringIncludes(lines.join("\n"), "0 VA of 9,000 VA, 7 A, 230 V, 1,500 VA given");
});
