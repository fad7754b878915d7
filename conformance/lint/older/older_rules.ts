/**
 * Every rule of the meters before Linky that have tables of their own.
 *
 * @module
 */
import { FACT_RULES } from "./fact_rules.ts";
import type { OlderRule } from "./older_rule.ts";
import { PRESENCE_RULES } from "./presence_rules.ts";
import { VALUE_RULES } from "./value_rules.ts";

/** The rules, those about single values first. */
export const OLDER_RULES: readonly OlderRule[] = [
  ...VALUE_RULES,
  ...PRESENCE_RULES,
  ...FACT_RULES,
];
