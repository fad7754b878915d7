/**
 * A family of damage.
 *
 * @module
 */

/** Swaps each byte of a frame with the next one; inside a group the sum does not see it. */
export function* swapBytes(frame: Uint8Array): Generator<Uint8Array> {
  for (let i = 0; i + 1 < frame.length; i++) {
    if (frame[i] === frame[i + 1]) continue;
    const member = frame.slice();
    [member[i], member[i + 1]] = [frame[i + 1]!, frame[i]!];
    yield member;
  }
}
