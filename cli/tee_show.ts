/**
 * What `ticlab tee` shows while it shares a line.
 *
 * @module
 */
import type { Outlet } from "../sim/outlet.ts";
import { palette, Screen, terminalSize } from "./screen.ts";

/** How often the panel is drawn, ms. */
const REDRAW = 200;
/** How many notices stand on the panel. */
const NOTICES = 3;

/** What there is to show at a moment. */
export interface TeeState {
  /** How much was heard, and how good it is. */
  summary: string;
  outlets: readonly Outlet[];
  /** The recording as the user would call it. */
  recording: string | undefined;
}

/** A panel on a terminal, else plain lines, on standard error. */
export class TeeShow {
  readonly #state: () => TeeState;
  readonly #screen = Deno.stderr.isTerminal() ? new Screen(Deno.stderr) : undefined;
  readonly #timer: ReturnType<typeof setInterval> | undefined;
  readonly #notices: string[] = [];

  constructor(state: () => TeeState) {
    this.#state = state;
    if (!this.#screen) return;
    this.#draw();
    this.#timer = setInterval(() => this.#draw(), REDRAW);
  }

  /** Tells something. */
  say(text: string): void {
    if (!this.#screen) return sayTee(text);
    this.#notices.push(text);
    if (this.#notices.length > NOTICES) this.#notices.shift();
  }

  /** Leaves the last panel standing, or says in a line what there was. */
  end(): void {
    clearInterval(this.#timer);
    if (!this.#screen) return sayTee(this.#state().summary);
    this.#draw();
    this.#screen.close();
  }

  #draw(): void {
    const { bold, dim, yellow } = palette(Deno.stderr);
    const { summary, outlets, recording } = this.#state();
    const { columns } = terminalSize();
    const cut = (text: string) => text.slice(0, columns - 1);
    this.#screen?.draw([
      bold(cut(summary)),
      ...outlets.map((outlet) => cut(`  ${outlet.url}  ${readersText(outlet)}`)),
      ...(recording === undefined ? [] : [cut(`  ${recording}`)]),
      ...this.#notices.map((text) => yellow(cut(text))),
      dim(cut("Ctrl-C ends it")),
    ]);
  }
}

/** Tells something in a line of its own. */
export function sayTee(text: string): void {
  console.error(`ticlab tee: ${text}`);
}

/** `1 reader at 9600 baud, 12 bytes lost`. */
function readersText(outlet: Outlet): string {
  const { readers, readerSpeed, lost } = outlet.status();
  const count = readers === null
    ? []
    : [`${readers === 0 ? "no" : readers} ${readers === 1 ? "reader" : "readers"}`];
  const speed = readerSpeed === null ? "" : ` at ${readerSpeed} baud`;
  return [...count.map((text) => text + speed), ...(lost > 0 ? [`${lost} bytes lost`] : [])]
    .join(", ");
}
