/**
 * Writes the table of faults in `docs/faults.md` from the table that the sim has:
 * `deno run --config deno.json --allow-env --allow-read=docs --allow-write=docs tools/fault_docs.ts`.
 *
 * @module
 */
import { FAULTS } from "../sim/faults/mod.ts";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";

/** The page. */
export const FAULTS_FILE = new URL("../docs/faults.md", import.meta.url);

const BEGIN = "<!-- from here written by tools/fault_docs.ts -->";
const END = "<!-- to here -->";

/** The page with its table as it must be now. */
export function faultsPage(page: string): string {
  const [before = "", rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  return `${before}${BEGIN}\n\n${sections()}\n${END}${after}`;
}

function sections(): string {
  return Object.entries(FAULTS).map(([name, fault]) => {
    const args = Object.entries(fault.arguments).map((
      [key, { about, required }],
    ) => `- \`${key}\`${required ? " (required)" : ""}: ${about}\n`);
    return `### ${name}\n\n${fault.about}\n\n${args.join("")}\n` +
      "```yaml\n" + `- { at: +0 s, fault: ${fault.example} }\n` + "```\n\n" +
      "```jsonl\n" + `${mark(fault.example)}\n` + "```\n";
  }).join("\n");
}

/** What the ledger says of the first thing that a fault does. */
function mark(example: string): string {
  const mode = /SINSTS|EAST/.test(example) ? "standard" : "historique";
  const scenario = readScenario(
    `
title: A fault
about: It is done to some frames.
meter: { mode: ${mode}, contract: base }
clock: { start: 2026-01-14T12:00:00 }
timeline: [{ at: +0 s, fault: ${example} }]
run: { for: 2 min }
`,
    { file: "fault.yaml" },
  );
  for (const { marks } of new Player(scenario).frames()) {
    if (marks.length > 0) return JSON.stringify(marks[0]);
  }
  throw new Error(`The example ${example} never happens`);
}

if (import.meta.main) {
  Deno.writeTextFileSync(
    FAULTS_FILE,
    faultsPage(Deno.readTextFileSync(FAULTS_FILE)),
  );
}
