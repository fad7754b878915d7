import { assertEquals } from "@std/assert";
import { monotonicMs, sleepUntil } from "../../serial/sleep_until.ts";
import { encodeFrame } from "../../tic/frame.ts";
import { diagnose } from "../diagnosis/diagnose.ts";
import { listenTo, type LiveLine } from "./listen.ts";

const HISTORIQUE = encodeFrame([
  { label: "ADCO", value: "021976551234" },
  { label: "IINST", value: "002" },
  { label: "IMAX", value: "090" },
  { label: "PAPP", value: "00360" },
], "historique");
const STANDARD = encodeFrame([
  { label: "ADSC", value: "021976551234" },
  { label: "IRMS1", value: "002" },
  { label: "SINSTS", value: "00360" },
], "standard");
const GARBAGE = Uint8Array.from({ length: 40 }, (_, n) => n % 3 === 0 ? 0 : 0xf0 + n % 9);

type Said = { baudRate: number; bytes: Uint8Array } | "silence" | "gone";

/** A port on which something is said every few milliseconds; garbage at another speed. */
function portThat(says: (piece: number) => Said): LiveLine & { asked: number[] } {
  const asked: number[] = [];
  const start = monotonicMs();
  let piece = 0;
  return {
    asked,
    setBaudRate: (baudRate) => void asked.push(baudRate),
    readable: new ReadableStream<Uint8Array>({
      async pull(controller) {
        while (true) {
          await sleepUntil(start + piece * 2);
          const said = says(piece++);
          if (said === "silence") continue;
          if (said === "gone") return controller.error(new Error("the device is gone"));
          return controller.enqueue(said.baudRate === asked.at(-1) ? said.bytes : GARBAGE);
        }
      },
    }, { highWaterMark: 0 }),
  };
}

const options = {
  speeds: [9600, 1200, 19200],
  format: "8N1",
  limit: 5_000,
  early: true,
  times: { dwell: 40, lost: 60 },
} as const;

Deno.test("listenTo() tries speeds until one shows groups, and ends when the line is good", async () => {
  const port = portThat(() => ({ baudRate: 1200, bytes: HISTORIQUE }));
  const facts = await listenTo(port, options);
  assertEquals(port.asked, [9600, 1200]);
  assertEquals([facts.baudRate, facts.frames.complete, facts.bad], [1200, 3, 0]);
  assertEquals(diagnose(facts).cause?.id, "historique");
});

Deno.test("listenTo() follows a meter that is switched to the other mode", async () => {
  const port = portThat((piece) =>
    piece < 60
      ? { baudRate: 1200, bytes: HISTORIQUE }
      : piece < 600
      ? { baudRate: 9600, bytes: STANDARD }
      : "gone"
  );
  const facts = await listenTo(port, { ...options, early: false });
  assertEquals(facts.modes, ["historique", "standard"]);
  assertEquals(facts.baudRate, 9600);
  assertEquals(diagnose(facts).cause?.id, "mode-switch");
});

Deno.test("listenTo() ends when it hears for certain what is no meter", async () => {
  const bytes = new TextEncoder().encode("Debian GNU/Linux 12 raspberrypi ttyS0\r\n");
  const port = portThat(() => ({ baudRate: 1200, bytes }));
  const facts = await listenTo(port, { ...options, limit: 60_000 });
  assertEquals([facts.baudRate, diagnose(facts).cause?.id], [1200, "text"]);
});

Deno.test("listenTo() says silent where nothing arrives at any speed", async () => {
  const port = portThat(() => "silence");
  const facts = await listenTo(port, { ...options, limit: 200 });
  assertEquals(new Set(port.asked), new Set(options.speeds));
  assertEquals([diagnose(facts).cause?.id, facts.scanned], ["silent", true]);
});

Deno.test("listenTo() listens at one speed only where that is asked", async () => {
  const port = portThat(() => ({ baudRate: 1200, bytes: HISTORIQUE }));
  const facts = await listenTo(port, { ...options, speeds: [9600], limit: 100 });
  assertEquals([port.asked, facts.good, facts.scanned], [[9600], 0, false]);
});

Deno.test("listenTo() tells that the port went away", async () => {
  const port = portThat((piece) => piece < 20 ? { baudRate: 9600, bytes: STANDARD } : "gone");
  const facts = await listenTo(port, { ...options, early: false });
  assertEquals([facts.unplugged, diagnose(facts).cause?.id], [1, "cut"]);
});

Deno.test("listenTo() ends at once when it is stopped", async () => {
  const stop = new AbortController();
  const listening = listenTo(portThat(() => "silence"), { ...options, signal: stop.signal });
  stop.abort();
  assertEquals((await listening).bytes, 0);
});
