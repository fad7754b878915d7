import { assert, assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { subscribe } from "../decoder/sinks/test_subscriber.ts";
import { startMosquitto, testWithMosquitto } from "../decoder/sinks/test_mosquitto.ts";
import { gateway, grown, jsonLines, startGateway, testFolder } from "./_gateway_process.ts";

const ROOT = new URL("..", import.meta.url).pathname;
/** What a line speaks, and of which meter. */
const LINES: readonly (readonly [name: string, ...args: string[]])[] = [
  ["historique mono", "--mode", "historique", "--contract", "tempo"],
  ["historique tri", "--mode", "historique", "--phases", "3", "--power", "18kVA"],
  ["standard mono", "--mode", "standard", "--contract", "hc"],
  ["standard tri producer", "--mode", "standard", "--phases", "3", "--role", "producer"],
];

interface LedgerFrame {
  groups: [label: string, timestamp: string | null, value: string][];
}

function sim(args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "main.ts", "sim", ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1" },
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

/** The frames of a ledger, which also tells what happened. */
function framesOf(ledger: string): LedgerFrame[] {
  return jsonLines(ledger).filter(({ groups }) => groups !== undefined);
}

/** The values of a frame by label, as the meter meant them. */
function meant({ groups }: LedgerFrame): Record<string, string> {
  return Object.fromEntries(groups.map(([label, , value]) => [label, value]));
}

/** The values of a message of ours by label. */
function said(message: { labels: Record<string, { raw: string }> }): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.labels).map(([label, { raw }]) => [label, raw]),
  );
}

for (const [name, ...args] of LINES) {
  testWithMosquitto(
    `an hour of ${name} arrives at a broker, in a file and on standard output as the meter meant it`,
    async () => {
      using folder = testFolder();
      const [line, ledger, file] = ["a.tic", "ledger.jsonl", "a.jsonl"]
        .map((name) => `${folder.path}/${name}`) as [string, string, string];
      const words = ["--speed", "max", "--for", "1h", "--to", `file:${line}`, "--ledger", ledger];
      assert((await sim([...args, ...words]).output()).success);
      await using broker = await startMosquitto();
      await using subscriber = await subscribe(broker, { topic: "linky/+" });
      const { code, out, err } = await gateway(folder.path, [
        ...[line, "--to", `${broker.url}/linky`, "--to", "file:a.jsonl", "--to", "-"],
      ]);
      assertEquals([code, err], [0, ""]);
      const wanted = framesOf(ledger).map(meant);
      assert(wanted.length > 1_000, `${wanted.length} frames`);
      assertEquals(jsonLines(file).map(said), wanted);
      assertEquals(out, Deno.readTextFileSync(file));
      // The greeting of the gateway comes first, its goodbye last.
      const messages = (await subscriber.count(wanted.length + 2))
        .filter(({ topic }) => topic !== "linky/status").map(({ payload }) => JSON.parse(payload));
      assertEquals(messages.map(said), wanted);
      assertEquals(messages.map(({ seq }) => seq), wanted.map((_, i) => i + 1));
    },
  );
}

for (const [name, ...args] of [LINES[1]!, LINES[2]!]) {
  Deno.test(`a live line of ${name} on a pty is passed on frame by frame`, async () => {
    using folder = testFolder();
    const ledger = `${folder.path}/ledger.jsonl`;
    const to = ["--to", `pty:${folder.path}/linky`, "--ledger", ledger, "--json", "--speed", "10"];
    const meter = sim([...args, ...to]);
    const lines = meter.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    assert(JSON.parse((await lines.read()).value!).ready);
    const process = startGateway(folder.path, [`${folder.path}/linky`, "--to", "file:a.jsonl"]);
    await process.says(/reading at \d+ baud/);
    await grown(`${folder.path}/a.jsonl`, 12);
    process.kill("SIGINT");
    assertEquals((await process.ended).code, 0);
    await meter.stdin.close();
    await lines.cancel();
    await meter.status;
    const wanted = framesOf(ledger).map(meant);
    const passed = jsonLines(`${folder.path}/a.jsonl`).filter(({ complete }) => complete).map(said);
    const first = wanted.findIndex((frame) => JSON.stringify(frame) === JSON.stringify(passed[0]));
    assert(passed.length >= 11 && first >= 0);
    assertEquals(passed, wanted.slice(first, first + passed.length));
  });
}
