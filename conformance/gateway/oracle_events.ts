/**
 * Overloads and changes of the tariff: said at once where that is promised, watched elsewhere.
 *
 * @module
 */
import type { Finding } from "./finding.ts";
import type { GatewayRun, SentFrame } from "./gateway_run.ts";
import type { Judging } from "./oracle_sound.ts";
import { sameValue, type SentGroup } from "./same_value.ts";
import type { Truth } from "./truth.ts";

/** Something that happens on the line, and the group that tells it. */
interface Happening {
  event: "overload" | "tariff";
  group: SentGroup;
  frame: SentFrame;
}

/** Bit 7 of STGE: reference power exceeded (54E §6.2.3.14 p24). */
const OVERLOAD = 0x80;
/** Labels by which an overload shows (54E §6.1.1 p15, §6.1.2 p16). */
const ALARMS = /^(ADPS|ADIR[123])$/;
/** Labels of the tariff in force (54E §6.1.1 p15, §6.2.2 p18). */
const TARIFF = /^(PTEC|NTARF)$/;

/** What of a run is looked at. */
type EventJudging = Omit<Judging, "run"> & { run: Pick<GatewayRun, "values" | "ready" | "over"> };

/** Looks for what happens on the line, and whether it is said in time. */
export function* eventFindings(judging: EventJudging): Generator<Finding> {
  const { run, profile: { promises }, patience, truth } = judging;
  for (const { event, group, frame } of happenings(truth.frames)) {
    const { label } = group;
    if (promises.labels && !promises.labels.includes(label)) continue;
    const deadline = patience.deadline(frame.to, patience.atOnce);
    // What happens while a gateway is disturbed cannot be said at once; nor what no frame follows,
    // where a reader sees the end of a frame at the next STX.
    const isDisturbed = deadline !== Math.max(frame.to, run.ready) + patience.atOnce;
    if (isDisturbed || deadline > run.over || truth.frames.at(-1)!.from < frame.to) continue;
    const groups = whileItLasts(group, frame, truth);
    const isSaid = run.values.some(({ label: name, seen, value }) =>
      name === label && seen >= frame.from && seen <= deadline && value !== null &&
      groups.some((one) => sameValue(value, one))
    );
    if (isSaid) continue;
    const seconds = ((deadline - frame.to) / 1_000).toFixed(1);
    const isPromised = promises.events.includes(event);
    yield {
      rule: isPromised ? "gateway/events-at-once" : "gateway/events-between-messages",
      what: event === "overload"
        ? `an overload is not said: ${label} came and nobody heard of it`
        : `a change of the tariff is not said within ${seconds} s`,
      expected: `${label}=${group.value} within ${seconds} s`,
      said: `nothing of it`,
      at: frame.to,
      frame,
      label,
    };
  }
}

/** The groups that tell of it, of which a gateway says one: the current of an overload moves. */
function whileItLasts(group: SentGroup, frame: SentFrame, truth: Truth): readonly SentGroup[] {
  const { label } = group;
  if (TARIFF.test(label)) return [group];
  const groups: SentGroup[] = [];
  const end = truth.goneFrom(label, frame.to)?.from ?? Infinity;
  for (const { group: next, frame: { from } } of truth.of(label)) {
    if (from < frame.from) continue;
    if (from >= end || !isAlarm(next)) break;
    groups.push(next);
  }
  return groups;
}

/** Whether a group tells of an overload. */
function isAlarm({ label, value }: SentGroup): boolean {
  return ALARMS.test(label) || (label === "STGE" && (parseInt(value, 16) & OVERLOAD) !== 0);
}

/** Begins of overloads and changes of the tariff, in frames that a gateway has to read. */
function* happenings(frames: readonly SentFrame[]): Generator<Happening> {
  const alarms = new Set<string>();
  const tariffs = new Map<string, string>();
  for (const frame of frames) {
    if (!frame.whole || !frame.heard) continue;
    const shown = new Set<string>();
    for (const group of frame.groups) {
      const { label, value } = group;
      if (isAlarm(group)) {
        shown.add(label);
        if (!alarms.has(label)) yield { event: "overload", group, frame };
        alarms.add(label);
      }
      if (TARIFF.test(label)) {
        const before = tariffs.get(label);
        if (before !== undefined && before !== value) yield { event: "tariff", group, frame };
        tariffs.set(label, value);
      }
    }
    // One long frame in twenty-one of a three-phase overload has no ADIR (54E §6.1.2 p16).
    if (shown.size === 0 && ![...alarms].some((label) => label.startsWith("ADIR"))) alarms.clear();
  }
}
