import { assert, assertEquals } from "@std/assert";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { SCHEMA_FILE, schemaText } from "./scenario_schema.ts";

const SCENARIOS = new URL("../scenarios/", import.meta.url);
const FIRST_LINE = "# yaml-language-server: $schema=./scenario.schema.json\n";

/** What an editor says about some YAML: nothing, or what is wrong first. */
function editor(): (text: string) => string | undefined {
  const validate = new Ajv({
    strict: false,
    allowUnionTypes: true,
    validateFormats: false,
  })
    .compile(JSON.parse(schemaText()));
  return (text) => validate(parse(text)) ? undefined : validate.errors?.[0]?.message ?? "wrong";
}

const SCENARIO = `title: x
about: x
meter: { contract: tempo, power: 9 kVA, vtic: "02" }
clock: { start: 2026-01-14T05:59:30, zone: Europe/Paris }
calendar: { tempo: { 2026-01-14: red } }
load: { base: 250 W, appliances: [{ name: heater, power: 1.8 kW, from: 22:30, for: 3 h }] }
line: { gap: 20 ms..30 ms }
timeline:
  - { at: +60 s, meter: { overload: { power: 12 kVA, for: 30 s } } }
  - { at: 06:00, every: 1 h, meter: trip }
  - { at: +90 s, line: { cut: 5 s } }
checks:
  - { at: 06:00:00, within: 3 s, label: NTARF, equals: "06" }
run: { for: 2 min, speed: max }
`;

Deno.test("scenario.schema.json is what the tables of the sim say", () => {
  assert(
    Deno.readTextFileSync(SCHEMA_FILE) === schemaText(),
    "scenario.schema.json is old: deno run --config deno.json --allow-env " +
      "--allow-write=scenarios tools/scenario_schema.ts",
  );
});

Deno.test("scenario.schema.json lets an editor see what the reader refuses", () => {
  const says = editor();
  assertEquals(says(SCENARIO), undefined);
  const wrong: [from: string, to: string][] = [
    ["title:", "titel:"],
    ["contract: tempo", "contract: tempoo"],
    ["9 kVA", "9"],
    ["9 kVA", "9 kW"],
    ["red", "rouge"],
    ['equals: "06"', "equals: 06"],
    ["cut: 5 s", "cutt: 5 s"],
    ["line: { cut: 5 s }", "meter: { cut: 5 s }"],
    [", for: 30 s", ""],
    ["+60 s", "60 s"],
    ["NTARF", "NTARV"],
    ["22:30", "late"],
    ["speed: max", "speed: 0"],
  ];
  for (const [from, to] of wrong) {
    assert(
      says(SCENARIO.replace(from, to)) !== undefined,
      `${from} → ${to} is not seen`,
    );
  }
});

Deno.test("every scenario of the library is as the schema says, and names it", () => {
  const says = editor();
  for (const { name } of Deno.readDirSync(SCENARIOS)) {
    if (!name.endsWith(".yaml")) continue;
    const text = Deno.readTextFileSync(new URL(name, SCENARIOS));
    assert(
      text.startsWith(FIRST_LINE),
      `${name} does not begin with the line of its schema`,
    );
    assertEquals(says(text), undefined, name);
  }
});
