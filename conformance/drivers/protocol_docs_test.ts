import { assert, assertEquals } from "@std/assert";
import { Ajv } from "ajv";
import { runSuite } from "../run/run_suite.ts";
import { CAPABILITIES } from "../suite/capability.ts";
import { loadSuite } from "../suite/load.ts";
import { doctor } from "./doctor.ts";
import type { Check } from "./examine.ts";
import { openDriver } from "./open_driver.ts";
import { preflight } from "./preflight.ts";
import { PYTHON, TestFolder } from "./test_processes.ts";

const read = (path: string) => Deno.readTextFileSync(new URL(path, import.meta.url));
const PAGE = read("../../docs/adapter-protocol.md");
const ajv = new Ajv({ strict: false }).addSchema(JSON.parse(read("protocol.schema.json")), "p");

/** The blocks of the page with those words after their fence. */
function blocks(words: string): string[] {
  return Array.from(PAGE.matchAll(/^```(.+)\n([^]*?)^```$/gm))
    .filter(([, info]) => info === words)
    .map(([, , text]) => text!);
}

async function examined(program: string, session: boolean) {
  using folder = new TestFolder();
  folder.write("program.py", program);
  const command = [PYTHON, "-S", "program.py"];
  const running = doctor({ command, folder: folder.path, session });
  const checks: Check[] = [];
  for (;;) {
    const { value, done } = await running.next();
    if (done) return { profile: value?.profile, checks };
    checks.push(value);
  }
}

for (const who of ["asked", "said"]) {
  Deno.test(`docs/adapter-protocol.md shows lines that are right: ${who}`, () => {
    const lines = blocks(`jsonl ${who}`).flatMap((text) => text.trim().split("\n"));
    assert(lines.length >= 3);
    const fits = ajv.getSchema(`p#/definitions/${who}`)!;
    for (const line of lines) assert(fits(JSON.parse(line)), line);
  });
}

Deno.test("docs/adapter-protocol.md shows a pipe program that works", async () => {
  const [program = ""] = blocks("python pipe.py");
  const { profile, checks } = await examined(program, false);
  assertEquals(checks.filter(({ verdict }) => verdict === "wrong"), []);
  assertEquals(
    new Set(profile?.capabilities),
    new Set([
      "historique",
      "standard",
      "older",
      "timestamps",
      "raw",
      "auto-mode",
    ]),
  );
});

Deno.test("docs/adapter-protocol.md shows a decoder that is right, as it says", async () => {
  using folder = new TestFolder();
  const program = folder.write("program.py", blocks("python pipe.py")[0]!);
  const options = { command: [PYTHON, "-S", program], timeout: 60_000 };
  const drivers = [openDriver(options), openDriver(options)];
  const profile = await preflight(options);
  const suite = await loadSuite();
  // A process for each case: some of every topic.
  const [cases, rules] = [suite.cases.filter((_test, i) => i % 4 === 0), suite.rules];
  const lines = await runSuite({ cases, rules, profile, drivers, known: [] });
  const right = ["pass", "observed", "unsupported"];
  const wrong = lines.filter(({ verdict }) => !right.includes(verdict));
  assertEquals(wrong.map(({ id, verdict, failure }) => ({ id, verdict, failure })), []);
  assert(lines.filter(({ verdict }) => verdict === "pass").length > 75);
});

/** The decoder that the session program of the page stands around. */
const DECODER = `
class Decoder:
    def __init__(self):
        self.text = ""
    def push(self, bytes):
        self.text += bytes.decode("latin-1")
        *lines, self.text = self.text.split("\\r")
        for line in lines:
            at = line.rfind("\\n")
            text = line[at + 1:]
            separator = text[-2:-1]
            summed = text[:-1] if separator == "\\t" else text[:-2]
            if at < 0 or separator not in ("\\t", " "):
                continue
            if chr((sum(map(ord, summed)) & 0x3F) + 0x20) == text[-1]:
                label, *rest = text[:-2].split(separator, 2 if separator == "\\t" else 1)
                yield label, rest[-1], rest[0] if len(rest) == 2 else None
`;

Deno.test("docs/adapter-protocol.md shows a session program that works", async () => {
  const [program = ""] = blocks("python session.py");
  const { profile, checks } = await examined(DECODER + program, true);
  assertEquals(checks.filter(({ verdict }) => verdict !== "fine"), []);
  assertEquals(profile?.name, "my-decoder");
});

Deno.test("docs/adapter-protocol.md has every capability once", () => {
  const table = PAGE.slice(PAGE.indexOf("## Capabilities"), PAGE.indexOf("`depth` is how deep"));
  const words = Array.from(table.matchAll(/^\| `([^`]+)`/gm), ([, word]) => word);
  assertEquals(words, Object.keys(CAPABILITIES));
});
