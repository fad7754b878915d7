/**
 * The control bytes of the TIC line and its two field separators.
 *
 * Source: 54E §5.3.6, 02E §1.5.2, 02E annex B.
 *
 * @module
 */

/** Start of a frame, 0x02. */
export const STX = 0x02;
/** End of a frame, 0x03. */
export const ETX = 0x03;
/** Emission interrupted to serve another link, 0x04 (02E §1.5.2). */
export const EOT = 0x04;
/** Field separator of standard mode, 0x09. */
export const HT = 0x09;
/** Start of a group, 0x0A. */
export const LF = 0x0a;
/** End of a group, 0x0D. */
export const CR = 0x0d;
/** Field separator of historique mode and of every older meter, 0x20. */
export const SP = 0x20;
