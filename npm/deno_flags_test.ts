import { assertEquals } from "@std/assert";
import { COMMANDS } from "../cli/commands.ts";
import { denoFlags } from "./deno_flags.ts";

const HERE = "/home/linky";

/** Permissions of a command line, without the variables that every command may read. */
function flags(line: string, env: Record<string, string> = {}): string[] {
  return denoFlags(line.split(" "), {
    here: HERE,
    env: { HOME: HERE, ...env },
    user: 1000,
    isFile: (path) => path.endsWith(".tic"),
  }).filter((flag) => !/^--(?:ignore-env|allow-env=INIT_CWD,.*LOG_STREAM)$/.test(flag));
}

Deno.test("decode of standard input may do nothing, of a file read that file, of a port call libc", () => {
  assertEquals(flags("decode -"), []);
  assertEquals(flags("decode line.tic --json"), [`--allow-read=${HERE}/line.tic`]);
  assertEquals(flags("decode /dev/ttyUSB0"), ["--allow-ffi=/lib,/lib64,/usr/lib", "--allow-read"]);
  assertEquals(flags("decode tcp://192.168.1.20:2000"), ["--allow-net=192.168.1.20:2000"]);
});

Deno.test("a gateway may talk to the hosts that are named, and write its queue and its files", () => {
  assertEquals(
    flags("decode line.tic --to mqtts://me@broker.lan/linky?qos=1 --to file:out.jsonl"),
    [
      "--allow-read",
      "--allow-net=broker.lan:8883",
      flags("decode - --to mqtt://127.0.0.1/x").find((flag) => flag.startsWith("--allow-env="))!,
      `--allow-write=${HERE}/.local/state/ticlab/queue,${HERE}/out.jsonl`,
    ],
  );
  assertEquals(flags("decode line.tic --to http://127.0.0.1:8080"), [
    `--allow-read=${HERE}/line.tic`,
    "--allow-net=127.0.0.1:8080",
  ]);
});

Deno.test("a gateway may read its secrets, and no other variable that is not of every command", () => {
  const [env] = flags("decode - --to mqtt://127.0.0.1/x").filter((flag) =>
    flag.startsWith("--allow-env")
  );
  const named = env!.replace("--allow-env=", "").split(",").filter((name) =>
    name.startsWith("TICLAB_")
  );
  assertEquals(named.filter((name) => name.startsWith("TICLAB_MQTT")), [
    "TICLAB_MQTT_PASSWORD",
    "TICLAB_MQTT_PASSWORD_FILE",
  ]);
  assertEquals(env!.includes("HOME"), true);
  assertEquals(flags("decode -").some((flag) => flag.includes("TICLAB_")), false);
});

Deno.test("a sim may write its folder, its control sockets and what is named", () => {
  const [ffi, read, write, net] = flags("sim --to tcp://:2000", {
    XDG_RUNTIME_DIR: "/run/user/1000",
  });
  assertEquals([ffi, read], ["--allow-ffi=/lib,/lib64,/usr/lib", "--allow-read"]);
  assertEquals(write, `--allow-write=${HERE},/run/user/1000/ticlab,/tmp/ticlab-1000`);
  assertEquals(net?.split(",").filter((host) => !host.includes("unix:")), ["127.0.0.1:2000"]);
  assertEquals(flags("sim --to socat:/tmp/linky").includes("--allow-run=socat"), true);
  assertEquals(flags("sim").some((flag) => flag.startsWith("--allow-run")), false);
});

Deno.test("a folder with a comma in its name allows all of that kind, since Deno cannot name it", () => {
  const given = { here: "/home/a,b", env: {}, user: 1, isFile: () => false };
  assertEquals(denoFlags(["export"], given).includes("--allow-write"), true);
});

Deno.test("each command has its permissions, but those that only print", () => {
  const none = Object.keys(COMMANDS).filter((name) => flags(name).length === 0);
  assertEquals(none.sort(), ["check", "completion", "decode"]);
});

Deno.test("a program that is scored has the whole environment, since Deno ignores all or allows all", () => {
  const ignores = (line: string) =>
    denoFlags(line.split(" "), { here: HERE, env: {}, user: 1, isFile: () => false })
      .includes("--ignore-env");
  assertEquals(["test -- x", "doctor -- x", "learn -- x", "decode -"].map(ignores), [
    false,
    false,
    false,
    true,
  ]);
});
