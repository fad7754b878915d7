import { assertEquals } from "@std/assert";
import { TextLineStream } from "@std/streams";
import { pyserial, python, testWith } from "../serial/_programs.ts";

const ROOT = new URL("../", import.meta.url).pathname;

/**
 * Opens a port at 7E1 forty times with no pause, reads two whole groups each time, and judges their
 * sums by rules of its own; prints how many openings and groups went well, and what did not.
 */
const READER = `
import sys, json
path, baud, how = sys.argv[1], int(sys.argv[2]), sys.argv[3]

def by_termios():
    import os, termios
    fd = os.open(path, os.O_RDWR | os.O_NOCTTY)
    t = termios.tcgetattr(fd)
    speed = getattr(termios, "B%d" % baud)
    t[0] = t[1] = t[3] = 0
    t[2] = termios.CS7 | termios.PARENB | termios.CREAD | termios.CLOCAL
    t[4] = t[5] = speed
    termios.tcsetattr(fd, termios.TCSAFLUSH, t)
    return (lambda: os.read(fd, 256)), (lambda: os.close(fd))

def by_pyserial():
    import serial
    port = serial.Serial(path, baud, bytesize=7, parity="E", timeout=5)
    return (lambda: port.read(max(1, port.in_waiting))), port.close

def right(group):
    separator = group[-2]
    zone = group[:-2] if separator == 32 else group[:-1]
    return separator in (9, 32) and (sum(zone) & 63) + 32 == group[-1]

opened = groups = 0
wrong = []
for _ in range(40):
    try:
        read, close = by_termios() if how == "termios" else by_pyserial()
    except Exception as error:
        wrong.append(repr(error))
        continue
    opened += 1
    line = b""
    while line.count(b"\\r") < 3:
        line += read()
    close()
    for piece in line.split(b"\\n")[1:]:
        if b"\\r" in piece:
            group = piece[:piece.index(b"\\r")]
            groups += 1
            if not right(group):
                wrong.append(repr(group))
print(json.dumps({"opened": opened, "enough": groups >= 80, "wrong": wrong}))
`;

/** Flags of `deno task sim`, so that the test runs with the permissions that users have. */
function taskFlags(): string[] {
  const { tasks } = JSON.parse(Deno.readTextFileSync(`${ROOT}deno.json`));
  return tasks.sim.command.split(" ").filter((word: string) => word.startsWith("--"));
}

async function reopen(mode: string, program: string, how: string): Promise<unknown> {
  const sim = new Deno.Command(Deno.execPath(), {
    args: ["run", ...taskFlags(), "main.ts", "sim", "--json", "--mode", mode, "--to", "pty:"],
    cwd: ROOT,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const lines = sim.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(new TextLineStream())
    .getReader();
  try {
    const { path } = JSON.parse((await lines.read()).value!).outlets[0];
    const baud = mode === "standard" ? "9600" : "1200";
    const reader = new Deno.Command(program, { args: ["-c", READER, path, baud, how] });
    const { stdout, stderr } = await reader.output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return JSON.parse(text(stdout) || `{"stderr":${JSON.stringify(text(stderr))}}`);
  } finally {
    await sim.stdin.close();
    await lines.cancel();
    await sim.status;
  }
}

const readers = [["termios", python], ["pyserial", pyserial]] as const;

/** Reopens a line in a mode by each reader that is here. */
async function reopenedInTurn(mode: string): Promise<void> {
  for (const [how, program] of readers) {
    if (program === undefined) continue;
    const heard = await reopen(mode, program, how);
    assertEquals(heard, { opened: 40, enough: true, wrong: [] }, `${mode} by ${how}`);
  }
}

testWith(
  python ?? pyserial,
  "python3",
  "sim is reopened 40 times at 7E1 in each mode, by termios and by pyserial, and heard right",
  async () => {
    // At 1200 baud it takes long to hear something: the other mode has its turn meanwhile.
    await Promise.all(["standard", "historique"].map(reopenedInTurn));
  },
);
