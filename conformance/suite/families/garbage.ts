/**
 * A family of damage.
 *
 * @module
 */
import { random } from "../../../sim/random.ts";

/** Random bytes of 7 bits between frames, up to `longest` of them each time. */
export function* garbage(
  _frame: Uint8Array,
  { seed, count, longest }: { seed: number; count: number; longest: number },
): Generator<Uint8Array> {
  const draw = random(seed, "garbage");
  for (let n = 0; n < count; n++) {
    const length = 1 + Math.floor(draw() * longest);
    yield Uint8Array.from({ length }, () => Math.floor(draw() * 128));
  }
}
