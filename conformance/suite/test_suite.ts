/**
 * For tests: a suite of a few cases, written into a folder of its own.
 *
 * @module
 */
import { readSuite } from "./load.ts";
import type { Alternative, SuiteCase } from "./suite_case.ts";

const RULES = `
- { id: small/must, level: must, text: It holds., source: 02E §1.5.2 p17, why: Because. }
- { id: small/should, level: should, text: It holds., source: "[derived]", why: Because. }
- { id: small/observe, level: observe, text: It may., source: UNKNOWN, why: Because. }
`;

const FRAMES = `
hist: |
  ␂␊ADCO 021961551234 ✓␍␊BASE 012345678 ✓␍␊PTEC TH.. ✓␍␊PAPP 00360 ✓␍␃
std: |
  ␂␊ADSC␉021961551234␉✓␍␊DATE␉H260115101530␉␉✓␍␊SMAXSN␉H260115073012␉02410␉✓␍␃
`;

/** Reads cases, given as YAML, and tells problems as `LINE: TEXT`. */
export async function small(
  cases: string,
  { rules = RULES, frames = FRAMES }: { rules?: string; frames?: string } = {},
): Promise<{ cases: readonly SuiteCase[]; problems: string[]; hash: string }> {
  const folder = Deno.makeTempDirSync();
  try {
    for (const part of ["rules", "cases"]) Deno.mkdirSync(`${folder}/${part}`);
    Deno.writeTextFileSync(`${folder}/rules/small.yaml`, rules);
    Deno.writeTextFileSync(`${folder}/cases/_frames.yaml`, frames);
    Deno.writeTextFileSync(`${folder}/cases/small.yaml`, cases);
    const { suite, problems } = await readSuite({ folder, eager: true });
    return {
      cases: suite.cases,
      hash: suite.hash,
      problems: problems.map(({ line, text }) => `${line}: ${text}`),
    };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Reads one case without problems. */
export async function one(source: string, rule = "small/must"): Promise<SuiteCase> {
  const text = `- id: one\n  rule: ${rule}\n  title: One\n${source.replace(/^/gm, "  ")}\n`;
  const { cases, problems } = await small(text);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return cases[0]!;
}

/** Groups of one need, as `LABEL=value`. */
export function groups({ expect }: Alternative, need: string): string[] {
  return expect.groups.filter((group) => group.need === need)
    .map(({ label, value }) => `${label}=${value}`);
}
