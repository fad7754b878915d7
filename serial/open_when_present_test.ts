import { assert, assertEquals, assertRejects } from "@std/assert";
import { openWhenPresent } from "./open_when_present.ts";
import { Pty } from "./pty.ts";
import { SerialError } from "./serial_error.ts";
import { SerialPort } from "./serial_port.ts";

Deno.test("openWhenPresent() survives unplugging and plugging in again", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/ttyUSB0`;
  let pty = Pty.open({ link });
  const first = await openWhenPresent(link, { baudRate: 1200 });
  const unplugged = assertRejects(() => first.readable.getReader().read(), SerialError);
  await pty.close();
  await unplugged;
  await first.close();
  const opening = openWhenPresent(link, { baudRate: 1200 });
  pty = Pty.open({ link });
  const second = await opening;
  pty.write(new TextEncoder().encode("again"));
  const { value } = await second.readable.getReader().read();
  assertEquals(new TextDecoder().decode(value), "again");
  await second.close();
  await pty.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("openWhenPresent() gives up when it is told to", async () => {
  const controller = new AbortController();
  const opening = openWhenPresent("/nowhere/tty", { baudRate: 1200, signal: controller.signal });
  controller.abort(new Error("enough"));
  await assertRejects(() => opening, Error, "enough");
});

Deno.test("openWhenPresent() does not wait for what will never be a port", async () => {
  const error = await openWhenPresent("/dev/null", { baudRate: 1200 }).catch((e) => e);
  assert(error instanceof SerialError);
  assertEquals(error.code, "ENOTTY");
  await assertRejects(() => openWhenPresent("/nowhere/tty", { baudRate: 1 }), RangeError);
});

Deno.test("openWhenPresent() says at once that another program holds the port", async () => {
  const pty = Pty.open();
  const port = await openWhenPresent(pty.slave, { baudRate: 1200 });
  const error = await openWhenPresent(pty.slave, { baudRate: 1200 }).catch((e) => e);
  assert(error instanceof SerialError);
  assertEquals(error.code, "EBUSY");
  await port.close();
  await pty.close();
});

Deno.test("openWhenPresent() bears with another program that tries a port that has just come", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/ttyUSB0`;
  const open = SerialPort.open;
  const refused = Promise.withResolvers<void>();
  SerialPort.open = (...args) => {
    try {
      return open(...args);
    } catch (error) {
      if ((error as SerialError).code === "EBUSY") refused.resolve();
      throw error;
    }
  };
  const opening = openWhenPresent(link, { baudRate: 1200 });
  const pty = Pty.open({ link });
  const held = open(link, { baudRate: 1200 });
  await refused.promise;
  SerialPort.open = open;
  await held.close();
  await (await opening).close();
  await pty.close();
  await Deno.remove(folder, { recursive: true });
});
