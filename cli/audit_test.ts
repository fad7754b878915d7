import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { chunkLine, eventLine, recordingHeader } from "../decoder/recording/recording_text.ts";
import { Pty } from "../serial/mod.ts";
import { encodeFrame } from "../tic/frame.ts";

const ROOT = new URL("..", import.meta.url).pathname;

const GROUPS: Readonly<Record<string, string>> = {
  ADCO: "021961229110",
  OPTARIF: "BASE",
  ISOUSC: "30",
  BASE: "008578123",
  PTEC: "TH..",
  IINST: "002",
  IMAX: "090",
  PAPP: "00420",
  HHPHC: "A",
  MOTDETAT: "000000",
};

function frame(changed: Record<string, string> = {}): Uint8Array<ArrayBuffer> {
  const groups = Object.entries({ ...GROUPS, ...changed });
  return encodeFrame(groups.map(([label, value]) => ({ label, value })), "historique");
}

interface Ended {
  code: number;
  out: string;
  err: string;
}

async function ended(child: Deno.ChildProcess): Promise<Ended> {
  const text = new TextDecoder();
  const { code, stdout, stderr } = await child.output();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

function start(args: readonly string[], cwd = ROOT): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "--no-check", `${ROOT}main.ts`, "audit", ...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", LC_ALL: "C", INIT_CWD: cwd },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function audit(
  args: readonly string[],
  { input, cwd }: { input?: Uint8Array; cwd?: string } = {},
): Promise<Ended> {
  const child = start(args, cwd);
  const writer = child.stdin.getWriter();
  if (input) await writer.write(input);
  await writer.close();
  return await ended(child);
}

/** A folder with one file, taken away at the end. */
function folderWith(name: string, content: Uint8Array | string) {
  const path = Deno.makeTempDirSync();
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  Deno.writeFileSync(`${path}/${name}`, bytes);
  return { path, [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }) };
}

Deno.test("audit ends with 0 where a meter does nothing but what is known", async () => {
  using folder = folderWith("line.tic", frame({ IMAX: "060" }));
  const { code, out, err } = await audit(["line.tic"], { cwd: folder.path });
  assertEquals(
    out,
    `✔ line.tic: Nothing but what is known: 1 place
  linky · historique · OPTARIF BASE · ISOUSC 30
  1 frame, 1 whole · 10 groups · ${frame().length} bytes
  Nothing says when the bytes arrived: timing is not checked.

What the meter says, known in the field
Meters do this; a reader has to live with it.
≈ value.constant  once, first at byte 95
    IMAX is 060 on Linkys of 60 A, and 000 in a test frame of Enedis, not 090.
    reference §10.2 #2: lains/teleinfo-nom, TIC2WebSocket
`,
  );
  assertEquals([code, err], [0, ""]);
});

Deno.test("audit ends with 1 where a meter does what nobody told of, and draws its bytes", async () => {
  const { code, out } = await audit(["-"], { input: frame({ MOTDETAT: "400000" }) });
  assertEquals(code, 1);
  assertMatch(out, /^✕ standard input: New deviations from 1 rule, 1 place\n/);
  assertStringIncludes(out, 'MOTDETAT "400000", always 000000');
  assertStringIncludes(out, "␊MOTDETAT␠400000␠F␍");
});

Deno.test("audit shows no line that is wider than 80 columns", async () => {
  const bytes = frame({ MOTDETAT: "400000", IMAX: "060", BASE: "1" });
  for (const more of [[], ["--all"]]) {
    const { out } = await audit(["-", ...more], { input: bytes });
    const wide = out.split("\n").filter((line) => [...line].length > 80);
    assertEquals(wide, []);
  }
});

Deno.test("audit tells the time of a recording, and asks its owner to share a rare one", async () => {
  const short = ["ADIR1 031", "ADCO 021963229110", "IINST1 031", "IINST2 001", "IINST3 001"]
    .map((text) => text.split(" ")).map(([label, value]) => ({ label: label!, value: value! }));
  const recording = recordingHeader({ started: Date.parse("2026-11-22T10:00:00Z") }) +
    chunkLine(0, frame()) + chunkLine(1_500, frame()) +
    chunkLine(3_000, encodeFrame(short, "historique"));
  using folder = folderWith("my winter.txt", recording);
  const { out } = await audit(["my winter.txt"], { cwd: folder.path });
  assertStringIncludes(out, "This line is rare\n★ ADIR:");
  assertStringIncludes(out, "(ADIR1 031)");
  assertStringIncludes(out, "0:00:03 in");
  assertStringIncludes(out, "  ticlab anonymise 'my winter.txt' --to share.txt\n");
});

Deno.test("audit leaves out what a recording heard at the wrong speed", async () => {
  const noise = Uint8Array.from({ length: 300 }, (_, i) => (i * 37 + 11) & 0x7f);
  const recording = recordingHeader({ started: Date.parse("2026-11-22T10:00:00Z") }) +
    eventLine(0, "9600 baud") + chunkLine(10, Uint8Array.of(0x0a)) + chunkLine(20, noise) +
    eventLine(500, "1200 baud") + chunkLine(510, frame()) + chunkLine(2_000, frame());
  using folder = folderWith("hunt.txt", recording);
  const { out } = await audit(["hunt.txt"], { cwd: folder.path });
  assertMatch(out, /^✔ hunt\.txt: No deviation\n/);
  assertStringIncludes(out, `2 frames, 2 whole · 20 groups · ${2 * frame().length} bytes`);
});

Deno.test("audit --json prints the report, and the page goes to a file", async () => {
  using folder = folderWith("line.tic", frame({ PAPP: "00421" }));
  const { code, out, err } = await audit(["line.tic", "--json", "--html", "page.html"], {
    cwd: folder.path,
  });
  const report = JSON.parse(out);
  assertEquals([code, report.format, report.verdict], [0, "ticlab audit 1", "good"]);
  assertEquals(report.deviations[0].known.row, 4);
  assertEquals(err, "wrote page.html\n");
  const page = Deno.readTextFileSync(`${folder.path}/page.html`);
  assertStringIncludes(page, "<title>line.tic: ticlab audit</title>");
});

Deno.test("audit ends with 4 and the next command where nothing is readable", async () => {
  using folder = folderWith("noise.bin", "nothing that a meter would say");
  const { code, out, err } = await audit(["noise.bin"], { cwd: folder.path });
  assertEquals([code, out], [4, ""]);
  assertEquals(err.split("\n"), [
    "ticlab audit: nothing readable in 30 bytes: this is no line of a meter, or it was read at a wrong speed",
    "Ask what the line is: ticlab check noise.bin",
    "",
  ]);
});

Deno.test("audit ends with 3 where there is no such source, and names the one meant", async () => {
  using folder = folderWith("line.tic", frame());
  const { code, err } = await audit(["lina.tic"], { cwd: folder.path });
  assertEquals(code, 3);
  assertStringIncludes(err, "Did you mean: ticlab audit line.tic");
});

Deno.test("audit ends with 2 without a source and with a time that is none", async () => {
  for (const args of [[], ["a", "b"], ["-", "--for", "soon"], ["-", "--baud", "fast"]]) {
    const { code, err } = await audit(args);
    assertEquals(code, 2, args.join(" "));
    assert(err.startsWith("ticlab audit: "));
  }
});

Deno.test("audit listens to a port until its time is over", async () => {
  const pty = Pty.open();
  const child = start([pty.slave, "--baud", "1200", "--for", "3s"]);
  const sending = setInterval(() => pty.write(frame()), 20);
  await child.stdin.close();
  const { code, out, err } = await ended(child);
  clearInterval(sending);
  assertStringIncludes(err, "listening for 3 s; Ctrl-C ends it earlier");
  assertMatch(out, /\n {2}linky · historique · OPTARIF BASE/);
  assertMatch(out, /\n {2}Gaps and speed of the line are not checked/);
  assertEquals(code, 0);
  await pty.close();
});

Deno.test("audit tells what it has heard on Ctrl-C", async () => {
  const pty = Pty.open();
  const child = start([pty.slave]);
  const err = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  const sending = setInterval(() => pty.write(frame()), 20);
  let said = "";
  while (!said.includes("reading at")) said += (await err.read()).value ?? "reading at";
  clearInterval(sending);
  child.kill("SIGINT");
  const out = await new Response(child.stdout).text();
  assertMatch(out, /linky · historique · OPTARIF BASE/);
  assertEquals((await child.status).code, 0);
  await err.cancel();
  await child.stdin.close();
  await pty.close();
});
