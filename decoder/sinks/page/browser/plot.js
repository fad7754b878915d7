/**
 * The curve of the last hours: the mean of each step as a line, from its least to its most as a band.
 *
 * @module
 */
// @ts-types="npm:uplot@1.6.32"
import uPlot from "./uplot.js";
import { byId, make, setText } from "./dom.js";
import { clock, quantity } from "./format.js";
import { plotOptions } from "./plot_options.js";
import { LANG, SAY } from "./words.js";

const DAY = 86_400_000;
/** Units that are worth a curve. */
const DRAWN = /^(?:k?VA|k?W|A|V)$/;

/** Draws one label, and the power injected beside the power drawn. */
export class Plot {
  #box = byId("plot");
  #what = byId("what");
  #hours = 6;
  #label = null;
  #injected = null;
  #unit = "";
  #step = 10_000;
  /** Steps in order: `{at, mean, min, max, count, injected}`. */
  #points = [];
  #uplot = null;
  /** Counts the times that the history was asked for; whether an answer is due. */
  #turn = 0;
  #loading = false;
  /** Frame of the last point. */
  #seq = null;

  constructor() {
    for (const button of byId("ranges").children) {
      button.addEventListener("click", () => this.#setHours(button));
    }
    this.#what.addEventListener("change", () => {
      this.#label = this.#what.value;
      this.reload();
    });
    this.#box.addEventListener("keydown", (event) => this.#key(event));
    this.#box.addEventListener("blur", () => this.#letGo());
    new ResizeObserver(() => this.#resize()).observe(this.#box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.#uplot?.redraw(false, true);
    });
    setText(byId("readout"), SAY.noHistory);
  }

  /** Takes an answer of `/api/now`: the newest point. */
  push(now) {
    const curves = now.history.filter(({ unit }) => DRAWN.test(unit));
    this.#offer(curves, now);
    const value = now.readings.find(({ label }) => label === this.#label)?.value;
    const heard = curves.some(({ label }) => label === this.#label);
    if (!heard || typeof value !== "number") return;
    if (this.#uplot === null && !this.#loading) this.reload();
    if (now.seq === this.#seq) return;
    this.#seq = now.seq;
    const at = Math.floor(now.heard / this.#step) * this.#step;
    const injected = this.#injected ? now.production?.value ?? null : null;
    const last = this.#points.at(-1);
    if (last?.at === at) {
      last.mean += (value - last.mean) / ++last.count;
      last.min = Math.min(last.min, value);
      last.max = Math.max(last.max, value);
      last.injected = injected;
    } else if (!last || at > last.at) {
      this.#points.push({ at, mean: value, min: value, max: value, count: 1, injected });
      while (this.#points[0].at < at - DAY) this.#points.shift();
    }
    this.#draw();
  }

  /** Asks for the history anew: another label, or what was missed while the server was away. */
  async reload() {
    if (this.#label === null) return;
    const turn = ++this.#turn;
    this.#loading = true;
    const [main, beside] = await Promise.all([
      history(this.#label),
      this.#injected ? history(this.#injected) : null,
    ]);
    if (turn !== this.#turn) return; // Another one was asked for meanwhile.
    this.#loading = false;
    if (main === null) return;
    const injected = new Map(beside?.points.map(({ at, mean }) => [at, mean]));
    this.#unit = main.unit;
    this.#step = main.step;
    this.#points = main.points.map((point) => ({
      ...point,
      count: 1,
      injected: injected.get(point.at) ?? null,
    }));
    this.#uplot?.destroy();
    this.#uplot = null;
    this.#draw();
  }

  /** Offers the labels that have a history, the power first. */
  #offer(curves, { power, production, readings }) {
    const names = curves.map(({ label }) => label).join(" ");
    if (this.#what.dataset.names !== names) {
      this.#what.dataset.names = names;
      this.#what.replaceChildren(...curves.map(({ label }) => {
        const meaning = readings.find((one) => one.label === label)?.meaning?.[LANG];
        const option = make("option", "", meaning ? `${label} · ${meaning}` : label);
        option.value = label;
        return option;
      }));
    }
    const there = (label) => curves.some((one) => one.label === label);
    if (this.#label === null || !there(this.#label)) {
      this.#label = power && there(power.label) ? power.label : curves[0]?.label ?? null;
      if (this.#label !== null) this.reload();
    }
    this.#what.value = this.#label ?? "";
    this.#what.hidden = curves.length < 2;
    const injected = production && this.#label === power?.label ? production.label : null;
    if (injected !== this.#injected) {
      this.#injected = injected;
      this.reload();
    }
  }

  #setHours(button) {
    this.#hours = Number(button.dataset.hours);
    for (const one of byId("ranges").children) {
      one.setAttribute("aria-pressed", String(one === button));
    }
    this.#draw();
  }

  #draw() {
    if (this.#points.length === 0) return;
    const seen = this.#seen();
    const data = columns(seen, this.#step);
    if (this.#uplot) this.#uplot.setData(data);
    else {this.#uplot = new uPlot(
        plotOptions(this.#box, { unit: this.#unit, tell: (u) => this.#tell(u) }),
        data,
        this.#box,
      );}
    this.#box.setAttribute("aria-label", this.#summary());
    if (this.#uplot.cursor.idx == null) setText(byId("readout"), this.#summary());
  }

  /** The points of the hours that are shown. */
  #seen() {
    const from = this.#points.at(-1).at - this.#hours * 3_600_000;
    return this.#points.filter(({ at }) => at >= from);
  }

  #summary() {
    const seen = this.#seen();
    const said = (value) => quantity(value, this.#unit);
    return SAY.summary(
      this.#label,
      said(Math.min(...seen.map(({ min }) => min))),
      said(seen.reduce((sum, { mean }) => sum + mean, 0) / seen.length),
      said(Math.max(...seen.map(({ max }) => max))),
    );
  }

  /** The arrows move from point to point, Home and End to the first and the last. */
  #key(event) {
    const u = this.#uplot;
    const moves = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
    if (u === null || !Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    // Who moves by keys is told where; who does not is not told each frame.
    byId("readout").setAttribute("aria-live", "polite");
    const last = u.data[0].length - 1;
    let i = u.cursor.idx ?? (event.key === "ArrowRight" ? -1 : last + 1);
    const move = moves[event.key];
    do i = Math.max(0, Math.min(last, i + move)); while (
      u.data[3][i] === null && i > 0 && i < last
    );
    u.setCursor({ left: u.valToPos(u.data[0][i], "x"), top: u.bbox.height / devicePixelRatio / 2 });
  }

  #letGo() {
    byId("readout").removeAttribute("aria-live");
    this.#uplot?.setCursor({ left: -10, top: -10 });
  }

  #tell(u) {
    const i = u.cursor.idx;
    const mean = i == null ? null : u.data[3][i];
    if (mean == null) return setText(byId("readout"), this.#summary());
    const said = (value) => quantity(value, this.#unit);
    const injected = u.data[4][i];
    setText(
      byId("readout"),
      SAY.at(clock(u.data[0][i] * 1000), said(mean), said(u.data[2][i]), said(u.data[1][i])) +
        (injected === null ? "" : ` · ↑ ${said(injected)}`),
    );
  }

  #resize() {
    const width = this.#box.clientWidth;
    if (width > 0) this.#uplot?.setSize({ width, height: this.#box.clientHeight });
  }
}

async function history(label) {
  try {
    const answer = await fetch(`/api/history?label=${encodeURIComponent(label)}`);
    return answer.ok ? await answer.json() : null;
  } catch {
    return null; // The events tell that the server is away.
  }
}

/** Columns of uPlot: time, most, least, mean, injected; a hole where the meter was not heard. */
function columns(points, step) {
  const gaps = points.slice(1).map(({ at }, i) => at - points[i].at).sort((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? step;
  const rows = [];
  for (const [i, { at, max, min, mean, injected }] of points.entries()) {
    const before = points[i - 1]?.at ?? at;
    if (at - before > 3 * usual) rows.push([(before + step) / 1000, null, null, null, null]);
    rows.push([at / 1000, max, min, mean, injected]);
  }
  return [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column]));
}
