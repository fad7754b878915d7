/**
 * What the interpreter keeps with each label of a stream.
 *
 * @module
 */
import { findLabel, type KnownLabel } from "../tic/mod.ts";
import { ByteWriter } from "./byte_writer.ts";
import { type CrossRole, crossRole } from "./frame_checks.ts";
import { IndexGuard } from "./index_guard.ts";
import { metersAsBits } from "./meter_guess.ts";
import type { GroupSpan } from "./scanner.ts";

/** What a label is to the kind of its frame: an alarm, the address, a current, the word of SAPHIR. */
export type FrameRole = "alarm" | "address" | "current" | "length" | "other";

/** One label of a stream; its texts are made once. */
export interface LabelNote {
  readonly standard: boolean;
  /** Why the fields of the last group are suspect, null where they are not. */
  doubt: string | null;
  /** The data as a number: STGE as its bits, digits in decimal; nonsense for others. */
  value: number;
  /** The dictionary's word on it, null where no meter has the label. */
  readonly known: KnownLabel | null;
  /** Meters that send it, as bits of `MeterGuess`. */
  readonly meters: number;
  /** Guard of an energy index, else null. */
  readonly index: IndexGuard | null;
  readonly cross: CrossRole | null;
  readonly frame: FrameRole;
  /** The serial number of the meter: another one means another meter. */
  readonly address: boolean;
  readonly date: boolean;
  /** The last group as JSON, `{"label":"…","value":"…"` without the end; empty until it is asked for. */
  readonly json: ByteWriter;
}

/** Makes the note of a group's label; the guards of a line outlive the notes. */
export function noteOf(
  { bytes, start, memo }: GroupSpan,
  guards: Map<string, IndexGuard>,
): LabelNote {
  const { label, standard } = memo;
  const known = findLabel(
    bytes,
    start,
    start + label.length,
    standard ? "standard" : "historique",
  );
  return {
    standard,
    doubt: null,
    value: 0,
    known,
    meters: metersAsBits(known?.specs.map((spec) => spec.meter) ?? []),
    index: known?.specs.some(isIndex) ? guardOf(label, guards) : null,
    cross: standard ? crossRole(label) : null,
    frame: frameRole(label),
    address: label === "ADCO" || label === "ADSC",
    date: standard && label === "DATE",
    json: new ByteWriter(),
  };
}

function guardOf(label: string, guards: Map<string, IndexGuard>): IndexGuard {
  let guard = guards.get(label);
  if (guard === undefined) guards.set(label, guard = new IndexGuard());
  return guard;
}

/** Whether the data are an energy that only grows, in Wh or VArh. */
function isIndex(spec: KnownLabel["specs"][number]): boolean {
  return spec.type === "digits" && (spec.unit === "Wh" || spec.unit === "VArh");
}

function frameRole(label: string): FrameRole {
  if (/^ADIR[1-3]$/.test(label)) return "alarm";
  if (label === "ADCO") return "address";
  if (/^IINST[1-3]$/.test(label)) return "current";
  return label === "LG_TRM" ? "length" : "other";
}
