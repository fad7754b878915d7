import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { junitReport } from "./junit_report.ts";
import { failureOf, resultsOf } from "./test_results.ts";
import { greenResults, sampleResults } from "./test_sample.ts";

const SCHEMA = new URL("junit.xsd", import.meta.url).pathname;

/** What xmllint says of a document against the schema; null, having said so, where it is not there. */
async function xmllint(xml: string): Promise<{ valid: boolean; said: string } | null> {
  const file = Deno.makeTempFileSync({ suffix: ".xml" });
  try {
    Deno.writeTextFileSync(file, xml);
    const { code, stderr } = await new Deno.Command("xmllint", {
      args: ["--noout", "--nonet", "--schema", SCHEMA, file],
    }).output();
    return { valid: code === 0, said: new TextDecoder().decode(stderr) };
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    console.warn("no xmllint: install libxml2-utils to hold JUnit XML to its schema");
    return null;
  } finally {
    Deno.removeSync(file);
  }
}

async function assertValid(xml: string): Promise<void> {
  const found = await xmllint(xml);
  if (found) assert(found.valid, found.said);
}

Deno.test("junitReport() keeps to the schema of JUnit", async () => {
  await assertValid(junitReport([sampleResults()]));
  await assertValid(junitReport([sampleResults(), greenResults()]));
  await assertValid(junitReport([{ ...sampleResults(), footer: null }]));
});

Deno.test("junitReport() keeps to it whatever a program says", async () => {
  const evil = `${
    String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))
  }\ud800\uffff]]>&<!--`;
  const failure = failureOf("\x00\xff", { what: evil, expected: evil, said: evil, stderr: evil });
  const cases = [
    { id: "a", verdict: "fail" as const, failure },
    { id: "b", verdict: "known-fail" as const, known: { reason: evil }, failure },
    { id: "c", verdict: "unsupported" as const, note: evil },
  ];
  await assertValid(junitReport([resultsOf(cases, { header: { program: { name: evil } } })]));
});

Deno.test("junit.xsd refuses what is no JUnit XML", async () => {
  const xml = junitReport([greenResults()]);
  for (
    const wrong of [
      xml.replace(/ tests="\d+"/, ""),
      xml.replace("<testcase ", "<testkase "),
      xml.replace("</properties>", "</properties><failure/>"),
    ]
  ) {
    assert(wrong !== xml);
    assertEquals((await xmllint(wrong))?.valid ?? false, false);
  }
});

Deno.test("junitReport() tells failures as failures, errors as errors, and skips what has no verdict", () => {
  const xml = junitReport([sampleResults()]);
  const of = (element: string) =>
    Array.from(
      xml.matchAll(new RegExp(`name="([^"]+)" time="[^"]+">\n<${element}[ >]`, "g")),
      ([, id]) => id,
    );
  assertEquals(of("failure"), [
    "std-checksum-covers-last-ht",
    "std-three-phase-frame",
    "std-value-with-zeros",
    "his-eot-cuts-group",
    "his-adco-zeros",
    "std-second-frame",
  ]);
  assertEquals(of("error"), ["bit7-noise-then-frame", "endless-group", "hello-is-json"]);
  assertEquals(of("skipped"), [
    "std-msg1-padding",
    "std-typed-date",
    "std-typed-stge",
    "his-pilot",
    "group-before-stx",
    "new-and-doubtful",
  ]);
  assertStringIncludes(xml, ' tests="18" failures="6" errors="3" skipped="6"');
  assertStringIncludes(xml, 'message="known: we cut MSG1 at 30 characters (https:');
  assertStringIncludes(xml, 'message="in quarantine: fail: the frame is not called complete"');
});

Deno.test("junitReport() never passes a run that was cut", () => {
  const xml = junitReport([{ ...greenResults(), footer: null }]);
  assertStringIncludes(xml, ' tests="18" failures="0" errors="1"');
  assertStringIncludes(xml, '<error type="incomplete" message="the run was cut after 17 cases"/>');
});
