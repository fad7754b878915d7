/**
 * A run with one of everything, for tests and for looking at reports.
 *
 * @module
 */
import type { Results } from "../run/result.ts";
import { type CaseGiven, failureOf, type ResultsGiven, resultsOf } from "./test_results.ts";

const STANDARD = "\x02\nADSC\t021976551234\t:\r\nEAST\t000128471\t&\r\nSINSTS\t00360\tO\r\x03";
const HISTORIQUE = "\x02\nADCO 021861229110 8\r\nPAPP 00360 *\r\nIINST 002 Y\r\x03";

const CHECKSUM = {
  id: "checksum/standard-includes-last-ht",
  text: "The checksum of a standard group covers the separator before it.",
  source: "54E §5.3.6 p14, 54E table 2 p9",
  why: "A decoder that leaves the HT out rejects every group of every standard meter.",
};

/** Failures of one bug, as a decoder with a short zone shows them. */
const SHORT_ZONE = [
  ["std-checksum-covers-last-ht", "group ADSC is not said", "ADSC=021976551234", 1],
  ["std-three-phase-frame", "group EAST is not said", "EAST=000128471", 21],
  ["std-value-with-zeros", "group SINSTS is not said", "SINSTS=00360", 38],
] as const;

const CASES: readonly CaseGiven[] = [
  ...SHORT_ZONE.map(([id, what, expected, at]): CaseGiven => ({
    id,
    verdict: "fail",
    rule: CHECKSUM,
    sets: ["standard"],
    title: "A standard group whose sum includes its last HT is said",
    failure: failureOf(STANDARD, {
      what,
      expected,
      said: "no group of this label",
      at,
      chunking: "in pieces of 7 bytes",
      stderr: "warning: bad checksum \x1b[31mADSC\x1b[0m\n",
    }),
  })),
  {
    id: "his-eot-cuts-group",
    verdict: "fail",
    topic: "eot",
    mode: "historique",
    sets: ["historique", "robust"],
    title: "A group that EOT cuts is never said",
    rule: {
      id: "eot/cut-group-is-lost",
      text: "EOT ends the frame at once; what it cut is thrown away.",
      source: "02E §1.5.3.2 p19",
      why: "Half a number is shown as a whole one: 36 W for 360 W.",
    },
    failure: failureOf("\x02\nADCO 021861229110 8\r\nPAPP 00\x04\nPAPP 00360 *\r\x03", {
      what: "a group was invented",
      expected: "nothing from byte 22 to byte 29",
      said: "PAPP=00",
      at: 30,
      chunking: "byte by byte",
    }),
  },
  {
    id: "bit7-noise-then-frame",
    verdict: "crash",
    topic: "framing",
    sets: ["robust"],
    title: "Eight-bit noise is survived",
    failure: failureOf(`\xff\x00\x8d<script>alert(1)</script>\x7f${HISTORIQUE}`, {
      what: "it ended with exit code 1 before the end of the input",
      exit: 1,
      stderr:
        "Traceback (most recent call last):\n  File \"decoder.py\", line 12\nUnicodeDecodeError: 'ascii' codec can't decode byte 0xff in position 0\n",
    }),
  },
  {
    id: "endless-group",
    verdict: "timeout",
    topic: "limits",
    sets: ["robust"],
    title: "A group without an end takes no endless time",
    failure: failureOf(`\x02\n${"A".repeat(400)}`, { what: "no answer within 10 s" }),
  },
  {
    id: "hello-is-json",
    verdict: "protocol",
    topic: "limits",
    level: "should",
    title: "Every line is JSON",
    failure: failureOf(HISTORIQUE, {
      what: 'line 1 is no JSON: "Decoder v2 ready"',
      said: "Decoder v2 ready",
    }),
  },
  {
    id: "his-first-frame",
    verdict: "pass",
    topic: "framing",
    mode: "historique",
    sets: ["historique"],
  },
  { id: "std-first-frame", verdict: "pass", topic: "framing", sets: ["standard"] },
  { id: "std-keeps-rest-of-frame", verdict: "pass", level: "should", topic: "framing" },
  {
    id: "std-msg1-padding",
    verdict: "known-fail",
    topic: "fields",
    known: { reason: "we cut MSG1 at 30 characters", issue: "https://example.org/issues/12" },
    failure: failureOf(STANDARD, { what: "MSG1 is short" }),
  },
  {
    id: "his-adco-zeros",
    verdict: "fixed",
    topic: "fields",
    known: { reason: "zeros were lost" },
  },
  {
    id: "std-second-frame",
    verdict: "flaky",
    topic: "framing",
    failure: failureOf(STANDARD, { what: "group EAST is not said in 2 of 5 runs" }),
  },
  { id: "std-typed-date", verdict: "unsupported", topic: "meaning", note: "needs typed" },
  { id: "std-typed-stge", verdict: "unsupported", topic: "meaning", note: "needs typed" },
  { id: "his-pilot", verdict: "not-run", topic: "older", note: "not selected by --skip" },
  {
    id: "group-before-stx",
    verdict: "observed",
    level: "observe",
    topic: "framing",
    choices: { "before the first STX": "says the group" },
  },
  {
    id: "new-and-doubtful",
    verdict: "fail",
    quarantined: true,
    topic: "limits",
    failure: failureOf(STANDARD, { what: "the frame is not called complete" }),
  },
];

/** What the run of the sample is, beside its cases. */
const SAMPLE: ResultsGiven = {
  footer: {
    hypotheses: [{
      mutant: "sum-without-last-separator",
      bug: "checksum computed without the last separator.",
      equals: ["sum-of-visible-bytes"],
      explains: SHORT_ZONE.map(([id]) => id),
      contradicts: ["std-first-frame"],
    }],
    knownProblems: ['"his-adcoo" is no case: did you mean "his-adco-zeros"?'],
  },
};

/**
 * A run with one of everything.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { VERDICTS } from "../run/verdict.ts";
 * import { sampleResults } from "./test_sample.ts";
 *
 * const seen = new Set(sampleResults().cases.map((item) => item.verdict));
 * assertEquals(VERDICTS.filter((verdict) => !seen.has(verdict)), ["harness-error"]);
 * ```
 */
export function sampleResults(): Results {
  return resultsOf(CASES, SAMPLE);
}

/**
 * The same program after some work: one bug gone, one case worse, one new.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { laterResults } from "./test_sample.ts";
 *
 * const { footer } = laterResults();
 * assertEquals(footer?.sets.standard, { reached: true });
 * ```
 */
export function laterResults(): Results {
  const cases = CASES.filter(({ id }) => id !== "hello-is-json").map((given): CaseGiven => {
    if (SHORT_ZONE.some(([id]) => id === given.id)) return passed(given);
    if (given.id === "his-first-frame") {
      const failure = failureOf(HISTORIQUE, { what: "group PAPP is not said", at: 22 });
      return { ...given, verdict: "fail", failure };
    }
    return given;
  });
  return resultsOf([...cases, { id: "std-new-case", verdict: "pass", topic: "fields" }], {
    header: { program: { name: "my-decoder", version: "2.2.0" } },
  });
}

/**
 * A program that does everything right.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { greenResults } from "./test_sample.ts";
 *
 * assertEquals(greenResults().footer?.exit, 0);
 * ```
 */
export function greenResults(): Results {
  return resultsOf(CASES.filter((given) => !given.quarantined).map(passed), {
    header: {
      program: { name: "ticlab", version: "0.1.0" },
      command: ["ticlab", "decode", "-", "--json"],
      driver: "session",
      depth: "status",
    },
  });
}

function passed({ failure: _f, known: _k, note: _n, choices, ...given }: CaseGiven): CaseGiven {
  return choices ? { ...given, choices, verdict: "observed" } : { ...given, verdict: "pass" };
}
