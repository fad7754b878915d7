// An adapter for npm:teleinfo 0.1.0 (https://github.com/lhuet/teleinfo-node), a reader of historique
// mode that we did not write. Its own code and that of its dependency serialport 1.2.5 run as they
// were published; only the native binding of serialport, which no Node of today can build, is a
// stand-in that gives the bytes of ticlab instead of those of a port.
import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import process from "node:process";
import { createInterface } from "node:readline";
import { setImmediate } from "node:timers/promises";

const HELLO = {
  hello: {
    name: "teleinfo",
    version: "0.1.0",
    homepage: "https://github.com/lhuet/teleinfo-node",
    capabilities: ["historique"],
    depth: "syntax",
  },
};

/** What serialport 1.2.5 asks of its native part, for reading (its own tests do likewise). */
class Binding {
  port;

  open(_path, port, opened) {
    this.port = port;
    opened(null, 1);
  }

  SerialportPoller = class {
    start() {}
  };
}

const require = createRequire(import.meta.url);
const binding = new Binding();
const bindings = createRequire(require.resolve("serialport")).resolve(
  "bindings",
);
require.cache[bindings] = {
  id: bindings,
  loaded: true,
  exports: () => binding,
};
const { teleinfo } = require("teleinfo");

/** Starts the reader and returns a function that takes bytes as if they came from its port. */
async function startDecoder(say) {
  teleinfo("/dev/ticlab").on("tramedecodee", (frame) => {
    // It makes NaN of a number that is none, which says that there is no value.
    const said = Object.entries(frame).filter(([, value]) => !Number.isNaN(value));
    const groups = said.map(([label, value]) => ({ label, value: `${value}` }));
    say({ event: "frame", groups });
  });
  await setImmediate(); // the port is opened at the next tick
  const { port } = binding;
  return (bytes) => port.dataCallback(bytes);
}

let written = "";

function write(message) {
  written += JSON.stringify(message) + "\n";
}

function flush() {
  process.stdout.write(written);
  written = "";
}

async function pipe() {
  write(HELLO);
  const push = await startDecoder(write);
  for await (const bytes of process.stdin) push(bytes);
  flush();
}

async function session() {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    if (request.op === "bye") return;
    if (request.op === "hello") write(HELLO);
    if (request.op === "run") {
      const push = await startDecoder(write);
      for (const chunk of request.chunks) {
        push(Buffer.from(chunk.b64, "base64"));
      }
      write({ seq: request.seq, done: true });
    }
    flush();
  }
}

await (process.env.TIC_TEST_SESSION === "1" ? session() : pipe());
