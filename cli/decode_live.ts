/**
 * The readings of a line as a table: redrawn in place on a terminal, else printed once at the end.
 *
 * @module
 */
import { TicDecoder } from "../decoder/decoder.ts";
import type { TicEvent } from "../decoder/events.ts";
import { LineQuality } from "../decoder/quality.ts";
import type { Source } from "../decoder/source.ts";
import { readingsTable, type TableState } from "./decode_table.ts";
import { tell, type View } from "./decode_view.ts";
import { language } from "./language.ts";
import { Readings } from "./readings.ts";
import { palette, Screen, terminalSize } from "./screen.ts";
import { writeOut } from "./stdout.ts";

/** How often the table is redrawn, ms. */
const REDRAW = 200;
/** How long a notice stays once the line is read again, ms. */
const NOTICE = 5_000;
/** Without a valid group for so long, a live line is said to be silent, ms (54E §9.3 p36). */
const SILENT = 10_000;

/** Shows the readings of a source as a table. */
export function tableView(source: Source, options: { strict: boolean }): View {
  const decoder = new TicDecoder();
  const quality = new LineQuality();
  const readings = new Readings({ ...options, language: language() });
  const paint = palette(Deno.stdout);
  const screen = Deno.stdout.isTerminal() ? new Screen(Deno.stdout) : undefined;
  let heard = performance.now();
  let notice: { text: string; at: number } | undefined;

  const take = (events: TicEvent[]) => {
    const now = performance.now();
    for (const event of events) {
      quality.push(event);
      readings.push(event, now);
      if (event.event === "group") heard = now;
    }
  };
  const state = (): TableState => {
    const now = performance.now();
    const silent = now - heard;
    if (notice && heard > notice.at + NOTICE) notice = undefined;
    const speed = source.baudRate === undefined ? "" : ` at ${source.baudRate} baud`;
    return {
      header: [...readings.header(), source.description + speed],
      notice: [
        ...(notice ? [notice.text] : []),
        ...(source.live && silent > SILENT
          ? [`no valid group for ${Math.floor(silent / 1000)} s`]
          : []),
      ].join("; "),
      rows: readings.rows(source.live ? now : undefined),
      quality,
      paint,
    };
  };
  const draw = () => {
    const { columns, rows } = terminalSize();
    screen?.draw(readingsTable(state(), { columns, height: rows - 1 }));
  };
  const timer = screen && setInterval(draw, REDRAW);

  return {
    push: (bytes) => take(decoder.push(bytes)),
    end() {
      clearInterval(timer);
      take(decoder.end());
      screen?.draw([]);
      screen?.close();
      const lines = readingsTable(state(), { columns: terminalSize().columns });
      writeOut(new TextEncoder().encode(lines.map((line) => `${line}\n`).join("")));
    },
    notice(text) {
      notice = { text, at: performance.now() };
      if (!screen) tell(text);
    },
    signals: ["SIGINT", "SIGTERM"],
    quality,
  };
}
