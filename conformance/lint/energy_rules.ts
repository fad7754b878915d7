/**
 * Rules about the energy indexes, in both modes.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { HOUR, SECOND } from "./clock.ts";
import type { Frame } from "./frame.ts";
import type { Line } from "./line.ts";

const STANDARD = { mode: "standard" } as const;

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => prefix + String(i + 1).padStart(2, "0"));
}

const SUPPLIER = numbered("EASF", 10);
const GRID = numbered("EASD", 4);
const QUADRANTS = ["ERQ1", "ERQ2", "ERQ3", "ERQ4"];

/** Index of each tariff period of historique mode (54E §6.1 p15-16). */
const PERIODS: Readonly<Record<string, string>> = {
  "TH..": "BASE",
  "HC..": "HCHC",
  "HP..": "HCHP",
  "HN..": "EJPHN",
  "PM..": "EJPHPM",
  HCJB: "BBRHCJB",
  HPJB: "BBRHPJB",
  HCJW: "BBRHCJW",
  HPJW: "BBRHPJW",
  HCJR: "BBRHCJR",
  HPJR: "BBRHPJR",
};
const HISTORIQUE = Object.values(PERIODS);

const INDEXES = {
  historique: HISTORIQUE,
  standard: ["EAST", ...SUPPLIER, ...GRID, "EAIT", ...QUADRANTS],
} as const;

/** What a full index does is not documented: from here on it may begin again. */
const NEARLY_FULL = 990_000_000;
const NEARLY_EMPTY = 10_000_000;

/** More than a phase of any meter lets pass: 90 A at 275 V, VA. */
const MOST_POWER = 25_000;

/** Growth of an index between two frames, Wh; null if one does not say it, or it began again. */
function growth(frame: Frame, from: Frame | null, label: string): number | null {
  const [now, then] = [frame.value(label), from?.value(label) ?? null];
  if (now === null || then === null) return null;
  return then > NEARLY_FULL && now < NEARLY_EMPTY ? null : now - then;
}

function sumOf(frame: Frame, labels: readonly string[]): number | null {
  let sum = 0;
  for (const label of labels) {
    const value = frame.value(label);
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** Tells which indexes grew that were not in force, now or in the frame before. */
function idle(
  frame: Frame,
  { before }: Line,
  options: { labels: readonly string[]; inForce: (frame: Frame) => string | undefined },
): string[] {
  if (!before) return [];
  const inForce = [options.inForce(frame), options.inForce(before)];
  if (inForce.includes(undefined)) return [];
  return options.labels.filter((label) =>
    !inForce.includes(label) && (growth(frame, before, label) ?? 0) > 0
  );
}

/** Longest time between a frame and the one that it is compared with, ms; null if nothing tells it. */
function longest(frame: Frame, line: Line): { from: Frame; time: number } | null {
  const [date, then] = [frame.date, line.earlier?.date];
  if (line.earlier && date && then) {
    const time = date.instant - then.instant;
    return time < 0 ? null : { from: line.earlier, time: time + 4 * SECOND };
  }
  // Groups are as old as a frame at the most, here as there.
  return line.before ? { from: line.before, time: 2 * line.sinceBefore.most } : null;
}

/** The rules. */
export const ENERGY_RULES: readonly FrameRule[] = [
  {
    ...STANDARD,
    id: "energy.supplier",
    level: "derived",
    sentence: "EAST is the sum of EASF01 to EASF10.",
    source: "reference §7.3",
    check(frame, _line, tell) {
      const [total, sum] = [frame.value("EAST"), sumOf(frame, SUPPLIER)];
      if (total === null || sum === null || total === sum) return;
      tell(`EAST ${total} Wh, EASF01 to EASF10 sum up to ${sum} Wh`, { label: "EAST" });
    },
  },
  {
    ...STANDARD,
    id: "energy.grid",
    level: "derived",
    sentence: "EAST is the sum of EASD01 to EASD04.",
    source: "reference §7.3",
    check(frame, _line, tell) {
      const [total, sum] = [frame.value("EAST"), sumOf(frame, GRID)];
      if (total === null || sum === null || total === sum) return;
      const known = Math.abs(total - sum) === 1 ? { known: 11 } : {};
      tell(`EAST ${total} Wh, EASD01 to EASD04 sum up to ${sum} Wh`, { label: "EASD01", ...known });
    },
  },
  {
    id: "energy.back",
    level: "derived",
    sentence: "An index does not go back.",
    source: "reference §10.1",
    check(frame, { earlier }, tell) {
      for (const label of INDEXES[frame.meter.mode]) {
        const grown = growth(frame, earlier, label);
        if (grown === null || grown >= 0) continue;
        tell(`${label} goes back by ${-grown} Wh`, { label });
      }
    },
  },
  {
    id: "energy.rate",
    level: "derived",
    sentence: "An index does not grow by more than the meter lets pass in the time.",
    source: "54E §2.2 p5",
    check(frame, line, tell) {
      const span = longest(frame, line);
      if (!span) return;
      const most = Math.ceil(MOST_POWER * (frame.meter.phases ?? 3) * span.time / HOUR) + 1;
      for (const label of INDEXES[frame.meter.mode]) {
        const grown = growth(frame, span.from, label);
        if (grown === null || grown <= most) continue;
        const time = (span.time / SECOND).toFixed(1);
        tell(`${label} grows by ${grown} Wh in at most ${time} s`, { label });
      }
    },
  },
  {
    id: "energy.tariff",
    level: "derived",
    sentence: "Only the supplier index in force grows: of NTARF, or of PTEC.",
    source: "54E §6.1 p15-16, §6.2.3.20 p26",
    check(frame, line, tell) {
      const standard = frame.meter.mode === "standard";
      const labels = standard ? SUPPLIER : HISTORIQUE;
      const inForce = (each: Frame) =>
        standard ? SUPPLIER[(each.value("NTARF") ?? 0) - 1] : PERIODS[each.text("PTEC") ?? ""];
      for (const label of idle(frame, line, { labels, inForce })) {
        tell(`${label} grows and is not in force`, { label });
      }
    },
  },
  {
    ...STANDARD,
    id: "energy.grid.tariff",
    level: "derived",
    sentence: "Only the grid operator's index of STGE bits 14-15 grows.",
    source: "54E §6.2.3.14 p25",
    check(frame, line, tell) {
      const inForce = (each: Frame) => GRID[each.status("gridIndex") ?? GRID.length];
      for (const label of idle(frame, line, { labels: GRID, inForce })) {
        tell(`${label} grows and is not in force`, { label });
      }
    },
  },
];
