/**
 * The table of readings that `ticlab decode` shows, as lines of text.
 *
 * @module
 */
import type { LineQuality } from "../decoder/quality.ts";
import type { Palette } from "./screen.ts";

/** One reading, in words. */
export interface Row {
  label: string;
  /** A quantity in digits, or the data as sent. */
  value: string;
  /** Unit of a quantity; undefined where the value is none. */
  unit: string | undefined;
  /** What it is and what the value says, in plain words. */
  meaning: string;
  /** Whether the meaning says all that the value does, so that a long value may be cut. */
  explained: boolean;
  /** Why the group is suspect, in words; undefined where it is not. */
  suspect: string | undefined;
  /** Seconds since it was heard; undefined where the source is a recording. */
  age: number | undefined;
}

/** What the table shows. */
export interface TableState {
  /** Facts about the line, most important first. */
  header: readonly string[];
  /** What just happened to the line, where that is worth saying; else empty. */
  notice: string;
  /** Readings in the order of the frame. */
  rows: readonly Row[];
  quality: LineQuality;
  paint: Palette;
}

/** From this width on, readings stand in two columns. */
const TWO_UP = 140;
const GAP = "  ";
/** Longest value on one line; the others are wrapped or cut. */
const VALUE = 17;
const AGE = 4;

/**
 * Draws lines of at most `columns` characters, 60 at least (colours apart): facts about the line,
 * the readings, and how well the line is read. What does not fit in `height` lines is counted.
 */
export function readingsTable(
  state: TableState,
  options: { columns: number; height?: number },
): string[] {
  const columns = Math.max(60, options.columns);
  const { header, notice, rows, quality, paint } = state;
  const above = [
    ...joined(header, columns).map(paint.bold),
    ...wrap(notice, columns).map(paint.yellow),
    "",
  ];
  const below = ["", ...joined(qualityFacts(quality), columns)];
  const room = Math.max(1, (options.height ?? Infinity) - above.length - below.length);
  const lines = drawRows(rows, { columns, room, paint });
  return [...above, ...lines, ...below];
}

/** Draws the rows; where they are too high, more and more briefly. */
function drawRows(
  rows: readonly Row[],
  { columns, room, paint }: { columns: number; room: number; paint: Palette },
): string[] {
  const two = columns >= TWO_UP;
  const width = two ? Math.floor((columns - 2 * GAP.length) / 2) : columns;
  const draw = (some: readonly Row[], oneLine: boolean) => {
    const layout = measure(some, width);
    const cells = some.map((row) => drawRow(row, { ...layout, oneLine }, paint));
    return (two ? beside(cells, width) : cells.flat()).map((cell) => cell.text);
  };
  let lines = draw(rows, false);
  if (lines.length > room) lines = draw(withoutZeros(rows), false);
  if (lines.length > room) lines = draw(withoutZeros(rows), true);
  if (lines.length > room) {
    const hidden = lines.splice(room - 1).length;
    lines.push(paint.dim(`  … ${hidden} more lines in a taller or wider window`));
  }
  return lines;
}

/** Puts numbered labels that are all zero in one row: `EASF03…10`. */
function withoutZeros(rows: readonly Row[]): Row[] {
  const shown: Row[] = [];
  let before = "";
  for (const row of rows) {
    const zero = row.value === "0" && row.suspect === undefined;
    const stem = zero && /\d$/.test(row.label) ? row.label.replace(/\d+$/, "") : "";
    const last = shown.at(-1);
    if (last && stem !== "" && stem === before) {
      const label = `${last.label.replace(/…\d+$/, "")}…${row.label.slice(stem.length)}`;
      shown[shown.length - 1] = { ...last, label, meaning: last.meaning.replace(/ \d+$/, "") };
    } else shown.push(row);
    before = stem;
  }
  return shown;
}

/** Widths of the columns. */
interface Layout {
  label: number;
  value: number;
  unit: number;
  meaning: number;
  age: number;
  /** Whether each row has one line, cut at its end. */
  oneLine: boolean;
}

/** A drawn line, and its width without colours. */
interface Cell {
  text: string;
  width: number;
}

function measure(rows: readonly Row[], width: number): Omit<Layout, "oneLine"> {
  const longest = (length: (row: Row) => number) => Math.max(0, ...rows.map(length));
  const label = longest((row) => row.label.length);
  const unit = longest((row) => row.unit?.length ?? 0);
  const value = Math.min(
    VALUE,
    longest((row) => row.value.length + (row.unit === undefined ? 0 : 1 + unit)),
  );
  const age = rows.some((row) => row.age !== undefined) ? AGE + GAP.length : 0;
  return { label, unit, value, age, meaning: width - 2 - label - value - 2 * GAP.length - age };
}

function drawRow(row: Row, layout: Layout, paint: Palette): Cell[] {
  const suspect = row.suspect !== undefined;
  const tint = suspect ? paint.yellow : (text: string) => text;
  const values = valueLines(row, layout);
  const text = suspect ? `suspect: ${row.suspect}` : row.meaning;
  const meanings = layout.oneLine ? [cut(text, layout.meaning)] : wrap(text, layout.meaning);
  return Array.from({ length: Math.max(values.length, meanings.length) }, (_, i) => {
    const label = (i === 0 ? row.label : "").padEnd(layout.label);
    const value = (values[i] ?? "").padEnd(layout.value);
    const mark = suspect && i === 0 ? "? " : "  ";
    const meaning = meanings[i] ?? "";
    const left = [mark, tint(paint.bold(label)), GAP, tint(value), GAP, tint(meaning)].join("");
    const width = 2 + layout.label + layout.value + 2 * GAP.length + meaning.length;
    if (i > 0 || row.age === undefined) return { text: left.trimEnd(), width };
    const age = " ".repeat(layout.meaning - meaning.length) + ageText(row.age).padStart(layout.age);
    return { text: left + paint.dim(age), width: width + age.length };
  });
}

function valueLines(row: Row, { value: width, unit, oneLine }: Layout): string[] {
  if (row.unit !== undefined) {
    return [`${row.value} ${row.unit.padEnd(unit)}`.padStart(width)];
  }
  return oneLine || row.explained ? [cut(row.value, width)] : wrap(row.value, width);
}

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

/** Sets rows in two columns of about the same height; a row is never torn. */
function beside(rows: readonly Cell[][], width: number): Cell[] {
  const height = rows.flat().length;
  const left: Cell[] = [];
  let at = 0;
  while (left.length < height / 2) left.push(...rows[at++]!);
  const right = rows.slice(at).flat();
  return left.map((cell, i) => {
    const other = right[i];
    if (!other) return cell;
    const space = " ".repeat(width - cell.width) + GAP + GAP;
    return { text: cell.text + space + other.text, width: width + 2 * GAP.length + other.width };
  });
}

/** Breaks text at its spaces into lines of at most `width` characters; a longer word is torn. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(/ +/).filter((word) => word !== "")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "";
    }
    for (; word.length > width; word = word.slice(width)) lines.push(word.slice(0, width));
    line += line === "" ? word : ` ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}

function ageText(seconds: number): string {
  if (seconds < 100) return `${Math.floor(seconds)} s`;
  if (seconds < 6000) return `${Math.floor(seconds / 60)} m`;
  return `${Math.min(999, Math.floor(seconds / 3600))} h`;
}

/** Sets facts beside each other, as many as fit on a line. */
function joined(facts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length > 0 ? `${lines.at(-1)} · ${fact}` : fact;
    if (lines.length > 0 && longer.length <= columns) lines[lines.length - 1] = longer;
    else lines.push(...wrap(fact, columns));
  }
  return lines;
}

function qualityFacts(quality: LineQuality): string[] {
  const { frames, completeFrames, groups, suspects, errors } = quality;
  const lost = [...errors].map(([kind, count]) => `${count} ${kind}`).join(", ");
  return [
    `frames ${frames} (${completeFrames} complete)`,
    `groups ok ${groups - suspects}`,
    ...(suspects > 0 ? [`suspect ${suspects}`] : []),
    `errors ${lost === "" ? "none" : lost}`,
  ];
}
