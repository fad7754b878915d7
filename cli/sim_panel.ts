/**
 * The live panel of `ticlab sim`, drawn from what is known at a moment.
 *
 * @module
 */
import type { LineFrame } from "../sim/frames.ts";
import type { Outlet } from "../sim/outlet.ts";
import { formatTimestamp } from "../tic/timestamp.ts";
import type { Group, TicMode } from "../tic/types.ts";
import { asTyped } from "./as_typed.ts";
import type { Palette } from "./screen.ts";

/** What the panel shows. */
export interface SimView {
  mode: TicMode;
  baudRate: number;
  speed: number;
  /** The frame on the line. */
  frame: LineFrame;
  /** The one before it: what has changed since stands out. */
  before: LineFrame | undefined;
  outlets: readonly Pick<Outlet, "url" | "path" | "status">[];
  /** Title of the scenario, where there is one. */
  title?: string;
  /** What has happened last, in words. */
  event?: string;
}

/** A piece of a line and its colour. */
type Span = string | readonly [text: string, ink: (text: string) => string];

/** Characters of label and data from which a group takes a line of its own. */
const WIDE = 30;
/** Between two columns. */
const GAP = 3;

/** Draws the panel, a string a line, none wider than the columns. */
export function simPanel(view: SimView, columns: number, paint: Palette): string[] {
  const lines = [
    heading(view, paint),
    ...(view.title === undefined ? [] : [[[view.title, paint.bold]] as Span[]]),
    [],
    ...meter(view, columns, paint),
    ...(view.event === undefined ? [] : [["Event    ", [view.event, paint.yellow]] as Span[]]),
    [],
    ...outlets(view, paint),
    [],
    ...lastFrame(view, columns, paint),
  ];
  return lines.map((spans) => fit(spans, columns));
}

/** A meter as its users call it. */
export function modelName(model: string): string {
  return model === "linky" ? "Linky" : model.toUpperCase();
}

/** How to read the line of some outlets, a string a line. */
export function readingHints(outlets: readonly Pick<Outlet, "url" | "path">[]): string[] {
  const port = outlets.find(({ url }) => /^(pty|socat):/.test(url))?.path;
  if (port !== undefined) {
    return [
      `Read it with: ticlab decode ${port}`,
      "One reader at a time can hold the port; for more: ticlab tee --help",
    ].map((hint) => asTyped(hint));
  }
  const server = outlets.find(({ url }) => url.startsWith("tcp:"))?.url;
  if (server !== undefined) return [asTyped(`Read it with: ticlab decode ${server}`)];
  const broker = outlets.find(({ url }) => url.startsWith("mqtt:"))?.url;
  const [, host, number] = /^mqtt:\/\/([^/]*):(\d+)\//.exec(broker ?? "") ?? [];
  return host ? [`Listen with: mosquitto_sub -h ${host} -p ${number} -t '#' -v`] : [];
}

function heading({ mode, baudRate, speed, frame }: SimView, paint: Palette): Span[] {
  const pace = speed === Infinity ? "as fast as possible" : speed === 1 ? "real time" : `${speed}×`;
  return [
    ["ticlab sim", paint.bold],
    `  ${
      modelName(frame.state.model)
    } ${frame.state.serialNumber}  ${mode}, ${baudRate} baud, ${pace}  `,
    ["Ctrl-C stops", paint.dim],
  ];
}

function meter({ frame: { state } }: SimView, columns: number, paint: Palette): Span[][] {
  const { tariff, contract, power, apparent, injected, voltage, current } = state;
  const over = apparent > power;
  const given = injected > 0 ? `, ${count(injected)} VA given` : "";
  const width = Math.max(10, Math.min(40, columns - 55));
  const full = Math.min(width, Math.round(apparent / power * width));
  const ink = over ? paint.red : paint.green;
  const indexes = [...new Set(contract.day.map((switching) => switching.tariff))]
    .sort((a, b) => a.index - b.index)
    .flatMap((each): Span[] => {
      const text = `${each.period} ${count(state.supplierIndexes[each.index - 1]!)} Wh`;
      return ["   ", each === tariff ? [text, paint.bold] : [text, paint.dim]];
    });
  return [
    ["Clock    ", clock(state.instant)],
    ["Power    ", ["█".repeat(full), ink], ["░".repeat(width - full), paint.dim], "  ", [
      `${count(apparent)} VA`,
      over ? paint.red : paint.bold,
    ], ` of ${count(power)} VA, ${Math.round(current)} A, ${Math.round(voltage)} V${given}`],
    ["Tariff   ", [tariff.name.trim().replace(/ +/g, " "), paint.bold], `   index ${tariff.index}`],
    ["Energy   ", `${count(state.energy)} Wh`, ...indexes],
  ];
}

function outlets({ outlets, baudRate }: SimView, paint: Palette): Span[][] {
  const width = Math.max(...outlets.map(({ url }) => url.length));
  const rows = outlets.map(({ url, status }): Span[] => {
    const { readers, readerSpeed, bytes, lost } = status();
    const wrong = readerSpeed !== null && readerSpeed !== baudRate;
    const ears: Span = readers === null
      ? ""
      : readers === 0
      ? ["nobody reads", paint.yellow]
      : readerSpeed === null
      ? [readers === 1 ? "1 reader" : `${readers} readers`, paint.green]
      : wrong
      ? [`reader at ${readerSpeed} baud: ${baudRate} is right`, paint.red]
      : [`reader at ${readerSpeed} baud`, paint.green];
    const much = `${count(bytes)} bytes`;
    return [
      url.padEnd(width),
      "  ",
      ears,
      readers === null ? much : `, ${much}`,
      lost > 0 ? [`, ${count(lost)} lost (too slow)`, paint.red] : "",
    ];
  });
  return [...rows, ...readingHints(outlets).map((hint): Span[] => [[hint, paint.cyan]])];
}

/** The groups in columns read downwards, the wide ones below them; what has changed stands out. */
function lastFrame({ frame, before }: SimView, columns: number, paint: Palette): Span[][] {
  const { groups, bytes, number } = frame;
  const old = new Map((before ?? frame).groups.map((group) => [group.label, data(group)]));
  const text = (group: Group): Span =>
    old.get(group.label) === data(group) ? data(group) : [data(group), paint.bold];
  const wide = groups.filter((group) => group.label.length + data(group).length >= WIDE);
  const table = inColumns(groups.filter((group) => !wide.includes(group)), columns);
  const rows = table[0]!.groups.map((_, row) =>
    table.flatMap(({ groups, labels, width }): Span[] => {
      const group = groups[row];
      if (!group) return [];
      const pad = " ".repeat(width - labels - data(group).length);
      return [[group.label.padEnd(labels), paint.dim], text(group), pad];
    })
  );
  return [
    [
      ["Frame ", paint.bold],
      `${count(number + 1)}: ${groups.length} groups, ${bytes.length} bytes`,
    ],
    ...rows,
    ...wide.map((group): Span[] => [[`${group.label} `, paint.dim], text(group)]),
  ];
}

/** A column of groups: width of its labels, and of the whole. */
interface Column {
  groups: readonly Group[];
  labels: number;
  width: number;
}

/** The groups in as many columns as find room, each as wide as it must be. */
function inColumns(groups: readonly Group[], room: number): Column[] {
  let best: Column[] = [];
  for (let across = 1; across <= groups.length; across++) {
    const down = Math.ceil(groups.length / across);
    const columns = Array.from({ length: across }, (_, i) => groups.slice(i * down, (i + 1) * down))
      .filter((column) => column.length > 0)
      .map((column): Column => {
        const labels = Math.max(...column.map(({ label }) => label.length)) + 1;
        const values = Math.max(...column.map((group) => data(group).length));
        return { groups: column, labels, width: labels + values + GAP };
      });
    const total = columns.reduce((sum, { width }) => sum + width, -GAP);
    if (across > 1 && total > room) break;
    best = columns;
  }
  return best;
}

function data({ timestamp, value }: Group): string {
  return timestamp === undefined ? value : `${timestamp} ${value}`.trimEnd();
}

/** Local date and time of the meter, in the digits of its horodate. */
function clock(instant: number): string {
  const [, season, y, mo, d, h, mi, s] = /^(.)(..)(..)(..)(..)(..)(..)$/.exec(
    formatTimestamp(instant, { degraded: false }),
  )!;
  return `20${y}-${mo}-${d} ${h}:${mi}:${s} ${season === "H" ? "winter" : "summer"} time`;
}

function count(n: number): string {
  return n.toLocaleString("en");
}

/** Paints a line, cut where the columns end. */
function fit(spans: readonly Span[], columns: number): string {
  let room = columns;
  let painted = "";
  for (const span of spans) {
    const [text, ink] = typeof span === "string" ? [span, String] : span;
    if (text.length > room) return painted + ink(cut(text, room));
    room -= text.length;
    if (text !== "") painted += ink(text);
  }
  return painted;
}

function cut(text: string, room: number): string {
  if (text.trim() === "" || room === 0) return text.slice(0, room);
  return `${text.slice(0, room - 1)}…`;
}
