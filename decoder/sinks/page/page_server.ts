/**
 * The page over HTTP: its files, the JSON behind it, and events.
 *
 * @module
 */
import { nearest } from "../../nearest.ts";
import type { FrameReading } from "../../dialects/frame_reading.ts";
import type { LineState } from "../line_state.ts";
import type { PumpState } from "../pump.ts";
import { Board } from "./board.ts";
import { STEP } from "./history.ts";
import { eventText, LiveEvents } from "./live_events.ts";
import { FILES } from "./page_files.ts";
import { HEADERS, isOurHost } from "./page_guard.ts";
import type { PageLine, PageSink } from "./page_now.ts";

/** Frames of a fast replay are shown at most so often, ms. */
const SHOWN_EVERY = 200;
const DAY = 86_400_000;
const JSON_TYPE = "application/json; charset=utf-8";

/** Answers the browsers. */
export class PageServer {
  readonly #board = new Board();
  readonly #events = new LiveEvents();
  readonly #names: readonly string[];
  #line: LineState | null = null;
  #sinks: readonly PageSink[] = [];
  #heard: number | null = null;
  #shown = -Infinity;
  #later: ReturnType<typeof setTimeout> | undefined;
  readonly #routes: Readonly<Record<string, (query: URLSearchParams) => Response>> = {
    "/api/now": () => json(this.#board.now(Date.now())),
    "/api/line": () => json(this.#lineNow()),
    "/api/history": (query) => this.#history(query),
    "/api/events": () => this.#open(),
  };

  /** Serves under `localhost`, every address of this machine, and these names, in lower case. */
  constructor(names: readonly string[]) {
    this.#names = names;
  }

  /** Takes a frame, and shows it to the pages that are open. */
  take(frame: FrameReading): void {
    this.#board.take(frame);
    this.#heard = frame.at;
    if (!this.#events.heard || this.#later !== undefined) return;
    const wait = this.#shown + SHOWN_EVERY - Date.now();
    // A clock that was put back must not hold it for longer.
    if (wait <= 0 || wait > SHOWN_EVERY) this.#show();
    else this.#later = setTimeout(() => this.#show(), wait);
  }

  /** Takes how the line is read, and how the other sinks do. */
  line(state: LineState, sinks: readonly PumpState[]): void {
    if (state.groups > (this.#line?.groups ?? 0)) this.#heard = state.at;
    this.#line = state;
    this.#sinks = sinks.map(({ trouble = null, ...sink }) => ({ ...sink, trouble }));
    if (this.#events.heard) this.#events.send(eventText("line", this.#lineNow()));
  }

  /** Answers a request. */
  answer(request: Request): Response {
    if (!isOurHost(request.headers.get("host"), this.#names)) return wrongHost(request);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refusal(405, "Only GET and HEAD: this page changes nothing.", { allow: "GET, HEAD" });
    }
    const { pathname, searchParams } = new URL(request.url);
    const file = Object.hasOwn(FILES, pathname) ? FILES[pathname] : undefined;
    if (file) return reply(file.text, file.type);
    const route = Object.hasOwn(this.#routes, pathname) ? this.#routes[pathname] : undefined;
    if (route) return route(searchParams);
    const near = nearest(pathname, [...Object.keys(FILES), ...Object.keys(this.#routes)]);
    return refusal(404, `There is no such page.${near ? ` Did you mean ${near}?` : ""}`);
  }

  /** Ends the streams, so that the server can end. */
  close(): void {
    clearTimeout(this.#later);
    this.#events.close();
  }

  #show(): void {
    this.#later = undefined;
    this.#shown = Date.now();
    this.#events.send(eventText("now", this.#board.now(this.#shown)));
  }

  /** `heard`: when a good group was last heard, even one of a frame that was not passed on. */
  #lineNow(): PageLine {
    return { clock: Date.now(), heard: this.#heard, line: this.#line, sinks: this.#sinks };
  }

  #open(): Response {
    const stream = this.#events.open([
      eventText("now", this.#board.now(Date.now())),
      eventText("line", this.#lineNow()),
    ]);
    if (!stream) return refusal(503, "Too many pages are open. Close one, and load this again.");
    return reply(stream, "text/event-stream");
  }

  #history(query: URLSearchParams): Response {
    const known = this.#board.labels();
    const clock = Date.now();
    const label = query.get("label");
    if (label === null) return refusal(400, `Which label? ${labelList(known)}`);
    const asked = query.get("from");
    const from = asked === null ? clock - DAY : Number(asked);
    if (!Number.isFinite(from)) {
      return refusal(400, "from is an instant in milliseconds since 1970, such as 1768384800000.");
    }
    const points = this.#board.points(label, { from, to: clock });
    if (!points) {
      const near = nearest(label, known.map((one) => one.label));
      return refusal(404, `${near ? `Did you mean ${near}? ` : ""}${labelList(known)}`);
    }
    const unit = known.find((one) => one.label === label)!.unit;
    return json({ label, unit, step: STEP, clock, points });
  }
}

function labelList(labels: readonly { label: string }[]): string {
  if (labels.length === 0) return "No label has a history yet.";
  return `Labels with a history: ${labels.map(({ label }) => label).join(", ")}.`;
}

function reply(body: string | ReadableStream, type: string): Response {
  return new Response(body, {
    headers: { ...HEADERS, "content-type": type, "cache-control": "no-store" },
  });
}

function json(value: unknown): Response {
  return reply(JSON.stringify(value), JSON_TYPE);
}

function refusal(status: number, error: string, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { ...HEADERS, ...headers, "content-type": JSON_TYPE, "cache-control": "no-store" },
  });
}

function wrongHost(request: Request): Response {
  const host = request.headers.get("host") ?? "";
  const shown = /^[\w.:[\]-]{1,100}$/.test(host) ? host : "that name";
  return refusal(
    421,
    `This page does not go by ${shown}. Open it by its address, such as http://127.0.0.1:8080, ` +
      "or let it go by that name: --to http://…?name=NAME",
  );
}
