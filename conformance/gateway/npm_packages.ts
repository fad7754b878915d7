/**
 * Where Deno finds packages, for a ticlab that npm installed.
 *
 * @module
 */

/**
 * Flags of Deno: packages are those that npm put beside ticlab, whatever stands in the user's project, a
 * package.json, a deno.json, or neither.
 */
export const NPM_PACKAGES: readonly string[] = [
  "--no-config",
  "--no-lock",
  "--node-modules-dir=manual",
];
