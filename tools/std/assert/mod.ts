/**
 * Stand-in for `jsr:@std/assert` where JSR cannot be reached: the same functions from npm:deno-std,
 * with types of our own. Delete the `links` line of the root `deno.json` to use the original.
 *
 * @module
 */
// @ts-types="./mod.d.ts"
export * from "npm:deno-std@1.4.0/assert/mod.js";
