/**
 * Tends the suite: its problems, and the lock that keeps ids and cases from changing unseen.
 *
 *     deno run -A --config deno.json tools/suite_lock.ts --problems [--only TOPIC]
 *
 * @module
 */
import { parseArgs } from "@std/cli/parse-args";
import { readSuite } from "../conformance/suite/load.ts";

const USAGE = `usage: suite_lock.ts --problems [--only TOPIC,…]`;

const args = parseArgs(Deno.args, {
  boolean: ["problems", "check", "write"],
  string: ["only"],
});

if (args.problems) Deno.exit(await problems((args.only as string | undefined)?.split(",")));
console.error(USAGE);
Deno.exit(2);

/** Prints what is wrong with the files, of all topics or of some. */
async function problems(topics: readonly string[] | undefined): Promise<number> {
  const started = performance.now();
  const { suite, problems } = await readSuite(topics ? { topics } : {});
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
