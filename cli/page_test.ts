import { assert, assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

interface LedgerFrame {
  groups?: [label: string, timestamp: string | null, value: string][];
}

/** What `/api/now` says; here only what the test looks at. */
interface Now {
  seq: number;
  power: { label: string; value: number } | null;
  tariff: { colour: string | null } | null;
  tempo: { today: string | null } | null;
  readings: { label: string; timestamp: string | null; raw: string }[];
}

function ticlab(folder: string, flags: readonly string[], args: readonly string[]) {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", ...flags, MAIN, ...args],
    cwd: folder,
    env: { INIT_CWD: folder, XDG_RUNTIME_DIR: folder, NO_COLOR: "1", LANG: "C" },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

const linesOf = (stream: ReadableStream<Uint8Array>) =>
  stream.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream());

/** The first line of a stream that has this form; the stream is read on behind. */
async function lineWith(stream: ReadableStream<Uint8Array>, form: RegExp): Promise<string[]> {
  const lines = linesOf(stream)[Symbol.asyncIterator]();
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    const match = form.exec(next.value);
    if (!match) continue;
    void (async () => {
      while (!(await lines.next()).done);
    })();
    return match;
  }
  throw new Error(`the stream ended without ${form}`);
}

Deno.test("from a meter on a pty to the page, a red Tempo day is as the meter meant it, whatever --every says to others", async () => {
  const folder = Deno.makeTempDirSync();
  const ledger = `${folder}/ledger.jsonl`;
  const meter = ticlab(folder, ["--allow-all"], [
    ...["sim", "tempo-red-day", "--from", "2026-01-14T06:00:30"],
    ...["--speed", "8", "--to", `pty:${folder}/linky`, "--ledger", ledger, "--json"],
  ]);
  await lineWith(meter.stdout, /"ready":true/);
  const kept = `${folder}/readings.jsonl`;
  // The page needs no more than to listen: its files are part of the program. The file is written.
  const gateway = ticlab(folder, [
    ...["--allow-ffi=/lib,/lib64,/usr/lib", "--allow-read", "--allow-net=127.0.0.1"],
    `--allow-write=${kept}`,
    "--allow-env=INIT_CWD,XDG_RUNTIME_DIR,LANG,LC_ALL,LC_MESSAGES,NO_COLOR",
  ], [
    ...["decode", `${folder}/linky`, "--to", "http://127.0.0.1:0"],
    ...["--to", `file:${kept}`, "--every", "1h"],
  ]);
  try {
    const [, url] = await lineWith(gateway.stderr, /the page is at (http:\S+)/);
    const events = await fetch(`${url}/api/events`);
    const seen: Now[] = [];
    let completeFrames = 0;
    for await (const text of linesOf(events.body!)) {
      if (!text.startsWith("data: ")) continue;
      const data = JSON.parse(text.slice("data: ".length));
      if (data.readings !== undefined && data.complete) seen.push(data);
      if (data.line) completeFrames = data.line.completeFrames;
      if (seen.length >= 5 && completeFrames >= 5) break;
    }
    gateway.kill("SIGINT");
    assertEquals((await gateway.status).code, 0);
    // The half of the frame with which it began, and the first whole one.
    const readings = Deno.readTextFileSync(kept).trim().split("\n").map((text) => JSON.parse(text));
    const dull = readings.filter(({ events }) => events.length === 0);
    assert(readings.length > 0 && dull.length <= 2, `${dull.length} in an hour`);
    assert(seen.every(({ seq }) => seq <= readings.length));
    await meter.stdin.close();
    await meter.status;
    const meant = Deno.readTextFileSync(ledger).trim().split("\n")
      .map((text): LedgerFrame => JSON.parse(text))
      .flatMap(({ groups }) => groups ? [JSON.stringify(groups)] : []);
    for (const { readings, power, tariff, tempo } of seen) {
      const groups = readings.map(({ label, timestamp, raw }) => [label, timestamp, raw]);
      assert(meant.includes(JSON.stringify(groups)), JSON.stringify(groups));
      const raw = readings.find(({ label }) => label === "PAPP")?.raw;
      assertEquals(power, { label: "PAPP", value: Number(raw), unit: "VA" } as Now["power"]);
      assertEquals([tariff?.colour, tempo?.today], ["red", "red"]);
    }
  } finally {
    for (const child of [gateway, meter]) {
      try {
        child.kill("SIGKILL");
      } catch {
        // It has ended.
      }
      await child.status;
    }
    await Promise.all([gateway.stdin.close(), gateway.stdout.cancel(), meter.stderr.cancel()]);
    Deno.removeSync(folder, { recursive: true });
  }
});
