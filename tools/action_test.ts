import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { parse } from "yaml";

const ROOT = new URL("..", import.meta.url).pathname;
const ADAPTER = `${ROOT}conformance/adapters/python/adapter.py`;

interface Action {
  inputs: Record<string, { default?: string }>;
  runs: { steps: { run?: string; env?: Record<string, string> }[] };
}

const action: Action = parse(Deno.readTextFileSync(`${ROOT}action.yml`));

/** Runs the step as GitHub's runner does: inputs in the environment, files for summary and outputs. */
async function step(given: Record<string, string>) {
  const folder = await Deno.makeTempDir();
  const file = (name: string) => `${folder}/${name}`;
  const [{ run, env }] = action.runs.steps as [
    { run: string; env: Record<string, string> },
  ];
  const inputs = Object.fromEntries(
    Object.entries(env).map(([name, expression]) => {
      const [, input = ""] = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression)!;
      return [name, given[input] ?? action.inputs[input]!.default ?? ""];
    }),
  );
  const { code, stdout } = await new Deno.Command("bash", {
    args: ["-c", run],
    cwd: folder,
    env: {
      ...inputs,
      GITHUB_ACTION_PATH: ROOT,
      GITHUB_STEP_SUMMARY: file("summary"),
      GITHUB_OUTPUT: file("output"),
      NO_COLOR: "1",
      npm_config_loglevel: "error",
    },
  }).output();
  const read = (name: string) => {
    try {
      return Deno.readTextFileSync(file(name));
    } catch {
      return "";
    }
  };
  const result = {
    code,
    out: new TextDecoder().decode(stdout),
    summary: read("summary"),
    output: read("output"),
    junit: read("ticlab-reports/junit.xml"),
    html: read("ticlab-reports/report.html"),
  };
  await Deno.remove(folder, { recursive: true });
  return result;
}

Deno.test("the action passes a right decoder: summary, JUnit, HTML, outputs, exit code", async () => {
  const { code, summary, output, junit, html, out } = await step({
    program: `python3 '${ADAPTER}'`,
    session: "true",
    only: "eot/**\nchecksum/formula",
  });
  assertEquals(code, 0, out);
  assertStringIncludes(summary, "nothing required fails");
  assertEquals(
    output,
    "results=ticlab-reports/results.jsonl\nconformant=true\n",
  );
  assert(junit.includes("<testsuite") && html.includes("<html"));
  assert(!out.includes("::error"));
});

Deno.test("the action fails a wrong decoder, with an annotation that names the rule", async () => {
  const { code, summary, output, out } = await step({
    program: `python3 -c "
import sys
data = sys.stdin.buffer.read().decode('latin-1')
import json
for group in data.split('\\n')[1:]:
    fields = group.split('\\r')[0].split('\\t' if '\\t' in group else ' ')
    if len(fields) > 2: print(json.dumps({'event': 'group', 'label': fields[0], 'value': fields[1]}))
"`,
    only: "checksum/other-mode-sum-wrong",
  });
  assertEquals(code, 1, out);
  assertMatch(out, /^::error title=checksum\/[\w-]+ \(/m);
  assertStringIncludes(summary, "not conformant");
  assertStringIncludes(output, "conformant=false");
});

Deno.test("the action without a program says what to name", async () => {
  const { code, out } = await step({});
  assertEquals(code, 2);
  assertMatch(out, /^::error title=ticlab::Name a program or a gateway/m);
});
