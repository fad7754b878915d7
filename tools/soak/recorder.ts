/**
 * A recorder under trial: `ticlab record` on a pty, and what its file holds.
 *
 * @module
 */
import { readRecording, type RecordingEntry } from "../../decoder/recording/read_recording.ts";

const MAIN = new URL("../../main.ts", import.meta.url).pathname;
const PATIENCE = 60_000;
const LOOK = 5;

/** Starts `ticlab record PORT FILE`. */
export function startRecorder(port: string, file: string): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-prompt",
      MAIN,
      "record",
      port,
      file,
      "--baud",
      "9600",
    ],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
}

/** A part of a recording. */
export interface Part {
  bytes: number[];
  /** What is no chunk. */
  told: RecordingEntry[];
}

/** Reads a recording part by part. */
export function readParts(file: string): Part[] {
  const parts: Part[] = [];
  for (const entry of readRecording(Deno.readFileSync(file))) {
    if (entry.kind === "part") parts.push({ bytes: [], told: [] });
    const part = parts.at(-1)!;
    if (entry.kind === "chunk") part.bytes.push(...entry.bytes);
    else part.told.push(entry);
  }
  return parts;
}

/** Resolves when the file says something so many times; looks every 5 ms. */
export function told(file: string, what: string, times: number): Promise<void> {
  const wanted = `to say ${JSON.stringify(what)} ${times} times`;
  return seen(file, wanted, () => countIn(file, what) >= times);
}

/** Resolves when the last part of the file has so many bytes. */
export function kept(file: string, bytes: number): Promise<void> {
  return seen(file, `to have ${bytes} bytes`, () => readParts(file).at(-1)!.bytes.length >= bytes);
}

async function seen(file: string, wanted: string, look: () => boolean): Promise<void> {
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    if (look()) return;
    await pause(LOOK);
  }
  throw new Error(`waited for ${file} ${wanted}`);
}

function countIn(file: string, what: string): number {
  try {
    return Deno.readTextFileSync(file).split(what).length - 1;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return 0;
    throw error;
  }
}

/** Lets time go by between bytes, as a line does. */
export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
