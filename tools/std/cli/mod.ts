/**
 * Stand-in for `jsr:@std/cli` where JSR cannot be reached (see `../assert/mod.ts`).
 *
 * @module
 */
export * from "./parse_args.ts";
