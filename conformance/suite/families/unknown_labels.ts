/**
 * A family of good frames.
 *
 * @module
 */

/** Frames of one group each, every one with another label that no meter has, and a right sum. */
export function* unknownLabels(
  frame: Uint8Array,
  { count }: { count: number },
): Generator<Uint8Array> {
  const standard = frame.includes(0x09);
  for (let n = 0; n < count; n++) {
    const zone = standard ? `Z${n}\t${n}\t` : `Z${n} ${n}`;
    let sum = 0;
    for (let i = 0; i < zone.length; i++) sum += zone.charCodeAt(i);
    const check = String.fromCharCode((sum & 0x3f) + 0x20);
    const group = `\x02\n${zone}${standard ? "" : " "}${check}\r\x03`;
    yield Uint8Array.from(group, (character) => character.charCodeAt(0));
  }
}
