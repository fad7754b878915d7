import { assert, assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { subscribe } from "../decoder/sinks/test_subscriber.ts";
import { startMosquitto, testWithMosquitto } from "../decoder/sinks/test_mosquitto.ts";
import { askInfluxdb, influxd, startInfluxdbWith } from "../decoder/sinks/test_influxdb.ts";
import { askMariadb, MARIADB, mariadbd, startMariadb } from "../decoder/sinks/test_mariadb.ts";
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

/** The same with its labels in alphabetical order. */
function sorted(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).sort());
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

for (const [name, ...args] of [LINES[0]!, LINES[2]!]) {
  testWithMosquitto(
    `${name}, begun in the middle of a frame, says the half of it under the number of its meter`,
    async () => {
      using folder = testFolder();
      const line = `${folder.path}/a.tic`;
      const words = ["--speed", "max", "--for", "10s", "--to", `file:${line}`];
      assert((await sim([...args, ...words]).output()).success);
      const bytes = Deno.readFileSync(line);
      const end = bytes.indexOf(0x03);
      const label = bytes.lastIndexOf(0x0a, end / 2);
      Deno.writeFileSync(line, bytes.subarray(label));
      await using broker = await startMosquitto();
      await using subscriber = await subscribe(broker, { topic: "linky/+" });
      const { code, err } = await gateway(folder.path, [line, "--to", `${broker.url}/linky`]);
      assertEquals([code, err], [0, ""]);
      await subscriber.until(({ payload }) => payload === "offline");
      const [, first, second, ...others] = subscriber.messages;
      assertEquals(
        new Set([first, second, ...others.slice(0, -1)].map((message) => message?.topic)).size,
        1,
      );
      const [half, whole] = [first, second].map((message) => JSON.parse(message!.payload));
      assertEquals([half.seq, half.complete, whole.seq, whole.complete], [1, false, 2, true]);
      assertEquals(first!.topic, `linky/${whole.meter}`);
      const groups = new TextDecoder().decode(bytes.subarray(label, end)).match(/\r/g)!.length;
      assertEquals(Object.keys(half.labels).length, groups);
    },
  );
}

for (const [name, ...args] of [LINES[0]!, LINES[3]!]) {
  const title = `an hour of ${name} arrives in MariaDB and InfluxDB, in one command`;
  if (mariadbd === undefined || influxd === undefined) {
    Deno.test.ignore(`${title} [skipped: mariadbd or influxd is not here]`, () => {});
    continue;
  }
  const [sqlServer, pointServer] = [mariadbd, influxd];
  Deno.test(title, async () => {
    using folder = testFolder();
    const ledger = `${folder.path}/ledger.jsonl`;
    const words = ["--speed", "max", "--for", "1h", "--to", `file:${folder.path}/a.tic`];
    assert((await sim([...args, ...words, "--ledger", ledger]).output()).success);
    await using sql = await startMariadb(sqlServer);
    await using points = await startInfluxdbWith(pointServer, "home");
    const { database, user, password } = MARIADB;
    const { code, err } = await gateway(folder.path, [
      ...["a.tic", "--to", `mysql://${user}@127.0.0.1:${sql.port}/${database}`],
      ...["--to", `influxdb://127.0.0.1:${points.port}/home`],
    ], { TICLAB_MYSQL_PASSWORD: password });
    assertEquals([code, err], [0, ""]);
    const frames = framesOf(ledger);
    const rows = await askMariadb(
      sql,
      "SELECT seq, label, raw FROM tic_reading ORDER BY seq, place",
    );
    assertEquals(
      rows,
      frames.flatMap(({ groups }, i) =>
        groups.map(([label, , raw]) => ({ seq: i + 1, label, raw }))
      ),
    );
    const label = name.startsWith("historique") ? "PAPP" : "SINSTS";
    const question = `SELECT value FROM tic WHERE label = '${label}'`;
    const powers = await askInfluxdb(points, "home", question);
    assertEquals(powers.map(({ value }) => value), frames.map((f) => Number(meant(f)[label])));
  });
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
    const passed = jsonLines(`${folder.path}/a.jsonl`).filter(({ complete }) => complete)
      .map(said).map(sorted);
    assert(passed.length >= 11);
    // One frame may be like another: all places where they could begin are tried.
    const text = JSON.stringify(passed);
    const from = wanted.findIndex((_, i) =>
      JSON.stringify(wanted.slice(i, i + passed.length).map(sorted)) === text
    );
    assert(from >= 0, `${text} is nowhere in ${JSON.stringify(wanted)}`);
  });
}
