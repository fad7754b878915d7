import { assert, assertEquals, assertThrows } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { python, testWith } from "../../serial/_programs.ts";
import { until } from "../../serial/_until.ts";
import { SerialError } from "../../serial/serial_error.ts";
import { SerialPort } from "../../serial/serial_port.ts";
import { OutletError } from "../outlet.ts";
import { openPty } from "./pty.ts";

/** A place for links that is taken away at the end. */
class Folder {
  readonly path = Deno.makeTempDirSync();

  [Symbol.dispose]() {
    Deno.removeSync(this.path, { recursive: true });
  }
}

const bytes = (text: string) => new TextEncoder().encode(text);

Deno.test("openPty() is heard by a reader, and loses what nobody hears", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  assertEquals(outlet.url, `pty:${folder.path}/linky`);
  outlet.write(bytes("nobody hears"));
  await outlet.send(bytes("nor this"));
  assertEquals(outlet.status(), { readers: 0, readerSpeed: null, bytes: 0, lost: 0, missed: 20 });

  const port = SerialPort.open(outlet.path!, { baudRate: 9600, dataBits: 7, parity: "even" });
  await until(() => outlet.status().readerSpeed === 9600);
  assertEquals(outlet.status().readers, 1);
  outlet.write(bytes("line"));
  const reader = port.readable.getReader();
  assertEquals((await reader.read()).value, bytes("line"));
  reader.releaseLock();
  await port.close();
  await until(() => outlet.status().readers === 0);
  assertEquals(outlet.status(), { readers: 0, readerSpeed: null, bytes: 4, lost: 0, missed: 20 });

  await outlet.close();
  assertEquals([...Deno.readDirSync(folder.path)], []);
});

Deno.test("openPty() is unplugged from its reader, and found again at the same path", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  const port = SerialPort.open(outlet.path!, { baudRate: 9600 });
  await until(() => outlet.status().readers === 1);
  outlet.write(bytes("before"));
  await outlet.unplug!();
  outlet.write(bytes("away"));
  const error = await new Response(port.readable).text().catch((error) => error);
  assert(error instanceof SerialError, `${error}`);
  await port.close();
  assertThrows(() => SerialPort.open(`${folder.path}/linky`, { baudRate: 9600 }), SerialError);

  await outlet.plug!();
  const again = SerialPort.open(outlet.path!, { baudRate: 9600 });
  await until(() => outlet.status().readers === 1);
  outlet.write(bytes("after"));
  const reader = again.readable.getReader();
  assertEquals((await reader.read()).value, bytes("after"));
  assertEquals(outlet.status().missed, 4);
  reader.releaseLock();
  await again.close();
  await outlet.close();
  assertEquals([...Deno.readDirSync(folder.path)], []);
});

Deno.test("openPty() ends where another sim has its path when it is plugged in again", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  await outlet.unplug!();
  const other = openPty(`${folder.path}/linky`);
  await outlet.plug!();
  assert((await outlet.ended)?.message.includes("another sim speaks there"));
  await outlet.close();
  await other.close();
});

Deno.test("openPty() can be closed while it is unplugged", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  await outlet.unplug!();
  await outlet.unplug!();
  assertEquals(outlet.status().readers, 0);
  await outlet.close();
});

Deno.test("openPty() does not wait for a reader that does not read", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  using _deaf = Deno.openSync(outlet.path!);
  const piece = new Uint8Array(1_000).fill(0x55);
  while (outlet.status().lost === 0) outlet.write(piece);
  assert(outlet.status().bytes > 1_000);
  await outlet.close();
});

Deno.test("openPty() sends everything to a slow reader when there is no pace to keep", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  const port = SerialPort.open(outlet.path!, { baudRate: 9600 });
  const sent = Uint8Array.from({ length: 100_000 }, (_, i) => 0x20 + i % 90);
  const sending = outlet.send(sent);
  const heard = new Uint8Array(sent.length);
  let n = 0;
  for await (const chunk of port.readable) {
    heard.set(chunk, n);
    n += chunk.length;
    if (n === heard.length) break;
  }
  await sending;
  assertEquals(heard, sent);
  assertEquals(outlet.status().bytes, 100_000);
  await port.close();
  await outlet.close();
});

testWith(
  python,
  "Python",
  "openPty() lets a slow reader have the end of the line",
  async (python) => {
    using folder = new Folder();
    const outlet = openPty(`${folder.path}/linky`);
    const program = `
import os, sys, time, tty
fd = os.open(sys.argv[1], os.O_RDWR | os.O_NOCTTY)
tty.setraw(fd)
print("open", flush=True)
sys.stdin.readline()
heard = 0
try:
    while True:
        part = os.read(fd, 64)
        if not part: break
        heard += len(part)
        time.sleep(0.002)  # slow, but done within the second
except OSError:
    pass
print(heard)
`;
    const reader = new Deno.Command(python, {
      args: ["-c", program, outlet.path!],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const said = reader.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(
      new TextLineStream(),
    )
      .getReader();
    assertEquals((await said.read()).value, "open");
    outlet.write(new Uint8Array(9_000).fill(0x55));
    const closed = outlet.close();
    // It begins to read when the sim is already closing.
    const writer = reader.stdin.getWriter();
    await writer.write(bytes("go\n"));
    await writer.close();
    await closed;
    assertEquals((await said.read()).value, "9000");
    await said.cancel();
    await reader.status;
  },
);

Deno.test("openPty() is closed though its reader never reads", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  using _deaf = Deno.openSync(outlet.path!);
  outlet.write(new Uint8Array(9_000));
  await outlet.close();
  assertEquals([...Deno.readDirSync(folder.path)], []);
});

Deno.test("openPty() stops waiting for a reader that leaves", async () => {
  using folder = new Folder();
  const outlet = openPty(`${folder.path}/linky`);
  const reader = Deno.openSync(outlet.path!);
  const sending = outlet.send(new Uint8Array(100_000));
  reader.close();
  await sending;
  assert(outlet.status().bytes < 100_000);
  await outlet.close();
});

Deno.test("openPty() takes the next default path where another sim has one", async () => {
  using folder = new Folder();
  const before = Deno.env.get("XDG_RUNTIME_DIR");
  Deno.env.set("XDG_RUNTIME_DIR", folder.path);
  const outlets = [openPty(undefined), openPty(undefined), openPty(undefined)];
  const names = outlets.map(({ path }) => path?.replace(`${folder.path}/ticlab/`, ""));
  assertEquals(names, ["linky", "linky-2", "linky-3"]);
  assertEquals(Deno.statSync(`${folder.path}/ticlab`).mode! & 0o777, 0o700);
  for (const outlet of outlets) await outlet.close();
  // A runtime folder may be named and not be there.
  Deno.env.set("XDG_RUNTIME_DIR", `${folder.path}/gone`);
  const temporary = Deno.env.get("TMPDIR");
  Deno.env.set("TMPDIR", folder.path);
  const outlet = openPty(undefined);
  assertEquals(outlet.path, `${folder.path}/ticlab-${Deno.uid()}/linky`);
  await outlet.close();
  restore("XDG_RUNTIME_DIR", before);
  restore("TMPDIR", temporary);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Deno.env.delete(name);
  else Deno.env.set(name, value);
}

Deno.test("openPty() leaves alone what is not its own", async () => {
  using folder = new Folder();
  Deno.writeTextFileSync(`${folder.path}/notes`, "precious");
  const says = (path: string, message: string) =>
    assertThrows(() => openPty(path), OutletError, message);
  says(`${folder.path}/notes`, "something else is there");
  says(`${folder.path}/no/linky`, "there is no such file");
  const other = openPty(`${folder.path}/linky`);
  says(`${folder.path}/linky`, "another sim speaks there");
  await other.close();
  assertEquals(Deno.readTextFileSync(`${folder.path}/notes`), "precious");
});

Deno.test("openPty() takes over the link of a sim that is dead", async () => {
  using folder = new Folder();
  Deno.symlinkSync("/dev/pts/99999", `${folder.path}/linky`);
  const outlet = openPty(`${folder.path}/linky`);
  assert(Deno.readLinkSync(outlet.path!) !== "/dev/pts/99999");
  await outlet.close();
});
