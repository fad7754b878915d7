/**
 * Stand-in for `jsr:@std/cli/parse-args` where JSR cannot be reached (see `../assert/mod.ts`).
 *
 * @module
 */
// @ts-types="./parse_args.d.ts"
export * from "npm:deno-std@1.4.0/cli/parse_args.js";
