/**
 * Rules about what the values of an older meter have to do with each other.
 *
 * @module
 */
import { HOUR } from "../clock.ts";
import { dateOf } from "./dates.ts";
import { at, type OlderRule } from "./older_rule.ts";

/** Moments of points and of periods, newest first; each is no later than the one before it. */
const NEWEST_FIRST: readonly (readonly string[])[] = [
  ["clock", "DATEPA1", "DATEPA2", "DATEPA3", "DATEPA4", "DATEPA5", "DATEPA6"],
  ["clock", "DATEP1", "DATEP2", "DATEP3", "DATEP4", "DATEP5", "DATEP6"],
  ["clock", "DebP", "FinP-1", "DebP-1"],
  ["clock", "DebP_2", "FinP-1_2", "DebP-1_2"],
  ["clock", "DEBUTp", "FINp1", "DEBUTp1"],
  ["clock", "FINP1"],
];

function numbers(value: string): number[] {
  return value.split(":").map(Number);
}

/** Whether the later date may be the earlier moment: in October the hour before three comes twice. */
function isTwice(date: number, later: number): boolean {
  const then = new Date(later);
  return later - date <= HOUR && then.getUTCMonth() === 9 && then.getUTCDate() > 24 &&
    then.getUTCHours() === 2;
}

/** The rules. */
export const FACT_RULES: readonly OlderRule[] = [
  {
    id: "older.period",
    level: "spec",
    sentence: "The period in force is one of the contract.",
    source: "02E §2.2.2 p24, §2.7 p45",
    check(frame, _before, tell) {
      const { periods } = frame.meter;
      const [group, value] = [
        frame.group(periods?.label ?? ""),
        frame.text(periods?.label ?? ""),
      ];
      const allowed = periods?.of[frame.contract ?? ""];
      if (!group || value === null || !allowed || allowed.includes(value)) return;
      tell(`${group.label} is ${value}, the contract is ${frame.contract}`, at(group));
    },
  },
  {
    id: "older.blocks",
    level: "derived",
    sentence: "PMAXC, TDEPA and PSOUSC of a CJE have as many thresholds.",
    source: "02E §2.6.2 p38-41",
    check(frame, _before, tell) {
      if (frame.meter.name !== "CJE") return;
      const labels = ["PMAXC", "TDEPA", "PSOUSC"];
      const sent = labels.filter((label) => frame.text(label) !== null);
      const counts = new Set(sent.map((label) => numbers(frame.text(label)!).length));
      if (counts.size > 1) tell(`${sent.join(", ")} have not as many thresholds`);
    },
  },
  {
    id: "older.newest",
    level: "derived",
    sentence: "Points and periods are dated newest first, none after the clock.",
    source: "02E §2.7 p46-48, §2.9.2 p70-76, §2.10.2 p90",
    check(frame, _before, tell) {
      frame.meter.parts.forEach((_rows, part) => {
        for (const chain of NEWEST_FIRST) {
          let last: { label: string; date: number } | null = null;
          for (const name of chain) {
            const label = name === "clock" ? frame.meter.clock ?? "" : name;
            const date = dateOf(frame.text(label, part));
            if (date === null) continue;
            const group = frame.group(label, part)!;
            if (last && date > last.date && !isTwice(last.date, date)) {
              tell(`${group.label} ${group.value} is after ${last.label}`, at(group));
              break;
            }
            last = { label: group.label, date };
          }
        }
      });
    },
  },
  {
    id: "older.clock",
    level: "derived",
    sentence: "The clock does not go back from a frame to the next.",
    source: "reference §1.3",
    check(frame, before, tell) {
      const { clock = "" } = frame.meter;
      const [now, then] = [dateOf(frame.text(clock)), dateOf(before?.text(clock) ?? null)];
      if (now === null || then === null || now >= then || isTwice(now, then)) return;
      tell(`${clock} goes back from ${before!.text(clock)} to ${frame.text(clock)}`, {
        label: clock,
      });
    },
  },
  {
    id: "older.index",
    level: "derived",
    sentence: "An index does not fall.",
    source: "02E §2.2.2 p23-24, §2.6.2 p39",
    check(frame, before, tell) {
      for (const label of frame.meter.indexes ?? []) {
        const [now, then] = [frame.text(label), before?.text(label) ?? null];
        if (now === null || then === null) continue;
        const last = numbers(then);
        if (numbers(now).every((value, i) => value >= (last[i] ?? 0))) continue;
        tell(`${label} falls from ${then} to ${now}`, at(frame.group(label)!));
      }
    },
  },
];
