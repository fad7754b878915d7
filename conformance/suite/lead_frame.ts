/**
 * A short frame of the meter that speaks on a line.
 *
 * @module
 */
import { frameOf } from "./frame_of.ts";

const SERIAL = /\n(?:(ADCO) (\d{12}) |(ADSC)\t(\d{12})\t)/;

/**
 * Makes a frame that may stand before, or between, the frames of a line: the number of its meter and a
 * power, no index that would go back. Null where the line has no such number.
 */
export function leadFrame(bytes: Uint8Array): Uint8Array | null {
  const text = String.fromCharCode(...bytes.subarray(0, 4_096));
  const [, adco, historique, , standard] = SERIAL.exec(text) ?? [];
  if (historique === undefined && standard === undefined) return null;
  return adco
    ? frameOf([["ADCO", historique!], ["PAPP", "00290"]], "historique")
    : frameOf([["ADSC", standard!], ["SINSTS", "00290"]], "standard");
}
