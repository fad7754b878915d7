/**
 * Server-Sent Events to every page that is open.
 *
 * @module
 */

/** Pages that may be open at once; each costs a socket. */
const PAGES = 64;
/** Events that wait for a page that does not read; it is let go then, and comes back by itself. */
const WAITING = 16;
/** A comment now and then shows either side that the other one is gone, ms. */
const PING = 15_000;
const TEXT = new TextEncoder();

/**
 * Sends events to the pages that are open.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { eventText, LiveEvents } from "./live_events.ts";
 *
 * const events = new LiveEvents();
 * const page = events.open([eventText("now", { power: 360 })]);
 * events.close();
 * const text = await new Response(page).text();
 * assertEquals(text, 'retry: 2000\n\nevent: now\ndata: {"power":360}\n\n');
 * ```
 */
export class LiveEvents {
  readonly #pages = new Set<ReadableStreamDefaultController<Uint8Array>>();
  #ping: ReturnType<typeof setInterval> | undefined;

  /** Whether a page is open. */
  get heard(): boolean {
    return this.#pages.size > 0;
  }

  /** Opens a stream that begins with these events; undefined where too many are open. */
  open(first: readonly string[]): ReadableStream<Uint8Array> | undefined {
    if (this.#pages.size === PAGES) return undefined;
    let page: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream({
      start: (controller) => {
        page = controller;
        this.#pages.add(page);
        this.#ping ??= setInterval(() => this.#write(TEXT.encode(": still here\n\n")), PING);
        page.enqueue(TEXT.encode(`retry: 2000\n\n${first.join("")}`));
      },
      cancel: () => this.#drop(page),
    }, { highWaterMark: WAITING });
  }

  /** Sends an event, made by {@linkcode eventText}, to every page. */
  send(text: string): void {
    this.#write(TEXT.encode(text));
  }

  /** Ends every stream. */
  close(): void {
    for (const page of [...this.#pages]) {
      this.#drop(page);
      page.close();
    }
  }

  #write(bytes: Uint8Array): void {
    for (const page of [...this.#pages]) {
      if ((page.desiredSize ?? 0) > 0) page.enqueue(bytes);
      else {
        this.#drop(page);
        page.close();
      }
    }
  }

  #drop(page: ReadableStreamDefaultController<Uint8Array>): void {
    this.#pages.delete(page);
    if (this.#pages.size > 0) return;
    clearInterval(this.#ping);
    this.#ping = undefined;
  }
}

/** Text of an event: its name, and its data as JSON on one line. */
export function eventText(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
