import { assert, assertEquals, assertMatch } from "@std/assert";
import { Pty } from "../serial/mod.ts";
import { encodeFrame } from "../tic/frame.ts";
import { subscribe } from "../decoder/sinks/test_subscriber.ts";
import { startMosquitto, testWithMosquitto } from "../decoder/sinks/test_mosquitto.ts";
import {
  gateway,
  grown,
  jsonLines,
  startGateway,
  testFolder,
  written,
} from "./_gateway_process.ts";
import { numberedFrame, numberedLine, numberIn } from "./_numbered_line.ts";

/** The numbers of frames that a subscriber got, each once, in the order in which they first came. */
function numbersOf(messages: readonly { topic: string; payload: string }[]): number[] {
  const seen = new Map<number, number>();
  for (const { topic, payload } of messages) {
    if (topic === "linky/status") continue;
    const message = JSON.parse(payload);
    // A message that comes twice says so by its seq.
    if (!seen.has(message.seq)) seen.set(message.seq, numberIn(message));
    else assertEquals(seen.get(message.seq), numberIn(message));
  }
  assertEquals([...seen.keys()], [...seen.keys()].sort((a, b) => a - b));
  return [...seen.values()];
}

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1);

testWithMosquitto(
  "a broker that is ended and started again gets everything, in order",
  async () => {
    using folder = testFolder();
    await using line = numberedLine();
    await using broker = await startMosquitto({ persistence: true });
    await using subscriber = await subscribe(broker, { topic: "linky/+", session: "kept" });
    const process = startGateway(folder.path, [line.word, "--to", `${broker.url}/linky`]);
    for (let times = 1; times <= 3; times++) {
      await line.send(20);
      // In the middle of its work.
      await broker.kill("SIGTERM");
      await line.send(20);
      await process.says(/Readings wait\./);
      await broker.start();
    }
    await line.send(5);
    await line.hangUp();
    const { code, err } = await process.ended;
    assertEquals(code, 0);
    assertMatch(err, /takes readings again after \d+ s/);
    await subscriber.until(({ payload }) => payload.includes(`"raw":"${nine(line.sent)}"`));
    assertEquals(numbersOf(subscriber.messages), upTo(125));
  },
);

testWithMosquitto("a gateway that is killed delivers what it took when it runs again", async () => {
  using folder = testFolder();
  await using line = numberedLine();
  await using broker = await startMosquitto();
  await broker.kill();
  const words = [line.word, "--to", `${broker.url}/linky`, "--to", "file:heard.jsonl"];
  const first = startGateway(folder.path, words);
  await line.send(30);
  await first.says(/Readings wait\./);
  await grown(`${folder.path}/heard.jsonl`, 30);
  first.kill("SIGKILL");
  await first.ended;
  await line.hangUp();
  await broker.start();
  await using subscriber = await subscribe(broker, { topic: "linky/+" });
  const second = startGateway(folder.path, words);
  await line.send(10);
  await line.hangUp();
  assertEquals((await second.ended).code, 0);
  await subscriber.until(({ payload }) => payload.includes(`"raw":"${nine(40)}"`));
  assertEquals(numbersOf(subscriber.messages), upTo(40));
  const { seq } = jsonLines(`${folder.path}/heard.jsonl`).at(-1);
  assertEquals(seq, 40);
});

testWithMosquitto("what comes twice to a consumer has the same number again", async () => {
  using folder = testFolder();
  await using broker = await startMosquitto();
  await using subscriber = await subscribe(broker, { topic: "linky/+" });
  const words = ["a.tic", "--to", `${broker.url}/linky`];
  const frames = (...numbers: number[]) =>
    Deno.writeFileSync(
      `${folder.path}/a.tic`,
      Uint8Array.from(numbers.flatMap((number) => [...numberedFrame(number)])),
    );
  frames(...upTo(5));
  assertEquals((await gateway(folder.path, words)).code, 0);
  // As after a power cut: the broker has them all, and the queue does not know it.
  const [{ name } = { name: "" }] = Deno.readDirSync(`${folder.path}/queue`);
  Deno.removeSync(`${folder.path}/queue/${name}/position`);
  frames(6);
  assertEquals((await gateway(folder.path, words)).code, 0);
  await subscriber.until(({ payload }) => payload.includes(nine(6)));
  const messages = subscriber.messages.filter(({ topic }) => topic !== "linky/status");
  assertEquals(messages.length, 11);
  assertEquals(numbersOf(messages), upTo(6));
});

testWithMosquitto(
  "a wrong password is told, is in nothing that is written, and loses nothing",
  async () => {
    using folder = testFolder();
    await using broker = await startMosquitto({ user: "linky", password: "open sesame" });
    Deno.writeFileSync(`${folder.path}/a.tic`, Uint8Array.of(...numberedFrame(1)));
    const words = ["a.tic", "--to", `${broker.url.replace("//", "//linky@")}/linky`];
    const refused = await gateway(folder.path, words, { TICLAB_MQTT_PASSWORD: "hunter2" });
    assertEquals(refused.code, 3);
    assertMatch(refused.err, /1 readings wait for mqtt:/);
    assertMatch(refused.err, /the next run with the same --to sends them first/);
    assert(!(refused.err + refused.out).includes("hunter2"));
    for (const text of everything(folder.path)) assert(!text.includes("hunter2"));

    await using subscriber = await subscribe(broker, {
      topic: "linky/+",
      user: "linky",
      password: "open sesame",
    });
    Deno.writeTextFileSync(`${folder.path}/secret`, "open sesame\n");
    Deno.writeFileSync(`${folder.path}/a.tic`, Uint8Array.of(...numberedFrame(2)));
    const right = await gateway(folder.path, words, {
      TICLAB_MQTT_PASSWORD_FILE: `${folder.path}/secret`,
    });
    assertEquals([right.code, right.err], [0, ""]);
    await subscriber.until(({ payload }) => payload.includes(nine(2)));
    assertEquals(numbersOf(subscriber.messages), [1, 2]);
  },
);

testWithMosquitto(
  "a broker whose certificate nobody here knows gets nothing until its authority is named",
  async () => {
    using folder = testFolder();
    await using broker = await startMosquitto({ tls: true });
    Deno.writeFileSync(`${folder.path}/a.tic`, numberedFrame(1));
    const word = `${broker.url}/linky`;
    const refused = await gateway(folder.path, ["a.tic", "--to", word, "--flush", "2s"]);
    assertEquals(refused.code, 3);
    assertMatch(refused.err, /certificate/);
    const known = await gateway(folder.path, ["a.tic", "--to", `${word}?ca=${broker.ca}`]);
    assertEquals(known.code, 0);
    // Another word has another queue, and what waits for the first is told.
    assertMatch(known.err, /^\S+ \S+ 1 readings wait in \S+ for a sink that is not named$/);
  },
);

testWithMosquitto("a disk that is full loses what is new alone; the line is read on", async () => {
  using folder = testFolder();
  await using line = numberedLine();
  await using broker = await startMosquitto({ persistence: true });
  await using subscriber = await subscribe(broker, { topic: "linky/+", session: "kept" });
  await broker.kill("SIGTERM");
  const words = [line.word, "--to", `${broker.url}/linky`, "--json", "--events", "frame"];
  const process = startGateway(folder.path, words);
  await line.send(1);
  await process.says(/Readings wait\./);
  // No file of that process may grow longer: what a full disk is to it.
  const limit = ["--pid", `${process.pid}`, "--fsize=20000:unlimited"];
  assert((await new Deno.Command("prlimit", { args: limit }).output()).success);
  await line.send(99);
  await process.says(/its queue takes no more \(File too large/);
  const [{ name } = { name: "" }] = Deno.readDirSync(`${folder.path}/queue`);
  const queue = `${folder.path}/queue/${name}`;
  const kept = Deno.readTextFileSync(`${queue}/000000000001.log`).split("\n").length - 1;
  assert(kept > 10 && kept < 100, `${kept} kept`);
  await broker.start();
  // There is room again when all of it has been delivered.
  await written(`${queue}/position`, (text) => text.includes(`"seq":${kept}}`));
  await line.send(10);
  await line.hangUp();
  const { code, out, err } = await process.ended;
  assertEquals(code, 0);
  assertMatch(err, /its queue has room again; \d+ are lost/);
  // Every frame was read, whatever became of it.
  assertEquals(out.trimEnd().split("\n").length, 110);
  await subscriber.until(({ payload }) => payload.includes(nine(110)));
  assertEquals(numbersOf(subscriber.messages), [...upTo(kept), ...upTo(110).slice(100)]);
});

Deno.test("a port that is unplugged and plugged in again loses no frame that was whole", async () => {
  using folder = testFolder();
  const [link, file] = [`${folder.path}/linky`, `${folder.path}/a.jsonl`];
  const process = startGateway(folder.path, [link, "--to", "file:a.jsonl", "--baud", "1200"]);
  let [sent, lines] = [0, 0];
  for (let plugged = 1; plugged <= 4; plugged++) {
    const pty = Pty.open({ link });
    // What is sent before the port is really being read may be lost: frames without a number until one
    // is not.
    const greeting = setInterval(() => pty.write(GREETING), 20);
    await grown(file, lines + 1);
    clearInterval(greeting);
    for (let i = 0; i < 10; i++) pty.write(numberedFrame(++sent));
    await written(file, (text) => text.includes(nine(sent)));
    await pty.close();
    lines = jsonLines(file).length;
  }
  process.kill("SIGTERM");
  assertEquals((await process.ended).code, 0);
  const messages = jsonLines(file);
  const numbered = messages.filter(({ labels }) => "BASE" in labels);
  assertEquals(numbered.map(numberIn), upTo(40));
  assertEquals(messages.map(({ seq }) => seq), upTo(messages.length));
});

const GREETING = Uint8Array.from(
  encodeFrame([{ label: "ADCO", value: "021976551234" }], "historique"),
);
const nine = (number: number) => String(number).padStart(9, "0");

/** The text of every file in a folder. */
function* everything(folder: string): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* everything(`${folder}/${name}`);
    else yield Deno.readTextFileSync(`${folder}/${name}`);
  }
}
