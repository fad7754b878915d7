import { assertEquals } from "@std/assert";
import { testWith } from "../../serial/_programs.ts";

const PROFILE = new URL("ticlab.yaml", import.meta.url).pathname;
const MAIN = new URL("../../main.ts", import.meta.url).pathname;

/** Debian's Python, where it has the packages of the example. */
const python = await new Deno.Command("/usr/bin/python3", {
  args: ["-c", "import serial, paho.mqtt.client"],
}).output().then(({ success }) => success ? "/usr/bin/python3" : undefined, () => undefined);

testWith(
  python,
  "python3-serial and python3-paho-mqtt",
  "a gateway in Python passes the quick set, by port and broker alone",
  async () => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        "--no-check",
        MAIN,
        "test",
        "--gateway",
        PROFILE,
        "--jobs",
        "3",
        "--json",
      ],
      env: { NO_COLOR: "1" },
    }).output();
    const text = new TextDecoder();
    const lines = text.decode(stdout).trim().split("\n").map((line) => JSON.parse(line));
    const played = lines.filter(({ runs }) => runs > 0);
    const bad = played.filter(({ verdict }) => verdict !== "pass");
    assertEquals(bad.map(({ id, verdict, failure, note }) => ({ id, verdict, failure, note })), []);
    assertEquals([code, text.decode(stderr)], [0, ""]);
    assertEquals(played.length >= 5, true);
  },
);
