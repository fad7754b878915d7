/**
 * The groups of nine fields, written from the documents and not from our dictionary, so that the
 * suite can judge what is built on that.
 *
 * @module
 */

/**
 * Labels whose group carries a horodate: 54E §6.2.2 p18-21 (production), 44E §3.3.3 p14-16 (pilot:
 * SMAXN, SMAXN-1).
 */
export const TIMESTAMPED_LABELS: ReadonlySet<string> = new Set([
  "DATE",
  "SMAXSN",
  "SMAXSN1",
  "SMAXSN2",
  "SMAXSN3",
  "SMAXSN-1",
  "SMAXSN1-1",
  "SMAXSN2-1",
  "SMAXSN3-1",
  "SMAXIN",
  "SMAXIN-1",
  "CCASN",
  "CCASN-1",
  "CCAIN",
  "CCAIN-1",
  "UMOY1",
  "UMOY2",
  "UMOY3",
  "DPM1",
  "FPM1",
  "DPM2",
  "FPM2",
  "DPM3",
  "FPM3",
  "SMAXN",
  "SMAXN-1",
]);
