/**
 * Rules about labels, values and timestamps, each on its own; what they find wrong counts as unsaid.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { readStamp } from "./clock.ts";
import { CONSTANT, LISTED } from "./tables.ts";

const TABLES = "54E §6.1.1 p15, §6.1.2 p16-17, §6.2.2 p18-21; 44E §3.3.2 p13";

const CHARACTERS = {
  digits: { pattern: /^\d*$/, name: "decimal digits" },
  hex: { pattern: /^[0-9A-F]*$/, name: "hexadecimal digits, upper case" },
} as const;

/** Other constants that meters were seen with: number in the reference §10.2. */
const OTHER_CONSTANTS = /^IMAX (060|000)$/;

/** The rules. */
export const LABEL_RULES: readonly FrameRule[] = [
  {
    id: "label.known",
    level: "spec",
    sentence: "A label stands in the table of the frame.",
    source: TABLES,
    check(frame, _line, tell) {
      for (const { label } of frame.groups) {
        if (frame.table.has(label)) continue;
        tell(`${label} is no label of a ${describe(frame)} frame`, { label });
      }
    },
  },
  {
    id: "label.once",
    level: "spec",
    sentence: "A label is sent once in a frame.",
    source: TABLES,
    check(frame, _line, tell) {
      const seen = new Set<string>();
      for (const { label, at } of frame.groups) {
        if (seen.has(label)) tell(`${label} is sent a second time`, { label, at });
        seen.add(label);
      }
    },
  },
  {
    id: "label.order",
    level: "spec",
    sentence: "Groups come in the order of the table.",
    source: "54E §5.3.6 p14, 02E §1.5.2 p17",
    check(frame, _line, tell) {
      let last = { label: "", order: -1 };
      for (const group of frame.groups) {
        const row = frame.table.get(group.label);
        if (!row || frame.group(group.label) !== group) continue;
        if (row.order < last.order) {
          tell(`${group.label} comes after ${last.label}, its place is before`, {
            label: group.label,
          });
          return;
        }
        last = row;
      }
    },
  },
  {
    id: "value.length",
    level: "spec",
    sentence: "Data has the length of the table; numbers are padded with zeros.",
    source: `${TABLES}; §6.2.1.2 p18`,
    check(frame, _line, tell) {
      for (const { label, value } of frame.groups) {
        const row = frame.table.get(label);
        if (!row || value.length === row.length) continue;
        frame.refuse(label);
        tell(`${label} ${quoted(value)} has ${value.length} characters, not ${row.length}`, {
          label,
        });
      }
    },
  },
  {
    id: "value.characters",
    level: "spec",
    sentence: "Numbers are decimal digits, registers hexadecimal digits in upper case.",
    source: "54E §6.2.1.2 p18, §6.2.3.14 p24",
    check(frame, _line, tell) {
      for (const { label, value } of frame.groups) {
        const kind = frame.table.get(label)?.kind;
        if (kind !== "digits" && kind !== "hex" || CHARACTERS[kind].pattern.test(value)) continue;
        frame.refuse(label);
        tell(`${label} ${quoted(value)} is not ${CHARACTERS[kind].name}`, { label });
      }
    },
  },
  {
    id: "value.listed",
    level: "spec",
    sentence: "A value that the documents list is one of the list.",
    source: "54E §6.1 p15-17, §6.2.3 p21-29; 02E §2.3.3 p27-28, §2.5.6 p35",
    check(frame, _line, tell) {
      for (const label of LISTED.keys()) {
        const value = frame.text(label);
        if (value === null || LISTED.get(label)!.test(value)) continue;
        frame.refuse(label);
        tell(`${label} ${quoted(value)} is none of its values`, { label });
      }
    },
  },
  {
    id: "value.constant",
    level: "spec",
    sentence: "A constant of a production Linky has its value.",
    source: "54E §6.1.1 p15, §6.1.2 p16; 44E §3.3.3 p16",
    check(frame, _line, tell) {
      // IMAX and HHPHC are real on the meters before, and IMAX on the pilot (02E §2.3, 44E §3.2.3).
      if (frame.meter.family === "blue") return;
      for (const [label, constant] of CONSTANT) {
        const value = frame.text(label);
        if (value === null || value === constant) continue;
        if (frame.meter.family === "pilot" && label.startsWith("IMAX")) continue;
        tell(`${label} ${quoted(value)}, always ${constant}`, {
          label,
          ...(OTHER_CONSTANTS.test(`${label} ${value}`) && { known: 2 }),
        });
      }
    },
  },
  {
    id: "stamp.presence",
    level: "spec",
    sentence: "A timestamp is sent where the table has one, and nowhere else.",
    source: "54E §6.2.2 p18-21, 44E §3.3.2 p13",
    check(frame, _line, tell) {
      for (const { label, stamp } of frame.groups) {
        const row = frame.table.get(label);
        if (!row || (row.stamp === "none") === (stamp === null)) continue;
        frame.refuse(label);
        tell(stamp === null ? `${label} has no timestamp` : `${label} has a timestamp`, { label });
      }
    },
  },
  {
    id: "stamp.form",
    level: "spec",
    sentence: "A timestamp is a season letter H, E, h, e or space, and YYMMDDhhmmss.",
    source: "54E §6.2.1.1 p17-18",
    check(frame, _line, tell) {
      for (const { label, stamp } of frame.groups) {
        if (stamp === null || readStamp(stamp)) continue;
        frame.refuse(label);
        tell(`${label} has the timestamp ${quoted(stamp)}`, { label });
      }
    },
  },
  {
    id: "stamp.calendar",
    level: "spec",
    sentence: "A timestamp is a day of the calendar and a time of the day.",
    source: "54E §6.2.1.1 p17-18",
    check(frame, _line, tell) {
      for (const { label, stamp } of frame.groups) {
        const read = stamp === null ? null : readStamp(stamp);
        if (!read || read.exists) continue;
        frame.refuse(label);
        tell(`${label} has the timestamp ${stamp}, which is no day and time`, { label });
      }
    },
  },
  {
    id: "stamp.blank",
    level: "spec",
    sentence: "The season is a space in DPM and FPM, and nowhere else.",
    source: "54E §6.2.1.1 p18, 44E §3.3.3 p16",
    check(frame, _line, tell) {
      for (const { label } of frame.groups) {
        const stamp = frame.stamp(label);
        const row = frame.table.get(label);
        if (!stamp || !row || (row.stamp === "blank") === (stamp.season === null)) continue;
        tell(`${label} has the season ${quoted(stamp.text[0]!)}`, { label });
      }
    },
  },
  {
    id: "stamp.season",
    level: "spec",
    sentence: "The season letter is the one that the day and time have by the rule of the EU.",
    source: "54E §6.2.1.1 p17-18, reference §9",
    check(frame, _line, tell) {
      for (const { label } of frame.groups) {
        const stamp = frame.stamp(label);
        if (!stamp?.season) continue;
        const { seasons } = stamp;
        if (seasons.includes(stamp.season)) continue;
        tell(
          seasons === ""
            ? `${label} ${stamp.text} is in the hour that March leaves out`
            : `${label} ${stamp.text} is in season ${seasons}`,
          { label },
        );
      }
    },
  },
];

function quoted(text: string): string {
  return JSON.stringify(text);
}

function describe(frame: { kind: string; meter: { vtic: number } }): string {
  return frame.kind === "standard"
    ? `standard VTIC 0${frame.meter.vtic}`
    : `historique ${frame.kind}`;
}
