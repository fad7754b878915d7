/**
 * A frame of the suite in parts.
 *
 * @module
 */

/** The groups LF … CR of a good frame, without its STX and ETX. */
export function groupsOf(frame: Uint8Array): Uint8Array[] {
  const groups: Uint8Array[] = [];
  for (let lf = frame.indexOf(0x0a); lf >= 0; lf = frame.indexOf(0x0a, lf + 1)) {
    groups.push(frame.subarray(lf, frame.indexOf(0x0d, lf) + 1));
  }
  return groups;
}
