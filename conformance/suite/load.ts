/**
 * Loads the suite from its YAML files.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { nearest } from "../../sim/nearest.ts";
import { BaseFrames } from "./base_frames.ts";
import { buildCase } from "./build.ts";
import { caseSource } from "./case_source.ts";
import { type Problem, SuiteError } from "./problem.ts";
import type { ReceiverRule } from "./rule.ts";
import { ruleSource } from "./rule_source.ts";
import type { Suite, SuiteCase } from "./suite_case.ts";
import { SUITE_VERSION } from "./version.ts";
import { YamlFile } from "./yaml_file.ts";

/** Where the suite is read from. */
export interface LoadOptions {
  /** Folder with `rules/` and `cases/`; that of ticlab by default. */
  folder?: string;
  /** Only the cases of these topics; all by default. */
  topics?: readonly string[];
  /** Whether families and scenarios are built, and so checked, at once. */
  eager?: boolean;
}

/**
 * Loads rules and cases.
 *
 * @throws {SuiteError} with every problem of every file.
 *
 * @example
 * ```ts
 * import { loadSuite } from "./load.ts";
 * import { assert } from "@std/assert";
 *
 * const { rules, cases } = await loadSuite();
 * assert(cases.every((one) => rules.some(({ id }) => id === one.rule)));
 * ```
 */
export async function loadSuite(options: LoadOptions = {}): Promise<Suite> {
  const { suite, problems } = await readSuite(options);
  if (problems.length > 0) throw new SuiteError(problems);
  return suite;
}

/**
 * Reads as much of the suite as can be used, and tells what is wrong with the rest.
 *
 * @example
 * ```ts
 * import { readSuite } from "./load.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { suite, problems } = await readSuite({ topics: ["checksum"] });
 * assertEquals(problems, []);
 * assertEquals(suite.cases[0]?.topic, "checksum");
 * ```
 */
export async function readSuite(
  { folder = fileURLToPath(new URL("../", import.meta.url)), topics, eager = false }: LoadOptions =
    {},
): Promise<{ suite: Suite; problems: readonly Problem[] }> {
  const texts = await yamlTexts(folder);
  const hash = createHash("sha256");
  for (const [path, text] of texts) hash.update(`${path}\n${text}`);
  const problems: Problem[] = [];
  const reading = { texts, problems };
  const rules = readRules(reading);
  const frames = readFrames(reading);
  const cases = readCases({ ...reading, rules, frames, topics });
  if (eager) buildAll(cases, problems);
  const suite = { version: SUITE_VERSION, hash: hash.digest("hex"), rules, cases };
  return { suite, problems };
}

/** Texts of rules and cases by their paths, in order. */
async function yamlTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const parts = await Promise.all(["cases", "rules"].map(async (part) => {
    const names = await readdir(join(folder, part));
    return names.filter((name) => name.endsWith(".yaml")).sort().map((name) => `${part}/${name}`);
  }));
  return new Map(
    await Promise.all(
      parts.flat().map(async (path): Promise<[string, string]> => [
        path,
        await readFile(join(folder, path), "utf8"),
      ]),
    ),
  );
}

interface Reading {
  texts: ReadonlyMap<string, string>;
  problems: Problem[];
}

/** The files of a part, each with its topic. */
function* topicsOf(part: string, { texts, problems }: Reading): Generator<[string, YamlFile]> {
  for (const [path, text] of texts) {
    const topic = basename(path, ".yaml");
    if (path.startsWith(`${part}/`) && topic !== "_frames") {
      yield [topic, new YamlFile(text, { path, problems })];
    }
  }
}

function readRules(reading: Reading): ReceiverRule[] {
  const rules = new Map<string, ReceiverRule>();
  for (const [topic, file] of topicsOf("rules", reading)) {
    for (const [index, value] of file.items().entries()) {
      const complain = file.complainAt(index);
      const rule = ruleSource(value, { topic, complain });
      if (rule === null) continue;
      if (rules.has(rule.id)) complain(`rule "${rule.id}" stands twice`, "id");
      rules.set(rule.id, rule);
    }
  }
  return [...rules.values()];
}

function readFrames({ texts, problems }: Reading): BaseFrames {
  const path = "cases/_frames.yaml";
  const file = new YamlFile(texts.get(path) ?? "", { path, problems });
  const frames = new BaseFrames(file.mapping());
  for (const name of frames.names) {
    try {
      frames.write(name);
    } catch (error) {
      file.complainAt(name)((error as Error).message);
    }
  }
  return frames;
}

function readCases(
  { rules, frames, topics, ...reading }: Reading & {
    rules: readonly ReceiverRule[];
    frames: BaseFrames;
    topics: readonly string[] | undefined;
  },
): SuiteCase[] {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const cases: SuiteCase[] = [];
  const taken = new Map(scenarioNames().map((name) => [name, "a scenario"]));
  for (const [topic, file] of topicsOf("cases", reading)) {
    if (topics !== undefined && !topics.includes(topic)) continue;
    for (const [index, value] of file.items().entries()) {
      const complain = file.complainAt(index);
      const source = caseSource(value, { complain });
      if (source === null) continue;
      for (const name of [source.id, ...source.aliases]) {
        const other = taken.get(name);
        if (other !== undefined) complain(`"${name}" is taken by ${other}`, "id");
        taken.set(name, `a case of cases/${topic}.yaml`);
      }
      const rule = ruleOf.get(source.rule);
      if (rule === undefined) {
        const near = nearest(source.rule, ruleOf.keys());
        complain(
          `unknown rule "${source.rule}"${
            near ? `, did you mean "${near}"?` : ": write it in rules/ first"
          }`,
          "rule",
        );
        continue;
      }
      const built = buildCase(source, { frames, level: rule.level, topic, complain });
      if (built !== null) cases.push(built);
    }
  }
  return cases;
}

/** Builds what waits until it is wanted, so that its problems are told. */
function buildAll(cases: readonly SuiteCase[], problems: readonly Problem[]): void {
  for (const one of cases) {
    const told = problems.length;
    try {
      void one.expect;
    } catch (error) {
      if (problems.length === told) throw error;
    }
  }
}

/** Scenarios share one name space with cases, so that `ticlab explain` needs no kind. */
function scenarioNames(): string[] {
  const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url));
  return readdirSync(folder).filter((name) => name.endsWith(".yaml"))
    .map((name) => basename(name, ".yaml"));
}
