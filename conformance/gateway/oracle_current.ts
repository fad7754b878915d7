/**
 * Complete, fresh, recovers: what a consumer knows is what the line says.
 *
 * Both questions are put to the state of a consumer that keeps the last value of each label. So a
 * gateway may say everything each second, or changes alone, and a stuck one that says old values in new
 * messages is no better than one that is silent.
 *
 * @module
 */
import { knownLabel } from "../../tic/known_label.ts";
import type { Finding } from "./finding.ts";
import type { Derived } from "./gateway_profile.ts";
import type { Disturbance, ObservedValue, SentFrame } from "./gateway_run.ts";
import type { Judging } from "./oracle_sound.ts";
import { sameValue } from "./same_value.ts";
import type { Saying } from "./truth.ts";

/** What is known of one label. */
interface LabelCase extends Judging {
  label: string;
  sayings: readonly Saying[];
  said: readonly ObservedValue[];
  /** Where the numbers may differ. */
  deadband: number;
}

/** What was found, and how many demands fell due, so that nothing passes unseen. */
export interface Currency {
  findings: Finding[];
  /** Values that had to be said before the run was over. */
  due: number;
}

/** Judges label by label; the first finding of each is told. */
export function currentFindings(judging: Judging): Currency {
  const { profile: { promises }, truth, run } = judging;
  const findings: Finding[] = [];
  let due = 0;
  for (const label of promises.labels ?? truth.labels()) {
    if (!knownLabel(label, "historique") && !knownLabel(label, "standard")) continue;
    if (promises.derived[label]) continue;
    const sayings = truth.of(label);
    const said = run.values.filter((value) => value.label === label && value.value !== null);
    const about = { ...judging, label, sayings, said, deadband: promises.deadband };
    const owed = owing(about);
    due += owed.due;
    const stale = staleSaying(about);
    if (stale) findings.push(stale);
    else if (owed.finding) findings.push(owed.finding);
  }
  for (const [name, derived] of Object.entries(promises.derived)) {
    const silent = silentName(name, derived, judging);
    due += silent.due;
    if (silent.finding) findings.push(silent.finding);
  }
  return { findings, due };
}

/**
 * Whether what a frame carried had to be said before the run was over: the line went on to carry the
 * label until a gateway had its turn, and a frame longer, for one that sees the end of a frame at the next
 * STX.
 */
function isDue(sent: SentFrame, sayings: readonly Saying[], judging: Judging): boolean {
  const { run, truth, patience } = judging;
  if (patience.deadline(sent.to) > run.over) return false;
  const turn = patience.turn(sent.to);
  const then = sayings.find(({ frame, owed }) => owed && frame.to >= turn)?.frame;
  if (then === undefined || truth.frames.at(-1)!.from < then.to) return false;
  const gone = truth.goneFrom(sayings[0]!.group.label, sent.to);
  return gone === undefined || gone.from > then.from;
}

/** Whether each value that is owed, or a newer one, is known when it falls due. */
function owing(about: LabelCase): { due: number; finding?: Finding } {
  const { sayings, said, patience, deadband } = about;
  let due = 0;
  for (const [place, { group, frame, owed }] of sayings.entries()) {
    const deadline = patience.deadline(frame.to);
    // Nobody waited for more than that it is known.
    if (owed && frame.to <= (about.run.settled ?? -Infinity)) {
      due++;
      continue;
    }
    // What says nothing may be left out: DATE has but its horodate.
    if (!owed || group.value.trim() === "" || !isDue(frame, sayings, about)) continue;
    due++;
    const known = said.findLast(({ seen }) => seen <= deadline);
    if (known) {
      const isSame = (other: Saying) => sameValue(known.value, other.group, deadband);
      const newest = sayings.findLastIndex(isSame);
      // A value that was never sent is the affair of soundness.
      if (newest >= place || newest < 0) continue;
    }
    return { due, finding: missing(about, { group, frame, owed }, known, deadline) };
  }
  return { due };
}

function missing(
  about: LabelCase,
  { group, frame }: Saying,
  known: ObservedValue | undefined,
  deadline: number,
): Finding {
  const { label, said, patience, run, profile } = about;
  // It speaks of the label, but what it says is old.
  const speaks = known !== undefined && known.seen > frame.to + profile.promises.period;
  const disturbance = patience.disturbedBefore(deadline);
  const never = said.length === 0 && disturbance && frame.to < disturbance.from;
  const stopped = disturbance && !never && !hasReturned(about, disturbance);
  const seconds = (deadline - frame.to) / 1_000;
  return {
    rule: stopped ? ruleOf(disturbance, about) : speaks ? "gateway/fresh" : "gateway/complete",
    what: speaks
      ? `${label} is said with a value that the line has long replaced`
      : stopped
      ? `${label} is not said again after ${DISTURBANCES[disturbance.kind]}`
      : said.length === 0
      ? `${label} is never said`
      : `${label} is not said in its time`,
    expected: `${label}=${group.value} within ${seconds.toFixed(1)} s`,
    said: known
      ? `${label}=${known.value}, ${((run.over - known.seen) / 1_000).toFixed(1)} s before the end`
      : "nothing",
    at: frame.to,
    frame,
    label,
  };
}

/** A value that was replaced on the line long before it is said. */
function staleSaying(about: LabelCase): Finding | undefined {
  const { label, said, sayings, patience, deadband } = about;
  for (const { value, seen } of said) {
    const carried = sayings.findLastIndex(({ group, frame }) =>
      frame.from <= seen && sameValue(value, group, deadband)
    );
    if (carried < 0) continue;
    const next = sayings.slice(carried + 1).find(({ owed }) => owed);
    if (next === undefined || patience.deadline(next.frame.to) >= seen) continue;
    const disturbance = patience.disturbedBefore(seen);
    const stuck = disturbance && !hasReturned(about, disturbance);
    const old = (seen - next.frame.to) / 1_000;
    return {
      rule: stuck ? ruleOf(disturbance, about) : "gateway/fresh",
      what: stuck
        ? `${label} has been standing still since ${DISTURBANCES[disturbance.kind]}`
        : `${label} is said with a value that the line replaced ${old.toFixed(1)} s before`,
      expected: `${label}=${next.group.value}, or a newer one`,
      said: `${label}=${value}`,
      at: seen,
      frame: next.frame,
      label,
    };
  }
  return undefined;
}

/** Whether anything that was sent after a disturbance was said. */
function hasReturned(
  { sayings, said, deadband }: LabelCase,
  { from, to }: Disturbance,
): boolean {
  const fresh = sayings.filter(({ frame, owed }) => owed && frame.from >= to);
  const before = sayings.filter(({ frame }) => frame.to < from).at(-1);
  return said.some(({ value, seen }) =>
    seen >= to && fresh.some(({ group }) => sameValue(value, group, deadband)) &&
    // A value that never moved proves nothing but that something is said.
    !(before && fresh.some(({ group }) => group.value !== before.group.value) &&
      sameValue(value, before.group, deadband))
  );
}

const DISTURBANCES: Readonly<Record<Disturbance["kind"], string>> = {
  "noise": "the noise",
  "cut": "the line was cut",
  "silence": "the line was silent",
  "unplug": "the port was unplugged",
  "out-down": "the other side was down",
  "mode-switch": "the mode was switched",
  "meter-replaced": "the meter was replaced",
  "clock-jump": "the meter's clock jumped",
};

/** Following another mode or meter is a choice, unless it is promised. */
function ruleOf({ kind }: Disturbance, { profile }: Judging): string {
  if (profile.autoMode) return "gateway/recovers";
  if (kind === "mode-switch") return "gateway/mode-switch";
  return kind === "meter-replaced" ? "gateway/another-meter" : "gateway/recovers";
}

/** A computed value has to be said in each period. */
function silentName(
  name: string,
  { of, how }: Derived,
  judging: Judging,
): { due: number; finding?: Finding } {
  const { run, truth, patience } = judging;
  const said = run.values.filter(({ label }) => label === name);
  const needs = how === "sum" ? 1 : of.length;
  const sayings = truth.of(of[0]!).filter(({ frame }) =>
    of.filter((label) => frame.groups.some((group) => group.label === label)).length >= needs
  );
  let due = 0;
  for (const { frame, owed } of sayings) {
    const deadline = patience.deadline(frame.to);
    if (!owed || !isDue(frame, sayings, judging)) continue;
    due++;
    if (said.some(({ seen }) => seen >= frame.from && seen <= deadline)) continue;
    return {
      due,
      finding: {
        rule: "gateway/complete",
        what: said.length === 0 ? `${name} is never said` : `${name} is not said in its time`,
        expected: `${name} within ${((deadline - frame.to) / 1_000).toFixed(1)} s`,
        said: "nothing",
        at: frame.to,
        frame,
        label: of[0]!,
      },
    };
  }
  return { due };
}
