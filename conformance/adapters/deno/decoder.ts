// A naive decoder of the TIC line: right, small, and not made to be fast. Replace it by yours.
import type { Say } from "./adapter.ts";

const STX = 0x02, ETX = 0x03, EOT = 0x04, HT = 0x09, LF = 0x0a, CR = 0x0d, SP = 0x20;
const LONGEST_GROUP = 256;
const LABEL = /^[A-Za-z][A-Za-z0-9_+-]*$/;
const HORODATE = /^([HEhe ]\d{12})\t/;

/** Takes the bytes of a line as they come, and says each good group. */
export class NaiveDecoder {
  #say: Say;
  #group: number[] | null = null; // the bytes since LF; null outside a group

  constructor(say: Say) {
    this.#say = say;
  }

  /** Takes the next bytes of the line. */
  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte === LF) {
        this.#group = [];
      } else if (byte === CR) {
        if (this.#group) this.#endOfGroup(this.#group);
        this.#group = null;
      } else if (byte === STX || byte === ETX || byte === EOT) {
        this.#group = null; // the group was cut
      } else if (this.#group) {
        this.#group.push(byte);
        if (this.#group.length > LONGEST_GROUP) this.#group = null;
      }
    }
  }

  #endOfGroup(group: number[]): void {
    const separator = group.at(-2);
    if (group.length < 4 || (separator !== SP && separator !== HT)) return;
    if (group.some((byte) => (byte < 0x20 || byte > 0x7e) && byte !== separator)) return;
    // Historique (blanks) leaves the last separator out of the sum, standard (HT) has it in.
    const zone = separator === SP ? group.slice(0, -2) : group.slice(0, -1);
    const sum = zone.reduce((total, byte) => total + byte, 0);
    if (group.at(-1) !== (sum & 0x3f) + 0x20) return;
    // The first and the last separator delimit: data may have blanks inside.
    const text = String.fromCharCode(...group.slice(0, -2));
    const first = text.indexOf(String.fromCharCode(separator));
    const label = text.slice(0, Math.max(first, 0));
    if (!LABEL.test(label)) return;
    const value = text.slice(first + 1);
    const dated = separator === HT ? HORODATE.exec(value) : null;
    if (dated) this.#say(label, value.slice(dated[0].length), dated[1]);
    else this.#say(label, value);
  }
}
