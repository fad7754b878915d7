import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { TextLineStream } from "@std/streams";
import { MOSQUITTO, startMosquitto, testWithMosquitto } from "../decoder/sinks/test_mosquitto.ts";
import { freePort } from "../decoder/sinks/free_port.ts";
import { subscribe } from "../decoder/sinks/test_subscriber.ts";
import { startGateway } from "./_gateway_process.ts";
import { Failure } from "./failure.ts";
import { readOptions } from "./options.ts";
import { spec } from "./sim.ts";
import { readSettings } from "./sim_settings.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
const SECRET = "correct horse battery staple";
/** The least that the sim needs for a broker. */
const FLAGS = [
  "--allow-env=INIT_CWD,XDG_RUNTIME_DIR,TMPDIR,NO_COLOR,LANG,LC_ALL,LC_MESSAGES,LOG_TOKENS," +
  "LOG_STREAM,TICLAB_MQTT_PASSWORD,TICLAB_MQTT_PASSWORD_FILE",
  "--ignore-env",
  "--allow-read",
  "--allow-net",
  "--allow-ffi=/lib,/lib64,/usr/lib",
  "--allow-write=/tmp,/run/user",
];

function sim(args: readonly string[], env: Record<string, string> = {}): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", ...FLAGS, MAIN, "sim", ...args],
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs it to its end. */
async function run(...of: Parameters<typeof sim>) {
  const child = sim(...of).spawn();
  await child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  return { code, out: new TextDecoder().decode(stdout), err: new TextDecoder().decode(stderr) };
}

/** Starts `ticlab sim --json`; its first line. */
async function start(...[args, env]: Parameters<typeof sim>) {
  const child = sim(["--json", ...args], env).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  const err = new Response(child.stderr).text();
  const { value: ready = "" } = await lines.read();
  return {
    pid: child.pid,
    ready,
    async stop(): Promise<{ code: number; err: string }> {
      await child.stdin.close();
      while (!(await lines.read()).done);
      return { code: (await child.status).code, err: await err };
    },
  };
}

/** Every command line of this machine, as any user of it can read them. */
function commandLines(): string[] {
  const pids = [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name));
  return pids.map(({ name }) => {
    try {
      return Deno.readTextFileSync(`/proc/${name}/cmdline`);
    } catch {
      return ""; // It has ended.
    }
  });
}

testWithMosquitto("the sim and the gateway log in with a password that nobody sees", async () => {
  await using broker = await startMosquitto({ tls: true, user: "linky", password: SECRET });
  await using listener = await subscribe(broker, { user: "linky", password: SECRET });
  const folder = await Deno.makeTempDir();
  const file = `${folder}/password`;
  await Deno.writeTextFile(file, `${SECRET}\n`);
  const word = (base: string) =>
    `mqtts://linky@127.0.0.1:${broker.port}/${base}?dialect=teleinfo2mqtt&ca=${broker.ca}`;
  const meter = await start(["--to", word("sim")], { TICLAB_MQTT_PASSWORD: SECRET });
  assertEquals(JSON.parse(meter.ready).outlets, [
    { url: `mqtts://127.0.0.1:${broker.port}/sim?dialect=teleinfo2mqtt` },
  ]);
  const line = `${folder}/line.tic`;
  const made = await run(["--for", "10s", "--speed", "max", "--to", `file:${line}`]);
  assertEquals(made.code, 0, made.err);
  const env = { TICLAB_MQTT_PASSWORD_FILE: file };
  const gateway = startGateway(folder, [line, "--to", word("gateway")], env);
  await listener.until(({ topic }) => topic.startsWith("sim/"));
  await listener.until(({ topic }) => topic.startsWith("gateway/"));
  if (Deno.build.os === "linux") {
    // mosquitto_sub has it on its command line, and is not ours.
    const ours = commandLines().filter((line) => !line.includes("mosquitto_sub"));
    assert(ours.some((line) => line.includes(MAIN)), "the sim is in the process list");
    assert(!ours.some((line) => line.includes(SECRET)));
  }
  const [{ err }, ended] = [await meter.stop(), await gateway.ended];
  assertEquals(ended.code, 0, ended.err);
  const queue = await filesIn(folder, file);
  assert(queue.length > 0);
  for (const text of [meter.ready, err, ended.out, ended.err, ...queue]) {
    assert(!text.includes(SECRET));
  }
  const wrong = { TICLAB_MQTT_PASSWORD: `${SECRET} 2` };
  const refused = await run(["--to", word("sim")], wrong);
  assertEquals(refused.code, 3);
  assertStringIncludes(refused.err, "it does not know user linky with this password");
  assert(!(refused.out + refused.err).includes(SECRET));
  await Deno.remove(folder, { recursive: true });
});

/** The text of every file beneath a folder but one. */
async function filesIn(folder: string, but: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { name, isFile } of Deno.readDir(folder)) {
    const path = `${folder}/${name}`;
    if (!isFile) texts.push(...await filesIn(path, but));
    else if (path !== but) texts.push(await Deno.readTextFile(path));
  }
  return texts;
}

Deno.test("the embedded broker carries the sim's messages, on this machine alone", async () => {
  const meter = await start([
    "--broker",
    "embedded",
    "--to",
    `mqtt://127.0.0.1:0/home?dialect=nodered`,
  ]);
  const [, chosen] = /^mqtt:\/\/127\.0\.0\.1:(\d+)\/home\?dialect=nodered$/
    .exec(JSON.parse(meter.ready).outlets[0].url)!;
  const port = Number(chosen);
  if (MOSQUITTO !== undefined) {
    await using listener = await subscribe({ port }, { topic: "home", version: "311" });
    const [message] = await listener.count(1);
    assertStringIncludes(message!.payload, `"PAPP":`);
  }
  // All of 127.0.0.0/8 is this machine: what listens everywhere would listen here.
  await assertRejects(
    () => Deno.connect({ hostname: "127.0.0.2", port }),
    Deno.errors.ConnectionRefused,
  );
  const { code, err } = await meter.stop();
  assertEquals([code, err], [0, ""]);
});

Deno.test("the sim says what is wrong with a broker, and what to write", async () => {
  const port = freePort();
  const wrong = async (code: number, args: string[], ...words: string[]) => {
    const ended = await run(args);
    assertEquals(ended.code, code, ended.err);
    for (const word of words) assertStringIncludes(ended.err, word);
  };
  const here = `mqtt://127.0.0.1:${port}/home`;
  await wrong(3, ["--to", here], "nobody listens there", "--broker embedded");
  const any = "mqtt://127.0.0.1:0/home";
  await wrong(2, ["--to", any], "a port above 0", "--broker embedded");
  await wrong(2, ["--to", `${here}?dialect=tasmoto`], "did you mean tasmota?");
  const taken = Deno.listen({ hostname: "127.0.0.1", port });
  await wrong(3, ["--broker", "embedded", "--to", here], "the port is taken", "leave out --broker");
  taken.close();
});

Deno.test("the sim is the broker of an outlet on this machine, and of no other", () => {
  const says = (args: string[], message: string) => {
    const options = readOptions(spec, ["--broker", "embedded", ...args]);
    assertThrows(() => readSettings(options), Failure, message);
  };
  const wanted = "--broker embedded wants an outlet that is a plain broker on this machine";
  says([], wanted);
  says(["--to", "mqtt://broker.lan/home"], wanted);
  says(["--to", "mqtts://127.0.0.1/home"], wanted);
  says(["--to", "mqtt://linky:pw@127.0.0.1/home"], "TICLAB_MQTT_PASSWORD");
});
