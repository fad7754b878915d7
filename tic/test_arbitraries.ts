/**
 * Random groups for property tests.
 *
 * @module
 */
import fc from "fast-check";
import type { LabelSpec } from "./labels.ts";
import type { Group, TicMode } from "./types.ts";

const label = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_+-]{0,9}$/);
const value = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)),
});
const horodate = fc.stringMatching(/^[HEhe ][0-9]{12}$/);

/** Groups that the grammar of a mode allows. */
export const groupIn: Readonly<Record<TicMode, fc.Arbitrary<Group>>> = {
  historique: fc.record({ label, value }),
  standard: fc.oneof(
    fc.record({ label, value }),
    fc.record({ label, timestamp: horodate, value }),
  ),
};

/** Groups that a label's meter may send, by the table's pattern. */
export function groupOf(spec: LabelSpec): fc.Arbitrary<Group> {
  const { label, pattern, timestamped, blankSeason } = spec;
  const value = pattern === ""
    ? fc.constant("")
    : fc.stringMatching(new RegExp(`^(?:${pattern})$`));
  if (!timestamped) return value.map((value) => ({ label, value }));
  const timestamp = fc.stringMatching(blankSeason ? /^ [0-9]{12}$/ : /^[HEhe][0-9]{12}$/);
  return fc.record({ label: fc.constant(label), timestamp, value });
}
