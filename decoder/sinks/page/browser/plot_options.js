/**
 * How uPlot draws the curve: axes, colours of the style sheet, and ranges.
 *
 * @module
 */
import { minute, quantity } from "./format.js";

/** The curve is at least so wide, s, so that a page just opened shows something. */
const LEAST_WIDTH = 300;

/**
 * Options for columns of time, most, least, mean and injected.
 *
 * @param {HTMLElement} box Where it is drawn; its size, and the colours of its style.
 * @param {{unit: string, tell: (u: any) => void}} how `tell` is called as the cursor moves.
 */
export function plotOptions(box, { unit, tell }) {
  const colour = (name) => () => getComputedStyle(box).getPropertyValue(name);
  const axis = {
    stroke: colour("--soft"),
    font: "12px system-ui, sans-serif",
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const still = { points: { show: false } };
  return {
    width: box.clientWidth,
    height: box.clientHeight,
    padding: [14, 14, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 8 } },
    scales: {
      x: { time: true, range: ({ data: [at] }) => xRange(at) },
      y: { range: (_, least, most) => yRange(least, most, unit) },
    },
    axes: [
      { ...axis, size: 30, space: 70, values: (_, at) => at.map((s) => minute(s * 1000)) },
      {
        ...axis,
        size: (_, labels) => 14 + 7 * Math.max(4, ...(labels ?? []).map(({ length }) => length)),
        values: (_, values) => values.map((value) => quantity(value, unit)),
      },
    ],
    series: [
      {},
      { ...still, stroke: "transparent" },
      { ...still, stroke: "transparent" },
      {
        points: { show: lonely },
        stroke: colour("--power"),
        fill: colour("--power-fill"),
        width: 2,
      },
      { ...still, stroke: colour("--good"), width: 2, dash: [6, 4] },
    ],
    bands: [{ series: [1, 2], fill: colour("--power-band") }],
    hooks: { setCursor: [tell] },
  };
}

/** A point without neighbours has no line. */
function lonely(u) {
  return u.data[3].length < 3;
}

/** From the first to the last point; what uPlot proposes for a single one is a day. */
function xRange(at) {
  const to = at.at(-1);
  return [Math.min(at[0], to - LEAST_WIDTH), to];
}

/** From zero, except for volts, whose changes would not be seen. */
function yRange(least, most, unit) {
  if (least === null) return [0, 100];
  if (unit !== "V") return [0, Math.max(most * 1.1, unit === "VA" || unit === "W" ? 100 : 5)];
  return [Math.floor(least - 2), Math.ceil(most + 2)];
}
