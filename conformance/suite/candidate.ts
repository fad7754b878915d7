/**
 * A group found on the wire, before it is known whether it has to be said.
 *
 * @module
 */
import { knownLabel } from "../../tic/known_label.ts";
import type { Need, WireGroup } from "./expectation.ts";
import type { Wire } from "./wire.ts";
import type { RunReading } from "./wire_run.ts";

/** A group, and the reading that it comes from. */
export interface Candidate {
  group: WireGroup;
  reading: RunReading;
}

/** Every reading of every run of a line, as groups that may be said. */
export function candidatesOf(wire: Wire): Candidate[] {
  return wire.runs.flatMap(({ offset, end, readings, frame }) =>
    readings.map((reading) => ({
      reading,
      group: {
        label: reading.label,
        value: reading.value,
        ...(reading.timestamp !== undefined && { timestamp: reading.timestamp }),
        frame,
        need: "may" as Need,
        ...(reading.also && { also: reading.also }),
        offset,
        length: end - offset,
      },
    }))
  );
}

/** Whether a meter of the documents has its label. */
export function isKnown({ label, separator }: RunReading): boolean {
  return knownLabel(label, separator === "\t" ? "standard" : "historique") !== null;
}
