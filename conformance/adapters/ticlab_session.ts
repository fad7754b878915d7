/**
 * Our own decoder as a program under test, by session: a line of JSON asks, events and an answer
 * come back. It needs no permission.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import process from "node:process";
import { createInterface } from "node:readline";
import { JsonLines } from "../../decoder/json_lines.ts";

const HELLO = {
  name: "ticlab",
  capabilities: [
    "historique",
    "standard",
    "older",
    "timestamps",
    "typed",
    "errors",
    "error-kinds",
    "raw",
    "auto-mode",
    "8bit-input",
  ],
  depth: "status",
};

const say = (answer: unknown) => process.stdout.write(`${JSON.stringify(answer)}\n`);

for await (const line of createInterface({ input: process.stdin })) {
  const { op, seq, chunks } = JSON.parse(line);
  if (op === "bye") break;
  if (op === "hello") say({ hello: HELLO });
  else {
    const lines = new JsonLines();
    for (const { b64 } of chunks) process.stdout.write(lines.push(Buffer.from(b64, "base64")));
    process.stdout.write(lines.end());
    say({ seq, done: true });
  }
}
