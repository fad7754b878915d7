/**
 * Half a gigabyte of damaged lines: the decoder finds what the naive reader finds, and nothing else.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { naiveGroups } from "../../decoder/test_naive_reader.ts";
import { standardLine } from "../bench/standard_line.ts";

const RUNS = 500;
const SIZE = 1_000_000;
/** One byte in so many is damaged. */
const RATE = 200;

/** Damages 500 MB of frames at random and compares the two readers. */
export function noise(): string {
  const clean = standardLine(SIZE);
  let state = 42;
  const roll = () => state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  let groups = 0;
  for (let run = 0; run < RUNS; run++) {
    const line = clean.slice();
    for (
      let i = roll() % RATE;
      i < line.length;
      i += 1 + (roll() >>> 8) % (2 * RATE)
    ) {
      line[i] = (roll() >>> 16) & 0x7f;
    }
    const decoder = new TicDecoder({ events: ["group"] });
    const found: string[] = [];
    for (let at = 0; at < line.length;) {
      const to = at + 1 + (roll() >>> 8) % 70_000;
      for (const event of decoder.push(line.subarray(at, to))) {
        if (event.event === "group") {
          found.push(
            `${event.label}\t${event.timestamp ?? ""}\t${event.value}`,
          );
        }
      }
      at = to;
    }
    const expected = naiveGroups(line);
    const other = expected.findIndex((text, i) => text !== found[i]);
    if (other >= 0 || expected.length !== found.length) {
      throw new Error(
        `run ${run}: group ${other} differs: ${found[other]} for ${expected[other]}`,
      );
    }
    groups += found.length;
  }
  return `${RUNS} damaged megabytes, ${groups} groups, none lost and none invented`;
}
