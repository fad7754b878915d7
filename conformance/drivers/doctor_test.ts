import { assert, assertEquals } from "@std/assert";
import { type Diagnosis, doctor } from "./doctor.ts";
import type { DriverOptions } from "./driver_options.ts";
import type { Check } from "./examine.ts";
import { PYTHON, TestFolder } from "./test_processes.ts";

async function told(
  program: string,
  options: Partial<DriverOptions> = {},
): Promise<{ checks: Check[]; found: Diagnosis | undefined }> {
  using folder = new TestFolder();
  folder.write("program.py", program);
  const command = [PYTHON, "-S", "program.py"];
  const running = doctor({ command, folder: folder.path, timeout: 1_500, ...options });
  const checks: Check[] = [];
  for (;;) {
    const { value, done } = await running.next();
    if (done) return { checks, found: value };
    checks.push(value);
  }
}

/** Where nothing hangs, a busy machine may take its time. */
const PATIENT = { timeout: 60_000 };

/** Says every group of a historique line, all at its end and in one buffer. */
const PIPE = `
import json, re, sys
text = sys.stdin.buffer.read().decode("latin-1")
for label, value in re.findall("\\n([A-Z]+) ([^\\r]*) .\\r", text):
    print(json.dumps({"event": "group", "label": label, "value": value}))
`;

/** The same, which answers JSON lines where it is told of a session, and claims a capability. */
const BOTH = (capability: string) => `
import base64, json, os, re, sys
if os.environ.get("TIC_TEST_SESSION") != "1":
    exec(${JSON.stringify(PIPE)})
    sys.exit()
def say(**line): print(json.dumps(line), flush=True)
for ask in map(json.loads, sys.stdin):
    if ask["op"] == "hello":
        say(hello={"name": "both", "capabilities": ["${capability}"]})
    elif ask["op"] == "run":
        text = b"".join(base64.b64decode(chunk["b64"]) for chunk in ask["chunks"]).decode("latin-1")
        for label, value in re.findall("\\n([A-Z]+) ([^\\r]*) .\\r", text):
            say(event="group", label=label, value=value)
        say(seq=ask["seq"], done=True)
    else:
        break
`;

Deno.test("doctor() has nothing to note of a pipe program that speaks at its end: a pipe waits", async () => {
  const { checks, found } = await told(PIPE, PATIENT);
  assertEquals(checks.filter(({ what }) => /buffer|session/.test(what)), []);
  assertEquals(found?.session, false);
});

Deno.test("doctor() finds out that a pipe program speaks session, too, and tries it so", async () => {
  const { checks, found } = await told(BOTH("historique"), PATIENT);
  assertEquals(checks.at(-1), {
    verdict: "fine",
    what: "session: is in order as well, and faster",
  });
  assertEquals([found?.session, found?.profile.name], [true, "both"]);
});

Deno.test("doctor() notes what is wrong with a session, and stays with the pipe that is right", async () => {
  const { checks, found } = await told(BOTH("historic"), PATIENT);
  assertEquals(checks.filter(({ what }) => what.startsWith("session: ")), [{
    verdict: "note",
    what:
      'session: hello: the hello is wrong: there is no capability "historic"; did you mean "historique"?',
    fix: '{"hello":{"name":"both","capabilities":["historique"]}}',
  }]);
  assertEquals([found?.session, found?.profile.capabilities.includes("historique")], [false, true]);
});

Deno.test("doctor() tells a session whose answers stay in its buffer how to flush", async () => {
  const { checks } = await told(
    `
import sys
sys.stdout = open(1, 'w', buffering=1 << 20)
for line in sys.stdin:
    print('{"hello":{"name":"mine","capabilities":["standard"]}}')
`,
    { session: true },
  );
  assertEquals(checks.map(({ verdict, what }) => [verdict, what]), [
    ["wrong", "hello: did not answer hello within 1.5 s"],
    ["wrong", "its answer comes only when its input ends: standard output is block-buffered"],
  ]);
  assert(checks.at(-1)?.fix?.startsWith("Flush after each answer: print(…, flush=True)"));
});

Deno.test("doctor() tells a pipe program that it is no session", async () => {
  const { checks } = await told("import sys; sys.stdin.read()", { session: true });
  assertEquals(checks.at(-1)?.fix, "If it reads bytes and not JSON lines, leave --session out");
});

Deno.test("doctor() looks for no buffer where a session answers wrongly", async () => {
  const { checks } = await told("print('ready', flush=True)\nimport sys; sys.stdin.read()", {
    session: true,
  });
  assertEquals(checks.map(({ what }) => what), [
    "hello: line 1 is no JSON object; talk belongs on standard error or in a log: ready",
  ]);
});
