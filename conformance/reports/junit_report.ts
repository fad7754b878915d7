/**
 * Results as JUnit XML, for the CI systems that read it.
 *
 * @module
 */
import type { CaseLine, ResultHeader, Results } from "../run/result.ts";
import { apartWhy } from "./apart_why.ts";
import type { Verdict } from "../run/verdict.ts";
import { digest, isFailing } from "./digest.ts";
import { failureText } from "./failure_text.ts";
import { PLAIN } from "./paint.ts";
import { safeText } from "./safe_text.ts";
import { LEVEL_WORDS, VERDICT_WORDS } from "./words.ts";

/** The element of a test case that did not pass; a quarantined case is always skipped. */
const ELEMENT: Readonly<Partial<Record<Verdict, "failure" | "error" | "skipped">>> = {
  "fail": "failure",
  "flaky": "failure",
  "fixed": "failure",
  "crash": "error",
  "timeout": "error",
  "protocol": "error",
  "harness-error": "error",
  "observed": "skipped",
  "known-fail": "skipped",
  "unsupported": "skipped",
  "not-run": "skipped",
};

/**
 * Writes results as JUnit XML, one suite for each program; the schema is `junit.xsd` beside this file.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { junitReport } from "./junit_report.ts";
 * import { resultsOf } from "./test_results.ts";
 *
 * const xml = junitReport([resultsOf([{ id: "a", verdict: "fail" }])]);
 * assertStringIncludes(xml, '<testcase classname="checksum" name="a" time="0.012">');
 * assertStringIncludes(xml, '<failure type="fail" message="The case a">');
 * ```
 */
export function junitReport(results: readonly Results[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...results.flatMap(suiteOf),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf(results: Results): string[] {
  const { header, cases, footer } = results;
  const count = (element: string) => cases.filter((item) => elementOf(item) === element).length;
  const cut = footer ? [] : [
    '<testcase classname="run" name="whole" time="0">',
    `<error type="incomplete" message="the run was cut after ${cases.length} cases"/>`,
    "</testcase>",
  ];
  const facts = {
    name: digest(results).program,
    tests: cases.length + (footer ? 0 : 1),
    failures: count("failure"),
    errors: count("error") + (footer ? 0 : 1),
    skipped: count("skipped"),
    time: seconds(cases.reduce((sum, item) => sum + item.ms, 0)),
    timestamp: header.started.slice(0, 19),
  };
  const properties = {
    "ticlab": header.ticlab,
    "suite.version": header.suite.version,
    "suite.hash": header.suite.hash,
    "driver": header.driver,
    "depth": header.depth,
    "command": header.command.join(" "),
  };
  return [
    `<testsuite${attributes(facts)}>`,
    "<properties>",
    ...Object.entries(properties).map(([name, value]) =>
      `<property${attributes({ name, value })}/>`
    ),
    "</properties>",
    ...cases.flatMap((item) => caseOf(item, header)),
    ...cut,
    "</testsuite>",
  ];
}

function caseOf(item: CaseLine, header: ResultHeader): string[] {
  const element = elementOf(item);
  const open = `<testcase${
    attributes({ classname: item.topic, name: item.id, time: seconds(item.ms) })
  }`;
  if (!element) return [`${open}/>`];
  if (element === "skipped") {
    const word = VERDICT_WORDS[item.verdict].word;
    const message = `${item.quarantined ? "in quarantine" : word}: ${apartWhy(item)}`;
    return [`${open}>`, `<skipped${attributes({ message })}/>`, "</testcase>"];
  }
  const message = item.failure?.what ?? item.known?.reason ?? item.title;
  const level = LEVEL_WORDS[item.rule.level];
  const text = failureText(item, header, { columns: 100, paint: PLAIN }).join("\n");
  return [
    `${open}>`,
    `<${element}${attributes({ type: item.verdict, message: shown(message, item) })}>` +
    `${escape(`${level}\n${text}`)}</${element}>`,
    "</testcase>",
  ];
}

function shown(message: string, { verdict }: CaseLine): string {
  return verdict === "fixed" ? `passes, to be taken off the list: ${message}` : message;
}

function elementOf(item: CaseLine): "failure" | "error" | "skipped" | undefined {
  const element = ELEMENT[item.verdict];
  return element && item.quarantined && !isFailing(item) ? "skipped" : element;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escape(safeText(`${value}`))}"`)
    .join("");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3).replace(/\.?0+$/, "");
}

/** Escapes for text and attributes; U+FFFE and U+FFFF are no characters of XML. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;").replace(/[\ufffe\uffff]/g, "\ufffd");
}
