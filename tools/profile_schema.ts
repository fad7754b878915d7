/**
 * Writes `conformance/gateway/profile.schema.json` from the tables that gateway profiles are read by:
 * `deno run --config deno.json --allow-env --allow-write=conformance tools/profile_schema.ts`.
 *
 * @module
 */
import { profileSchema } from "../conformance/gateway/read_profile.ts";

const FILE = new URL(
  "../conformance/gateway/profile.schema.json",
  import.meta.url,
);

Deno.writeTextFileSync(FILE, `${JSON.stringify(profileSchema(), null, 2)}\n`);
