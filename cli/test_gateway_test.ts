import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { testGateway } from "./_profiled_test_run.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
/** `deno run` and the flags of `deno task conformance`. */
const TASK: string[] = JSON.parse(
  Deno.readTextFileSync(new URL("../deno.json", import.meta.url)),
).tasks.conformance.command.split(" ").slice(2, -2);
/** What deno task list may read of the environment. */
const TASK_ENV = "--allow-env=INIT_CWD,NO_COLOR,LOG_TOKENS,LOG_STREAM";

const PROFILE = `
name: mine
start: { run: "RUN", within: 1 s }
out: { stdout: '^(?<label>\\S+)=(?<value>.*)$' }
period: 1 s
`;

Deno.test("test --gateway ends in 2 where the profile or the command line is wrong, and says what is right", async () => {
  for (
    const [profile, args, words] of [
      [PROFILE, ["--gateway", "tickab-mqtt"], "--gateway ticlab-mqtt?"],
      [PROFILE, ["--gateway", "none.yaml"], "teleinfo2mqtt"],
      [PROFILE.replace("period", "perio"), ["--gateway", "my.yaml"], `my.yaml:5:1: "perio"`],
      [PROFILE, ["--gateway", "my.yaml", "--session"], "--session is for decoders"],
      [PROFILE, ["--gateway", "my.yaml", "--depth", "syntax"], "--depth is for decoders"],
      [PROFILE, ["--gateway", "my.yaml", "--", "./mine"], "not by a command after --"],
      [PROFILE, ["--gateway", "my.yaml", "--only", "gateway/noize"], `mean "gateway/noise"`],
      [PROFILE, ["--gateway", "my.yaml", "--only", "sound"], "See: ticlab list gateways"],
      [
        PROFILE,
        ["--gateway", "my.yaml", "--only", "noise,out-down"],
        '--only takes one name, not a list: "noise,out-down"\nSay it for each: --only noise --only out-down',
      ],
      [PROFILE, ["--gateway", "my.yaml", "--set", "qick"], "--set quick?"],
    ] as const
  ) {
    const { code, err } = await testGateway(profile, ...args);
    assertEquals(code, 2, err);
    assertStringIncludes(err, words);
  }
});

Deno.test("test --gateway ends in 3 where the gateway does not start, with what it wrote and what to do", async () => {
  const wrong = PROFILE.replace("RUN", "no-such-gateway --port {port}");
  const { code, err } = await testGateway(wrong, "--gateway", "my.yaml", "--only", "noise");
  assertEquals(code, 3, err);
  assertStringIncludes(err, "Cannot score mine: it ended with 127 before it said anything");
  assertMatch(err, /no-such-gateway.*not found/);
  const mute = PROFILE.replace("RUN", "exec sleep 60");
  const silent = await testGateway(mute, "--gateway", "my.yaml", "--only", "noise");
  assertEquals(silent.code, 3, silent.err);
  assertStringIncludes(silent.err, "it said no value that the profile finds");
  for (
    const [line, words] of [
      ["line: serial:/dev/no-such-port", "/dev/no-such-port"],
      ["out: { mqtt: { topic: t, values: $, broker: 'mqtt://127.0.0.1:9' } }", "the broker mqtt:"],
    ] as const
  ) {
    const profile = `name: mine\nline: pty:/tmp/ticlab-none\nout: { exec: cat }\nperiod: 1 s\n`;
    const key = line.slice(0, line.indexOf(":"));
    const lines = [...profile.split("\n").filter((one) => !one.startsWith(key)), line, ""];
    const away = await testGateway(lines.join("\n"), "--gateway", "my.yaml", "--only", "noise");
    assertEquals(away.code, 3, away.err);
    assertStringIncludes(away.err, words);
  }
});

Deno.test("test --gateway knows the failures of its own in a list that decoders have entries in, too", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const known = `${folder}/known.yaml`;
    const run = (text: string) => {
      Deno.writeTextFileSync(known, text);
      const end = PROFILE.replace("RUN", "exit 1");
      return testGateway(end, "--gateway", "my.yaml", "--known", known, "--only", "noise");
    };
    const both = await run("- id: std-eot\n  reason: x\n- id: gateway/noise\n  reason: x\n");
    assertEquals(both.code, 3, "the list is right, the gateway ends");
    const slip = await run("- id: gateway/noize\n  reason: x\n");
    assertEquals(slip.code, 2);
    assertStringIncludes(slip.err, 'did you mean "gateway/noise"');
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("test --gateway is ended by Ctrl-C with everything that it has started", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const gateway = "echo $$ > pid.tmp; mv pid.tmp pid; exec sleep 60";
    Deno.writeTextFileSync(`${folder}/my.yaml`, PROFILE.replace("RUN", gateway));
    const watcher = Deno.watchFs(folder);
    const child = new Deno.Command(Deno.execPath(), {
      args: [...TASK, "--no-check", MAIN, "test", "--gateway", "my.yaml", "--only", "noise"],
      env: { NO_COLOR: "1", INIT_CWD: folder, TMPDIR: folder },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const { status } = child;
    status.then(() => watcher.close(), () => {});
    let told = false;
    for await (const { paths } of watcher) {
      if (told || !paths.includes(`${folder}/pid`)) continue;
      child.kill("SIGINT");
      told = true;
    }
    assertEquals((await status).code, 130);
    const pid = Deno.readTextFileSync(`${folder}/pid`).trim();
    assertEquals(await Deno.stat(`/proc/${pid}`).catch(() => "gone"), "gone");
    // Its port and its folders went, too.
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(), [
      "my.yaml",
      "pid",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("explain tells a case and a rule of gateways, list has them all", async () => {
  const ticlab = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-read", TASK_ENV, "--no-check", "--no-prompt", MAIN, ...args],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    return { code, out: text.decode(stdout), err: text.decode(stderr) };
  };
  const test = await ticlab("explain", "gateway/out-down");
  assertEquals(test.code, 0, test.err);
  for (const words of ["gateway/recovers (Required)", "Timeline", "out-down at 8 s for 5 s"]) {
    assertStringIncludes(test.out, words);
  }
  const rule = await ticlab("explain", "gateway/sound");
  assertMatch(rule.out, /Cases \(\d+\)\s+gateway\//);
  const slip = await ticlab("explain", "gateway/soond");
  assertEquals([slip.code, slip.err.includes("gateway/sound")], [2, true]);
  const list = await ticlab("list", "gateways");
  assertMatch(list.out, /^gateway\/out-down +quick +standard /m);
});
