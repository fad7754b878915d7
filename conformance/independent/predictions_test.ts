import { assert, assertEquals } from "@std/assert";
import { parse } from "yaml";
import { failures, hasTool, scored } from "../adapters/test_scoring.ts";
import { PYTHON } from "../drivers/test_processes.ts";
import { loadSuite } from "../suite/load.ts";

/** The predictions, as they stand in their file. */
interface Predictions {
  topics: string[];
  [program: `naive.${string}`]: { fails: Record<string, string[]> };
}

const HERE = new URL("./", import.meta.url).pathname;
const predictions = parse(Deno.readTextFileSync(`${HERE}predictions.yaml`)) as Predictions;

/** A process for each case is slow in Python: what was foretold to fail, and one in so many others. */
const BY_PIPE = 6;

for (const session of [true, false]) {
  const way = session ? "session" : `pipe in one case in ${BY_PIPE}`;
  Deno.test({
    name: `the independent decoder in Python gets the verdicts worked out by hand, by ${way}`,
    ignore: !hasTool(PYTHON, "the independent decoder in Python"),
    fn: () =>
      holds("naive.py", {
        command: [PYTHON, "-S", `${HERE}naive.py`],
        session,
        every: session ? 1 : BY_PIPE,
      }),
  });

  Deno.test({
    name: `the independent decoder in C gets the verdicts worked out by hand, by ${
      session ? "session" : "pipe"
    }`,
    ignore: !hasTool("gcc", "the independent decoder in C"),
    fn: async () => {
      const folder = Deno.makeTempDirSync();
      try {
        const command = [`${folder}/naive`];
        const args = ["-O2", "-Wall", "-Wextra", "-Werror", "-o", command[0]!, `${HERE}naive.c`];
        assert(new Deno.Command("gcc", { args }).outputSync().success);
        await holds("naive.c", { command, session });
      } finally {
        Deno.removeSync(folder, { recursive: true });
      }
    },
  });
}

async function holds(
  name: `naive.${string}`,
  { command, session, every = 1 }: { command: string[]; session: boolean; every?: number },
): Promise<void> {
  const suite = await loadSuite({ topics: predictions.topics });
  const foretold = Object.values(predictions[name]!.fails).flat();
  const known = new Set(suite.cases.map(({ id }) => id));
  assertEquals(foretold.filter((id) => !known.has(id)), [], "there are no such cases");
  const cases = suite.cases.filter(({ id, depth }, i) =>
    depth === "syntax" && (i % every === 0 || foretold.includes(id))
  );
  const lines = await scored({ command, folder: HERE, session, suite, cases });
  const found = failures(lines);
  const failed = found.map((text) => text.split(":")[0]!);
  assertEquals(
    {
      "fails and was not foretold": found.filter((_, i) => !foretold.includes(failed[i]!)),
      "was foretold and passes": foretold.filter((id) => !failed.includes(id)),
    },
    { "fails and was not foretold": [], "was foretold and passes": [] },
  );
}
