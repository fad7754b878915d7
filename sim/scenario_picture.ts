/**
 * A scenario as a picture: power, indexes and events over time.
 *
 * @module
 */
import { parisOffset } from "../tic/paris.ts";
import type { Scenario, TimelineEntry } from "./scenario.ts";
import { ScriptedMeter } from "./scripted_meter.ts";
import { describeAction } from "./describe_action.ts";

/** What is drawn of an instant. */
interface Sample {
  instant: number;
  /** VA drawn; negative: given. */
  power: number;
  /** Subscribed power, VA. */
  subscribed: number;
  /** What LTARF or NTARF tells; undefined without mains. */
  tariff: string | undefined;
  /** Energy of each index since the start, Wh. */
  energy: readonly number[];
}

/** Most samples of a picture; a longer scenario has them further apart. */
const SAMPLES = 720;
/** Most events of a picture. */
const EVENTS = 40;

const WIDTH = 960;
const LEFT = 64;
const RIGHT = 24;
const POWER = { top: 84, height: 200 };
const ENERGY = { top: 330, height: 120 };
const EVENT_TOP = 490;
const ROW = 18;

const INK = "#1f2933";
const GRID = "#e4e7eb";
const RED = "#c0392b";
/** Bands of tariffs, in the order in which they appear, where the name tells no colour. */
const BANDS = ["#e8f0e4", "#fdf1d8", "#e6e9f5", "#f6e5ef", "#e2f1f1"];
const COLOURS: readonly (readonly [RegExp, string])[] = [
  [/BLEU|JB/, "#d6e6f7"],
  [/BLANC|JW/, "#f4f4ef"],
  [/ROUGE|JR/, "#f8d9d6"],
];
const LINES = ["#2f6f4f", "#b7791f", "#3b5b9d", "#8e3b6f", "#2a7f86", "#c0392b"];

/**
 * Draws a scenario as SVG.
 *
 * @example
 * ```ts
 * import { readScenario, scenarioPicture } from "@ticlab/ticlab/sim";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const scenario = readScenario(
 *   `
 * title: An overload
 * about: The meter warns.
 * meter: { contract: base }
 * clock: { start: 2026-01-14T12:00:00 }
 * timeline: [{ at: +1 min, meter: { overload: { power: 8 kVA, for: 30 s } } }]
 * run: { for: 5 min }
 * `,
 *   { file: "overload.yaml" },
 * );
 * assertStringIncludes(scenarioPicture(scenario), "overload 8 kVA for 30 s");
 * ```
 */
export function scenarioPicture(scenario: Scenario): string {
  const { samples, events } = sample(scenario);
  const end = samples.at(-1)!.instant;
  const x = scale(scenario.start, end, LEFT, WIDTH - RIGHT);
  const rows = layOut(events, x);
  const height = EVENT_TOP + Math.max(1, rows.length) * ROW + 24;
  const body = [
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(LEFT, 32, scenario.title, { size: 18, weight: 600 }),
    text(LEFT, 54, firstSentence(scenario.about), { fill: "#52606d" }),
    ...bands(samples, x),
    ...axis(scenario.start, end, x, EVENT_TOP - 24),
    ...powerPanel(samples, x),
    ...energyPanel(samples, x),
    ...rows.flatMap((row, i) => row.flatMap((event) => mark(event, EVENT_TOP + i * ROW, x))),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" ` +
    `font-family="system-ui, sans-serif" font-size="12" role="img" ` +
    `aria-label="${escape(scenario.title)}">`,
    ...body,
    "</svg>",
    "",
  ].join("\n");
}

/** Plays the meter of a scenario without a line. */
function sample(scenario: Scenario): { samples: Sample[]; events: TimelineEntry[] } {
  const { start, duration = 60_000 } = scenario;
  const scripted = new ScriptedMeter(scenario);
  const step = Math.max(1_000, Math.ceil(duration / SAMPLES / 1_000) * 1_000);
  const first = scripted.meter.state().supplierIndexes;
  const samples: Sample[] = [];
  const events: TimelineEntry[] = [];
  for (let instant = start;; instant = Math.min(start + duration, instant + step)) {
    events.push(...scripted.advanceTo(instant));
    const state = scripted.meter.state();
    samples.push({
      instant,
      power: state.powered ? state.apparent - state.injected : 0,
      subscribed: state.power,
      tariff: state.powered ? state.tariff.name.trim().replace(/ +/g, " ") : undefined,
      energy: state.supplierIndexes.map((index, i) => Math.max(0, index - first[i]!)),
    });
    if (instant === start + duration) break;
  }
  return { samples, events: events.slice(0, EVENTS) };
}

type Scale = (value: number) => number;

function scale(from: number, to: number, low: number, high: number): Scale {
  const span = to - from || 1;
  return (value) => round(low + (value - from) / span * (high - low));
}

/** Stripes behind the power, one for each stretch of a tariff, with its name. */
function bands(samples: readonly Sample[], x: Scale): string[] {
  const names = [...new Set(samples.map(({ tariff }) => tariff))];
  const { top, height } = POWER;
  return stretches(samples, ({ tariff }) => tariff).flatMap(({ from, to, value }) => {
    const [left, right] = [x(from), x(to)];
    const fill = value === undefined
      ? "#f0f0f0"
      : COLOURS.find(([name]) => name.test(value))?.[1] ??
        BANDS[names.indexOf(value) % BANDS.length]!;
    const name = value ?? "no mains";
    const fits = right - left > name.length * 7;
    return [
      `<rect x="${left}" y="${top}" width="${
        round(right - left)
      }" height="${height}" fill="${fill}"/>`,
      ...(fits ? [text(left + 6, top + 16, name, { fill: "#52606d", size: 11 })] : []),
    ];
  });
}

/** Runs of samples with the same value. */
function stretches<T>(
  samples: readonly Sample[],
  of: (sample: Sample) => T,
): { from: number; to: number; value: T }[] {
  const runs: { from: number; to: number; value: T }[] = [];
  for (const each of samples) {
    const last = runs.at(-1);
    const value = of(each);
    if (last) last.to = each.instant;
    if (!last || last.value !== value) runs.push({ from: each.instant, to: each.instant, value });
  }
  return runs;
}

function powerPanel(samples: readonly Sample[], x: Scale): string[] {
  const { top, height } = POWER;
  const powers = samples.flatMap(({ power, subscribed }) => [power, subscribed]);
  const high = niceAbove(Math.max(...powers) * 1.05);
  const low = Math.min(...powers) < 0 ? -niceAbove(-Math.min(...powers) * 1.05) : 0;
  const y = scale(low, high, top + height, top);
  const line = steps(samples, x, ({ power }) => y(power));
  const limit = steps(samples, x, ({ subscribed }) => y(subscribed));
  const first = samples[0]!;
  return [
    ...yAxis(low, high, y, (value) => `${value / 1_000} kVA`),
    `<path d="${line}L${x(samples.at(-1)!.instant)} ${y(0)}L${x(first.instant)} ${
      y(0)
    }Z" fill="#2f6f4f" fill-opacity="0.15"/>`,
    `<path d="${line}" fill="none" stroke="#2f6f4f" stroke-width="1.8"/>`,
    `<path d="${limit}" fill="none" stroke="${RED}" stroke-width="1" stroke-dasharray="6 4"/>`,
    text(WIDTH - RIGHT - 4, y(samples.at(-1)!.subscribed) - 5, "subscribed", {
      fill: RED,
      size: 11,
      anchor: "end",
    }),
    text(LEFT, top - 8, "Apparent power", { weight: 600 }),
  ];
}

function energyPanel(samples: readonly Sample[], x: Scale): string[] {
  const { top, height } = ENERGY;
  const last = samples.at(-1)!.energy;
  const used = last.flatMap((energy, i) => energy > 0 ? [i] : []);
  const high = niceAbove(Math.max(1, ...last) * 1.1);
  const y = scale(0, high, top + height, top);
  const places = apart(used.map((i) => [i, y(last[i]!) - 5]));
  const unit = high >= 10_000 ? { factor: 1_000, name: "kWh" } : { factor: 1, name: "Wh" };
  return [
    text(LEFT, top - 8, "Energy by supplier index since the start", { weight: 600 }),
    ...yAxis(0, high, y, (value) => `${value / unit.factor} ${unit.name}`),
    ...used.flatMap((i) => {
      const colour = LINES[i % LINES.length]!;
      const place = places.get(i)!;
      return [
        `<path d="${
          steps(samples, x, ({ energy }) => y(energy[i]!))
        }" fill="none" stroke="${colour}" stroke-width="1.8"/>`,
        text(WIDTH - RIGHT - 4, place, `index ${i + 1}`, {
          fill: colour,
          size: 11,
          anchor: "end",
        }),
      ];
    }),
  ];
}

/** Heights of names, moved up so that none stands on another. */
function apart(names: [index: number, y: number][]): Map<number, number> {
  const places = new Map<number, number>();
  let below = Infinity;
  for (const [index, y] of names.toSorted(([, a], [, b]) => b - a)) {
    below = Math.min(y, below - 13);
    places.set(index, below);
  }
  return places;
}

/** A line that stays until the next sample. */
function steps(samples: readonly Sample[], x: Scale, y: (sample: Sample) => number): string {
  let path = "";
  let before: number | undefined;
  for (const each of samples) {
    const height = y(each);
    if (before === undefined) path += `M${x(each.instant)} ${height}`;
    else if (height !== before) path += `H${x(each.instant)}V${height}`;
    before = height;
  }
  return `${path}H${x(samples.at(-1)!.instant)}`;
}

function yAxis(low: number, high: number, y: Scale, name: (value: number) => string): string[] {
  const step = niceAbove((high - low) / 5);
  const lines: string[] = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    lines.push(
      `<path d="M${LEFT} ${y(value)}H${WIDTH - RIGHT}" stroke="${GRID}" stroke-width="1"/>`,
      text(LEFT - 8, y(value) + 4, name(value), { fill: "#52606d", size: 11, anchor: "end" }),
    );
  }
  return lines;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TICKS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 30, 61, 122].map((n) => n * DAY),
];

/** Times below the panels, as clocks in Paris show them. */
function axis(start: number, end: number, x: Scale, y: number): string[] {
  const step = TICKS.find((step) => (end - start) / step <= 8) ?? TICKS.at(-1)!;
  const lines: string[] = [];
  const offset = parisOffset(start) * MINUTE;
  for (let at = Math.ceil((start + offset) / step) * step - offset; at <= end; at += step) {
    lines.push(
      `<path d="M${x(at)} ${POWER.top}V${y - 14}" stroke="${GRID}" stroke-width="1"/>`,
      text(x(at), y, clockAt(at, step), { fill: "#52606d", size: 11, anchor: "middle" }),
    );
  }
  return lines;
}

function clockAt(instant: number, step: number): string {
  const local = new Date(instant + parisOffset(instant) * MINUTE).toISOString();
  return step >= DAY ? local.slice(5, 10) : local.slice(11, step >= MINUTE ? 16 : 19);
}

/** Events in as few rows as let all be read. */
function layOut(events: readonly TimelineEntry[], x: Scale): TimelineEntry[][] {
  const rows: TimelineEntry[][] = [];
  const ends: number[] = [];
  for (const event of events) {
    const [left, right] = extent(event, x);
    const row = ends.findIndex((end) => end <= left);
    const to = row < 0 ? rows.length : row;
    (rows[to] ??= []).push(event);
    ends[to] = right + 10;
  }
  return rows;
}

/** Where the words of an event stand: right of it, or left of it where it is late. */
function extent(event: TimelineEntry, x: Scale): [left: number, right: number] {
  const width = describeAction(event.action).length * 6.6 + 10;
  const at = x(event.at);
  return at + width > WIDTH - RIGHT ? [at - width, at] : [at, at + width];
}

function mark(event: TimelineEntry, y: number, x: Scale): string[] {
  const at = x(event.at);
  const [left] = extent(event, x);
  const colour = event.target === "fault" ? RED : event.target === "line" ? "#b7791f" : INK;
  return [
    `<path d="M${at} ${POWER.top}V${y}" stroke="${colour}" stroke-opacity="0.5" stroke-dasharray="2 3"/>`,
    `<circle cx="${at}" cy="${y}" r="3" fill="${colour}"/>`,
    text(left < at ? at - 8 : at + 8, y + 4, describeAction(event.action), {
      fill: colour,
      anchor: left < at ? "end" : "start",
    }),
  ];
}

/** 1, 2 or 5 times a power of ten, at least as much. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((n) => n * power >= value * 0.999)! * power;
}

function text(
  x: number,
  y: number,
  words: string,
  { fill = INK, size, weight, anchor }: {
    fill?: string;
    size?: number;
    weight?: number;
    anchor?: "start" | "middle" | "end";
  } = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}"` +
    (size === undefined ? "" : ` font-size="${size}"`) +
    (weight === undefined ? "" : ` font-weight="${weight}"`) +
    (anchor === undefined ? "" : ` text-anchor="${anchor}"`) +
    `>${escape(words)}</text>`;
}

function firstSentence(words: string): string {
  const line = words.trim().replace(/\s+/g, " ");
  return line.length <= 130 ? line : `${line.slice(0, 129)}…`;
}

function escape(words: string): string {
  return words.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
