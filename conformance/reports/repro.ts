/**
 * A folder for each failing case, with all that is needed to look at it without ticlab.
 *
 * @module
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Results } from "../run/result.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import { isFailing } from "./digest.ts";
import { failureText } from "./failure_text.ts";
import { PLAIN } from "./paint.ts";
import { reproduce, shellCommand } from "./reproduce.ts";

/** What the folders are made of. */
export interface ReproOptions {
  /** The run. */
  results: Results;
  /** Cases of the suite of that run. */
  cases: readonly SuiteCase[];
  /** What the program printed for a case, as JSON lines, where that was kept. */
  saidOf?: (id: string) => string | undefined;
}

/**
 * Writes `folder/ID/` for each failing case: `input.bin`, `expected.json`, `said.jsonl` where it is
 * known, and a README with the commands. A folder of that name is written anew.
 *
 * @returns The folders that were written.
 * @throws {Error} of the file system, where they cannot be written.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { writeRepro } from "./repro.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const results = resultsOf([{ id: "a", verdict: "pass" }]);
 * assertEquals(writeRepro("no-folder", { results, cases: [] }), []);
 * ```
 */
export function writeRepro(folder: string, { results, cases, saidOf }: ReproOptions): string[] {
  const { header } = results;
  return results.cases.filter(isFailing).flatMap((item) => {
    const test = cases.find(({ id }) => id === item.id);
    if (!test) return [];
    const path = join(folder, item.id);
    rmSync(path, { recursive: true, force: true });
    mkdirSync(path, { recursive: true });
    const put = (name: string, data: string | Uint8Array) => writeFileSync(join(path, name), data);
    const { id, rule, title, mode, needs, depth, chunkings, expect } = test;
    const expected = { id, rule, title, mode, needs, depth, chunkings, expect };
    const said = saidOf?.(id);
    put("input.bin", test.input);
    put("expected.json", `${JSON.stringify(expected, null, 2)}\n`);
    if (said !== undefined) put("said.jsonl", said);
    put(
      "README.md",
      [
        `# ${id}`,
        "",
        `${title}.`,
        "",
        "- `input.bin`: what came on the line",
        "- `expected.json`: what a right decoder says of it; each group has a `need`",
        ...(said === undefined ? [] : ["- `said.jsonl`: what the program said"]),
        "",
        "Score it again:",
        "",
        "```sh",
        reproduce(id, header),
        "```",
        "",
        ...(header.driver === "pipe"
          ? [
            "See what it says, without the judge:",
            "",
            "```sh",
            `TIC_MODE=${mode} ${shellCommand(header.command)} < input.bin`,
            "```",
            "",
          ]
          : []),
        "## What was wrong",
        "",
        ...failureText(item, header, { columns: 96, paint: PLAIN }).map((line) => `    ${line}`),
        "",
      ].join("\n"),
    );
    return [path];
  });
}
