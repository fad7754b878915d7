/**
 * Numbers as a diagnosis says them.
 *
 * @module
 */

/** A share of 1 in whole per cent. */
export const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A time in seconds, with a decimal where it is short. */
export const seconds = (time: number) => time.toFixed(time < 10 ? 1 : 0);

/** The same number in French. */
export const comma = (text: string) => text.replace(".", ",");
