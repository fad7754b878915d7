/**
 * A dialect that says what the wire said, and nothing else.
 *
 * @module
 */
import type { Dialect, SaidValue } from "../../decoder/dialects/dialect.ts";

/** `{"PAPP":"00360"}`. */
export const PLAIN_DIALECT: Dialect = {
  id: "plain",
  about: "for tests",
  base: "tic",
  settings: {},
  speaker: ({ base }) => ({
    say: ({ readings }) => [{
      topic: base,
      payload: JSON.stringify(Object.fromEntries(readings.map(({ label, raw }) => [label, raw]))),
      retain: false,
    }],
  }),
  values: ({ payload }) =>
    Object.entries(JSON.parse(payload)).map(([label, value]) => ({ label, value }) as SaidValue),
};
