import { assertEquals, assertRejects } from "@std/assert";
import { Pty } from "../../serial/mod.ts";
import { encodeFrame } from "../../tic/frame.ts";
import { openSource, SourceError } from "../source.ts";

const FRAME = encodeFrame([{ label: "PAPP", value: "02310" }], "historique");

/** What a source tells, to be waited for. */
function notices() {
  const told: string[] = [];
  const waiting = new Map<string, () => void>();
  return {
    told,
    notice(text: string) {
      told.push(text);
      for (const [part, resolve] of waiting) if (text.includes(part)) resolve();
    },
    /** Resolves when a notice with that part has come. */
    async heard(part: string) {
      if (told.some((text) => text.includes(part))) return;
      await new Promise<void>((resolve) => waiting.set(part, resolve));
    },
  };
}

Deno.test("openSource() reads a pty with no speed given, and says which it found", async () => {
  const pty = Pty.open();
  const { told, notice } = notices();
  const source = await openSource(pty.slave, { notice });
  const reader = source.readable.getReader();
  assertEquals(source.baudRate, undefined);
  const read = reader.read();
  pty.write(FRAME);
  assertEquals((await read).value, FRAME);
  assertEquals([source.live, source.baudRate, told], [true, 9600, ["reading at 9600 baud"]]);
  await source.close();
  assertEquals((await reader.read()).done, true);
  await pty.close();
});

Deno.test("openSource() sets the speed that is given, and gives every byte on", async () => {
  const pty = Pty.open();
  const source = await openSource(pty.slave, { baudRate: 1200 });
  const noise = Uint8Array.of(0x80, 1, 2, 3, 255);
  pty.write(noise);
  assertEquals((await source.readable.getReader().read()).value, noise);
  assertEquals([source.baudRate, pty.readerSpeed], [1200, 1200]);
  await source.close();
  await pty.close();
});

Deno.test("openSource() reads on when a port was unplugged and is back", async () => {
  const folder = Deno.makeTempDirSync();
  const link = `${folder}/linky`;
  const { notice, heard } = notices();
  let pty = Pty.open({ link });
  const source = await openSource("linky", { folder, notice });
  const reader = source.readable.getReader();
  const first = reader.read();
  pty.write(FRAME);
  assertEquals((await first).value, FRAME);

  const second = reader.read();
  await pty.close();
  await heard("linky is gone");
  pty = Pty.open({ link });
  await heard("linky is back");
  pty.write(FRAME);
  assertEquals((await second).value, FRAME);
  await source.close();
  await pty.close();
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("openSource() can be closed while it waits for a port to come back", async () => {
  const pty = Pty.open();
  const { notice, heard } = notices();
  const source = await openSource(pty.slave, { notice });
  const read = source.readable.getReader().read();
  await pty.close();
  await heard("is gone");
  await source.close();
  assertEquals((await read).done, true);
});

Deno.test("openSource() says that there is no such port", async () => {
  const error = await assertRejects(() => openSource("/dev/ttyNOPE7"), SourceError);
  assertEquals([error.code, error.message], [
    "not-found",
    'Cannot open "/dev/ttyNOPE7": there is no such file (ENOENT)',
  ]);
});

Deno.test("openSource() says that a port is busy, has no such speed, or may not be opened", async () => {
  const pty = Pty.open();
  const first = await openSource(pty.slave);
  const busy = await assertRejects(() => openSource(pty.slave), SourceError, "another program");
  assertEquals([busy.code, busy.next.includes("fuser")], ["busy", true]);
  await first.close();
  const speed = await assertRejects(() => openSource(pty.slave, { baudRate: 1234 }), SourceError);
  assertEquals([speed.code, speed.message.includes("1234 baud")], ["usage", true]);
  await pty.close();
});
