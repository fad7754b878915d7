import { assert, assertEquals, assertMatch } from "@std/assert";
import { assertGone, PYTHON, TestFolder } from "../conformance/drivers/test_processes.ts";

const ROOT = new URL("../", import.meta.url).pathname;
const ADAPTERS = `${ROOT}conformance/adapters`;

/** Runs `ticlab doctor` in a folder, as `deno task` does. */
async function doctor(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", `${ROOT}main.ts`, "doctor", ...args],
    env: { INIT_CWD: ADAPTERS, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}

const OURS = {
  pipe: ["--", Deno.execPath(), "run", "ticlab_pipe.ts"],
  session: ["--session", "--", Deno.execPath(), "run", "ticlab_session.ts"],
};

for (const [driver, words] of Object.entries(OURS)) {
  Deno.test(`doctor finds our own decoder by ${driver} in order, and all that it can do`, async () => {
    const { code, out, err } = await doctor(...words);
    assertEquals([code, err], [0, ""]);
    assert(!/^[✗!]/m.test(out), out);
    assertMatch(out, /^✓ historique: says the meter number 0\d{11}, drawn for this run$/m);
    assertMatch(out, /^✓ standard: says the meter number 0\d{11}, drawn for this run$/m);
    assertMatch(out, /can be scored, to the depth "status"\.$/m);
    const can =
      " historique standard older timestamps typed errors error-kinds raw auto-mode 8bit-input";
    assert(out.includes(can), out);
    assertMatch(out, /^Not held against it: +timing labels$/m);
    assert(out.trimEnd().endsWith(`Next: ticlab test ${words.join(" ")}`), out);
  });
}

Deno.test("doctor finds out that a program is better scored by session, and says so", async () => {
  const { code, out, err } = await doctor("--", PYTHON, "python/adapter.py");
  assertEquals([code, err], [0, ""]);
  assert(!/^[✗!]/m.test(out), out);
  assertMatch(out, /^✓ session: is in order as well, and faster$/m);
  assert(
    out.trimEnd().endsWith(`Next: ticlab test --session -- ${PYTHON} python/adapter.py`),
    out,
  );
});

Deno.test("doctor shows a wrong line as it should be, with exit code 1", async () => {
  const { code, out } = await doctor("--", "echo", '{"event":"group","label":"PAPP","value":470}');
  assertEquals(code, 1);
  assertEquals(
    out,
    `ticlab doctor -- echo '{"event":"group","label":"PAPP","value":470}'

✗ historique: line 1 is wrong: "value" of a group must be a string, not the number 470: {"event":"group","label":"PAPP","value":470}
    instead  {"event":"group","label":"PAPP","value":"470"}

Mend what is marked ✗, then try again: ticlab doctor -- echo '{"event":"group","label":"PAPP","value":470}'
`,
  );
});

Deno.test("doctor shows the end of the standard error of a program that falls", async () => {
  const { code, out } = await doctor("--", "sh", "-c", "seq 100 >&2; echo no licence >&2; exit 4");
  assertEquals(code, 1);
  assert(out.includes("! historique: exited with code 4 instead of 0"), out);
  assert(out.includes("    stderr  100\n    stderr  no licence\n"), out);
  assert(!out.includes("stderr  50\n"), out);
});

Deno.test("doctor says in one sentence why a program does not start, with exit code 3", async () => {
  assertEquals(
    (await doctor("--", "./ticlab_pipe")).err,
    [
      `ticlab doctor: Cannot start "./ticlab_pipe": it does not exist`,
      "Look at what is there: ls ./",
      "",
    ].join("\n"),
  );
  assertEquals((await doctor("--", "./ticlab_pipe.ts")).code, 3);
});

/** Command lines that are wrong. */
const USAGE: Readonly<Record<string, readonly [args: string[], err: string]>> = {
  "no program": [
    [],
    "ticlab doctor: a program is wanted, after --\nTry: ticlab doctor -- ./my-decoder\n",
  ],
  "a program without --": [
    ["./mine"],
    "ticlab doctor: a program is wanted, after --\nTry: ticlab doctor -- ./mine\n",
  ],
  "no time": [
    ["--timeout", "soon", "--", "cat"],
    'ticlab doctor: --timeout wants seconds, not "soon"\n',
  ],
  "a slip": [
    ["--sesion", "--", "cat"],
    "ticlab doctor: unknown option --sesion\nDid you mean --session?\n",
  ],
};

for (const [what, [args, err]] of Object.entries(USAGE)) {
  Deno.test(`doctor refuses ${what}, with exit code 2`, async () => {
    assertEquals(await doctor(...args), { code: 2, out: "", err });
  });
}

Deno.test("doctor that is interrupted leaves no program behind", async () => {
  using folder = new TestFolder();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      `${ROOT}main.ts`,
      "doctor",
      "--",
      "sh",
      "-c",
      `echo $$ > ${folder.path}/pid; sleep 1000`,
    ],
    env: { NO_COLOR: "1" },
    stdout: "null",
    stderr: "null",
  }).spawn();
  const pid = Number(await folder.written("pid"));
  child.kill("SIGINT");
  assertEquals((await child.status).code, 130);
  await assertGone(pid);
});
