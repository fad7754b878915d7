/**
 * The profiles of known gateways that come with ticlab.
 *
 * @module
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { GatewayProfile } from "./gateway_profile.ts";
import { readProfile } from "./read_profile.ts";

const FOLDER = fileURLToPath(new URL("profiles/", import.meta.url));

/** Their names. */
export function builtInProfiles(): string[] {
  return readdirSync(FOLDER).filter((name) => name.endsWith(".yaml")).map((name) =>
    name.replace(/\.yaml$/, "")
  ).sort();
}

/**
 * Reads one; its gateway is started in a folder of the user's.
 *
 * @example
 * ```ts
 * import { builtInProfile, builtInProfiles } from "./built_in_profiles.ts";
 * import { assert, assertEquals } from "@std/assert";
 *
 * assert(builtInProfiles().includes("teleinfo2mqtt"));
 * assertEquals(builtInProfile("teleinfo2mqtt", "/srv").start.folder, "/srv");
 * ```
 */
export function builtInProfile(name: string, folder: string): GatewayProfile {
  const file = `${FOLDER}${name}.yaml`;
  return readProfile(readFileSync(file, "utf8"), { file, folder });
}
