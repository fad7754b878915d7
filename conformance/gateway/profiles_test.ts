import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { builtInProfile, builtInProfiles } from "./built_in_profiles.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { profileSchema, readProfile } from "./read_profile.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const PAGE = Deno.readTextFileSync(`${ROOT}docs/gateways.md`);

Deno.test("every profile that comes with ticlab, or with an example, is read, and fits its schema", () => {
  const valid = new Ajv({ formats: { regex: true } }).compile(profileSchema());
  const names = builtInProfiles();
  assert(names.length >= 6, names.join());
  for (const name of names) {
    const profile = builtInProfile(name, "/srv");
    assertEquals([profile.start.folder, profile.out.kind !== undefined], ["/srv", true], name);
  }
  const files = [
    ...names.map((name) => `conformance/gateway/profiles/${name}.yaml`),
    "examples/gateway-python/ticlab.yaml",
    "examples/gateway-nodered/ticlab.yaml",
  ];
  for (const file of files) {
    const text = Deno.readTextFileSync(`${ROOT}${file}`);
    readProfile(text, { file });
    assert(valid(parse(text)), `${file}: ${JSON.stringify(valid.errors)}`);
  }
});

Deno.test("docs/gateways.md has every key, placeholder and known gateway, and its profiles are read", () => {
  const { properties } = profileSchema() as { properties: Record<string, object> };
  for (const key of Object.keys(properties)) assertStringIncludes(PAGE, `| \`${key}\``);
  for (const word of Object.keys(PLACEHOLDERS)) assertStringIncludes(PAGE, `\`{${word}}\``);
  for (const name of builtInProfiles()) assertStringIncludes(PAGE, `| \`${name}\``);
  const blocks = [...PAGE.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => text!);
  assert(blocks.length >= 2);
  for (const text of blocks) readProfile(text, { file: "/docs/gateways.md" });
  // Rows of the table of outs, each with an example in its second column.
  for (
    const [, kind, example] of PAGE.matchAll(
      /^\| (?:`(\w+)`|) +\| `(\{ (?:topic|layout|query|url).*?\})`/gm,
    )
  ) {
    const out = kind ?? (example!.includes("topic") ? "mqtt" : "sql");
    readProfile(`name: x\nline: pty:/tmp/x\nperiod: 1 s\nout: { ${out}: ${example} }\n`, {
      file: "/docs/gateways.md",
    });
  }
});
