/** The way into somebody's CI is told in the same words wherever it is told. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "yaml";
import { VERSION } from "../cli/version.ts";
import { ADAPTER_LANGUAGES, startingPoint } from "../conformance/adapters/starting_point.ts";
import { checkCommand } from "./_checked_command.ts";
import { isOurs, segments } from "./_docs_commands.ts";

const read = (path: string) => Deno.readTextFileSync(new URL(`../${path}`, import.meta.url));

/** Where it is told; the template becomes the README of a starting point. */
const PAGES = [
  "README.md",
  "docs/howto-ci.md",
  "docs/tutorial.md",
  "conformance/adapters/README.template.md",
];

/** The paragraph, in one line: each page breaks it as it fits. */
function paragraph(page: string): string | undefined {
  return read(page).split("\n\n").map((text) => text.replace(/\s+/g, " ").trim())
    .find((text) => text.startsWith("ticlab is not on npm yet."));
}

Deno.test("every page tells the same way into CI, with the version that is packed", () => {
  const [first = "", ...others] = PAGES.map(paragraph);
  assertStringIncludes(first, `npm install --no-save ./ticlab-${VERSION}.tgz`);
  assertEquals(others, others.map(() => first));
});

Deno.test("no page says that a job clones ticlab", () => {
  for (const page of [...PAGES, "docs/conformance.md"]) {
    assert(!/^\s*- (?:run: )?git clone/m.test(read(page)), page);
  }
});

/** The jobs of a page, as YAML. */
function jobs(text: string): { steps?: Record<string, unknown>[] }[] {
  return Array.from(text.matchAll(/^```yaml\n([^]*?)^```$/gm), ([, block]) => parse(block!))
    .flatMap((file) => Object.values<object>(file.jobs ?? file));
}

Deno.test("the step for GitHub names inputs that the action has", () => {
  const { inputs } = parse(read("action.yml"));
  const steps = jobs(read("docs/howto-ci.md")).flatMap(({ steps = [] }) => steps);
  const step = steps.find(({ uses }) => `${uses}`.startsWith("OWNER/ticlab@"))!;
  const unknown = Object.keys(step.with as object).filter((name) => !(name in inputs));
  assertEquals(unknown, []);
});

for (const name of Object.keys(ADAPTER_LANGUAGES) as (keyof typeof ADAPTER_LANGUAGES)[]) {
  Deno.test(`the README of the starting point in ${name} has commands that there are, in its CI, too`, async () => {
    const { text } = startingPoint(name).at(-1)!;
    const [, shell = ""] = /^```sh\n([^]*?)^```$/m.exec(text)!;
    const [{ steps = [] }] = jobs(text) as [{ steps?: Record<string, unknown>[] }];
    const lines = [
      ...shell.trim().split("\n"),
      ...steps.flatMap(({ run }) => run ? [`${run}`] : []),
    ];
    const ours = lines.flatMap(segments).filter(isOurs);
    assertEquals(ours.map((words) => words.slice(0, 3).join(" ")), [
      "npx ticlab doctor",
      "npx ticlab test",
      "npx ticlab test",
    ]);
    for (const words of ours) await checkCommand(words);
  });
}
