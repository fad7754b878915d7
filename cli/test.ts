/**
 * `ticlab test`: says what it will do, until it does it.
 *
 * @module
 */
import { NOT_YET } from "../conformance/mod.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";

/** Options and help of `ticlab test`. */
export const spec: CommandSpec = {
  name: "test",
  summary: "score a decoder or a gateway against what the meter really said",
  usage: "ticlab test -- CMD",
  options: {},
  examples: [["ticlab test -- ./my-decoder", "score a program that reads a TIC line on stdin"]],
  exits: [[4, "this version cannot do it yet"]],
  notes: NOT_YET,
};

/**
 * Runs `ticlab test`.
 *
 * @throws {Failure} always, exit code 4: there is no suite yet.
 */
export function run(_options: Options): Promise<number> {
  return Promise.reject(
    new Failure("the conformance suite is not in this version", { exitCode: 4, next: NOT_YET }),
  );
}
