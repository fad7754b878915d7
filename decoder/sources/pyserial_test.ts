import { assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { encodeFrame } from "../../tic/frame.ts";
import { openRfc2217 } from "./rfc2217.ts";

const PYTHON = "/usr/bin/python3";
const FRAME = encodeFrame([{ label: "PAPP", value: "02310" }], "historique");
/** A frame with 0xFF after it, which telnet has to escape. */
const LINE = [...FRAME, 255, 10];

// pyserial's own RFC 2217 server on a pty. A pty has no modem lines and refuses 7E1 (EINVAL).
const SERVER = `
import os, socket, sys, termios, threading, time, tty
import serial, serial.rfc2217
class Port(serial.Serial):
    cts = dsr = ri = cd = False
    def _reconfigure_port(self, force_update=False):
        try: super()._reconfigure_port(force_update)
        except termios.error: pass
master, slave = os.openpty()
tty.setraw(slave)
port = Port(os.ttyname(slave), 115200, timeout=0.05)
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
client, _ = listener.accept()
class Link:
    write = staticmethod(client.sendall)
manager = serial.rfc2217.PortManager(port, Link)
def forward():
    while True:
        data = port.read(1024)
        if data: client.sendall(b"".join(manager.escape(data)))
threading.Thread(target=forward, daemon=True).start()
sent = False
while True:
    data = client.recv(1024)
    if not data: break
    for _ in manager.filter(data): pass
    if not sent and port.baudrate == 1200 and port.bytesize == 7:
        os.write(master, bytes(${JSON.stringify(LINE)}))
        sent = True
print(port.baudrate, port.bytesize, port.parity, port.stopbits, flush=True)
os._exit(0)
`;

const installed = await new Deno.Command(PYTHON, {
  args: ["-c", "import serial.rfc2217"],
  stderr: "null",
}).output().then(({ success }) => success, () => false);
if (!installed) console.log("python3-serial is not installed: its RFC 2217 server is not tried");

if (installed) {
  Deno.test("openRfc2217() reads a port served by pyserial at 1200 baud 7E1", async () => {
    const server = new Deno.Command(PYTHON, { args: ["-c", SERVER], stdout: "piped" }).spawn();
    const lines = server.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    const port = Number((await lines.read()).value);

    const notices: string[] = [];
    const line = await openRfc2217(
      { hostname: "127.0.0.1", port },
      { notice: (text) => notices.push(text) },
    );
    await line.setBaudRate(1200);
    const heard: number[] = [];
    for await (const chunk of line.readable) {
      heard.push(...chunk);
      if (heard.length >= LINE.length) break;
    }
    await line.close();
    assertEquals(heard, LINE);
    assertEquals(notices, []);
    assertEquals((await lines.read()).value, "1200 7 E 1");
    await lines.cancel();
    assertEquals((await server.status).code, 0);
  });
}
