/**
 * Rules about the day profiles, the day numbers, and what they make the meter do.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { MINUTE, timeOfDay } from "./clock.ts";
import type { Frame } from "./frame.ts";
import { type Block, hoursReadings, readProfile } from "./profile.ts";

const MODE = { mode: "standard" } as const;
const SOURCE = "54E §6.2.3.22 p27-28";
const LABELS = ["PJOURF+1", "PPOINTE"] as const;

/** Bits 13-11 of an action. */
const UNUSED_BITS = 0x3800;
const HIGHEST_INDEX = 10;

/** Around a switching time, minutes, either side of it may be in force (reference §8.3). */
const SWITCHING = 1;
const MINUTES_A_DAY = 24 * 60;

interface Profile {
  readonly label: string;
  readonly blocks: readonly (Block | null)[];
}

/** The profiles of a frame that are of the right form. */
function profiles(frame: Frame): Profile[] {
  return LABELS.flatMap((label) => {
    const text = frame.text(label);
    const blocks = text === null ? null : readProfile(text);
    return blocks ? [{ label, blocks }] : [];
  });
}

/** The first start of a block that is not after the one before. */
function misplaced(blocks: Profile["blocks"]): { start: string; before: string } | null {
  // Upper-case digits of either base sort as their numbers do.
  const starts = blocks.flatMap((block) => block?.start ?? []);
  const i = starts.findIndex((start, i) => i > 0 && start <= starts[i - 1]!);
  return i < 0 ? null : { start: starts[i]!, before: starts[i - 1]! };
}

/** What an action sets, or null if it leaves it. */
type Effect = (action: number) => number | "tempo" | null;

const indexOf: Effect = (action) => {
  const index = action & 0xf;
  return index === 0 || index > HIGHEST_INDEX ? null : index;
};

/** 1 open, as STGE bit 0 has it. */
const contactOf: Effect = (action) => ([null, "tempo", 1, 0] as const)[action >>> 14]!;

/**
 * Values that today's profile may have set by now; null if nothing tells.
 *
 * Today's profile is that of tomorrow where the day has the same number. Mobile peaks and Tempo colours
 * have profiles of their own, and a degraded clock its own hours.
 */
function inForce(frame: Frame, effect: Effect): (number | "tempo")[] | null {
  const { date } = frame;
  const [profile] = profiles(frame);
  const blue = (frame.status("today") ?? 0) <= 1;
  if (!date || date.degraded || profile?.label !== "PJOURF+1" || !blue) return null;
  if (frame.status("peak") !== 0 || frame.text("NJOURF") !== frame.text("NJOURF+1")) return null;
  if (misplaced(profile.blocks)) return null;
  const found: (number | "tempo")[] = [];
  const now = timeOfDay(date.local) / MINUTE;
  for (const reading of hoursReadings(profile.blocks)) {
    for (const at of [now - SWITCHING, now, now + SWITCHING]) {
      let value: number | "tempo" | null = null;
      const minute = (at + MINUTES_A_DAY) % MINUTES_A_DAY;
      for (const block of profile.blocks) {
        if (block && reading(block.start) <= minute) value = effect(block.action) ?? value;
      }
      if (value === null) return null;
      found.push(value);
    }
  }
  return found.length === 0 ? null : found;
}

/** The rules. */
export const PROFILE_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "profile.form",
    level: "spec",
    sentence:
      "A profile is eleven blocks of eight hexadecimal digits or NONUTILE, apart by a space.",
    source: SOURCE,
    check(frame, _line, tell) {
      for (const label of LABELS) {
        const text = frame.text(label);
        if (text === null || readProfile(text)) continue;
        frame.refuse(label);
        tell(`${label} ${JSON.stringify(text)} is no profile`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "profile.unused",
    level: "spec",
    sentence: "Unused blocks are at the end of a profile.",
    source: SOURCE,
    check(frame, _line, tell) {
      for (const { label, blocks } of profiles(frame)) {
        const end = blocks.indexOf(null);
        const after = end < 0 ? undefined : blocks.slice(end).find(Boolean);
        if (after) tell(`${label} has ${after.text} after NONUTILE`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "profile.hours",
    level: "spec",
    sentence: "Blocks begin at times of the day, all decimal or all hexadecimal.",
    source: `${SOURCE}, reference §7.7`,
    check(frame, _line, tell) {
      for (const { label, blocks } of profiles(frame)) {
        if (hoursReadings(blocks).length > 0) continue;
        const starts = blocks.flatMap((block) => block?.start ?? []);
        tell(`${label} begins its blocks at ${starts.join(", ")}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "profile.order",
    level: "derived",
    sentence: "The blocks of a profile are in the order of their times.",
    source: "reference §7.7",
    check(frame, _line, tell) {
      for (const { label, blocks } of profiles(frame)) {
        const found = misplaced(blocks);
        if (found) tell(`${label} has ${found.start} after ${found.before}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "profile.action",
    level: "derived",
    sentence: "Bits 13 to 11 of an action are unused, and 0.",
    source: SOURCE,
    check(frame, _line, tell) {
      for (const { label, blocks } of profiles(frame)) {
        const block = blocks.find((each) => each && each.action & UNUSED_BITS);
        if (block) tell(`${label} has ${block.text}`, { label });
      }
    },
  },
  {
    ...MODE,
    id: "profile.index",
    level: "derived",
    sentence: "NTARF is the index that the profile of the day has at DATE.",
    source: `${SOURCE}, §6.2.3.20 p26`,
    check(frame, _line, tell) {
      const [tariff, indexes] = [frame.value("NTARF"), inForce(frame, indexOf)];
      if (tariff === null || !indexes || indexes.includes(tariff)) return;
      tell(`NTARF ${tariff} at ${frame.date?.text}, the profile says ${indexes[1]}`, {
        label: "NTARF",
        known: 24,
      });
    },
  },
  {
    ...MODE,
    id: "profile.contact",
    level: "derived",
    sentence: "The dry contact is as the profile of the day has it at DATE.",
    source: `${SOURCE}, §6.2.3.14 p24`,
    check(frame, _line, tell) {
      const [open, contacts] = [frame.status("contact"), inForce(frame, contactOf)];
      if (open === null || !contacts || contacts.includes(open) || contacts.includes("tempo")) {
        return;
      }
      tell(
        `the contact is ${open ? "open" : "closed"} at ${frame.date?.text}, not by the profile`,
        {
          label: "STGE",
          known: 24,
        },
      );
    },
  },
  {
    ...MODE,
    id: "day.next",
    level: "derived",
    sentence: "NJOURF changes to what NJOURF+1 was, at midnight.",
    source: "54E §6.2.3.21 p27",
    check(frame, { before }, tell) {
      const [now, then] = [frame.text("NJOURF"), before?.text("NJOURF")];
      const [date, announced] = [frame.date, before?.text("NJOURF+1")];
      if (!now || !then || now === then || !date || !announced) return;
      const midnight = timeOfDay(date.local) < MINUTE;
      if (midnight && now === announced) return;
      tell(`NJOURF turns from ${then} to ${now} at ${date.text}, NJOURF+1 was ${announced}`, {
        label: "NJOURF",
      });
    },
  },
  {
    ...MODE,
    id: "message.once",
    level: "spec",
    sentence: "MSG2 is sent in one frame only.",
    source: "54E §6.2.3.17 p26",
    check(frame, { before }, tell) {
      const message = frame.text("MSG2");
      if (message === null || message !== before?.text("MSG2")) return;
      tell(`MSG2 ${JSON.stringify(message)} is sent again`, { label: "MSG2" });
    },
  },
];
