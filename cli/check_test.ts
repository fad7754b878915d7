import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { monotonicMs, Pty, sleepUntil } from "../serial/mod.ts";
import { STAGED_LINES } from "./test_staged_lines.ts";

const ROOT = new URL("..", import.meta.url).pathname;
const FLAGS = ["--allow-ffi=/lib,/lib64,/usr/lib", "--allow-env", "--allow-read", "--allow-net"];

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function ticlab(
  args: readonly string[],
  { lang = "C", input }: { lang?: string; input?: Uint8Array } = {},
): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...FLAGS, "--no-prompt", `${ROOT}main.ts`, ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", LC_ALL: lang, INIT_CWD: ROOT },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  if (input) await writer.write(input);
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

/** The file of a staged line. */
function staged(about: string): Uint8Array<ArrayBuffer> {
  const line = STAGED_LINES.find((line) => line.about === about);
  assert(line, about);
  return line.file();
}

function fileOf(about: string) {
  const path = Deno.makeTempFileSync({ suffix: ".tic" });
  Deno.writeFileSync(path, staged(about));
  return { path, [Symbol.dispose]: () => Deno.removeSync(path) };
}

Deno.test("check tells by its exit code: good 0, trouble 1, cannot be opened 3, unsure 4", async () => {
  for (
    const [about, code] of [
      ["the scenario hc-standard", 0],
      ["every byte twice", 1],
      ["30 bytes of a frame", 4],
    ] as const
  ) {
    using file = fileOf(about);
    assertEquals((await ticlab(["check", file.path])).code, code, about);
  }
  const missing = await ticlab(["check", "/nowhere/line.tic"]);
  assertEquals([missing.code, missing.out], [3, ""]);
  assertStringIncludes(missing.err, 'cannot read "/nowhere/line.tic"');
});

Deno.test("check says the verdict first, in no more than 80 columns, in French where LANG says so", async () => {
  using file = fileOf("standard mode, a bit wrong in 2 % of the bytes");
  const english = (await ticlab(["check", file.path])).out.split("\n");
  const french = (await ticlab(["check", file.path], { lang: "fr_FR.UTF-8" })).out.split("\n");
  assertEquals(english[0], "A meter is heard, but the line is damaged: too many groups are wrong.");
  assertEquals(french[0], "Un compteur parle, mais la ligne est abîmée : trop de groupes faux.");
  assert(english.includes("What to do") && french.includes("Que faire"));
  for (const line of [...english, ...french]) assert(line.length <= 80, line);
});

Deno.test("check --json is one object, and says nothing of who the meter is", async () => {
  const input = staged("the scenario producer-three-phase");
  const { code, out } = await ticlab(["check", "-", "--json"], { input });
  const { cause, healthy, meter, line, led } = JSON.parse(out);
  assertEquals([code, cause, healthy], [0, "standard", true]);
  assertEquals([meter.family, meter.phases, meter.producer], ["linky", 3, true]);
  assertEquals(line.frames.all, line.frames.complete);
  assertEquals(led.states.at(-1).state, "good");
  assertEquals(/(?<![\d.])\d{12,14}(?!\d)/.test(out), false, "an address or a PRM is in it");
});

Deno.test("check refuses a speed and a time that are none, and two sources", async () => {
  for (const args of [["x", "--baud", "fast"], ["x", "--for", "0s"], ["x", "y"]]) {
    assertEquals((await ticlab(["check", ...args])).code, 2, args.join(" "));
  }
});

/** Says a line on a pty again and again, as long as the command that reads it runs. */
async function live(bytes: Uint8Array<ArrayBuffer>, speed: number): Promise<Ended> {
  const pty = Pty.open();
  const running = ticlab(["check", pty.slave, "--json"]);
  let over = false;
  running.then(() => over = true);
  const start = monotonicMs();
  for (let piece = 0, at = 0; !over; piece++, at = (at + 96) % bytes.length) {
    // Who listens at another speed hears no characters.
    if (pty.readerPresent && (pty.readerSpeed ?? speed) === speed) {
      pty.write(bytes.slice(at, at + 96));
    }
    await sleepUntil(start + (piece + 1) * 100);
  }
  await pty.close();
  return await running;
}

Deno.test("check finds the speed of a live line and ends by itself when it is good", async () => {
  const { code, out, err } = await live(staged("the scenario base-historique"), 1200);
  const { cause, line } = JSON.parse(out);
  assertEquals([code, cause, line.baudRate, err], [0, "historique", 1200, ""]);
  assertEquals(line.frames.complete >= 3, true);
});

Deno.test("check reads a line served over TCP until it ends", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const served = listener.accept().then(async (conn) => {
    await conn.write(staged("a GPS (NMEA 0183)"));
    conn.close();
    listener.close();
  });
  const { code, out } = await ticlab(["check", `tcp://127.0.0.1:${listener.addr.port}`, "--json"]);
  await served;
  assertEquals([code, JSON.parse(out).cause], [1, "nmea"]);
});

Deno.test("ports prints JSON of each port, or says that there is none", async () => {
  const { code, out, err } = await ticlab(["ports", "--json"]);
  const ports = out.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
  assertEquals(code, ports.length > 0 ? 0 : 4);
  assertEquals(err, "");
  for (const port of ports) assert(port.path.startsWith("/"), port.path);
});
