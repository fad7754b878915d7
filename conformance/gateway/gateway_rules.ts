/**
 * The rules by which gateways are judged.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Problem, SuiteError } from "../suite/problem.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import { ruleSource } from "../suite/rule_source.ts";
import { YamlFile } from "../suite/yaml_file.ts";

const FILE = "gateway/rules.yaml";

/**
 * Reads the rules, in their order: of several that are broken the first names a failure.
 *
 * @throws {SuiteError} with every problem of their file.
 *
 * @example
 * ```ts
 * import { gatewayRules } from "./gateway_rules.ts";
 * import { assert } from "@std/assert";
 *
 * assert(gatewayRules().some(({ id, level }) => id === "gateway/sound" && level === "must"));
 * ```
 */
export function gatewayRules(): ReceiverRule[] {
  const problems: Problem[] = [];
  const text = readFileSync(fileURLToPath(new URL("rules.yaml", import.meta.url)), "utf8");
  const file = new YamlFile(text, { path: FILE, problems });
  const rules = file.items().flatMap((value, index) =>
    ruleSource(value, { topic: "gateway", complain: file.complainAt(index) }) ?? []
  );
  if (problems.length > 0) throw new SuiteError(problems);
  return rules;
}
