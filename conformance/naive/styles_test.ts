import { assert, assertEquals } from "@std/assert";
import { inProcess } from "../drivers/in_process.ts";
import { runSuite } from "../run/run_suite.ts";
import { loadSuite } from "../suite/load.ts";
import { NAIVE_CAPABILITIES } from "./kill_matrix.ts";
import type { Style } from "./style.ts";
import { STYLES } from "./styles.ts";

const { cases, rules } = await loadSuite();

/** Verdicts by which a program is accused. */
const ACCUSED = ["fail", "protocol", "timeout", "crash", "flaky", "harness-error"];

/** Only these accuse. */
const required = cases.filter(({ level }) => level === "must");

async function scored({ name, without, labels, Decoder }: Style) {
  const capabilities = NAIVE_CAPABILITIES.filter((word) => !without?.includes(word));
  const driver = inProcess(() => new Decoder());
  const lines = await runSuite({
    cases: required,
    rules,
    profile: labels
      ? { name, depth: "status", capabilities: [...capabilities, "labels"], labels }
      : { name, depth: "status", capabilities },
    // These decoders read byte by byte, so one chunking stands for all.
    drivers: [{ ...driver, keepsChunks: false }],
    known: [],
  });
  return lines.map(({ id, verdict, failure }) => ({
    id,
    verdict,
    what: [failure?.what, failure?.expected, failure?.said].join(" | "),
  }));
}

for (const style of STYLES) {
  Deno.test(`a right decoder is not accused: ${style.name}`, async () => {
    const lines = await scored(style);
    assertEquals(lines.filter(({ verdict }) => ACCUSED.includes(verdict)), []);
    assert(lines.some(({ verdict }) => verdict === "pass"), "no case was run");
  });
}

Deno.test("the naive decoder passes every case at all depths, in every chunking", async () => {
  const lines = await runSuite({
    cases,
    rules,
    profile: { name: "naive", depth: "status", capabilities: NAIVE_CAPABILITIES },
    drivers: [inProcess(() => new STYLES[0]!.Decoder())],
    known: [],
  });
  const bad = lines.filter(({ verdict }) => verdict !== "pass" && verdict !== "observed");
  assertEquals(bad.map(({ id, verdict, failure }) => ({ id, verdict, failure })), []);
});
