/**
 * Pieces of a line, one after the other.
 *
 * @module
 */

/** Joins pieces of bytes. */
export function concatenated(...pieces: readonly ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
