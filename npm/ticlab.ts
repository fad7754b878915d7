#!/usr/bin/env node
/**
 * What `npx ticlab` starts: Node looks for the pinned Deno and gives it the command line with the
 * permissions of that command; where Deno has no build (musl, 32-bit ARM), Node runs what needs none.
 *
 * @module
 */
import process from "node:process";
import { denoProgram } from "./deno_program.ts";
import { runOnDeno } from "./run_on_deno.ts";

const args = process.argv.slice(2);
const deno = denoProgram();
if (deno !== undefined) process.exit(await runOnDeno(deno, args));
const { runOnNode } = await import("./run_on_node.ts");
process.exit(await runOnNode(args));
