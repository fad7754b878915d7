/**
 * Bugs in clocks and dates.
 *
 * @module
 */
import type { NaiveGroup } from "../naive_values.ts";
import type { NaiveInstant } from "../clock_words.ts";
import type { Mutant } from "./mutant.ts";

/** A bug in the instant that a horodate stands for. */
function mistakes(
  mutant: Omit<Mutant, "wrong">,
  mistake: (
    horodate: string,
    read: (horodate: string) => NaiveInstant | null,
  ) => NaiveInstant | null,
): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override instant(horodate: string) {
          return mistake(horodate, (text) => super.instant(text));
        }
      },
  };
}

/** See the module. */
export const TIME_MUTANTS: readonly Mutant[] = [
  mistakes({
    name: "local-time-as-utc",
    bug: "The local time of a horodate is said as UTC.",
    seen: ["fmartinou/teleinfo2mqtt", "edgd1er"],
  }, (horodate, read) => {
    const instant = read(horodate);
    return instant && { ...instant, at: instant.at.replace(/\+.*/, "Z") };
  }),
  mistakes({
    name: "season-ignored",
    bug: "The season letter is ignored: all horodates are winter time.",
    seen: ["hallard/LibTeleinfo"],
  }, (horodate, read) => {
    const instant = read(horodate);
    return instant && { ...instant, at: instant.at.replace(/\+.*/, "+01:00") };
  }),
  mistakes({
    name: "season-by-calendar",
    bug:
      "Summer and winter are told by the date, so the hour that October repeats is read twice alike.",
    seen: ["domoticz/domoticz#586", "edgd1er"],
  }, (horodate, read) => {
    const instant = read(horodate);
    const legal = read(` ${horodate.slice(1)}`);
    return instant && legal && { ...instant, at: legal.at };
  }),
  mistakes(
    {
      name: "season-letters-swapped",
      bug: "H is read as summer (heure d'été), E as winter.",
      seen: [],
    },
    (horodate, read) =>
      read(
        horodate.replace(/^./, (letter) => ({ H: "E", E: "H", h: "e", e: "h" })[letter] ?? letter),
      ),
  ),
  mistakes({
    name: "degraded-clock-not-told",
    bug: "A lower-case season letter, of a clock that ran out, is told as a clock in order.",
    seen: [],
  }, (horodate, read) => {
    const instant = read(horodate);
    return instant && { ...instant, clock: "ok" };
  }),
  mistakes({
    name: "day-and-year-swapped",
    bug: "The date of a horodate is read as day, month, year.",
    seen: [],
  }, (horodate, read) => read(horodate.replace(/^(.)(..)(..)(..)/, "$1$4$3$2"))),
  mistakes({
    name: "seconds-dropped",
    bug: "The seconds of a horodate are left out.",
    seen: [],
  }, (horodate, read) => read(`${horodate.slice(0, 11)}00`)),
  {
    name: "lower-case-season-refused",
    bug: "Groups whose season letter is in lower case are refused (a clock that ran out).",
    seen: ["fmartinou/teleinfo2mqtt", "arendst/Tasmota#18077"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if (!/^[he]/.test(group.timestamp ?? "")) super.onGroup(group);
        }
      },
  },
  {
    name: "blank-season-refused",
    bug: "Groups whose season is SP are refused (DPM1, FPM1).",
    seen: ["fmartinou/teleinfo2mqtt#47", "hallard/LibTeleinfo", "tms0"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if (!group.timestamp?.startsWith(" ")) super.onGroup(group);
        }
      },
  },
  {
    name: "older-date-month-first",
    bug: "Dates of older meters are read as month, day, year.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override olderDate(value: string) {
          return super.olderDate(value.replace(/^(..)\/(..)\//, "$2/$1/"));
        }
      },
  },
];
