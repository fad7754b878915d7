/**
 * Writes `scenarios/scenario.schema.json` from the tables that the sim reads scenarios by:
 * `deno run --config deno.json --allow-env --allow-write=scenarios tools/scenario_schema.ts`.
 *
 * @module
 */
import { scenarioSchema } from "../sim/scenario_schema.ts";

/** Where the schema is kept. */
export const SCHEMA_FILE = new URL(
  "../scenarios/scenario.schema.json",
  import.meta.url,
);

/** The text of that file. */
export function schemaText(): string {
  return `${JSON.stringify(scenarioSchema(), null, 2)}\n`;
}

if (import.meta.main) Deno.writeTextFileSync(SCHEMA_FILE, schemaText());
