import { Ajv } from "ajv";
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { parse } from "yaml";
import { profileSchema, readProfile } from "./read_profile.ts";

const SCHEMA = new URL("profile.schema.json", import.meta.url);

/** The example of the design, word by word. */
const DESIGN = `
name: my-gateway
start: { run: "node index.js", env: { SERIAL: "{port}", MQTT_URL: "{broker_url}", TIC_MODE: "{mode}" } }
line: pty                      # or serial:/dev/ttyUSB0 for a device on the bench
out: { mqtt: { topic: "teleinfo/+", values: "$.*.raw" } }   # or influxdb, sql, http, stdout
period: 10 s                   # what it promises
deadband: 50
labels: [PAPP, IINST, "SMAXSN-1"]
derived: { iinst: { mean: IINST, decimals: 2 }, total: { sum: [HCHC, HCHP] } }
events: [overload]
accelerated: false
`;

const read = (text: string) => readProfile(text, { file: "/home/linky/my.yaml" });

/** A profile with one line replaced or added. */
const withLine = (line: string) => {
  const key = line.slice(0, line.indexOf(":"));
  const lines = [
    "name: mine",
    "line: pty:/tmp/linky",
    "out: { stdout: '(?<label>.+)=(?<value>.+)' }",
    "period: 1 s",
  ];
  return [...lines.filter((l) => !l.startsWith(`${key}:`)), line].join("\n");
};

Deno.test("the profile of the design is read", () => {
  assertEquals(read(DESIGN), {
    name: "my-gateway",
    file: "/home/linky/my.yaml",
    start: {
      run: "node index.js",
      env: { SERIAL: "{port}", MQTT_URL: "{broker_url}", TIC_MODE: "{mode}" },
      folder: "/home/linky",
    },
    modes: ["historique", "standard"],
    autoMode: false,
    line: "pty",
    out: { kind: "mqtt", topic: "teleinfo/+", values: "$.*.raw" },
    promises: {
      period: 10_000,
      deadband: 50,
      labels: ["PAPP", "IINST", "SMAXSN-1"],
      derived: {
        iinst: { how: "mean", of: ["IINST"], decimals: 2 },
        total: { how: "sum", of: ["HCHC", "HCHP"], decimals: 0 },
      },
      events: ["overload"],
    },
    accelerated: false,
  });
});

Deno.test("what is wrong with a profile is told with its line and the nearest right thing", () => {
  for (
    const [line, words] of [
      ["perriod: 10 s", 'did you mean "period"'],
      ["period: 10", 'write "10 ms", "10 s"'],
      ["run: node index.js", '"run" belongs to start'],
      ["start: { run: 'node {prot}' }", "did you mean {port}?"],
      ["start: { run: 'node --password {sql_password}' }", "in env"],
      ["start: { run: 'x {port:a|b}' }", "only {mode:"],
      ["out: { stdout: '(?<label>.+)' }", "(?<value>"],
      ["out: { stdout: '(' }", "Invalid regular expression"],
      ["out: { mqtt: { topic: t }, exec: 'cat' }", "One of mqtt, influxdb"],
      ["out: { mqtt: { topic: t } }", "By a dialect, or by values"],
      ["out: { mqtt: { topic: t, values: '*.raw' } }", "it begins with $"],
      ["out: { mqtt: { topic: t, values: '$..raw' } }", "write such as $.*.raw"],
      ["out: { mqtt: { topic: t, dialect: teleinfo2mqt } }", "did you mean teleinfo2mqtt"],
      ["without: [MOTDETA]", 'did you mean "MOTDETAT"'],
      ["labels: [PAP]", 'did you mean "PAPP"'],
      ["derived: { total: { mean: HCHC, sum: HCHP } }", "One of mean, sum"],
      ["line: pty", "write start: { run: … }"],
      ["line: file:/tmp/x", "serial:PATH"],
      ["modes: [standart]", 'did you mean "standard"'],
    ] as const
  ) {
    const { message } = assertThrows(() => read(withLine(line)), SyntaxError);
    assertStringIncludes(message, words);
    const at = withLine(line).split("\n").indexOf(line) + 1;
    if (!/^perriod|^line: pty$/.test(line)) {
      assertStringIncludes(message, `/home/linky/my.yaml:${at}:`);
    }
  }
});

Deno.test("a topic whose level is the label needs no other path, and braces that are no placeholders stay", () => {
  const { out } = read(withLine(`out: { mqtt: { topic: "linky/{meter}/{label}" } }`));
  assertEquals(out, { kind: "mqtt", topic: "linky/{meter}/{label}", values: "$" });
  const { start } = read(withLine(`start: { run: "P=\${port} A='{}' ./go" }`));
  assertEquals(start.run, "P=${port} A='{}' ./go");
});

Deno.test("a gateway that leaves a label out says all others", () => {
  const { promises: { labels = [] } } = read(withLine("without: [MOTDETAT]"));
  assert(labels.includes("PAPP") && labels.includes("SMAXSN-1") && !labels.includes("MOTDETAT"));
  assertThrows(
    () => read(withLine("without: [PAPP]\nlabels: [PAPP]")),
    SyntaxError,
    "Either labels",
  );
});

// It is written by tools/profile_schema.ts.
Deno.test("the JSON Schema is the one that profiles are read by, and takes the example", () => {
  const schema = profileSchema();
  assertEquals(Deno.readTextFileSync(SCHEMA), `${JSON.stringify(schema, null, 2)}\n`);
  const valid = new Ajv({ formats: { regex: true } }).compile(schema);
  assert(valid(parse(DESIGN)), JSON.stringify(valid.errors));
  assert(!valid({ name: "x", period: "1 s" }));
});
