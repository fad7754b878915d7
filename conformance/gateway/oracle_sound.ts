/**
 * Sound: a gateway says nothing that the line did not say.
 *
 * @module
 */
import { knownLabel } from "../../tic/known_label.ts";
import { derivedFrom } from "./derived_value.ts";
import type { Finding } from "./finding.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun, ObservedValue, SentFrame } from "./gateway_run.ts";
import { GRANTED, type Patience } from "./patience.ts";
import { isName, isNothing, sameValue } from "./same_value.ts";
import type { Truth } from "./truth.ts";

/** What is judged with what. */
export interface Judging {
  run: GatewayRun;
  profile: GatewayProfile;
  truth: Truth;
  patience: Patience;
}

/** Judges each value by itself. */
export function* soundFindings(judging: Judging): Generator<Finding> {
  for (const value of judging.run.values) {
    const finding = ofMeter(value, judging) ?? ofValue(value, judging);
    if (finding) yield finding;
  }
}

/** The number under which a value is published has to be one of the line. */
function ofMeter({ meter, seen }: ObservedValue, { truth }: Judging): Finding | undefined {
  if (meter === undefined) return undefined;
  const sent = [...truth.of("ADCO"), ...truth.of("ADSC")];
  if (sent.length === 0 || sent.some(({ group }) => group.value === meter)) return undefined;
  return {
    rule: "gateway/meter-number",
    what: "values are published for a meter that is not on the line",
    expected: sent[0]!.group.value,
    said: meter,
    at: seen,
    label: sent[0]!.group.label,
    frame: sent[0]!.frame,
  };
}

function ofValue(value: ObservedValue, judging: Judging): Finding | undefined {
  const { label, seen, value: said } = value;
  const { truth, profile } = judging;
  // A name that the profile explains is judged by that, be it a label too.
  const derived = profile.promises.derived[label];
  if (derived) return derivedFrom(value, { derived, ...judging });
  if (said === null) return undefined;
  const sayings = truth.of(label);
  if (sayings.length === 0) return isNothing(said) ? undefined : ofStranger(value, judging);
  if (isNothing(said) && isAbsent(value, judging)) return undefined;
  const sent = sayings.filter(({ frame }) => frame.from <= seen + GRANTED.early);
  if (sent.some(({ group }) => sameValue(said, group))) return undefined;
  const last = sent.at(-1) ?? sayings[0]!;
  const shown = {
    said: `${label}=${said}`,
    expected: `${label}=${last.group.value}`,
    at: seen,
    label,
  };
  if (isName(label) && sent.some(({ group }) => Number(group.value) === Number(said))) {
    const what = `${label} is said as a number, so that a leading zero is lost`;
    return { rule: "gateway/meter-number", what, ...shown, frame: last.frame };
  }
  const damaged = damagedBefore(value, judging);
  return {
    rule: damaged ? "gateway/damaged-group" : "gateway/sound",
    what: damaged
      ? `a value of ${label} is said that no good group carried, after damaged ones`
      : `a value of ${label} is said that no group carried`,
    ...shown,
    frame: damaged ?? last.frame,
  };
}

/** Whether the line did not carry a label when it was said, as ADPS while there is no overload. */
function isAbsent({ label, seen }: ObservedValue, { truth, patience }: Judging): boolean {
  const lacking = truth.goneFrom(label, seen - patience.due);
  return lacking !== undefined && lacking.from <= seen;
}

/** A label of the TIC that this line never says; other names are the gateway's own affair. */
function ofStranger(stranger: ObservedValue, judging: Judging): Finding | undefined {
  const { label, value, seen } = stranger;
  if (!knownLabel(label, "historique") && !knownLabel(label, "standard")) return undefined;
  const damaged = damagedBefore(stranger, judging);
  return {
    rule: damaged ? "gateway/damaged-group" : "gateway/sound",
    what: `${label} is said, which this line never carries`,
    expected: `nothing of ${label}`,
    said: `${label}=${value}`,
    at: seen,
    label,
    ...(damaged && { frame: damaged }),
  };
}

/** The last damaged frame before a value was said; rather one whose group of that label was damaged. */
function damagedBefore({ label, seen }: ObservedValue, { truth, patience }: Judging) {
  const damaged = truth.frames.filter(({ from, to, whole }) =>
    !whole && from <= seen + GRANTED.early && to >= seen - patience.due
  );
  const lacks = ({ groups }: SentFrame) => groups.every((group) => group.label !== label);
  return damaged.findLast(lacks) ?? damaged.at(-1);
}
