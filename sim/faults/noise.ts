/**
 * The fault `noise`.
 *
 * @module
 */
import type { Argument } from "../argument.ts";
import type { Random } from "../random.ts";
import type { WireFrame } from "../wire_frame.ts";
import { IN_BYTE } from "./arguments.ts";
import type { FaultArguments, FaultKind } from "./fault_kind.ts";
import { isNamed, namedGroups } from "./places.ts";

/** Bits of a character that noise may turn over: seven of data and the parity bit. */
const BITS = 8;

const RATE: Argument = {
  kind: "ratio",
  about: "Bits turned over, of all data and parity bits; at most 50 %",
  required: true,
};

/**
 * Bits are wrong on the line, alone or in bursts.
 *
 * In bursts they follow Gilbert and Elliott: the line is good and right, or bad and each of its bits as
 * likely wrong as right; bad times last `burst` bits on the mean, and are as frequent as the rate wants.
 * Start and stop bits stay, so that characters keep their places.
 */
export const noise: FaultKind = {
  about: "Turns bits over on the line, data and parity bits alike, at a rate, alone or in bursts.",
  arguments: {
    rate: RATE,
    burst: {
      kind: "number",
      about: "Mean length of a burst in bits, half of them wrong; single bits by default",
      min: 2,
    },
    label: IN_BYTE.label!,
    group: IN_BYTE.group!,
    frames: IN_BYTE.frames!,
  },
  words: ["rate"],
  example: "{ noise: { rate: 0.1 %, burst: 20 }, frames: 100 }",
  onLine: true,
  apply(frame, args, { random, memory }) {
    const wrong = args.burst === undefined
      ? lone(args.rate!, random, memory)
      : inBursts(args.rate!, args.burst, { random, memory });
    for (const [start, end] of scopes(frame, args)) {
      for (let at = start; at < end; at++) {
        for (let bit = 0; bit < BITS; bit++) {
          if (!wrong()) continue;
          frame.flipOnLine(at, bit);
          frame.mark({ do: "noise", ...frame.wordsFor(at), bit, at, length: 1 });
        }
      }
    }
  },
};

function scopes(frame: WireFrame, args: FaultArguments): (readonly [number, number])[] {
  if (!isNamed(args)) return [[0, frame.bytes.length]];
  return namedGroups(frame, args).slice(0, 1).map(({ start, end }) => [start, end]);
}

/** Each bit for itself: the number of right ones up to the next wrong one is drawn. */
function lone(rate: number, random: Random, memory: Record<string, number>): () => boolean {
  const draw = () => rate === 0 ? Infinity : Math.floor(Math.log(1 - random()) / Math.log1p(-rate));
  memory.right ??= draw();
  return () => {
    if (memory.right! > 0) {
      memory.right!--;
      return false;
    }
    memory.right = draw();
    return true;
  };
}

function inBursts(
  rate: number,
  burst: number,
  { random, memory }: { random: Random; memory: Record<string, number> },
): () => boolean {
  const bad = Math.min(1, 2 * rate);
  const turnsGood = bad === 1 ? 0 : 1 / burst;
  const turnsBad = bad === 1 ? 1 : bad / (1 - bad) / burst;
  memory.bad ??= Number(random() < bad);
  return () => {
    const isWrong = memory.bad === 1 && random() < 0.5;
    if (random() < (memory.bad ? turnsGood : turnsBad)) memory.bad = 1 - memory.bad!;
    return isWrong;
  };
}
