/**
 * A scenario as a picture: power, indexes and events over time.
 *
 * @module
 */
import { niceAbove, timeAxis, valueAxis } from "./picture/axes.ts";
import {
  ENERGY,
  escape,
  EVENT_TOP,
  LEFT,
  POWER,
  RED,
  RIGHT,
  round,
  ROW,
  type Scale,
  scale,
  text,
  WIDTH,
} from "./picture/canvas.ts";
import { layOut, mark } from "./picture/events.ts";
import { type Sample, sampleScenario, stretches } from "./picture/samples.ts";
import type { Scenario } from "./scenario.ts";

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
  const { samples, events } = sampleScenario(scenario);
  const end = samples.at(-1)!.instant;
  const x = scale(scenario.start, end, LEFT, WIDTH - RIGHT);
  const rows = layOut(events, x);
  const height = EVENT_TOP + Math.max(1, rows.length) * ROW + 24;
  const body = [
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#ffffff"/>`,
    text(LEFT, 32, scenario.title, { size: 18, weight: 600 }),
    text(LEFT, 54, firstSentence(scenario.about), { fill: "#52606d" }),
    ...bands(samples, x),
    ...timeAxis(scenario.start, end, x, EVENT_TOP - 24),
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
    ...valueAxis(low, high, y, (value) => `${value / 1_000} kVA`),
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
    ...valueAxis(0, high, y, (value) => `${value / unit.factor} ${unit.name}`),
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

function firstSentence(words: string): string {
  const line = words.trim().replace(/\s+/g, " ");
  return line.length <= 130 ? line : `${line.slice(0, 129)}…`;
}
