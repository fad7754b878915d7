/**
 * The vocabulary shared by everything that reads or writes a TIC line.
 *
 * @module
 */

/** TIC mode of a line: historique (SP, checksum mode 1) or standard (HT, checksum mode 2). */
export type TicMode = "historique" | "standard";

/**
 * One group of information, its fields as on the wire, padding included
 * (one character a byte: byte n is U+00nn).
 *
 * Source: 54E §5.3.6, 02E §1.5.2.
 */
export interface Group {
  /** Label, 1 to 10 characters `[A-Za-z][A-Za-z0-9_+\-]*`. */
  label: string;
  /** Horodate `SAAMMJJhhmmss`, 13 characters, in the nine-field form of standard mode only. */
  timestamp?: string;
  /** Data; the empty string for DATE. */
  value: string;
}
