/**
 * Fields of the status register STGE (54E §6.2.3.14 p24-25).
 *
 * @module
 */

/** A field: its lowest bit and how many there are. */
type Field = readonly [low: number, width: number];

const FIELDS = {
  contact: [0, 1],
  breaker: [1, 3],
  cover: [4, 1],
  unused5: [5, 1],
  overvoltage: [6, 1],
  overload: [7, 1],
  producer: [8, 1],
  exporting: [9, 1],
  supplierIndex: [10, 4],
  gridIndex: [14, 2],
  clock: [16, 1],
  tic: [17, 1],
  unused18: [18, 1],
  euridis: [19, 2],
  plc: [21, 2],
  today: [24, 2],
  tomorrow: [26, 2],
  notice: [28, 2],
  peak: [30, 2],
} as const satisfies Record<string, Field>;

/** Name of a field. */
export type StatusField = keyof typeof FIELDS;

/** Takes a field out of the register. */
export function statusField(word: number, field: StatusField): number {
  const [low, width] = FIELDS[field];
  return (word >>> low) & ((1 << width) - 1);
}
