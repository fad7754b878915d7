import { assert, assertEquals, assertThrows } from "@std/assert";
import { Changes } from "./_line.ts";
import { run, setpriv, socat, testWith } from "./_programs.ts";
import { Pty } from "./pty.ts";
import { SerialError } from "./serial_error.ts";
import { SerialPort } from "./serial_port.ts";

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const bytes = (text: string) => new TextEncoder().encode(text);

async function failure(promise: Promise<unknown>): Promise<SerialError> {
  const error = await promise.then(() => undefined, (error) => error);
  assert(error instanceof SerialError, `${error}`);
  return error;
}

function openFailure(path: string): SerialError {
  return assertThrows(() => SerialPort.open(path, { baudRate: 1200 }), SerialError);
}

/** A pair of ptys joined by socat. */
async function socatPair(socat: string) {
  const folder = await Deno.makeTempDir();
  const [a, b] = [`${folder}/a`, `${folder}/b`] as const;
  const child = new Deno.Command(socat, {
    args: ["-d", "-d", `pty,raw,echo=0,link=${a}`, `pty,raw,echo=0,link=${b}`],
    stderr: "piped",
  }).spawn();
  const log = child.stderr.getReader();
  for (let said = ""; !said.includes("starting data transfer");) {
    const { value, done } = await log.read();
    if (done) throw new Error(`socat ended: ${said}`);
    said += text(value);
  }
  return {
    a,
    b,
    async kill() {
      child.kill("SIGKILL");
      await child.status;
      await log.cancel();
      await Deno.remove(folder, { recursive: true });
    },
  };
}

testWith(socat, "socat", "SerialPort carries bytes both ways", async (socat) => {
  const pair = await socatPair(socat);
  const a = SerialPort.open(pair.a, { baudRate: 9600 });
  const b = SerialPort.open(pair.b, { baudRate: 9600 });
  const writer = a.writable.getWriter();
  // More than the system takes at once, so that writing has to wait for room.
  const sent = Uint8Array.from({ length: 100_000 }, (_, i) => i % 251);
  const written = writer.write(sent).then(() => writer.close());
  const got: number[] = [];
  for await (const chunk of b.readable.values({ preventCancel: true })) {
    got.push(...chunk);
    if (got.length >= sent.length) break;
  }
  await written;
  assertEquals(Uint8Array.from(got), sent);
  await b.writable.getWriter().write(bytes("back"));
  assertEquals(text((await a.readable.getReader().read()).value), "back");
  await a.close();
  await b.close();
  await pair.kill();
});

testWith(socat, "socat", "SerialPort.readable fails when the line is unplugged", async (socat) => {
  const pair = await socatPair(socat);
  const port = SerialPort.open(pair.a, { baudRate: 9600 });
  const unplugged = failure(port.readable.getReader().read());
  await pair.kill();
  const error = await unplugged;
  assertEquals([error.operation, error.path, error.code], ["read", pair.a, "EIO"]);
  assert(error.next?.includes("Plug"));
  assertEquals((await failure(port.writable.getWriter().write(bytes("x")))).operation, "write");
  await port.close();
});

Deno.test("SerialPort.open() opens a pty at 7E1, and tells what a pty makes of it", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  assertEquals(port.baudRate, 1200);
  assertEquals(port.settings, { baudRate: 1200, dataBits: 8, parity: "none", stopBits: 1 });
  await port.close();
  const eight = SerialPort.open(pty.slave, {
    baudRate: 115200,
    dataBits: 8,
    parity: "none",
    stopBits: 2,
  });
  assertEquals(eight.settings, { baudRate: 115200, dataBits: 8, parity: "none", stopBits: 2 });
  await eight.close();
  await pty.close();
});

Deno.test("SerialPort.setBaudRate() changes the speed", async () => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  await changes.next("speed");
  port.setBaudRate(9600);
  assertEquals([port.baudRate, port.settings.baudRate], [9600, 9600]);
  await changes.next("speed");
  assertEquals(pty.readerSpeed, 9600);
  const error = assertThrows(() => port.setBaudRate(1201), RangeError);
  assertEquals(
    error.message.slice(0, 63),
    "Cannot use 1201 baud: the speeds are 300, 600, 1200, 1800, 2400",
  );
  assertEquals(port.baudRate, 9600);
  await port.close();
  assertEquals(
    assertThrows(() => port.setBaudRate(1200), SerialError).message,
    `Cannot set up "${pty.slave}": the port was closed`,
  );
  await pty.close();
});

Deno.test("SerialPort.open() refuses a speed before it opens anything", () => {
  assertThrows(() => SerialPort.open("/dev/null", { baudRate: 0 }), RangeError, "9600");
});

Deno.test("SerialPort.open() says what is wrong with a path, and what to do", async () => {
  const file = await Deno.makeTempFile();
  const folder = await Deno.makeTempDir();
  const missing = openFailure(`${folder}/ttyUSB9`);
  assertEquals(
    missing.message,
    `Cannot open "${folder}/ttyUSB9": there is no such file (ENOENT)`,
  );
  assertEquals([missing.operation, missing.code, missing.errno], ["open", "ENOENT", 2]);
  assert(/^(Ports here: \/dev\/|No adapter is seen here; see: ls )/.test(missing.next!));
  assertEquals(openFailure(folder).code, "EISDIR");
  assertEquals(openFailure(file).code, "ENOTTY");
  assertEquals(openFailure("/dev/null").message.split(": ")[1], "it is not a serial port (ENOTTY)");
  assertEquals(openFailure(`${file}/x`).code, "ENOTDIR");
  assertEquals(openFailure(`/${"x".repeat(300)}`).code, "ENAMETOOLONG");
  await Deno.remove(file);
  await Deno.remove(folder);
});

Deno.test("SerialPort.open() refuses a port that another program holds", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  const error = openFailure(pty.slave);
  assertEquals(error.code, "EBUSY");
  assertEquals(error.next, `See who holds it: fuser -v ${pty.slave}`);
  await port.close();
  const shared = SerialPort.open(pty.slave, { baudRate: 1200, exclusive: false });
  const other = SerialPort.open(pty.slave, { baudRate: 1200, exclusive: false });
  await shared.close();
  await other.close();
  await pty.close();
});

/** What only an ordinary user meets: refusals, and the mark that TIOCEXCL leaves on a pty. */
const AS_NOBODY = `
const [room, python, foreign] = Deno.args;
const { Pty, SerialPort } = await import(room);
const codes = [];
const attempt = (path) => {
  try { return SerialPort.open(path, { baudRate: 1200 }); }
  catch (error) { codes.push(error.code); return error; }
};
console.log(attempt(foreign).next);
let heard;
const pty = Pty.open({ onChange: (c) => c.change === "renewed" && heard?.(c.slave) });
const port = attempt(pty.slave);
attempt(pty.slave);
await port.close();
await attempt(pty.slave).close();
const renewed = new Promise((resolve) => heard = resolve);
const old = pty.slave;
// TIOCEXCL and no end to it, as of a reader that was killed.
await new Deno.Command(python, { args: ["-c",
  "import fcntl, sys, termios; fcntl.ioctl(open(sys.argv[1]), termios.TIOCEXCL)", old] }).output();
codes.push(await renewed === pty.slave && pty.slave !== old ? "renewed" : "stuck");
await attempt(pty.slave).close();
await pty.close();
console.log(codes.join(" "));
`;

testWith(
  setpriv && await run("/usr/bin/python3", "-c", "import termios").then(() => setpriv),
  "setpriv, or no root,",
  "SerialPort and Pty serve an ordinary user, who is refused what others hold",
  async (setpriv) => {
    const folder = await Deno.makeTempDir();
    await Deno.chmod(folder, 0o777);
    const foreign = `${folder}/ttyUSB0`;
    await Deno.writeTextFile(foreign, "", { mode: 0o660 });
    const [group, , gid] = (await Deno.readTextFile("/etc/group")).trim().split("\n").at(-1)!
      .split(":");
    await Deno.chown(foreign, 0, Number(gid));
    // Where npx keeps it, in the home of another, nobody may not run it.
    const deno = `${folder}/deno`;
    await Deno.copyFile(Deno.execPath(), deno);
    await Deno.chmod(deno, 0o755);
    const { out, err } = await run(
      setpriv,
      ...["--reuid=65534", "--regid=65534", "--clear-groups"],
      ...["env", `DENO_DIR=${folder}`, `HOME=${folder}`],
      ...[deno, "eval", "--no-config", "--ext=js", AS_NOBODY],
      ...[import.meta.resolve("./mod.ts"), "/usr/bin/python3", foreign],
    );
    assertEquals([out, err], [
      `It belongs to the group ${group}: sudo usermod -aG ${group} $USER, then log in again\n` +
      "EACCES EBUSY renewed",
      "",
    ]);
    await Deno.remove(folder, { recursive: true });
  },
);

Deno.test("SerialPort.close() ends a read that waits", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  const read = port.readable.getReader().read();
  await Promise.all([port.close(), port.close()]);
  assertEquals((await read).done, true);
  assertEquals(
    (await failure(port.writable.getWriter().write(bytes("x")))).code,
    "ECANCELED",
  );
  await pty.close();
});

Deno.test("SerialPort.close() ends a stream that nobody reads", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  await port.close();
  assertEquals((await port.readable.getReader().read()).done, true);
  await pty.close();
});

testWith(socat, "socat", "SerialPort.close() ends a write that waits for room", async (socat) => {
  const pair = await socatPair(socat);
  const port = SerialPort.open(pair.a, { baudRate: 1200 });
  const written = failure(port.writable.getWriter().write(new Uint8Array(1_000_000)));
  await port.close();
  assertEquals((await written).code, "ECANCELED");
  await pair.kill();
});

Deno.test("SerialPort.readable closes the port when it is cancelled", async () => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  await changes.next("came");
  pty.write(bytes("one"));
  for await (const chunk of port.readable) {
    assertEquals(text(chunk), "one");
    break;
  }
  await changes.next("left");
  assertEquals(pty.readerPresent, false);
  await port.close();
  await pty.close();
});

Deno.test({
  name: "SerialPort leaves no file and no thread behind in 100 cycles",
  ignore: Deno.build.os !== "linux",
  async fn() {
    // Deno itself may look into /proc under --allow-all only.
    const entries = async (folder: string) =>
      (await run("ls", `/proc/${Deno.pid}/${folder}`)).out.split("\n").length;
    const count = async () => ({ files: await entries("fd"), threads: await entries("task") });
    const cycle = async () => {
      const pty = Pty.open();
      const port = SerialPort.open(pty.slave, { baudRate: 9600 });
      const read = port.readable.getReader().read();
      await port.close();
      await read;
      assertThrows(() => SerialPort.open("/dev/null", { baudRate: 9600 }), SerialError);
      await pty.close();
    };
    for (let i = 0; i < 10; i++) await cycle();
    const before = await count();
    for (let i = 0; i < 100; i++) await cycle();
    const after = await count();
    // Programs that other tests ran may still go, and the pool of threads may grow by a few.
    assert(after.files < before.files + 10, `${before.files} files, then ${after.files}`);
    assert(after.threads < before.threads + 10, `${before.threads} threads, then ${after.threads}`);
  },
});

Deno.test("SerialPort gathers bytes that come one by one, and gives all of them", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 9600, gather: 1000 });
  const first = port.readable.getReader().read();
  // A program has come and gone: what is given at once would have been given.
  await run("true");
  for (const byte of bytes("TIC")) {
    pty.write(Uint8Array.of(byte));
    await run("true");
  }
  assertEquals(text((await first).value), "TIC");
  await port.close();
  await pty.close();
});
