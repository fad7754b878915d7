import { assertEquals } from "@std/assert";
import { encodeGroup } from "../../tic/group.ts";
import { autoBaud, type Line } from "./auto_baud.ts";

const PAPP = encodeGroup({ label: "PAPP", value: "02310" }, "historique");
const NOISE = Uint8Array.from({ length: 30 }, (_, i) => 0xf0 + i % 15);

/** A port on which a meter talks at one speed: at any other, a reader sees noise. */
function meterAt(
  speed: () => number,
): Line & { readable: ReadableStream<Uint8Array>; asked: number[]; closed: boolean; wake(): void } {
  const asked: number[] = [];
  let wake = Promise.withResolvers<void>();
  const line = {
    asked,
    closed: false,
    /** Lets the meter say something. */
    wake: () => wake.resolve(),
    setBaudRate(baudRate: number) {
      asked.push(baudRate);
      wake.resolve();
    },
    readable: new ReadableStream<Uint8Array>({
      async pull(controller) {
        await wake.promise;
        wake = Promise.withResolvers();
        controller.enqueue(asked.at(-1) === speed() ? PAPP : NOISE);
      },
    }, { highWaterMark: 0 }),
    close() {
      line.closed = true;
      return Promise.resolve();
    },
  };
  return line;
}

Deno.test("autoBaud() reads at the first speed that shows groups, says so and closes the port", async () => {
  const line = meterAt(() => 9600);
  const notices: string[] = [];
  const found: (number | undefined)[] = [];
  const { readable, close } = autoBaud(line, {
    notice: (text) => notices.push(text),
    found: (baudRate) => found.push(baudRate),
  });
  const reader = readable.getReader();
  assertEquals((await reader.read()).value, PAPP);
  assertEquals([line.asked, found, notices], [[9600], [9600], ["reading at 9600 baud"]]);
  await close();
  assertEquals((await reader.read()).done, true);
  assertEquals(line.closed, true);
});

const times = { dwell: 20, patience: 40 };

Deno.test("autoBaud() drops the noise of the wrong speed and turns to the other one", async () => {
  const line = meterAt(() => 1200);
  const { readable, close } = autoBaud(line, { notice: () => {}, times });
  const reader = readable.getReader();
  assertEquals((await reader.read()).value, PAPP);
  assertEquals(line.asked, [9600, 1200]);
  await close();
});

Deno.test("autoBaud() gives the noise of the wrong speed on too where everything is wanted", async () => {
  const line = meterAt(() => 1200);
  const happened: string[] = [];
  const { readable, close } = autoBaud(line, {
    notice: () => {},
    happened: (what) => happened.push(what),
    everything: true,
    times,
  });
  const reader = readable.getReader();
  assertEquals((await reader.read()).value, NOISE);
  assertEquals((await reader.read()).value, PAPP);
  assertEquals(happened, ["9600 baud", "1200 baud"]);
  await close();
});

Deno.test("autoBaud() begins at the speed that the line has, and does not set it again", async () => {
  const line = meterAt(() => 1200);
  line.asked.push(1200);
  line.wake();
  const { readable, close } = autoBaud(line, { notice: () => {}, current: 1200, times });
  assertEquals((await readable.getReader().read()).value, PAPP);
  assertEquals(line.asked, [1200]);
  await close();
});

Deno.test("autoBaud() follows a meter that is switched to the other mode", async () => {
  let speed = 9600;
  const line = meterAt(() => speed);
  const found: (number | undefined)[] = [];
  const notices: string[] = [];
  const { readable, close } = autoBaud(line, {
    notice: (text) => notices.push(text),
    found: (baudRate) => found.push(baudRate),
    times,
  });
  const reader = readable.getReader();
  assertEquals((await reader.read()).value, PAPP);
  speed = 1200;
  assertEquals((await reader.read()).value, PAPP);
  assertEquals(found, [9600, undefined, 1200]);
  assertEquals(notices, [
    "reading at 9600 baud",
    "no valid group for 0.04 s at 9600 baud: searching again",
    "reading at 1200 baud",
  ]);
  await close();
});

for (
  const [what, speed, notice] of [
    ["nothing arrives", undefined, "nothing arrives at 9600 or 1200 baud"],
    ["only noise arrives", 300, "60 bytes, but no valid group at 9600 or 1200 baud yet"],
  ] as const
) {
  Deno.test(`autoBaud() says once that ${what}, and listens on`, async () => {
    const line = meterAt(() => speed ?? 0);
    if (speed === undefined) line.readable = new ReadableStream();
    const told = Promise.withResolvers<string>();
    const { readable, close } = autoBaud(line, { notice: told.resolve, times });
    const read = readable.getReader().read();
    assertEquals((await told.promise).startsWith(notice), true);
    await close();
    assertEquals((await read).done, true);
  });
}
