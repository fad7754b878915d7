// Speaks ticlab's adapter protocol for a decoder of the TIC line.
//
// By pipe, bytes come on standard input and events go to standard output, one JSON object a line.
// With TIC_TEST_SESSION=1, requests come instead, and one process serves every case.
import { Buffer } from "node:buffer";
import process from "node:process";
import { createInterface } from "node:readline";
import { NaiveDecoder } from "./decoder.ts";

/** Receives a good group, byte n of the line as U+00nn. */
export type Say = (label: string, value: string, timestamp?: string) => void;

type Request =
  | { op: "hello" | "bye" }
  | { op: "run"; seq: number; mode: string; chunks: { b64: string }[] };

// What ticlab may ask of this program. There is more for who has it: "older", "raw", "auto-mode",
// "typed", "errors" and others (ticlab's docs/adapter-protocol.md).
const HELLO = {
  hello: {
    name: "my-decoder",
    version: "0.1.0",
    capabilities: ["historique", "standard", "timestamps"],
    depth: "syntax",
  },
};

/**
 * PUT YOUR DECODER HERE.
 *
 * Starts a fresh decoder and returns a function that takes the next bytes of the line. It calls
 * `say(label, value, timestamp)` for each good group, timestamp undefined where there is none. The
 * mode is "historique", "standard" or "auto"; the naive decoder sees it by itself.
 */
function startDecoder(_mode: string, say: Say): (bytes: Uint8Array) => void {
  const decoder = new NaiveDecoder(say);
  return (bytes) => decoder.push(bytes);
}

let written = "";

function write(message: unknown): void {
  written += JSON.stringify(message) + "\n";
}

function flush(): void {
  process.stdout.write(written);
  written = "";
}

const say: Say = (label, value, timestamp) => write({ event: "group", label, value, timestamp });

async function pipe(): Promise<void> {
  write(HELLO);
  const push = startDecoder(process.env.TIC_MODE ?? "auto", say);
  for await (const bytes of process.stdin) push(bytes);
  flush();
}

async function session(): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line) as Request;
    if (request.op === "bye") return;
    if (request.op === "hello") write(HELLO);
    if (request.op === "run") {
      const push = startDecoder(request.mode, say);
      for (const chunk of request.chunks) push(Buffer.from(chunk.b64, "base64"));
      write({ seq: request.seq, done: true });
    }
    flush();
  }
}

await (process.env.TIC_TEST_SESSION === "1" ? session() : pipe());
