/**
 * What the scanner remembers of a label: the form of its last group, and the label that came next.
 *
 * A meter sends its groups in one order (54E §5.3.6) and each with one length (54E §6.2.1.2), so that
 * the form of the next group is nearly always known before it is read.
 *
 * @module
 */
import { HT } from "../tic/control.ts";

/** Longest group, LF to CR: the longest of any meter has 111 bytes (PJOURF+1, 54E §6.2.2). */
export const MAX_GROUP = 256;

/** Labels remembered at most; noise may invent any number of them. */
export const MOST_LABELS = 1024;

/** The memory of one label; places count from the first byte of the label. */
export class LabelMemo {
  readonly label: string;
  /** The memo of the label that came next, itself where none is known. */
  next: LabelMemo = this;
  /** Anything that the reader of the groups keeps with the label. */
  note: unknown = undefined;
  /** Bytes from the label to the checksum, both included; 0 before the first group. */
  size = 0;
  /** Whether the separator is HT, that is, standard mode. */
  standard = false;
  /** Place of the second HT of a nine-field group (label, horodate, data), else 0. */
  second = 0;
  /** Place of the data. */
  value = 0;
  /** How many HT the group has. */
  tabs = 0;
  /** Data and horodate of the last group as text, null before they are asked for. */
  valueText: string | null = null;
  timestampText: string | null = null;
  /** The label and its separator, as three little-endian words … */
  word0 = 0;
  word1 = 0;
  word2 = 0;
  /** … and the masks of the bytes of those words that belong to them. */
  mask0 = 0;
  mask1 = 0;
  mask2 = 0;
  /** The last group that `repeats()` was asked about, and how many bytes of it. */
  #last = new DataView(new ArrayBuffer(MAX_GROUP));
  #lastSize = 0;

  constructor(label: string) {
    this.label = label;
    const mask = new Uint8Array(12).fill(0xff, 0, label.length + 1);
    const view = new DataView(mask.buffer);
    this.mask0 = view.getInt32(0, true);
    this.mask1 = view.getInt32(4, true);
    this.mask2 = view.getInt32(8, true);
  }

  /** Learns the form of a right group whose label begins at `start` and whose CR is at `end`. */
  learn(bytes: Uint8Array, start: number, end: number): void {
    const first = start + this.label.length;
    const last = end - 2;
    const word = new Uint8Array(12);
    word.set(bytes.subarray(start, first + 1));
    const view = new DataView(word.buffer);
    this.word0 = view.getInt32(0, true);
    this.word1 = view.getInt32(4, true);
    this.word2 = view.getInt32(8, true);
    this.size = end - start;
    this.standard = bytes[last] === HT;
    this.second = 0;
    this.tabs = 0;
    for (let i = start; i < end - 1; i++) if (bytes[i] === HT) this.tabs++;
    if (this.standard) {
      // A horodate has 13 characters (54E §6.2.1.1): a separator after them is tried before the next.
      const horodate = first + 14;
      const second = horodate < last && bytes[horodate] === HT
        ? horodate
        : bytes.indexOf(HT, first + 1);
      if (second < last) this.second = second - start;
    }
    this.value = (this.second || this.label.length) + 1;
  }

  /**
   * Whether the group is, byte for byte, the one that was asked about last; most are, and then what
   * was found out about it still holds. The texts of another group are forgotten.
   */
  repeats(view: DataView, start: number): boolean {
    const last = this.#last;
    const size = this.size;
    let k = 0;
    let other = this.#lastSize ^ size;
    for (; k + 4 <= size; k += 4) other |= view.getInt32(start + k, true) ^ last.getInt32(k, true);
    for (; k < size; k++) other |= view.getUint8(start + k) ^ last.getUint8(k);
    if (other === 0) return true;
    for (k = 0; k + 4 <= size; k += 4) last.setInt32(k, view.getInt32(start + k, true), true);
    for (; k < size; k++) last.setUint8(k, view.getUint8(start + k));
    this.#lastSize = size;
    this.valueText = this.timestampText = null;
    return false;
  }
}
