/**
 * The page: hears the events of its server, and shows them.
 *
 * @module
 */
import { showAge, showCards } from "./cards.js";
import { byId } from "./dom.js";
import { showLine, showStatus } from "./line.js";
import { Plot } from "./plot.js";
import { showSinks } from "./sinks.js";
import { showReadings } from "./table.js";
import { speak } from "./words.js";

/** Where the browser gives up by itself, it is tried again so often, ms. */
const AGAIN = 5000;

speak();
byId("frame-card").open = matchMedia("(min-width: 60rem)").matches;
const plot = new Plot();
/** Whether the server answers, its clock less ours, when the last frame and the line were heard. */
const known = { connected: undefined, ahead: 0, frame: null, heard: null, line: null, sinks: [] };

connect();
setInterval(tick, 1000);

function connect() {
  const source = new EventSource("/api/events");
  source.addEventListener("open", () => {
    known.connected = true;
    plot.reload();
  });
  source.addEventListener("now", ({ data }) => {
    const now = JSON.parse(data);
    known.ahead = now.clock - Date.now();
    known.frame = now.heard;
    showCards(now);
    showReadings(now);
    plot.push(now);
    tick();
  });
  source.addEventListener("line", ({ data }) => {
    const { clock, heard, line, sinks } = JSON.parse(data);
    known.ahead = clock - Date.now();
    known.heard = heard;
    known.line = line;
    known.sinks = sinks;
    tick();
  });
  source.addEventListener("error", () => {
    known.connected = false;
    tick();
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN);
  });
}

/** Shows what changes by time alone. */
function tick() {
  // Groups are heard before the end of their frame.
  const last = Math.max(known.frame ?? 0, known.heard ?? 0);
  const age = last === 0 ? null : Math.max(0, Date.now() + known.ahead - last);
  const state = showStatus({ connected: known.connected, age });
  showAge(known.frame, state === "stale" || state === "lost");
  showLine(known.line, age);
  showSinks(known.sinks, Date.now() + known.ahead);
  byId("main").setAttribute("aria-busy", String(state === "connecting"));
}
