/**
 * The files of the page, part of the program: they need no permission to read, and no other host.
 *
 * @module
 */
import uplotScript from "uplot/dist/uPlot.iife.min.js" with { type: "text" };
import uplotStyle from "uplot/dist/uPlot.min.css" with { type: "text" };
import app from "./browser/app.js" with { type: "text" };
import cards from "./browser/cards.js" with { type: "text" };
import cardsStyle from "./browser/cards.css" with { type: "text" };
import dom from "./browser/dom.js" with { type: "text" };
import format from "./browser/format.js" with { type: "text" };
import icon from "./browser/icon.svg" with { type: "text" };
import index from "./browser/index.html" with { type: "text" };
import line from "./browser/line.js" with { type: "text" };
import plot from "./browser/plot.js" with { type: "text" };
import plotOptions from "./browser/plot_options.js" with { type: "text" };
import sinks from "./browser/sinks.js" with { type: "text" };
import style from "./browser/style.css" with { type: "text" };
import table from "./browser/table.js" with { type: "text" };
import tableStyle from "./browser/table.css" with { type: "text" };
import words from "./browser/words.js" with { type: "text" };

const HTML = "text/html; charset=utf-8";
const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";

/** Type and text of each file by its path. */
export const FILES: Readonly<Record<string, { type: string; text: string }>> = {
  "/": { type: HTML, text: index },
  "/app.js": { type: SCRIPT, text: app },
  "/cards.js": { type: SCRIPT, text: cards },
  "/dom.js": { type: SCRIPT, text: dom },
  "/format.js": { type: SCRIPT, text: format },
  "/line.js": { type: SCRIPT, text: line },
  "/plot.js": { type: SCRIPT, text: plot },
  "/plot_options.js": { type: SCRIPT, text: plotOptions },
  "/sinks.js": { type: SCRIPT, text: sinks },
  "/table.js": { type: SCRIPT, text: table },
  "/words.js": { type: SCRIPT, text: words },
  "/uplot.js": { type: SCRIPT, text: `${uplotScript}\nexport default uPlot;\n` },
  "/style.css": { type: STYLE, text: style },
  "/cards.css": { type: STYLE, text: cardsStyle },
  "/table.css": { type: STYLE, text: tableStyle },
  "/uplot.css": { type: STYLE, text: uplotStyle },
  "/icon.svg": { type: "image/svg+xml", text: icon },
};
