/**
 * Points of InfluxDB as lines of text.
 *
 * @module
 */
import type { FieldValue, Point } from "./line_protocol.ts";

/** What a name cannot hold: no escape of it is understood by all. */
// deno-lint-ignore no-control-regex
const NO_NAME = /[\x00-\x1f\x7f-\x9f\\"]|[\ud800-\udfff]/gu;
// deno-lint-ignore no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/g;

/**
 * Writes points as lines; a point without a field that can be written is left out.
 *
 * Whatever stands in a name or a text stays in it: control characters become pictures (`␊`) in texts and
 * `_` in names, since VictoriaMetrics ends a line even within quotes.
 *
 * @example
 * ```ts
 * import { writeLines } from "./point_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const point = {
 *   measurement: "tic",
 *   tags: { meter: "021861348497", label: "PTEC" },
 *   fields: { text: 'HP"\n', lost: 0n },
 *   at: 1_768_384_800_000_000_000n,
 * };
 * assertEquals(
 *   writeLines([point]),
 *   'tic,meter=021861348497,label=PTEC text="HP\\"␊",lost=0i 1768384800000000000\n',
 * );
 * ```
 */
export function writeLines(points: readonly Point[]): string {
  let text = "";
  for (const { measurement, tags, fields, at } of points) {
    let line = name(measurement, /[, ]/g).replace(/^#/, "_");
    for (const [key, value] of Object.entries(tags)) {
      if (value !== "") line += `,${name(key)}=${name(value)}`;
    }
    const written = Object.entries(fields).flatMap(([key, value]) => {
      const said = fieldText(value);
      return said === null ? [] : [`${name(key)}=${said}`];
    });
    if (written.length === 0) continue;
    text += `${line} ${written.join(",")}${at === undefined ? "" : ` ${at}`}\n`;
  }
  return text;
}

function name(text: string, special = /[,= ]/g): string {
  return text.replace(NO_NAME, "_").replace(special, "\\$&");
}

function fieldText(value: FieldValue): string | null {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? String(value) : null;
    case "bigint":
      return `${value}i`;
    case "boolean":
      return String(value);
    case "string": {
      const legible = value.toWellFormed().replace(CONTROL, picture);
      return `"${legible.replace(/["\\]/g, "\\$&")}"`;
    }
  }
}

/** The picture of a control character: U+2400 and its code, that of DEL is U+2421. */
function picture(control: string): string {
  return String.fromCharCode(control === "\x7f" ? 0x2421 : 0x2400 + control.charCodeAt(0));
}
