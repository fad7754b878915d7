/**
 * A gateway whose broker is ended and whose port is unplugged, over and over: every frame arrives, in
 * order, and what comes twice says so.
 *
 * @module
 */
import { grown, jsonLines, startGateway, testFolder, written } from "../../cli/_gateway_process.ts";
import { numberedFrame, numberedLine, numberIn } from "../../cli/_numbered_line.ts";
import { startMosquitto } from "../../decoder/sinks/test_mosquitto.ts";
import { subscribe } from "../../decoder/sinks/test_subscriber.ts";
import { Pty } from "../../serial/mod.ts";
import { encodeFrame } from "../../tic/frame.ts";

const TIMES = 20;
/** Frames while the broker is there, and while it is not. */
const UP = 50;
const DOWN = 200;
/** Frames that wait on disk while the memory of the gateway is looked at. */
const MANY = 30_000;

/** Disturbs a gateway so many times in each way; says what was lost, doubled, and how long it took. */
export async function gatewayFaults(times = TIMES): Promise<string> {
  return [
    await brokerEnded(times),
    await portUnplugged(times),
    await memory(),
  ].join("; ");
}

async function brokerEnded(times: number): Promise<string> {
  using folder = testFolder();
  await using line = numberedLine();
  await using broker = await startMosquitto({ persistence: true });
  await using subscriber = await subscribe(broker, {
    topic: "linky/+",
    session: "kept",
  });
  const to = ["--to", `${broker.url}/linky`];
  const process = startGateway(folder.path, [line.word, ...to]);
  const arrived = () => subscriber.until(({ payload }) => payload.includes(text(line.sent)));
  const recovery: number[] = [];
  for (let i = 0; i < times; i++) {
    await line.send(UP);
    // In the middle of its work; by SIGKILL it would forget those who listen to it, and their messages.
    await broker.kill("SIGTERM");
    await line.send(DOWN);
    await broker.start();
    const from = performance.now();
    await arrived();
    recovery.push(performance.now() - from);
  }
  await line.hangUp();
  const { code, err } = await process.ended;
  if (code !== 0) throw new Error(`the gateway ended with ${code}: ${err}`);
  const messages = subscriber.messages
    .filter(({ topic }) => topic !== "linky/status")
    .map(({ payload }) => JSON.parse(payload));
  const first = new Map<number, number>();
  for (const message of messages) {
    if (!first.has(message.seq)) first.set(message.seq, numberIn(message));
  }
  allInOrder([...first.values()], line.sent);
  const [best, worst] = [Math.min(...recovery), Math.max(...recovery)]
    .map((ms) => (ms / 1000).toFixed(1));
  return `broker ended ${times} times: ${line.sent} frames, none lost, in order, ` +
    `${messages.length - first.size} came twice and said so; ` +
    `all there ${best} to ${worst} s after its start`;
}

async function portUnplugged(times: number): Promise<string> {
  using folder = testFolder();
  const [link, file] = [`${folder.path}/linky`, `${folder.path}/a.jsonl`];
  const words = [link, "--to", "file:a.jsonl", "--baud", "1200"];
  const process = startGateway(folder.path, words);
  const hello = Uint8Array.from(
    encodeFrame([{ label: "ADCO", value: "021976551234" }], "historique"),
  );
  let [sent, lines] = [0, 0];
  for (let plugged = 0; plugged <= times; plugged++) {
    const pty = Pty.open({ link });
    // What is sent before the port is being read may be lost.
    const greeting = setInterval(() => pty.write(hello), 20);
    await grown(file, lines + 1);
    clearInterval(greeting);
    for (let i = 0; i < UP; i++) pty.write(numberedFrame(++sent));
    await written(file, (lines) => lines.includes(text(sent)));
    await pty.close();
    lines = jsonLines(file).length;
  }
  process.kill("SIGTERM");
  await process.ended;
  const numbered = jsonLines(file).filter(({ labels }) => "BASE" in labels);
  allInOrder(numbered.map(numberIn), sent);
  return `port unplugged ${times} times: ${sent} frames, none lost, in order`;
}

/** What the gateway holds in memory does not grow with what waits on disk. */
async function memory(): Promise<string> {
  using folder = testFolder();
  await using line = numberedLine();
  await using broker = await startMosquitto();
  await broker.kill();
  const words = [line.word, "--to", `${broker.url}/linky`, "--to", "file:a"];
  const process = startGateway(folder.path, words);
  const held = async (frames: number) => {
    await line.send(frames);
    await written(`${folder.path}/a`, (lines) => lines.includes(text(line.sent)));
    return residentMB(process.pid);
  };
  const before = await held(MANY);
  const after = await held(MANY);
  process.kill("SIGKILL");
  await process.ended;
  if (after > before + 40) {
    throw new Error(`${before} MB grew to ${after} MB`);
  }
  return `${MANY} frames waiting: ${before} MB of memory; ${2 * MANY}: ${after} MB`;
}

function allInOrder(numbers: readonly number[], last: number): void {
  const wrong = numbers.findIndex((number, i) => number !== i + 1);
  if (wrong >= 0 || numbers.length !== last) {
    throw new Error(
      `${numbers.length} of ${last}; ${numbers[wrong]} stands at ${wrong + 1}`,
    );
  }
}

function residentMB(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  const [, kB = "0"] = /^VmRSS:\s*(\d+) kB/m.exec(status) ?? [];
  return Math.round(Number(kB) / 1000);
}

/** The number of a frame as it is in its message. */
function text(number: number): string {
  return `"raw":"${String(number).padStart(9, "0")}"`;
}
