/**
 * Rules about groups of older meters, each on its own; values that they find wrong count as unsaid.
 *
 * @module
 */
import type { Rule } from "../finding.ts";
import { existing } from "./dates.ts";
import type { OlderGroup } from "./older_frame.ts";
import { at, named, type OlderRule, TABLES } from "./older_rule.ts";
import type { OlderRow } from "./older_table.ts";

function form(listed: boolean, words: Omit<Rule, "level">): OlderRule {
  return {
    ...words,
    level: "spec",
    check(frame, _before, tell) {
      for (const group of frame.right()) {
        const { pattern, says, listed: isList } = group.row!.form;
        if (isList !== listed || pattern.test(group.value)) continue;
        frame.refuse(group);
        tell(`${group.label} ${JSON.stringify(group.value)} is not ${says}`, at(group));
      }
    },
  };
}

/** The rules. */
export const VALUE_RULES: readonly OlderRule[] = [
  {
    id: "older.separator",
    level: "spec",
    sentence: "Of the meters before Linky only a SAPHIR separates with HT.",
    source: "02E §1.5.2 p18-20, §2.10.1 p84",
    check(frame, _before, tell) {
      if (frame.mode === "historique" || frame.meter.name === "SAPHIR") return;
      tell(`the groups of ${named(frame.meter)} have HT between their fields`);
    },
  },
  {
    id: "older.label",
    level: "spec",
    sentence: "A label of an older meter stands in its table.",
    source: TABLES,
    check(frame, _before, tell) {
      for (const group of frame.groups) {
        if (!group.row) tell(`${group.label} is no label of ${named(frame.meter)}`, at(group));
      }
    },
  },
  {
    id: "older.once",
    level: "spec",
    sentence: "A label is sent once in a frame, or in each part of one; notices may repeat.",
    source: TABLES,
    check(frame, _before, tell) {
      const seen = [new Set<string>(), new Set<string>()];
      for (const group of frame.groups) {
        const labels = seen[group.part]!;
        if (labels.has(group.key) && group.row && !group.row.repeats) {
          tell(`${group.label} is sent a second time`, at(group));
        }
        labels.add(group.key);
      }
    },
  },
  {
    id: "older.order",
    level: "spec",
    sentence: "Groups of an older meter come in the order of its table.",
    source: "02E §1.5.2 p17",
    check(frame, _before, tell) {
      let last: OlderGroup | null = null;
      const seen = new Set<OlderRow>();
      for (const group of frame.groups) {
        const { row, part } = group;
        if (!row || seen.has(row) && !row.repeats) continue;
        seen.add(row);
        if (last?.part === part && row.order < last.row!.order) {
          tell(`${group.label} comes after ${last.label}, its place is before`, at(group));
          return;
        }
        last = group;
      }
    },
  },
  form(false, {
    id: "older.form",
    sentence: "Data has the length and the form of the table, with the unit where it has one.",
    source: TABLES,
  }),
  form(true, {
    id: "older.listed",
    sentence: "A value of an older meter that the documents list is one of the list.",
    source: TABLES,
  }),
  {
    id: "older.range",
    level: "spec",
    sentence: "KDC is 80 to 100 %, KDCD 70 to 100 %, a power of an ICE at the most 32767 kW.",
    source: "02E §2.7 p44-55, §2.8 p57-65",
    check(frame, _before, tell) {
      for (const group of frame.right()) {
        for (const [labels, least, most] of frame.meter.ranges ?? []) {
          const value = parseInt(group.value);
          if (!labels.test(group.label) || (value >= least && value <= most)) continue;
          frame.refuse(group);
          tell(`${group.label} is ${group.value}, which is not ${least} to ${most}`, at(group));
        }
      }
    },
  },
  {
    id: "older.calendar",
    level: "spec",
    sentence: "A date is a day of the calendar and a time of the day.",
    source: TABLES,
    check(frame, _before, tell) {
      for (const group of frame.right()) {
        if (existing(group)) continue;
        frame.refuse(group);
        tell(`${group.label} ${JSON.stringify(group.value)} is no day and time`, at(group));
      }
    },
  },
];
