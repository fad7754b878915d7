/**
 * Loads the suite from its YAML files.
 *
 * @module
 */
import { createHash, type Hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
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
  await Promise.resolve();
  const problems: Problem[] = [];
  const hash = createHash("sha256");
  const reading = { folder, problems, hash };
  const files = { rules: yamlFiles(folder, "rules"), cases: yamlFiles(folder, "cases") };
  const rules = readRules(files.rules, reading);
  const frames = readFrames(reading);
  const wanted = files.cases.filter((path) => {
    const topic = basename(path, ".yaml");
    return topic !== "_frames" && (topics === undefined || topics.includes(topic));
  });
  const cases = readCases(wanted, { ...reading, rules, frames });
  if (eager) { for (const one of cases) isBuilt(one); }
  const suite = { version: SUITE_VERSION, hash: hash.digest("hex"), rules, cases };
  return { suite, problems };
}

function yamlFiles(folder: string, part: string): string[] {
  return readdirSync(join(folder, part)).filter((name) => name.endsWith(".yaml")).sort()
    .map((name) => `${part}/${name}`);
}

interface Reading {
  folder: string;
  problems: Problem[];
  /** Of every file that is read. */
  hash: Hash;
}

function openYaml(path: string, { folder, problems, hash }: Reading): YamlFile {
  const text = readFileSync(join(folder, path), "utf8");
  hash.update(`${path}\n${text}`);
  return new YamlFile(text, { path, problems });
}

function readRules(paths: readonly string[], reading: Reading): ReceiverRule[] {
  const rules = new Map<string, ReceiverRule>();
  for (const path of paths) {
    const file = openYaml(path, reading);
    for (const [index, value] of file.items().entries()) {
      const complain = file.complainAt(index);
      const rule = ruleSource(value, { topic: basename(path, ".yaml"), complain });
      if (rule === null) continue;
      if (rules.has(rule.id)) complain(`rule "${rule.id}" stands twice`, "id");
      rules.set(rule.id, rule);
    }
  }
  return [...rules.values()];
}

function readFrames(reading: Reading): BaseFrames {
  const file = openYaml("cases/_frames.yaml", reading);
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
  paths: readonly string[],
  { rules, frames, ...reading }: Reading & { rules: readonly ReceiverRule[]; frames: BaseFrames },
): SuiteCase[] {
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  const cases: SuiteCase[] = [];
  const taken = new Map(scenarioNames().map((name) => [name, "a scenario"]));
  for (const path of paths) {
    const file = openYaml(path, reading);
    for (const [index, value] of file.items().entries()) {
      const complain = file.complainAt(index);
      const source = caseSource(value, { complain });
      if (source === null) continue;
      for (const name of [source.id, ...source.aliases]) {
        const other = taken.get(name);
        if (other !== undefined) complain(`"${name}" is taken by ${other}`, "id");
        taken.set(name, `a case of ${path}`);
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
      const topic = basename(path, ".yaml");
      const built = buildCase(source, { frames, level: rule.level, topic, complain });
      if (built !== null) cases.push(built);
    }
  }
  return cases;
}

/** Builds a case, which tells its problems. */
function isBuilt(one: SuiteCase): boolean {
  try {
    return one.expect.length > 0;
  } catch {
    return false;
  }
}

/** Scenarios share one name space with cases, so that `ticlab explain` needs no kind. */
function scenarioNames(): string[] {
  const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url));
  return readdirSync(folder).filter((name) => name.endsWith(".yaml"))
    .map((name) => basename(name, ".yaml"));
}
