/**
 * Computes the kill matrix and writes it down, in `docs/mutants.md` for people and in
 * `conformance/naive/kill_sets.json` for the runs. Only what changed is computed, all of it in minutes:
 * `deno run --config deno.json --allow-env --allow-read --allow-write=docs,conformance/naive tools/mutants_docs.ts`.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { counts, killedBy, type KillMatrix } from "../conformance/naive/kill_matrix.ts";
import {
  caseHash,
  KILL_SETS_FILE,
  type KillSets,
  killSetsText,
  matrixOf,
  readKillSets,
} from "../conformance/naive/kill_sets.ts";
import { type Mutant, MUTANT_TABLES, MUTANTS } from "../conformance/naive/mutants/mod.ts";
import { loadSuite } from "../conformance/suite/load.ts";
import type { Suite, SuiteCase } from "../conformance/suite/suite_case.ts";

const CONFORMANCE = new URL("../conformance/", import.meta.url);

/** The page. */
export const MUTANTS_FILE = new URL("../docs/mutants.md", import.meta.url);

const BEGIN = "<!-- from here written by tools/mutants_docs.ts -->";
const END = "<!-- to here -->";

/** The page with its tables as they must be now. */
export function mutantsPage(
  page: string,
  { matrix, suite }: { matrix: KillMatrix; suite: Suite },
): string {
  const [before = "", rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  const sections = Object.entries(MUTANT_TABLES)
    .map(([about, mutants]) => `### ${about}\n\n${table(mutants, matrix)}`);
  const text = [
    summary(matrix, suite),
    ...sections,
    equals(matrix),
    matrixTable(matrix, suite),
  ]
    .join("\n");
  return `${before}${BEGIN}\n\n${text}\n${END}${after}`;
}

function summary(matrix: KillMatrix, { cases }: Suite): string {
  const required = cases.filter(({ level, quarantined }) => level === "must" && !quarantined);
  const killers = new Set(Array.from(matrix.values()).flat());
  const idle = required.filter(({ id }) => !killers.has(id));
  const survivors = Array.from(matrix).filter(([, kills]) => kills.length === 0);
  return `${matrix.size} mutants, ${survivors.length} survivors; ${required.length} cases of level ` +
    `must, ${idle.length} of them kill nothing.\n`;
}

function table(mutants: readonly Mutant[], matrix: KillMatrix): string {
  const rows = mutants.map(({ name, bug, seen }) => {
    const kills = matrix.get(name) ?? [];
    return `| \`${name}\` | ${bug} | ${seen.join(", ")} | ${kills.length} | ${kills[0] ?? ""} |`;
  });
  return [
    "| mutant | bug | seen | cases | first |",
    "| --- | --- | --- | ---: | --- |",
    ...rows,
    "",
  ].join("\n");
}

function equals(matrix: KillMatrix): string {
  const groups = Map.groupBy(matrix.keys(), (name) => matrix.get(name)!.join());
  const alike = Array.from(groups.values()).filter((names) => names.length > 1);
  const lines = alike.map((names) => `- ${names.map((name) => `\`${name}\``).join(", ")}`);
  const none = "No two mutants fail the same cases.";
  return `### Equal ones\n\n${lines.length > 0 ? lines.join("\n") : none}\n`;
}

/** Kills of each table by each topic of cases. */
function matrixTable(matrix: KillMatrix, { cases }: Suite): string {
  const topics = [...new Set(cases.map(({ topic }) => topic))];
  const topicOf = new Map(cases.map(({ id, topic }) => [id, topic]));
  const names = Object.keys(MUTANT_TABLES);
  const killed = (topic: string, mutants: readonly Mutant[]) => {
    const some = mutants.filter(({ name }) =>
      matrix.get(name)!.some((id) => topicOf.get(id) === topic)
    );
    return some.length || "";
  };
  const rows = topics.map((topic) =>
    `| ${topic} | ${names.map((name) => killed(topic, MUTANT_TABLES[name]!)).join(" | ")} |`
  );
  return [
    "### The matrix",
    "",
    "How many mutants of each table the cases of each topic kill.",
    "",
    `| topic | ${names.join(" | ")} |`,
    `| --- | ${names.map(() => "---:").join(" | ")} |`,
    ...rows,
    "",
  ].join("\n");
}

/** Hash of the sources that decide what is killed, the decoders and the oracle, without comments. */
export function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const folder of ["naive/", "naive/mutants/", "oracle/"]) {
    const names = Array.from(Deno.readDirSync(new URL(folder, CONFORMANCE)), ({ name }) => name);
    for (const name of names.filter((one) => /(?<!_test)\.ts$/.test(one)).sort()) {
      if (/^(styles|hypotheses|kill_sets)\.ts$/.test(name)) continue;
      const text = Deno.readTextFileSync(new URL(folder + name, CONFORMANCE));
      hash.update(name).update(text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$|\s+/gm, ""));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

/** The rows of an older file that still hold. */
function rowsThatHold(sources: string): KillSets["rows"] {
  try {
    const old = readKillSets();
    return old.sources === sources ? old.rows : new Map();
  } catch {
    return new Map(); // There is none yet.
  }
}

/** Computes the rows of all cases that count; those that still hold are kept. */
function computed(cases: readonly SuiteCase[]): KillSets {
  const sources = sourcesHash();
  const mutants = MUTANTS.map(({ name }) => name);
  const rows = new Map(rowsThatHold(sources));
  const quickFirst = cases.toSorted((one, other) => one.input.length - other.input.length);
  for (const [done, test] of quickFirst.entries()) {
    const hash = caseHash(test);
    if (rows.get(test.id)?.hash === hash) continue;
    rows.set(test.id, { hash, kills: killedBy(test) });
    // Written from time to time, so that a run which is cut need not begin anew.
    if (done % 50 === 0 || test.input.length > 100_000) {
      write({ sources, mutants, rows });
    }
  }
  return {
    sources,
    mutants,
    rows: new Map(cases.map(({ id }) => [id, rows.get(id)!])),
  };
}

function write(sets: KillSets): void {
  Deno.writeTextFileSync(KILL_SETS_FILE, killSetsText(sets));
}

if (import.meta.main) {
  const suite = await loadSuite();
  const sets = computed(suite.cases.filter(counts));
  write(sets);
  const page = Deno.readTextFileSync(MUTANTS_FILE);
  Deno.writeTextFileSync(
    MUTANTS_FILE,
    mutantsPage(page, { matrix: matrixOf(sets), suite }),
  );
}
