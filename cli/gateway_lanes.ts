/**
 * The sinks of a gateway, each with its queue and what carries readings from one to the other.
 *
 * @module
 */
import { crc32 } from "node:zlib";
import { DiskQueue } from "../decoder/sinks/disk_queue.ts";
import { openSink } from "../decoder/sinks/open_sink.ts";
import { Pump } from "../decoder/sinks/pump.ts";
import { MemoryQueue, type ReadingQueue } from "../decoder/sinks/reading_queue.ts";
import { keepRefused } from "../decoder/sinks/refused.ts";
import { type Sink, SinkError } from "../decoder/sinks/sink.ts";
import { Failure } from "./failure.ts";
import { endLanes } from "./gateway_end.ts";
import type { GatewaySettings } from "./gateway_settings.ts";

/** Name of the folder of a queue. */
const QUEUE = /-[0-9a-f]{8}$/;

/** A sink and what belongs to it. */
export interface Lane {
  pump: Pump;
  sink: Sink;
  queue: ReadingQueue;
  /** Folder where readings wait for it; undefined where they wait in memory. */
  folder: string | undefined;
}

/** The sinks of a gateway, opened. */
export interface Lanes {
  lanes: readonly Lane[];
  /** `seq` of the next reading: goes on from what the queues have ever held. */
  seq: number;
  /** Closes them before anything was passed on. */
  close(): Promise<void>;
}

/**
 * Opens every sink and its queue.
 *
 * @throws {Failure} exit code 2 where a word is wrong, 3 where a sink or a queue cannot be opened.
 */
export async function openLanes(
  settings: GatewaySettings,
  options: { folder: string; notice(text: string): void },
): Promise<Lanes> {
  const lanes: Lane[] = [];
  const close = async () => void await endLanes(lanes, { flush: 0 });
  let seq = 1;
  outliveFileLimit();
  try {
    for (const address of settings.sinks) {
      const { sink, queued } = await openSink(address, options);
      const folder = queued ? queueFolder(settings, address.word) : undefined;
      const queue = folder === undefined
        ? new MemoryQueue()
        : DiskQueue.open({ folder, limit: settings.queueSize, notice: options.notice });
      if (queue instanceof DiskQueue) seq = Math.max(seq, queue.lastSeq + 1);
      const pump = new Pump({
        queue,
        sink,
        notice: options.notice,
        refused: (reading, why) => {
          if (folder !== undefined) keepRefused(`${folder}/refused.jsonl`, reading, why);
        },
      });
      lanes.push({ pump, sink, queue, folder });
    }
  } catch (error) {
    await close();
    if (!(error instanceof SinkError)) throw error;
    throw new Failure(error.message, {
      exitCode: error.kind === "usage" ? 2 : 3,
      next: error.next,
      cause: error,
    });
  }
  const used = lanes.map(({ folder }) => folder);
  await tellLeftBehind(settings.queue, { used, notice: options.notice });
  return { lanes, seq, close };
}

/** Tells what waits for sinks that are not named any more: another word has another queue. */
async function tellLeftBehind(
  queue: string | undefined,
  { used, notice }: { used: readonly (string | undefined)[]; notice(text: string): void },
): Promise<void> {
  if (used.every((folder) => folder === undefined)) return;
  for (const { name, isDirectory } of Deno.readDirSync(queue!)) {
    const folder = `${queue}/${name}`;
    if (!isDirectory || !QUEUE.test(name) || used.includes(folder)) continue;
    try {
      Deno.statSync(`${folder}/position`);
      const left = DiskQueue.open({ folder, limit: Infinity, notice: () => {} });
      const { waiting } = left;
      await left.close();
      if (waiting > 0) notice(`${waiting} readings wait in ${folder} for a sink that is not named`);
    } catch (error) {
      // Another process has it, or may alone look into it, or it is no queue.
      if (!(error instanceof SinkError || error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

/** Where a file may not grow any longer, its write fails and is dealt with; the signal alone would kill. */
function outliveFileLimit(): void {
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGXFSZ", () => {});
}

/** Folder of the queue of a sink: told apart by its word, in which there are no secrets. */
function queueFolder({ queue }: GatewaySettings, word: string): string {
  if (queue === undefined) {
    throw new Failure("nothing says where readings can wait: HOME is not set", {
      exitCode: 2,
      next: "Say where: --queue DIR",
    });
  }
  const readable = word.replace(/[^A-Za-z0-9.-]+/g, "_").slice(0, 60);
  return `${queue}/${readable}-${crc32(word).toString(16).padStart(8, "0")}`;
}
