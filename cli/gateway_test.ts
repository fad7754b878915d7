import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { freePort } from "../decoder/sinks/free_port.ts";
import { chunkLine, recordingHeader } from "../decoder/recording/recording_text.ts";
import { encodeFrame } from "../tic/frame.ts";
import { spec } from "./decode.ts";
import { Failure } from "./failure.ts";
import { gatewaySettings } from "./gateway_settings.ts";
import { gateway, grown, jsonLines, startGateway, testFolder } from "./_gateway_process.ts";
import { numberedFrame, numberedLine, numberIn } from "./_numbered_line.ts";
import { readOptions } from "./options.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const settings = (...args: string[]) => gatewaySettings(readOptions(spec, args), "/home/me");

Deno.test("the options of a gateway are read", () => {
  assertEquals(settings("-"), undefined);
  const read = settings(
    ...["--to", "file:a", "--to", "mqtt://h/t", "--every", "5min", "--queue", "q"],
    ...["--queue-size", "1.5 GB", "--flush", "0s"],
  );
  assertEquals(read?.sinks.map(({ word }) => word), ["file:a", "mqtt://h/t"]);
  assertEquals(
    [read?.every, read?.queue, read?.queueSize, read?.flush],
    [300_000, "/home/me/q", 1_500_000_000, 0],
  );
  assertMatch(settings("--to", "-")!.queue!, /^\/.*\/ticlab\/queue$/);
});

Deno.test("options that cannot be meant are refused with the next step", () => {
  for (
    const [args, message, next] of [
      [["--every", "10s"], /--every is for --to/, /--to file:/],
      [["--to", "mqqt://h"], /mqqt: is no sink/, /mqtt/],
      [["--to", "file:a", "--to", "file:a"], /there twice/, /Leave one/],
      [["--to", "-", "--json"], /both write to standard output/, /Leave one/],
      [["--to", "-", "--every", "10"], /--every: .*no unit/, /--help/],
      [["--to", "-", "--every", "-1s"], /less than nothing/, /--help/],
      [["--to", "-", "--queue-size", "many"], /is no size/, /256MB/],
      [["--to", "-", "--queue-size", "10kB"], /too small/, /1MB/],
    ] as const
  ) {
    const error = assertThrows(() => settings(...args), Failure);
    assertEquals(error.exitCode, 2);
    assertMatch(error.message, message);
    assertMatch(error.next ?? "", next);
  }
});

Deno.test("a sink that cannot be opened ends the command before the source is read", async () => {
  using folder = testFolder();
  for (
    const [word, code, message, next] of [
      ["mqtt://127.0.0.1/t?dialekt=jeedom", 2, /there is no parameter dialekt/, /dialect/],
      ["mysql://127.0.0.1/db?layout=edgdler", 2, /edgdler/, /edgd1er/],
      ["file:nowhere/a.jsonl", 3, /cannot write to file:nowhere\/a\.jsonl/, /folder/],
    ] as const
  ) {
    const { code: ended, out, err } = await gateway(folder.path, ["/nowhere/linky", "--to", word]);
    assertEquals([ended, out], [code, ""], err);
    const [first = "", second = ""] = err.split("\n");
    assertMatch(first, message);
    assertMatch(second, next);
  }
});

Deno.test("where Deno lacks a permission, the whole command that has it is given", async () => {
  using folder = testFolder();
  Deno.writeFileSync(`${folder.path}/a.tic`, numberedFrame(1));
  const file = `file:${folder.path}/a.jsonl`;
  const words = [`${folder.path}/a.tic`, "--to", file];
  const run = (args: string[]) =>
    new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1" } }).output();
  const refused = await run(["run", "--no-prompt", "--allow-read", "main.ts", "decode", ...words]);
  const err = new TextDecoder().decode(refused.stderr);
  assertEquals(refused.code, 3);
  const [, command = ""] = /: deno (run .*)$/m.exec(err) ?? [];
  assertMatch(command, /--allow-write=\S+a\.jsonl/);
  assert(!/--allow-(net|env)/.test(command), command);
  const allowed = await run(command.replace("run ", "run --no-prompt ").split(" "));
  assertEquals(allowed.code, 0, new TextDecoder().decode(allowed.stderr));
  assertEquals(jsonLines(`${folder.path}/a.jsonl`).length, 1);
});

Deno.test("where the task of decode lacks a permission, the task of gateways is named", async () => {
  const words = ["decode", "line.tic", "--to", "mqtt://127.0.0.1/linky"];
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "--allow-env=TICLAB_BY", "main.ts", ...words],
    cwd: ROOT,
    env: { NO_COLOR: "1", TICLAB_BY: "task" },
  }).output();
  assertEquals(code, 3);
  const err = new TextDecoder().decode(stderr);
  assertMatch(err, /^Type: deno task gateway line\.tic --to mqtt:\/\/127\.0\.0\.1\/linky$/m);
});

Deno.test("a file whose sink is away ends with 3, and says what waits where", async () => {
  using folder = testFolder();
  Deno.writeFileSync(`${folder.path}/a.tic`, numberedFrame(1));
  const word = `mqtt://127.0.0.1:${freePort()}/linky`;
  const { code, err } = await gateway(folder.path, ["a.tic", "--to", word, "--flush", "300ms"]);
  assertEquals(code, 3);
  assertMatch(err, /1 readings wait for mqtt:\/\/127\.0\.0\.1:\d+\/linky/);
  const [, kept = ""] = /They are in (\S+);/.exec(err) ?? [];
  assertEquals(Deno.statSync(kept).mode! & 0o777, 0o700);
  const other = await gateway(folder.path, ["a.tic", "--to", `${word}?qos=0`, "--flush", "0s"]);
  assertMatch(other.err, new RegExp(`1 readings wait in ${kept} for a sink that is not named`));
});

Deno.test("the readings of a recording have its times", async () => {
  using folder = testFolder();
  const started = Date.parse("2026-01-14T09:00:00.000Z");
  const recording = recordingHeader({ started }) + chunkLine(2_345, numberedFrame(1)) +
    chunkLine(9_000, numberedFrame(2));
  Deno.writeTextFileSync(`${folder.path}/a.txt`, recording);
  const { code, out } = await gateway(folder.path, ["a.txt", "--to", "-"]);
  assertEquals(code, 0);
  assertEquals(out.trimEnd().split("\n").map((line) => JSON.parse(line).time), [
    "2026-01-14T09:00:02.345Z",
    "2026-01-14T09:00:09.000Z",
  ]);
});

Deno.test("of many frames one in a while is passed on, and at once those with an event", async () => {
  using folder = testFolder();
  const frame = (tariff: string) =>
    encodeFrame([
      { label: "ADCO", value: "021976551234" },
      { label: "PTEC", value: tariff },
    ], "historique");
  const tariffs = ["HC..", "HC..", "HC..", "HP..", "HP..", "HP..", "HC..", "HC.."];
  Deno.writeFileSync(
    `${folder.path}/a.tic`,
    Uint8Array.from(tariffs.flatMap((t) => [...frame(t)])),
  );
  const { code, out } = await gateway(folder.path, ["a.tic", "--to", "-", "--every", "1h"]);
  assertEquals(code, 0);
  const messages = out.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(messages.map(({ labels }) => labels.PTEC.raw), ["HC..", "HP..", "HC.."]);
  assertEquals(messages.map(({ events }) => events), [["meter"], ["tariff"], ["tariff"]]);
  assertEquals(messages.map(({ seq }) => seq), [1, 2, 3]);
});

Deno.test("a live line is passed on as it comes, and a signal ends it in order", async () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    using folder = testFolder();
    await using line = numberedLine();
    const process = startGateway(folder.path, [line.word, "--to", "file:a.jsonl", "--to", "-"]);
    await line.send(3);
    await grown(`${folder.path}/a.jsonl`, 3);
    process.kill(signal);
    const { code, out, err } = await process.ended;
    assertEquals([code, err], [0, ""]);
    assertEquals(out, Deno.readTextFileSync(`${folder.path}/a.jsonl`));
    assertEquals(jsonLines(`${folder.path}/a.jsonl`).map(numberIn), [1, 2, 3]);
  }
});

Deno.test("a line without one good frame ends with 4, with sinks as without", async () => {
  using folder = testFolder();
  Deno.writeTextFileSync(`${folder.path}/a.tic`, "nothing of a meter");
  const { code, err } = await gateway(folder.path, ["a.tic", "--to", "-"]);
  assertEquals(code, 4);
  assertMatch(err, /not one good frame in 18 bytes/);
});

Deno.test("two gateways do not share a queue", async () => {
  using folder = testFolder();
  await using line = numberedLine();
  const words = [line.word, "--to", `mqtt://127.0.0.1:${freePort()}/linky`];
  const first = startGateway(folder.path, words);
  await line.send(1);
  await first.says(/Readings wait/);
  const second = await gateway(folder.path, words);
  assertEquals(second.code, 3);
  assertMatch(second.err, /in use by another ticlab/);
  first.kill("SIGTERM");
  const { code, err } = await first.ended;
  assertEquals(code, 0);
  assertMatch(err, /1 readings wait for .* the next run with the same --to sends them first/);
});
