/**
 * How a gateway does: a few lines redrawn on a terminal, or a line on standard error where something
 * happens.
 *
 * @module
 */
import type { LineState } from "../decoder/sinks/line_state.ts";
import type { PumpState } from "../decoder/sinks/pump.ts";
import { tell } from "./decode_view.ts";
import { palette, Screen, terminalSize } from "./screen.ts";

/** How many notices are shown on a terminal. */
const NOTICES = 3;

/** Shows how a gateway does, on standard error: standard output may be a sink. */
export class GatewayStatus {
  readonly #screen = Deno.stderr.isTerminal() ? new Screen(Deno.stderr) : undefined;
  readonly #paint = palette(Deno.stderr);
  #notices: string[] = [];

  /** Tells what happened. */
  notice(text: string): void {
    if (this.#screen === undefined) return tell(text);
    this.#notices = [...this.#notices, text].slice(-NOTICES);
  }

  /** Redraws the lines on a terminal. */
  draw(line: LineState, sinks: readonly PumpState[]): void {
    if (this.#screen === undefined) return;
    const { columns } = terminalSize();
    const cut = (text: string) => text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
    this.#screen.draw([
      this.#paint.bold(cut(lineText(line))),
      ...sinks.map((sink) => {
        const text = cut(sinkText(sink, line.at));
        return sink.trouble ? this.#paint.yellow(text) : text;
      }),
      ...this.#notices.flatMap((text) => wrapped(text, columns)).map(this.#paint.dim),
    ]);
  }

  /** Leaves the lines standing. */
  close(): void {
    this.#screen?.close();
  }
}

/** Breaks a sentence at its spaces; what to do stands at its end. */
function wrapped(text: string, columns: number): string[] {
  return text.match(new RegExp(`.{1,${columns - 1}}(?:\\s|$)|\\S+`, "g")) ?? [];
}

/** The line in words: `standard mode · linky · /dev/ttyUSB0 at 9600 baud · frames 1 842 (1 840 complete)`. */
function lineText(line: LineState): string {
  const lost = Object.entries(line.errors).map(([kind, count]) => `${count} ${kind}`).join(", ");
  return [
    line.mode === null ? "no valid group yet" : `${line.mode} mode`,
    ...(line.meter === null ? [] : [line.meter]),
    line.source + (line.baudRate === undefined ? "" : ` at ${line.baudRate} baud`),
    `frames ${line.frames} (${line.completeFrames} complete)`,
    `errors ${lost === "" ? "none" : lost}`,
  ].join(" · ");
}

/** A sink in words: `mqtt://…: 1842 delivered, 12 wait; down for 32 s: connection refused`. */
function sinkText(sink: PumpState, now: number): string {
  const counts = [
    `${sink.delivered} delivered`,
    ...(sink.waiting > 0 ? [`${sink.waiting} wait`] : []),
    ...(sink.refused > 0 ? [`${sink.refused} refused`] : []),
    ...(sink.lost > 0 ? [`${sink.lost} lost`] : []),
  ].join(", ");
  if (!sink.trouble) return `${sink.url}: ${counts}`;
  const { since, why, denied } = sink.trouble;
  const seconds = Math.max(0, Math.round((now - since) / 1000));
  return `${sink.url}: ${counts}; ${denied ? "denied" : "down"} for ${seconds} s: ${why}`;
}
