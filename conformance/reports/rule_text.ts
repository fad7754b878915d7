/**
 * A rule in words, with its cases.
 *
 * @module
 */
import type { ReceiverRule } from "../suite/rule.ts";
import type { SuiteCase } from "../suite/suite_case.ts";
import type { TextOptions } from "./failure_text.ts";
import { LEVEL_WORDS } from "./words.ts";
import { wrapText } from "./wrap_text.ts";

/** What else is told of a rule. */
export interface RuleTextOptions extends TextOptions {
  /** The cases of the suite. */
  cases: readonly SuiteCase[];
}

/** What a level asks for. */
const MEANING = {
  must: "the documents say so and the output shows it: a program that breaks it is not conformant",
  should: "it follows from the documents, or from troubles of the field: it is counted apart",
  observe: "the documents leave it open: it is recorded, without a verdict",
} as const;

/**
 * Writes a rule: its sentence, level, source and reason, and the cases that look at it.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { loadSuite } from "../suite/load.ts";
 * import { PLAIN } from "./paint.ts";
 * import { ruleText } from "./rule_text.ts";
 *
 * const { cases, rules } = await loadSuite({ topics: ["checksum"] });
 * const rule = rules.find(({ id }) => id === "checksum/wrong-not-said")!;
 * const text = ruleText(rule, { cases, columns: 80, paint: PLAIN }).join("\n");
 * assertStringIncludes(text, "hist-wrong-index");
 * ```
 */
export function ruleText(rule: ReceiverRule, options: RuleTextOptions): string[] {
  const { columns, paint } = options;
  const own = options.cases.filter((test) => test.rule === rule.id);
  const field = (name: string, text: string) =>
    wrapText(text, columns - 11).map((line, i) =>
      `${paint.dim((i === 0 ? name : "").padEnd(11))}${line}`
    );
  return [
    paint.bold(rule.id),
    ...wrapText(rule.text, columns),
    "",
    ...field("Level", `${LEVEL_WORDS[rule.level]}: ${MEANING[rule.level]}`),
    ...field("Source", rule.source),
    ...field("Why", rule.why),
    "",
    paint.bold(`Cases (${own.length})`),
    ...own.flatMap(({ id, title, depth }) => [
      `  ${id}  ${paint.dim(depth)}`,
      ...wrapText(title, columns - 4).map((line) => `    ${line}`),
    ]),
    "",
    ...field("Run them", `ticlab test --only '${rule.id}' -- CMD`),
    ...field("One case", `ticlab explain ${own[0]?.id ?? "CASE"}`),
  ];
}
