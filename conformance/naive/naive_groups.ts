/**
 * A group from its characters, the naive way, by 02E §1.5.3.2 p20-21; each method is a step that a
 * mutant may take wrongly.
 *
 * @module
 */
import { type NaiveGroup, NaiveValues } from "./naive_values.ts";

/** What stands between the byte before the checksum and the ends of a group. */
export interface GroupParts {
  /** From the first character of the label to the last one of the data. */
  body: string;
  /** The separator before the checksum: SP or HT. */
  separator: string;
  /** The checksum. */
  sum: string;
}

/**
 * Reads groups.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { NaiveGroups } from "./naive_groups.ts";
 *
 * const reader = new NaiveGroups();
 * assertEquals(reader.group("PTEC HP..  "), { label: "PTEC", value: "HP..", mode: "historique" });
 * assertEquals(reader.group("PTEC HC..  "), "checksum");
 * ```
 */
export class NaiveGroups extends NaiveValues {
  /** Reads what stood between LF and CR: a group, or in which way it is none. */
  group(text: string): NaiveGroup | "syntax" | "checksum" {
    const parts = this.parts(text);
    if (parts === null) return "syntax";
    const fields = this.fields(parts);
    if (fields === null) return "syntax";
    if (!this.isSumRight(parts)) return "checksum";
    return this.isLabel(fields.label) && this.isData(fields) ? fields : "syntax";
  }

  /** Takes the checksum and the separator before it off the end; null where there is none. */
  parts(text: string): GroupParts | null {
    const separator = text.at(-2);
    if (separator === undefined || !this.isSeparator(separator)) return null;
    return { body: text.slice(0, -2), separator, sum: text.at(-1)! };
  }

  /** Whether a character separates fields: SP in historique mode, HT in standard mode. */
  isSeparator(character: string): boolean {
    return character === " " || character === "\t";
  }

  /** Whether the checksum is right. */
  isSumRight(parts: GroupParts): boolean {
    return this.sum(this.zone(parts)) === parts.sum;
  }

  /** What the checksum covers: in standard mode also the HT before it (54E tables 6-7 p14). */
  zone({ body, separator }: GroupParts): string {
    return separator === "\t" ? body + separator : body;
  }

  /** The checksum of a zone: six bits of the sum, as a printable character (54E §5.3.6 p14). */
  sum(zone: string): string {
    let sum = 0;
    for (let i = 0; i < zone.length; i++) sum += zone.charCodeAt(i);
    return String.fromCharCode((sum & 0x3f) + 0x20);
  }

  /** Splits a body into label, horodate and data. */
  fields({ body, separator }: GroupParts): NaiveGroup | null {
    return separator === "\t" ? this.standardFields(body) : this.historiqueFields(body);
  }

  /** The label is up to the first SP; the data may have more of them (02E §1.5.3.2 p20-21). */
  historiqueFields(body: string): NaiveGroup | null {
    const end = body.indexOf(" ");
    if (end < 0) return null;
    return { label: body.slice(0, end), value: body.slice(end + 1), mode: "historique" };
  }

  /** Seven fields, or nine with a horodate (54E §5.3.6 p13-14). */
  standardFields(body: string): NaiveGroup | null {
    const fields = body.split("\t");
    const [label, second, third] = fields;
    if (fields.length === 2) return { label: label!, value: second!, mode: "standard" };
    if (fields.length !== 3) return null;
    return { label: label!, timestamp: second!, value: third!, mode: "standard" };
  }

  /** Whether a label is of the characters and lengths that meters use (reference §3). */
  isLabel(label: string): boolean {
    return /^[A-Za-z][A-Za-z0-9_+-]{0,9}$/.test(label);
  }

  /** Whether data are printable (54E §6.2.1.2 p18). */
  isData({ timestamp, value }: NaiveGroup): boolean {
    return this.isPrintable(value) && this.isPrintable(timestamp ?? "");
  }

  /** Whether a text is of the characters 0x20 to 0x7E. */
  isPrintable(text: string): boolean {
    return /^[\x20-\x7e]*$/.test(text);
  }
}
