/**
 * What a recorder hears on the line, in words for a person.
 *
 * @module
 */
import { TicDecoder } from "../decoder/decoder.ts";
import { LineQuality } from "../decoder/quality.ts";

const NUMBERS = ["ADCO", "ADSC", "ADS"];

/** Counts what a line says, and knows its meter. */
export class LineHeard {
  readonly #decoder = new TicDecoder({
    events: ["mode", "group", "frame", "error"],
  });
  readonly #quality = new LineQuality();
  #bytes = 0;
  #mode: string | undefined;
  #family: string | null = null;
  #number: string | undefined;

  /** Takes bytes as they arrive. */
  push(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    for (const event of this.#decoder.push(bytes)) {
      this.#quality.push(event);
      if (event.event === "mode") {
        [this.#mode, this.#family] = [event.mode, event.meter];
      }
      const named = event.event === "group" && event.grade === "ok" &&
        NUMBERS.includes(event.label);
      if (named) this.#number = event.value;
    }
  }

  /** Family of the meter, a word for the name of a file. */
  get kind(): string {
    return this.#family ?? this.#mode ?? "tic";
  }

  /** The meter, in a line; empty before its first frame is over. */
  get meter(): string {
    if (this.#quality.frames === 0 || this.#mode === undefined) return "";
    const words = this.#family === null ? [this.#mode, "meter"] : [this.#family, this.#mode];
    return [...words, ...(this.#number === undefined ? [] : [this.#number])].join(" ");
  }

  /** How much there is, and how good it is. */
  summary(ms: number): string {
    const { frames, completeFrames, errors } = this.#quality;
    const lost = [...errors.values()].reduce((sum, count) => sum + count, 0);
    return [
      duration(ms),
      counted(this.#bytes, "byte"),
      `${completeFrames.toLocaleString("en")} of ${counted(frames, "frame")} good`,
      counted(lost, "error"),
      ...(this.meter === "" ? [] : [this.meter]),
    ].join("  ");
  }
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
}

/** `0:01:23`. */
function duration(ms: number): string {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const seconds = ms / 1_000;
  return `${Math.floor(seconds / 3_600)}:${two(seconds / 60 % 60)}:${two(seconds % 60)}`;
}
