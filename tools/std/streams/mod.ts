/**
 * Stand-in for `jsr:@std/streams` where JSR cannot be reached (see `../assert/mod.ts`).
 *
 * @module
 */
// @ts-types="./mod.d.ts"
export * from "npm:deno-std@1.4.0/streams/mod.js";
