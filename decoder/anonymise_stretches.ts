/**
 * A line cut into groups and what lies between them, damaged or not.
 *
 * @module
 */
import { CR, EOT, ETX, HT, LF, SP, STX } from "../tic/control.ts";
import { knownLabel } from "../tic/known_label.ts";
import { latin1 } from "../tic/latin1.ts";
import { faultOf, labelEnd } from "./group_fields.ts";

/** Some bytes of a line that belong together, bit 7 left out of account. */
export interface Stretch {
  /** Whether it is a group whose sum is right. */
  readonly valid: boolean;
  /** Label of a valid group, in capitals; else empty. */
  readonly label: string;
  /** Whether some meter of the dictionary sends that label with such data. */
  readonly known: boolean;
  /** Where what may be secret begins: behind the LF, and behind the label of a valid group. */
  readonly start: number;
  /** Where it ends: at the separator before the checksum, or at the end of the stretch. */
  readonly end: number;
  /** Place of the checksum; -1 where there is none. */
  readonly check: number;
  /** The whole of it, LF and CR included. */
  readonly from: number;
  readonly to: number;
}

/** Cuts a line whose bit 7 is masked into stretches, in order. */
export function* stretchesOf(line: Uint8Array): Generator<Stretch> {
  for (let from = 0; from < line.length;) {
    const isGroup = line[from] === LF;
    let to = from + 1;
    while (to < line.length && !(isGroup ? endsGroup(line[to]!) : line[to] === LF)) to++;
    if (isGroup && line[to] === CR) yield groupAt(line, from, to++);
    else {
      const none = { valid: false, label: "", known: false, check: -1 };
      yield { ...none, start: from, end: to, from, to };
    }
    from = to;
  }
}

function endsGroup(byte: number): boolean {
  return byte === CR || byte === LF || byte === STX || byte === ETX || byte === EOT;
}

function groupAt(line: Uint8Array, from: number, cr: number): Stretch {
  const valid = faultOf(line, from, cr) === null;
  const separator = cr - 2 > from ? line[cr - 2] : undefined;
  const separated = separator === HT || separator === SP;
  const place = { from, to: cr + 1, check: separated ? cr - 1 : -1, end: separated ? cr - 2 : cr };
  if (!valid) return { valid, label: "", known: false, start: from + 1, ...place };
  const end = labelEnd(line, from + 1, cr);
  const label = latin1(line.subarray(from + 1, end));
  const known = knownLabel(label, separator === HT ? "standard" : "historique")
    ?.accepts(line, end + 1, place.end) ?? false;
  return { valid, label: label.toUpperCase(), known, start: end + 1, ...place };
}
