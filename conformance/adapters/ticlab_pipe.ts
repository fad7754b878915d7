/**
 * Our own decoder as a program under test, by pipe: bytes on standard input, events on standard
 * output. It needs no permission.
 *
 * @module
 */
import process from "node:process";
import { JsonLines } from "../../decoder/json_lines.ts";

const lines = new JsonLines();
for await (const bytes of process.stdin) process.stdout.write(lines.push(bytes));
process.stdout.write(lines.end());
