/**
 * What is checked of meters whose groups the lint has no tables of.
 *
 * @module
 */
import type { Rule } from "../lint/finding.ts";
import { LINE_RULES } from "../lint/line_rules.ts";

/** Rules about frames, groups and sums, which hold for every meter. */
export const LINE_RULE_IDS: ReadonlySet<string> = new Set(LINE_RULES.map(({ id }) => id));

/** The rule of the audit's own, checked by the decoder where the lint has no table. */
export const DICTIONARY: Rule = {
  id: "dictionary.group",
  level: "derived",
  sentence: "A group has a label of a meter's dictionary, and data of the kind that stands there.",
  source: "reference §6, labels.json",
};
