import { assert, assertEquals } from "@std/assert";
import { Ajv } from "ajv";
import fc from "fast-check";
import { SaidLineError, SaidLines } from "../oracle/said_lines.ts";
import { CAPABILITIES, DEPTHS } from "../suite/capability.ts";
import { noise, rightLine } from "./_probe_lines.ts";
import { HelloError, readHello } from "./hello.ts";
import { Program } from "./program.ts";
import { SessionDriver } from "./session.ts";
import { PYTHON, TestFolder } from "./test_processes.ts";

const SCHEMA = JSON.parse(
  Deno.readTextFileSync(new URL("protocol.schema.json", import.meta.url)),
);
const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(SCHEMA, "protocol");
const said = ajv.getSchema("protocol#/definitions/said")!;
const asked = ajv.getSchema("protocol#/definitions/asked")!;

const ADAPTERS = new URL("../adapters/", import.meta.url).pathname;
const CANARY = { meter: "012345678901", index: "012345678" };

/** Programs that speak the protocol, each by pipe and by session. */
const PROGRAMS: Readonly<Record<string, readonly [pipe: string[], session: string[]]>> = {
  "our own decoder": [
    [Deno.execPath(), "run", `${ADAPTERS}ticlab_pipe.ts`],
    [Deno.execPath(), "run", `${ADAPTERS}ticlab_session.ts`],
  ],
  "the starting point in Python": [
    [PYTHON, `${ADAPTERS}python/adapter.py`],
    [PYTHON, `${ADAPTERS}python/adapter.py`],
  ],
};

/** Everything that a program writes, in lines. */
async function written(command: string[], input: Uint8Array, mode?: string) {
  let text = "";
  const decoder = new TextDecoder();
  const receive = (bytes: Uint8Array) => text += decoder.decode(bytes, { stream: true });
  const program = await Program.start({ command, mode, receive });
  program.write(input);
  program.closeInput();
  assertEquals((await program.ended).exit, 0);
  return text.trimEnd().split("\n").map((line) => JSON.parse(line));
}

function line(): Uint8Array {
  const parts = [rightLine("historique", CANARY), noise(), rightLine("standard", CANARY)];
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

for (const [what, [pipe, session]] of Object.entries(PROGRAMS)) {
  Deno.test(`protocol.schema.json fits what ${what} prints by pipe`, async () => {
    const lines = await written(pipe, line(), "auto");
    assert(lines.filter(({ event }) => event === "group").length > 50);
    assertEquals(lines.filter((line) => !said(line)), []);
  });

  Deno.test(`protocol.schema.json fits what ${what} prints by session`, async () => {
    const questions = [
      { op: "hello", protocol: 1 },
      {
        op: "run",
        seq: 1,
        mode: "auto",
        chunks: [{ b64: btoa(String.fromCharCode(...line())), t_ms: 0 }],
      },
      { op: "bye" },
    ];
    assertEquals(questions.filter((question) => !asked(question)), []);
    const text = questions.map((question) => `${JSON.stringify(question)}\n`).join("");
    const lines = await written(session, new TextEncoder().encode(text));
    assert("hello" in lines[0] && lines.at(-1).done === true && lines.length > 50);
    assertEquals(lines.filter((line) => !said(line)), []);
  });
}

Deno.test("protocol.schema.json fits what a session is asked", async () => {
  using folder = new TestFolder();
  const program = folder.write(
    "program.py",
    `
import json, sys
for line in sys.stdin:
    open("asked", "a").write(line)
    ask = json.loads(line)
    print(json.dumps({"hello": {"name": "a", "capabilities": ["standard"]}} if ask["op"] == "hello"
        else {"seq": ask.get("seq"), "done": True}), flush=True)
`,
  );
  const driver = new SessionDriver({ command: [PYTHON, program], folder: folder.path });
  await driver.run({ mode: "standard", chunks: [new Uint8Array([2, 10]), new Uint8Array()] });
  await driver.run({ mode: "auto", chunks: [] });
  await driver.close();
  const questions = Deno.readTextFileSync(`${folder.path}/asked`).trim().split("\n")
    .map((line) => JSON.parse(line));
  assertEquals(questions.map(({ op }) => op), ["hello", "run", "run", "bye"]);
  assertEquals(questions[1].chunks, [{ b64: "Ago=", t_ms: 0 }, { b64: "", t_ms: 2 }]);
  assertEquals(questions.filter((question) => !asked(question)), []);
});

/** Anything that a field may hold, right or wrong. */
const anything = fc.oneof(
  fc.constantFrom<unknown>("historique", "standard", "long", "ok", "DATE", "PAPP", "", "00360"),
  fc.constantFrom<unknown>(null, true, false, 0, 7, -1, 1.5),
  fc.constantFrom<unknown>([], {}, [{ label: "PAPP", value: "00360" }], [{ label: "DATE" }]),
  fc.constantFrom<unknown>([{ label: "PAPP", value: 1 }], [null], [{ value: "1" }]),
);
const events = fc.record({
  event: fc.constantFrom("group", "frame", "value", "error", "mode", "log", "weather"),
  label: anything,
  value: anything,
  timestamp: anything,
  groups: anything,
  complete: anything,
  kind: anything,
  mode: anything,
  unit: anything,
  at: anything,
  clock: anything,
  offset: anything,
  length: anything,
  text: anything,
}, { requiredKeys: ["event"] });

Deno.test("protocol.schema.json and SaidLines agree on every event", () => {
  const seen = { right: 0, wrong: 0 };
  fc.assert(
    fc.property(events, (event) => {
      const isRight = isTaken(event);
      seen[isRight ? "right" : "wrong"]++;
      assertEquals(said(event), isRight, JSON.stringify([event, said.errors?.[0]]));
    }),
    { numRuns: 3_000, seed: 4 },
  );
  assert(seen.right > 300 && seen.wrong > 300, JSON.stringify(seen));
});

function isTaken(event: unknown): boolean {
  try {
    new SaidLines().push(new TextEncoder().encode(JSON.stringify(event)));
    return true;
  } catch (error) {
    if (error instanceof SaidLineError) return false;
    throw error;
  }
}

const hellos = fc.record({
  name: fc.constantFrom<unknown>("mine", "", 1, null),
  version: fc.constantFrom<unknown>("1", 1, null),
  capabilities: fc.oneof(
    fc.subarray([...Object.keys(CAPABILITIES), "typo"]),
    fc.constantFrom<unknown>(null, "standard"),
  ),
  depth: fc.constantFrom<unknown>(...DEPTHS, "deep", null),
  labels: fc.constantFrom<unknown>(["PAPP"], [], "PAPP", null),
}, { requiredKeys: [] });

Deno.test("protocol.schema.json fits every hello that is taken", () => {
  let taken = 0;
  fc.assert(
    fc.property(hellos, (hello) => {
      try {
        readHello(hello);
      } catch (error) {
        if (error instanceof HelloError) return;
        throw error;
      }
      taken++;
      assert(said({ hello }), JSON.stringify([hello, said.errors]));
    }),
    { numRuns: 5_000, seed: 4 },
  );
  assert(taken > 20, `${taken}`);
});

Deno.test("protocol.schema.json knows the capabilities and no others", () => {
  const { properties } = SCHEMA.definitions.hello.properties.hello;
  assertEquals(properties.capabilities.items.enum, Object.keys(CAPABILITIES));
  assertEquals(
    SCHEMA.definitions.unsupported.properties.unsupported.enum,
    Object.keys(CAPABILITIES),
  );
});

Deno.test("protocol.schema.json refuses answers that are neither done nor unsupported", () => {
  for (const answer of [{ seq: 1 }, { seq: 1, done: false }, { seq: "1", done: true }, {}]) {
    assertEquals(said(answer), false, JSON.stringify(answer));
  }
  assertEquals(asked({ op: "stop" }), false);
});
