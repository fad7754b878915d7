import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Changes, GROUP, speak } from "./_line.ts";
import { pyserial, python, run, stty, testWith } from "./_programs.ts";
import { Pty } from "./pty.ts";
import { SerialError } from "./serial_error.ts";
import { SerialPort } from "./serial_port.ts";
import { monotonicMs, sleepUntil } from "./sleep_until.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function readAtLeast(port: SerialPort, length: number): Promise<string> {
  const reader = port.readable.getReader();
  let text = "";
  while (text.length < length) text += new TextDecoder().decode((await reader.read()).value);
  reader.releaseLock();
  return text;
}

/** Reopens a port 40 times without a pause; says how often it opened, and every wrong group. */
const REOPEN = `
import os, re, sys, termios
path, baud, how = sys.argv[1:]
def open_termios():
    fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
    a = termios.tcgetattr(fd)
    speed = getattr(termios, "B" + baud)
    a[0] = a[1] = a[3] = 0
    a[2] = termios.CS7 | termios.PARENB | termios.CREAD | termios.CLOCAL
    a[4] = a[5] = speed
    a[6][termios.VMIN], a[6][termios.VTIME] = 1, 0
    termios.tcsetattr(fd, termios.TCSAFLUSH, a)
    return fd, lambda: os.read(fd, 64), lambda: os.close(fd)
def open_pyserial():
    import serial
    s = serial.Serial(path, int(baud), bytesize=7, parity="E", timeout=5)
    return s, lambda: s.read(1), s.close
opened, refused, wrong = 0, [], []
for i in range(40):
    try:
        port, read, close = {"termios": open_termios, "pyserial": open_pyserial}[how]()
    except Exception as e:
        refused.append(repr(e))
        continue
    opened += 1
    heard, groups = b"", []
    while len(groups) < 2:
        heard += read()
        groups = re.findall(rb"\\n[^\\n]*\\r", heard)
    close()
    wrong += [g for g in groups if g != b"\\nPAPP 00750 -\\r"]
print(opened, refused[:1], wrong[:1])
`;

for (const [how, program] of [["termios", python], ["pyserial", pyserial]] as const) {
  for (const baud of ["1200", "9600"]) {
    testWith(
      program,
      how === "termios" ? "Python" : "pyserial",
      `Pty lets ${how} open it 40 times at 7E1 ${baud} without a pause, and hear only right groups`,
      async (program) => {
        const pty = Pty.open();
        const line = speak(pty);
        const { out, err } = await run(program, "-c", REOPEN, pty.slave, baud, how);
        await line.stop();
        assertEquals([out, err], ["40 [] []", ""]);
        assertEquals(pty.readerSpeed, Number(baud));
        await pty.close();
      },
    );
  }
}

testWith(stty, "stty of GNU", "Pty lets stty set a speed, and remembers it", async (stty) => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  for (const [baud, words] of [[9600, "raw"], [1200, "sane"], [9600, "raw"]] as const) {
    const { code, err } = await run(stty, "-F", pty.slave, String(baud), words);
    assertEquals([code, err], [0, ""]);
    await changes.next("speed");
    assertEquals(pty.readerSpeed, baud);
  }
  await pty.close();
});

testWith(stty, "stty of GNU", "Pty gives lines to a reader that asks for lines", async (stty) => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  await run(stty, "-F", pty.slave, "1200", "sane");
  await changes.next("left");
  const cat = new Deno.Command("cat", { args: [pty.slave], stdout: "piped" }).spawn();
  await changes.next("came");
  pty.write(bytes("\nPAPP 00750 -\r"));
  const reader = cat.stdout.getReader();
  let heard = "";
  while (heard.length < 14) heard += new TextDecoder().decode((await reader.read()).value);
  assertEquals(heard, "\nPAPP 00750 -\n"); // ICRNL
  cat.kill();
  await cat.status;
  await reader.cancel();
  await pty.close();
});

Deno.test("Pty passes every byte on untouched from the first", async () => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  const cat = new Deno.Command("cat", { args: [pty.slave], stdout: "piped" }).spawn();
  await changes.next("came");
  const all = Uint8Array.from({ length: 256 }, (_, i) => i);
  assertEquals(pty.write(all), 256);
  const heard: number[] = [];
  for await (const chunk of cat.stdout) {
    heard.push(...chunk);
    if (heard.length >= 256) break;
  }
  assertEquals(heard, [...all]);
  cat.kill();
  await cat.status;
  await pty.close();
});

testWith(
  pyserial,
  "pyserial",
  "Pty serves cat after pyserial, which leaves a port that does not wait",
  async (pyserial) => {
    const changes = new Changes();
    const pty = Pty.open(changes);
    await run(pyserial, "-c", "import serial, sys; serial.Serial(sys.argv[1]).close()", pty.slave);
    await changes.next("left");
    const cat = new Deno.Command("cat", { args: [pty.slave], stdout: "piped" }).spawn();
    await changes.next("came");
    pty.write(bytes(GROUP));
    const reader = cat.stdout.getReader();
    assertEquals(new TextDecoder().decode((await reader.read()).value), GROUP);
    cat.kill();
    await cat.status;
    await reader.cancel();
    await pty.close();
  },
);

Deno.test("Pty tells when readers come, set their speed and leave", async () => {
  const seen: unknown[] = [];
  const changes = new Changes();
  const pty = Pty.open({
    onChange: (change) => {
      seen.push(change);
      changes.onChange(change);
    },
  });
  assertEquals([pty.readerPresent, pty.readerSpeed], [false, null]);
  const port = SerialPort.open(pty.slave, { baudRate: 1200 });
  await changes.next("speed");
  assertEquals([pty.readerPresent, pty.readerSpeed], [true, 1200]);
  port.setBaudRate(9600);
  await changes.next("speed");
  await port.close();
  await changes.next("left");
  assertEquals([pty.readerPresent, pty.readerSpeed], [false, 9600]);
  assertEquals(seen, [
    { change: "came" },
    { change: "speed", baudRate: 1200 },
    { change: "speed", baudRate: 9600 },
    { change: "left" },
  ]);
  await pty.close();
});

Deno.test("forty ptys with a reader each leave the clock of the line a thread to sleep on", async () => {
  const lines = Array.from({ length: 40 }, () => {
    const changes = new Changes();
    return { changes, pty: Pty.open({ onChange: changes.onChange }) };
  });
  const ports = lines.map(({ pty }) => SerialPort.open(pty.slave, { baudRate: 9600 }));
  await Promise.all(lines.map(({ changes }) => changes.next("speed")));
  const readers = ports.map((port) => readAtLeast(port, 4));
  await sleepUntil(monotonicMs() + 5);
  for (const { pty } of lines) pty.write(bytes("next"));
  assertEquals(await Promise.all(readers), lines.map(() => "next"));
  await Promise.all(ports.map((port) => port.close()));
  await Promise.all(lines.map(({ changes }) => changes.next("left")));
  await Promise.all(lines.map(({ pty }) => pty.close()));
});

Deno.test("Pty.write() loses what nobody reads", async () => {
  const pty = Pty.open();
  assertEquals(pty.write(bytes(GROUP)), 0);
  const port = SerialPort.open(pty.slave, { baudRate: 9600 });
  assertEquals(pty.write(bytes("next")), 4);
  assertEquals(await readAtLeast(port, 4), "next");
  await port.close();
  await pty.close();
  assertEquals(pty.write(bytes(GROUP)), 0);
});

Deno.test("Pty.write() stops at some 16 kB that a reader lets pile up, and the next reader gets none of it", async () => {
  const changes = new Changes();
  const pty = Pty.open(changes);
  const sleeper = SerialPort.open(pty.slave, { baudRate: 9600 });
  let piled = 0;
  for (let n; (n = pty.write(new Uint8Array(1000))) > 0;) piled += n;
  assert(piled >= 4096 && piled < 65536, `${piled} bytes`);
  await sleeper.close();
  await changes.next("left");
  const reader = await new Deno.Command("cat", { args: [pty.slave], stdout: "piped" }).spawn();
  await changes.next("came");
  pty.write(bytes("fresh"));
  const output = reader.stdout.getReader();
  assertEquals(new TextDecoder().decode((await output.read()).value), "fresh");
  reader.kill();
  await reader.status;
  await output.cancel();
  await pty.close();
});

testWith(
  stty,
  "stty of GNU",
  "Pty drops under a reader only what has been left for long by another",
  async (stty) => {
    const changes = new Changes();
    const pty = Pty.open(changes);
    // Sees to it that a reader's leaving, before, has been noticed.
    const notice = async () => {
      await run(stty, "-F", pty.slave, "4800");
      await changes.next("speed");
    };
    const shared = { baudRate: 9600, exclusive: false };
    const first = SerialPort.open(pty.slave, shared);
    const second = SerialPort.open(pty.slave, shared);
    await changes.next("speed");
    pty.write(bytes("old"));
    await sleepUntil(monotonicMs() + 250);
    await run("sh", "-c", "true < $0", pty.slave); // leaves
    await notice();
    await sleepUntil(monotonicMs() + 250);
    pty.write(bytes("young"));
    await run("sh", "-c", "true < $0", pty.slave);
    await notice();
    assertEquals(await readAtLeast(second, 5), "young");
    await first.close();
    await second.close();
    await pty.close();
  },
);

Deno.test("Pty.close() is seen by the reader as an unplugged line", async () => {
  const pty = Pty.open();
  const port = SerialPort.open(pty.slave, { baudRate: 9600 });
  const unplugged = assertRejects(() => port.readable.getReader().read(), SerialError, "EIO");
  await pty.close();
  await unplugged;
  await pty.close();
  await port.close();
});

Deno.test("Pty.open() makes a link that leads to its slave, and takes it away at the end", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/linky`;
  const pty = Pty.open({ link });
  assertEquals(await Deno.readLink(link), pty.slave);
  await pty.close();
  assertEquals([...Deno.readDirSync(folder)], []);
  await Deno.remove(folder);
});

Deno.test("Pty.open() refuses the link of a sim that lives, and leaves it alone", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/linky`;
  const first = Pty.open({ link });
  const error = assertThrows(() => Pty.open({ link }), SerialError, "another sim speaks there");
  assertEquals(error.code, "EBUSY");
  const second = Pty.open({ link: `${link}-2` });
  assertEquals(await Deno.readLink(link), first.slave);
  await second.close();
  assertEquals(await Deno.readLink(link), first.slave);
  await first.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Pty.open() takes over the link of a sim that died", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/linky`;
  const dead = Pty.open();
  await Deno.symlink(dead.slave, link);
  await dead.close();
  const pty = Pty.open({ link });
  assertEquals(await Deno.readLink(link), pty.slave);
  await pty.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Pty.open() takes over the link of a sim that died, though another has its number now", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/linky`;
  const other = Pty.open();
  await Deno.symlink(other.slave, link);
  // As the link of the dead one was: older than the pty that has its number.
  await new Deno.Command("touch", { args: ["-h", "-d", "2026-01-14", link] }).output();
  const pty = Pty.open({ link });
  assertEquals(await Deno.readLink(link), pty.slave);
  pty.close();
  other.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Pty.open() does not touch what is not a link to a pty", async () => {
  const folder = await Deno.makeTempDir();
  await Deno.writeTextFile(`${folder}/file`, "mine");
  await Deno.symlink("/dev/null", `${folder}/null`);
  for (const link of [`${folder}/file`, `${folder}/null`, folder]) {
    const error = assertThrows(() => Pty.open({ link }), SerialError, "something else is there");
    assertEquals(error.code, "EEXIST");
  }
  assertThrows(() => Pty.open({ link: `${folder}/no/linky` }), SerialError, "ENOENT");
  assertEquals(await Deno.readTextFile(`${folder}/file`), "mine");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("Pty.close() leaves a link that no longer is its own", async () => {
  const folder = await Deno.makeTempDir();
  const link = `${folder}/linky`;
  const pty = Pty.open({ link });
  await Deno.remove(link);
  await Deno.symlink("/dev/pts/9999", link);
  await pty.close();
  assertEquals(await Deno.readLink(link), "/dev/pts/9999");
  await Deno.remove(folder, { recursive: true });
});
