/**
 * Our own tables.
 *
 * @module
 */
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import { type Cell, type RowLayout, sqlTime } from "./row_layout.ts";

/**
 * Times are DATETIME in UTC: a TIMESTAMP ends in 2038, and is shown in the time of whoever looks, in which
 * an hour of October is there twice. The key of the readings is the way in which plots ask for them.
 */
const TABLES = [
  `CREATE TABLE IF NOT EXISTS tic_frame (
  meter VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL COMMENT 'ADCO or ADSC, empty where unknown',
  at DATETIME(3) NOT NULL COMMENT 'UTC: when its last byte was heard',
  seq BIGINT UNSIGNED NOT NULL COMMENT 'counts the readings of the gateway',
  mode VARCHAR(10) CHARACTER SET ascii NOT NULL,
  kind VARCHAR(10) CHARACTER SET ascii NOT NULL,
  complete BOOLEAN NOT NULL COMMENT 'every group good',
  lost INT UNSIGNED NOT NULL COMMENT 'groups that were lost',
  events VARCHAR(100) CHARACTER SET ascii NOT NULL COMMENT 'what happened with it',
  PRIMARY KEY (meter, at, seq)
)`,
  `CREATE TABLE IF NOT EXISTS tic_reading (
  meter VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  label VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at DATETIME(3) NOT NULL COMMENT 'UTC: that of its frame',
  seq BIGINT UNSIGNED NOT NULL,
  place SMALLINT UNSIGNED NOT NULL COMMENT 'in the frame, from 0',
  value DOUBLE NULL COMMENT 'where it is a number',
  unit VARCHAR(8) CHARACTER SET ascii NULL,
  text VARCHAR(2000) CHARACTER SET utf8mb4 NULL COMMENT 'where it is none; a register is JSON',
  raw VARCHAR(256) CHARACTER SET utf8mb4 NOT NULL COMMENT 'data as on the wire',
  own_at DATETIME(3) NULL COMMENT 'UTC: instant of its horodate',
  degraded BOOLEAN NULL COMMENT 'that clock was not in order',
  PRIMARY KEY (meter, label, at, seq, place)
)`,
];

const VIEWS = [
  `CREATE OR REPLACE VIEW tic_power AS
SELECT meter, at, value AS va FROM tic_reading WHERE label IN ('PAPP', 'SINSTS')`,
  `CREATE OR REPLACE VIEW tic_energy AS
SELECT meter, label, at, value / 1000 AS kwh FROM tic_reading WHERE unit = 'Wh'`,
  `CREATE OR REPLACE VIEW tic_now AS
SELECT r.meter, r.label, r.at, r.value, r.unit, r.text, r.own_at FROM tic_reading r
JOIN (SELECT meter, label, MAX(at) AS at FROM tic_reading GROUP BY meter, label) newest
USING (meter, label, at)`,
];

const FRAME = ["meter", "at", "seq", "mode", "kind", "complete", "lost", "events"];
const READING = [
  ...["meter", "at", "seq", "place", "label", "value", "unit", "text", "raw", "own_at", "degraded"],
];

/**
 * A row a frame and a row a group, all labels, which are there once however often they are delivered.
 *
 * @example
 * ```ts
 * import { TICLAB_ROWS } from "./ticlab_rows.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const [, readings] = TICLAB_ROWS.rows([{
 *   seq: 7,
 *   at: 1_768_384_800_000,
 *   meter: "021861348497",
 *   mode: "historique",
 *   kind: "long",
 *   complete: true,
 *   lost: 0,
 *   events: [],
 *   readings: [{ label: "PAPP", raw: "01940", value: 1940, unit: "VA" }],
 * }], new Set());
 * assertEquals(readings?.rows[0]?.slice(0, 9), [
 *   ...["021861348497", "2026-01-14 10:00:00.000", 7, 0, "PAPP", 1940, "VA", null, "01940"],
 * ]);
 * ```
 */
export const TICLAB_ROWS: RowLayout = {
  id: "ticlab",
  about: "ours: tic_frame, a row a frame, and tic_reading, a row a group, in UTC",
  tables: TABLES,
  views: VIEWS,
  rows: (readings) => [
    { table: "tic_frame", columns: FRAME, rows: readings.map(frameRow), again: "same" },
    { table: "tic_reading", columns: READING, rows: readings.flatMap(readingRows), again: "same" },
  ],
};

function frameRow(reading: FrameReading): Cell[] {
  const { meter, at, seq, mode, kind, complete, lost, events } = reading;
  return [meter ?? "", sqlTime(at), seq, mode, kind, Number(complete), lost, events.join(" ")];
}

function readingRows({ meter, at, seq, readings }: FrameReading): Cell[][] {
  const frame = [meter ?? "", sqlTime(at), seq];
  return readings.map((reading, place) => [...frame, place, ...groupCells(reading)]);
}

function groupCells({ label, value, unit, raw, at, clock }: LabelReading): Cell[] {
  return [
    label,
    typeof value === "number" ? value : null,
    unit,
    textOf(value),
    raw,
    at === undefined ? null : sqlTime(Date.parse(at)),
    clock === undefined ? null : Number(clock === "degraded"),
  ];
}

function textOf(value: unknown): string | null {
  if (typeof value === "number" || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}
