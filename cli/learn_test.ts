import { assertEquals, assertStringIncludes } from "@std/assert";
import { readProfile } from "../conformance/gateway/read_profile.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** Runs `ticlab learn` in an empty folder. */
async function learn(...args: string[]) {
  const folder = Deno.makeTempDirSync();
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", MAIN, "learn", ...args],
      env: { NO_COLOR: "1", INIT_CWD: folder },
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, out: text(stdout), err: text(stderr), folder };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a gateway is started, and its profile is proposed and written", async () => {
  const elsewhere = Deno.makeTempDirSync();
  const file = `${elsewhere}/my.yaml`;
  const { code, folder, err } = await learn(
    "--for=6 s",
    `--profile=${file}`,
    "--env=TOPIC={topic}",
    "--",
    `{ticlab} decode {port} --queue {folder}/q --to "{broker_url}/$TOPIC?dialect=edgd1er"`,
  );
  assertEquals(code, 0, err);
  assertStringIncludes(err, `ticlab test --gateway ${file}`);
  const { out, start, modes } = readProfile(Deno.readTextFileSync(file), { file });
  assertEquals(start.folder, folder);
  const again = await learn(`--profile=${file}`, "--", "true {port} {broker_url}");
  assertEquals([again.code, again.err.includes("it is there already")], [2, true]);
  Deno.removeSync(elsewhere, { recursive: true });
  assertEquals(out, { kind: "mqtt", topic: "{topic}", dialect: "edgd1er" });
  assertEquals([modes, start.env], [["standard"], { TOPIC: "{topic}" }]);
});

Deno.test("a gateway of the other mode is known by the speed at which it opens the port", async () => {
  const gateway = '{ticlab} decode {port} --baud 1200 --to "{broker_url}/linky?dialect=edgd1er"';
  const [free, chosen] = await Promise.all([
    learn("--for=3 s", "--", gateway),
    learn("--for=3 s", "--mode=standard", "--", gateway),
  ]);
  const opened = "It opened the port at 1200 baud, the speed of historique mode";
  assertEquals(free.code, 0, free.err);
  assertStringIncludes(free.err, `${opened}: once more, with a meter in that mode`);
  assertEquals(readProfile(free.out, { file: "my.yaml" }).modes, ["historique"]);
  assertEquals([chosen.code, chosen.out], [4, ""], chosen.err);
  assertStringIncludes(chosen.err, "it reads historique mode, and standard mode was played");
  assertStringIncludes(chosen.err, `${opened}\nTry: ticlab learn --mode historique --for '3 s' --`);
});

Deno.test("a gateway that is not told of port and broker is not started", async () => {
  const [port, broker] = await Promise.all([
    learn("--", "./mine", "{broker_url}"),
    learn("--env=SERIAL={port}", "--", "./mine"),
  ]);
  assertEquals([port.code, broker.code], [2, 2]);
  assertStringIncludes(
    port.err,
    "is not told which port to read: {port} stands nowhere",
  );
  assertStringIncludes(port.err, "ticlab learn --env NAME={port} -- ./mine {broker_url}");
  assertStringIncludes(
    broker.err,
    "ticlab learn --env SERIAL={port} --env NAME={broker_url} -- ./mine",
  );
});

Deno.test("a gateway that ends, or says nothing, is told with what it wrote", async () => {
  const [ended, silent] = await Promise.all([
    learn("--", "echo no such port >&2; : {port} {broker_url}; exit 7"),
    learn("--within=1 s", "--", "echo waiting; : {port} {broker_url}; sleep 60"),
  ]);
  assertEquals([ended.code, silent.code], [3, 3]);
  assertStringIncludes(ended.err, "Cannot learn from it: it ended with 7\nIt wrote:\nno such port");
  assertStringIncludes(silent.err, "it published nothing within 1 s\nIt wrote:\nwaiting");
});

Deno.test("a wrong command line tells what to write", async () => {
  const [none, word, variable] = await Promise.all([
    learn("node", "index.js"),
    learn("--", "./mine", "{prot}"),
    learn("--env=SERIAL", "--", "./mine"),
  ]);
  assertEquals([none.code, word.code, variable.code], [2, 2, 2]);
  assertStringIncludes(none.err, "Try: ticlab learn -- node index.js");
  assertStringIncludes(word.err, "did you mean {port}?");
  assertStringIncludes(variable.err, `--env wants NAME=TEXT, not "SERIAL"`);
});
