/**
 * A second reader of groups, written for the tests: slow, by texts and expressions, from the rules of
 * 02E §1.5.3.2 alone. It shares nothing with the decoder, so that neither is tested only against itself.
 *
 * @module
 */

/** A good group as `label TAB timestamp TAB value`. */
export type Line = string;

/** All good groups of a stream without parity in bit 7, wherever they stand. */
export function naiveGroups(bytes: Uint8Array): Line[] {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const found: Line[] = [];
  for (const piece of text.split("\n").slice(1)) {
    const end = piece.search(new RegExp("[\r\x02\x03\x04]"));
    if (piece[end] !== "\r") continue;
    const line = naiveGroup(piece.slice(0, end));
    if (line !== null) found.push(line);
  }
  return found;
}

function naiveGroup(inside: string): Line | null {
  if (inside.length > 254 || Array.from(inside).some((c) => c === "\0" || c > "\x7f")) return null;
  const fields = /^(.*)([ \t])(.)$/s.exec(inside);
  if (fields === null) return null;
  const [, zone, separator, check] = fields;
  let sum = separator === "\t" ? 9 : 0;
  for (const character of zone!) sum += character.charCodeAt(0);
  if (String.fromCharCode(sum % 64 + 32) !== check) return null;
  const [label, ...data] = zone!.split(separator!);
  if (data.length === 0 || !/^[A-Za-z][A-Za-z0-9_+-]{0,9}$/.test(label!)) return null;
  if (separator === " ") return `${label}\t\t${data.join(" ")}`;
  if (data.length === 1) return `${label}\t\t${data[0]}`;
  // A horodate has 13 characters; a field of another length is taken for one where no other is there.
  const timed = data.findIndex((_, i) => i > 0 && data.slice(0, i).join("\t").length === 13);
  const split = timed > 0 ? timed : 1;
  return `${label}\t${data.slice(0, split).join("\t")}\t${data.slice(split).join("\t")}`;
}
