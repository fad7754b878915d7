/**
 * What a gateway costs at one real-time meter: the processor time of `ticlab decode --to …`, in standard
 * mode, with a broker, a page and a file.
 *
 * @module
 */
import { TextLineStream } from "@std/streams";
import { startGateway, testFolder, written } from "../../cli/_gateway_process.ts";
import { startMosquitto } from "../../decoder/sinks/test_mosquitto.ts";
import { pause } from "./recorder.ts";

/** How long is measured, s. */
const SECONDS = 60;
/** Clock ticks a second of /proc (USER_HZ). */
const TICKS = 100;
/** Most that it may cost, parts of a core. */
const MOST = 0.03;

/** Measures a gateway for a minute, after its start. */
export async function gatewayCpu(seconds = SECONDS): Promise<string> {
  using folder = testFolder();
  await using broker = await startMosquitto();
  const link = `${folder.path}/linky`;
  const words = ["--mode", "standard", "--json", "--to", `pty:${link}`];
  const sim = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "main.ts", "sim", ...words],
    cwd: new URL("../..", import.meta.url).pathname,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = sim.stdout.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream()).getReader();
  await lines.read();
  const gateway = startGateway(folder.path, [
    ...[link, "--to", `${broker.url}/linky`, "--to", "file:a.jsonl"],
    ...["--to", "http://127.0.0.1:0"],
  ]);
  const file = `${folder.path}/a.jsonl`;
  // Its start, with the compilation of what it runs, is paid once.
  await written(file, (text) => text.split("\n").length > 5);
  const [cpu, frames] = [processorTime(gateway.pid), count(file)];
  await pause(seconds * 1000);
  const used = (processorTime(gateway.pid) - cpu) / seconds;
  const heard = count(file) - frames;
  gateway.kill("SIGTERM");
  await gateway.ended;
  await sim.stdin.close();
  await lines.cancel();
  await sim.status;
  const percent = (100 * used).toFixed(1);
  if (used > MOST) throw new Error(`${percent} % of a core, ${100 * MOST} % at most`);
  return `${heard} frames in ${seconds} s: ${percent} % of a core`;
}

/** Time that a process has had, user and system, s. */
function processorTime(pid: number): number {
  const [, fields = ""] = Deno.readTextFileSync(`/proc/${pid}/stat`).split(") ");
  const [user = 0, system = 0] = fields.split(" ").slice(11, 13).map(Number);
  return (user + system) / TICKS;
}

function count(file: string): number {
  return Deno.readTextFileSync(file).split("\n").length - 1;
}
