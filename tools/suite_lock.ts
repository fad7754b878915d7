/**
 * Tends the suite: its problems, and the lock that keeps cases from changing unseen.
 *
 *     deno run -A --config deno.json tools/suite_lock.ts --problems [--only TOPIC,…]
 *     deno run -A --config deno.json tools/suite_lock.ts --check | --write
 *
 * Before the first version is given away, delete `conformance/suite_lock.json` and write it anew.
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { loadSuite, readSuite } from "../conformance/suite/load.ts";
import { lockOf, lockProblems, type SuiteLock } from "../conformance/suite/lock.ts";

const LOCK = new URL("../conformance/suite_lock.json", import.meta.url);
const USAGE = `usage: suite_lock.ts --problems [--only TOPIC,…] | --check | --write`;

const args = parseArgs(Deno.args, {
  boolean: ["problems", "check", "write"],
  string: ["only"],
});

if (args.problems) Deno.exit(await problems((args.only as string | undefined)?.split(",")));
if (args.check || args.write) Deno.exit(await lock({ write: Boolean(args.write) }));
console.error(USAGE);
Deno.exit(2);

/** Prints what is wrong with the files, of all topics or of some. */
async function problems(topics: readonly string[] | undefined): Promise<number> {
  const started = performance.now();
  const { suite, problems } = await readSuite({ eager: true, ...(topics && { topics }) });
  const told = problems.filter(({ file }) =>
    topics === undefined || topics.some((topic) => file.endsWith(`/${topic}.yaml`))
  );
  for (const { file, line, text } of told) console.log(`conformance/${file}:${line}: ${text}`);
  const ms = Math.round(performance.now() - started);
  console.log(
    `${suite.rules.length} rules, ${suite.cases.length} cases, ${told.length} problems, ${ms} ms`,
  );
  return told.length === 0 ? 0 : 1;
}

/** Compares the suite with its lock, and writes the lock where the version allows it. */
async function lock({ write }: { write: boolean }): Promise<number> {
  const suite = await loadSuite({ eager: true });
  const before = readLock();
  const problems = before ? lockProblems(suite, before) : [];
  for (const problem of problems) console.log(problem);
  const text = `${JSON.stringify(lockOf(suite, before), null, 2)}\n`;
  const same = before !== undefined && text === Deno.readTextFileSync(LOCK);
  if (problems.length > 0) return 1;
  if (write) Deno.writeTextFileSync(LOCK, text);
  else if (!same) console.log("the lock is not up to date: deno run … tools/suite_lock.ts --write");
  return write || same ? 0 : 1;
}

function readLock(): SuiteLock | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(LOCK)) as SuiteLock;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
