import { assert, assertEquals } from "@std/assert";
import { doctor } from "./doctor.ts";
import type { DriverOptions } from "./driver_options.ts";
import type { Check } from "./examine.ts";
import { PYTHON, TestFolder } from "./test_processes.ts";

async function told(program: string, options: Partial<DriverOptions> = {}): Promise<Check[]> {
  using folder = new TestFolder();
  folder.write("program.py", program);
  const command = [PYTHON, "-S", "program.py"];
  const asked = { command, folder: folder.path, timeout: 1_500, ...options };
  return await Array.fromAsync(doctor(asked));
}

/** Says every group of a historique line; \`each\` is done after it. */
const reader = (source: string, each: string) => `
import json, os, re, sys
text = ""
for line in ${source}:
    text += line
    for label, value in re.findall("\\n([A-Z]+) ([^\\r]*) .\\r", text):
        print(json.dumps({"event": "group", "label": label, "value": value}))
        text = ""
    ${each}
`;
const LINES = "iter(lambda: os.read(0, 1 << 16).decode(), '')";

Deno.test("doctor() notes a pipe program that keeps its output back", async () => {
  const buffered = await told(
    "import sys\nsys.stdout = open(1, 'w', buffering=1 << 20)\n" + reader(LINES, "pass"),
  );
  assertEquals(buffered.at(-1)?.verdict, "note");
  assert(
    buffered.at(-1)!.what.startsWith(
      "standard output seems block-buffered: nothing arrived before the end of input",
    ),
  );
});

Deno.test("doctor() has nothing to note of one that flushes", async () => {
  const checks = await told(reader(LINES, "sys.stdout.flush()"));
  assertEquals(checks.filter(({ what }) => what.includes("buffered")), []);
});

Deno.test("doctor() tells a session whose answers stay in its buffer how to flush", async () => {
  const checks = await told(
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
  const checks = await told("import sys; sys.stdin.read()", { session: true });
  assertEquals(checks.at(-1)?.fix, "If it reads bytes and not JSON lines, leave --session out");
});

Deno.test("doctor() looks for no buffer where a session answers wrongly", async () => {
  const checks = await told("print('ready', flush=True)\nimport sys; sys.stdin.read()", {
    session: true,
  });
  assertEquals(checks.map(({ what }) => what), [
    "hello: line 1 is no JSON object; talk belongs on standard error or in a log: ready",
  ]);
});
