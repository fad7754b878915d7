/**
 * The table `frame` of edgd1er/teleinfo.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import { type Cell, type RowLayout, type Rows, sqlTime } from "./row_layout.ts";

/** Its types; a voltage is wider than there, where one beyond 255 V stops everything. */
const TYPES: readonly [type: string, columns: string][] = [
  ["bigint unsigned", "ADSC"],
  ["tinyint unsigned", "VTIC"],
  ["varchar(13)", "DATE"],
  ["varchar(16)", "NGTF LTARF"],
  ["varchar(9)", "EAST EASF01 EASF02 EASF03 EASF04 EASF05 EASF06 EASF07 EASF08 EASF09 EASF10"],
  ["varchar(9)", "EASD01 EASD02 EASD03 EASD04"],
  ["smallint unsigned", "IRMS1 IRMS2 IRMS3 URMS1 URMS2 URMS3"],
  ["tinyint unsigned", "PREF PCOUP"],
  ["smallint unsigned", "SINSTS SINSTS1 SINSTS2 SINSTS3 SMAXSN SMAXSN1 SMAXSN2 SMAXSN3"],
  ["smallint unsigned", "SMAXSNMIN1 CCASN CCASNMIN1 UMOY1 UMOY2 UMOY3"],
  ["varchar(8)", "STGE"],
  ["varchar(32)", "MSG1"],
  ["varchar(14)", "PRM"],
  ["tinyint unsigned", "RELAIS NTARF NJOURF NJOURFPLUS1"],
  ["varchar(98)", "PJOURFPLUS1"],
];

const COLUMNS = TYPES.flatMap(([type, columns]) =>
  columns.split(" ").map((column) => `  \`${column}\` ${type} NULL,\n`)
);

/**
 * A row a frame, `TIME` its key, a column a label; a label without a column is left out.
 *
 * TIME is the true instant, so that both hours of an October night are there. A second frame of one
 * second takes the place of the first, where the original tries to write it for ever.
 *
 * @example
 * ```ts
 * import { FRAME_ROWS } from "./frame_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = FRAME_ROWS.rows([{
 *   seq: 7,
 *   at: 1_768_384_800_600,
 *   meter: "021861348497",
 *   mode: "standard",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [
 *     { label: "SMAXSN-1", raw: "05706", value: 5706, unit: "VA" },
 *     { label: "MSG2", raw: "", value: "", unit: null },
 *   ],
 * }], new Set(["TIME", "SMAXSNMIN1"]));
 * assertEquals(rows, [{
 *   table: "frame",
 *   columns: ["TIME", "SMAXSNMIN1"],
 *   rows: [["2026-01-14 10:00:00", "05706"]],
 *   again: "replace",
 * }]);
 * ```
 */
export const FRAME_ROWS: RowLayout = {
  id: "edgd1er",
  about: "edgd1er/teleinfo: table frame, a row a frame, TIME its key",
  tables: [
    "CREATE TABLE IF NOT EXISTS `frame` (\n" + COLUMNS.join("") +
    "  `TIME` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,\n  PRIMARY KEY (`TIME`)\n)",
  ],
  views: [],
  asks: "frame",
  rows(readings, columns) {
    const rows: (Rows & { rows: Cell[][] })[] = [];
    for (const reading of readings) {
      const cells = cellsOf(reading, columns);
      if (cells.size === 0) continue;
      const names = ["TIME", ...cells.keys()];
      const row = [timeOf(reading), ...cells.values()];
      const last = rows.at(-1);
      if (last?.columns.join() === names.join()) last.rows.push(row);
      else rows.push({ table: "frame", columns: names, rows: [row], again: "replace" });
    }
    return rows;
  },
};

/** Instant of its DATE, to the second; when it was heard where it has none, or a clock out of order. */
function timeOf({ at, readings }: FrameReading): string {
  const date = readings.find(({ label, clock }) => label === "DATE" && clock === "ok");
  const instant = date?.at === undefined ? at : Date.parse(date.at);
  return sqlTime(instant).slice(0, "2026-01-14 10:00:00".length);
}

/** Cells by column; an empty one is left out, since a number cannot be empty. */
function cellsOf({ readings }: FrameReading, columns: ReadonlySet<string>): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const reading of readings) {
    const column = reading.label.replaceAll("+", "PLUS").replaceAll("-", "MIN");
    const text = textOf(reading);
    if (columns.has(column) && column !== "TIME" && text !== "") cells.set(column, text);
  }
  return cells;
}

/** Text as edgd1er has it: of horodates that of DATE alone. */
function textOf({ label, raw, timestamp }: LabelReading): string {
  return label === "DATE" ? timestamp ?? "" : raw.replace(/ +/g, " ").trim();
}
