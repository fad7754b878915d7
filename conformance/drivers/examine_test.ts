import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { ProgramProfile } from "./driver.ts";
import type { DriverOptions } from "./driver_options.ts";
import { type Check, examine } from "./examine.ts";
import { PYTHON, TestFolder } from "./test_processes.ts";

/**
 * A small right reader in Python. `MODE`, `groups()` and `say()` may be overridden; `EXTRA` is done
 * before it reads.
 */
const READER = `
import json, os, re, sys
MODE = os.environ.get("TIC_MODE", "")
KNOWN = ("historique", "standard", "auto")
def say(**fields):
    print(json.dumps(fields), flush=True)
def good(text):
    separator = text[-2:-1]
    zone = text[:-1] if separator == "\\t" else text[:-2]
    return separator in ("\\t", " ") and len(text) > 3 and \\
        chr((sum(map(ord, zone)) & 0x3F) + 0x20) == text[-1]
def groups(line):
    for text in re.findall("\\n([^\\n\\r]+)\\r", line):
        if not good(text):
            bad(text)
            continue
        separator = text[-2]
        if separator == "\\t":
            label, *rest = text[:-2].split("\\t")
            yield label, rest[-1], (rest[0] if len(rest) == 2 else None)
        else:
            label, value = text[:-2].split(" ", 1)
            yield label, value, None
def bad(text):
    pass
def group(label, value, timestamp):
    say(event="group", label=label, value=value, timestamp=timestamp)
`;
const RUN = `
for label, value, timestamp in groups(sys.stdin.buffer.read().decode("latin-1")):
    group(label, value, timestamp)
`;

const FLOOR = { name: "program.py", depth: "syntax" } as const;

async function examined(
  program: string,
  options: Partial<DriverOptions> = {},
): Promise<{ checks: Check[]; profile: ProgramProfile | undefined }> {
  using folder = new TestFolder();
  folder.write("program.py", program);
  const command = [PYTHON, "-S", "program.py"];
  const checks: Check[] = [];
  const running = examine({ command, folder: folder.path, ...options });
  for (;;) {
    const { value, done } = await running.next();
    if (done) return { checks, profile: value };
    checks.push(value);
  }
}

/** Programs by pipe that are in order: what is changed, capabilities, depth. */
const ABLE: Readonly<Record<string, readonly [string, string, ProgramProfile["depth"]]>> = {
  "says all groups": ["", "historique standard older timestamps raw auto-mode", "syntax"],
  "trims": [
    "def group(label, value, timestamp): say(event='group', label=label, value=value.strip())",
    "historique standard older auto-mode",
    "syntax",
  ],
  "knows labels of the Linky only": [
    `
every = groups
def groups(line): return (g for g in every(line) if g[0].isupper() and g[0] != "ADS")`,
    "historique standard timestamps raw auto-mode",
    "syntax",
  ],
  "refuses standard mode": [
    "if MODE == 'standard': sys.exit('no such mode')",
    "historique older",
    "syntax",
  ],
  "says nothing in historique mode": [
    `
every = groups
def groups(line): return (g for g in every(line) if "\\t" in line)`,
    "standard timestamps raw",
    "syntax",
  ],
  "does as it is told and finds no mode": [
    `
every = groups
def groups(line):
    if MODE in ("historique", "standard"):
        yield from every(line)`,
    "historique standard older timestamps raw",
    "syntax",
  ],
  "says typed values": [
    `
def group(label, value, timestamp):
    say(event="group", label=label, value=value)
    say(event="value", label=label, value=int(value) if value.isdigit() else value)`,
    "historique standard older typed raw auto-mode",
    "meaning",
  ],
  "says the texts of the wire as values, which are not decoded": [
    `
def group(label, value, timestamp):
    say(event="group", label=label, value=value)
    say(event="value", label=label, value=value)`,
    "historique standard older raw auto-mode",
    "syntax",
  ],
  "tells errors": [
    "def bad(text): say(event='error')",
    "historique standard older timestamps errors raw auto-mode",
    "status",
  ],
  "tells errors in words of its own": [
    "def bad(text): say(event='error', kind='crc')",
    "historique standard older timestamps errors raw auto-mode",
    "status",
  ],
  "tells errors by their kinds": [
    "def bad(text): say(event='error', kind='checksum')",
    "historique standard older timestamps errors error-kinds raw auto-mode",
    "status",
  ],
  "masks bit 7": [
    `
every = groups
def groups(line): return every("".join(chr(ord(c) & 0x7F) for c in line))`,
    "historique standard older timestamps raw auto-mode 8bit-input",
    "syntax",
  ],
};

for (const [what, [change, capabilities, depth]] of Object.entries(ABLE)) {
  Deno.test(`examine() sees what a pipe program can do that ${what}`, async () => {
    const { checks, profile } = await examined(READER + change + RUN);
    assertEquals(checks.filter(({ verdict }) => verdict === "wrong"), []);
    const words = [...profile?.capabilities ?? []];
    const order = (list: string[]) => [...list].sort();
    assertEquals(
      { ...profile, capabilities: order(words) },
      { ...FLOOR, depth, capabilities: order(capabilities.split(" ")) },
    );
  });
}

Deno.test("examine() takes the hello of a pipe program for what it can do", async () => {
  const hello = `
say(hello={"name": "mine", "version": "2", "capabilities": ["standard", "timestamps"]})
if MODE == "historique": sys.exit(9)`;
  const { checks, profile } = await examined(READER + hello + RUN);
  assertEquals(profile, {
    name: "mine",
    version: "2",
    capabilities: ["standard", "timestamps"],
    depth: "syntax",
  });
  assertEquals(checks.map(({ verdict }) => verdict), Array(5).fill("fine"));
  assertEquals(checks[0]?.what, "hello: mine 2");
});

/** What is worth knowing, and no breach: what is changed, the note. */
const NOTES: Readonly<Record<string, readonly [string, RegExp]>> = {
  "loses a leading zero": [
    `
def group(label, value, timestamp):
    say(event="group", label=label, value=value.lstrip("0") or "0")`,
    /^historique: says ADCO = "[1-9]\d*" for "0\d{11}": a zero is lost$/,
  ],
  "says no meter number": [
    `
every = groups
def groups(line): return (g for g in every(line) if not g[0].startswith("AD"))`,
    /^standard: says groups, but not ADSC$/,
  ],
  "dies of a mode that it does not know": [
    "if MODE not in KNOWN: os.kill(os.getpid(), 11)",
    /^a mode that there is not \(zz-\w{4}\): dies of SIGSEGV; an exit code would say more$/,
  ],
  "leaves a child that holds its output": [
    "import subprocess; subprocess.Popen(['sleep', '1000'])",
    /^something that it starts keeps standard output open/,
  ],
  "hears groups in noise": [
    `
every = groups
def groups(line):
    if "PAPP" in line or "SINSTS" in line or "EAP_s" in line:
        yield from every(line)
    else:
        for text in re.findall("\\n([^\\n]*)", line):
            yield text[:4], text[5:], None`,
    /^1 KiB of noise: says .* = .*, out of nothing$/,
  ],
  "dies of noise": [
    `
every = groups
def groups(line):
    found = list(every(line))
    assert found or not line
    return found`,
    /^1 KiB of noise: exited with code 1 instead of 0; the cases will show on which bytes$/,
  ],
  "falls in a mode that it claims": [
    "say(hello={'name': 'mine', 'capabilities': ['historique', 'standard']})\n" +
    "if MODE == 'standard': sys.exit(3)",
    /^standard: exited with code 3 instead of 0, though its hello claims it$/,
  ],
  "says nothing in a mode that it claims": [
    `
say(hello={'name': 'mine', 'capabilities': ['historique', 'standard']})
every = groups
def groups(line): return [] if MODE == "standard" else every(line)`,
    /^standard: says no group of a right line, though its hello claims it$/,
  ],
  "falls in a mode that it may lack": [
    "if MODE == 'standard': sys.exit(3)",
    /^standard: exited with code 3 instead of 0, so it is not scored on it$/,
  ],
  "misspells an event": [
    "say(event='groop')",
    /^its event "groop" is ignored; did you mean "group"\?$/,
  ],
};

for (const [what, [change, note]] of Object.entries(NOTES)) {
  Deno.test(`examine() notes of a program that it ${what}`, async () => {
    const { checks, profile } = await examined(READER + change + RUN);
    assert(profile);
    const notes = checks.filter(({ verdict }) => verdict === "note").map(({ what }) => what);
    assert(notes.some((text) => note.test(text)), notes.join("\n"));
  });
}

/** Refusals of a mode that there is not, which are in order. */
const REFUSALS: Readonly<Record<string, readonly [string, string]>> = {
  "with an exit code": ["if MODE not in KNOWN: sys.exit(2)", "refuses with exit code 2"],
  "by falling": ["KNOWN.index(MODE)", "refuses with exit code 1"],
  "by saying nothing": ["if MODE not in KNOWN: sys.exit(0)", "reads on"],
};

for (const [what, [change, text]] of Object.entries(REFUSALS)) {
  Deno.test(`examine() lets a program refuse a mode that there is not ${what}`, async () => {
    const { checks, profile } = await examined(READER + change + RUN);
    assert(profile);
    const check = checks.find(({ what }) => what.startsWith("a mode that there is not"));
    assertEquals(check?.verdict, "fine");
    assertStringIncludes(check!.what, text);
  });
}

/** Programs that break the contract: what is changed, what is said, the line as it should be. */
const WRONG: Readonly<Record<string, readonly [string, RegExp, string?]>> = {
  "always says the same": [
    `
def groups(line):
    yield "ADCO", "021961551234", None
    yield "ADSC", "021961551234", None`,
    /^historique: says ADCO = "021961551234" where the line had "0\d{11}"$/,
  ],
  "answers to nothing": [
    `
if not MODE.startswith("zz"):
    every = groups
    def groups(line): return list(every(line)) or [("PAPP", "00470", None)]`,
    /^an empty input: says PAPP = "00470", out of nothing$/,
  ],
  "says a complete frame of nothing": [
    "say(event='frame', groups=[], complete=True)",
    /^an empty input: says a complete frame, out of nothing$/,
  ],
  "says no group": [
    "def groups(line): return []",
    /^says no group of any right line: there is nothing to score$/,
    'Say each group: {"event":"group","label":"PAPP","value":"00470"}',
  ],
  "dies of every line": [
    "raise SystemExit(3)",
    /^dies of every right line: .*code 3.*: there is nothing to score$/,
  ],
  "prints a banner": [
    "print('Decoder ready')",
    /^historique: line 1 is no JSON object; .*: Decoder ready$/,
    '{"event":"log","text":"Decoder ready"}',
  ],
  "says numbers": [
    "def group(label, value, timestamp): say(event='group', label=label, value=len(value))",
    /^historique: line 1 is wrong: "value" of a group must be a string, not the number 12: /,
  ],
  "hangs": ["import time; time.sleep(1000)", /^historique: did not end within 2\.1 s$/],
  "hangs in a mode that there is not": [
    "if MODE not in KNOWN: import time; time.sleep(1000)",
    /^a mode that there is not \(zz-\w{4}\): did not end within 2\.1 s$/,
  ],
  "has a slip in its hello": [
    "say(hello={'name': 'mine', 'capabilities': ['standrad']})",
    /^the hello is wrong: there is no capability "standrad"; did you mean "standard"\?$/,
    '{"hello":{"name":"mine","capabilities":["standard"]}}',
  ],
};

for (const [what, [change, text, fix]] of Object.entries(WRONG)) {
  Deno.test(`examine() ends with what is wrong where a program ${what}`, async () => {
    const { checks, profile } = await examined(READER + change + RUN, { timeout: 2_000 });
    const last = checks.at(-1)!;
    assertEquals(profile, undefined);
    assertEquals(last.verdict, "wrong");
    assert(text.test(last.what), last.what);
    assertEquals(checks.filter(({ verdict }) => verdict === "wrong").length, 1);
    if (fix) assertEquals(last.fix, fix);
  });
}

Deno.test("examine() shows the standard error of a program that falls", async () => {
  const { checks } = await examined("raise SystemExit('no licence')");
  assertEquals(checks.at(-1)?.stderr, "no licence\n");
});

/** A session of the same reader. \`HELLO\`, \`fresh()\` and \`bye()\` may be overridden. */
const SESSION = `
import base64
HELLO = {"name": "mine", "version": "3", "capabilities": ["historique", "standard"]}
kept = ""
def fresh(): return ""
def bye(): sys.exit(0)
`;
const SERVE = `
for request in map(json.loads, sys.stdin):
    if request["op"] == "hello":
        say(hello=HELLO)
    elif request["op"] == "bye":
        bye()
    else:
        MODE = request["mode"]
        text = fresh()
        for chunk in request["chunks"]:
            text += base64.b64decode(chunk["b64"]).decode("latin-1")
        kept = text
        for label, value, timestamp in groups(text):
            group(label, value, timestamp)
        say(seq=request["seq"], done=True)
`;

Deno.test("examine() finds nothing in a session that is in order", async () => {
  const { checks, profile } = await examined(READER + SESSION + SERVE, { session: true });
  assertEquals(profile?.name, "mine");
  assertEquals(profile?.capabilities, ["historique", "standard"]);
  assertEquals(checks.map(({ verdict }) => verdict), Array(8).fill("fine"));
  assertEquals(checks.slice(-2).map(({ what }) => what), [
    "a second run: begins with a fresh decoder",
    "bye: ends by itself",
  ]);
});

Deno.test("examine() finds a session whose second run goes on with the first", async () => {
  const change = "def fresh(): return kept[-40:]";
  const { checks } = await examined(READER + SESSION + change + SERVE, { session: true });
  const last = checks.at(-1);
  assert(
    last?.verdict === "wrong" &&
      /^a second run: says BASE = "0\d{8}", which began in the run before$/.test(last.what),
    last?.what,
  );
});

Deno.test("examine() notes a session that does not end at bye", async () => {
  const change = "def bye(): import time; time.sleep(1000)";
  const { checks, profile } = await examined(READER + SESSION + change + SERVE, { session: true });
  assert(profile);
  assertEquals(checks.at(-1)?.what, "bye: does not end within a second, and was killed");
});

Deno.test("examine() tries only the lines that a session claims", async () => {
  const change = 'HELLO["capabilities"] = ["standard"]';
  const { checks, profile } = await examined(READER + SESSION + change + SERVE, { session: true });
  assert(profile);
  assertEquals(checks.filter(({ what }) => what.startsWith("historique")), []);
});
