/**
 * How much time has passed on a line at least, told by its bytes and by the meter's own DATE.
 *
 * @module
 */

/** Bytes a second at full speed, 10 bits each (54E §5.3.5, 02E §1.5.1). */
const RATE = { historique: 120, standard: 960 };
/** A DATE further ahead than this is damaged. */
const LONGEST_JUMP = 10 * 366 * 86_400;

/** Seconds since the start of a stream, without a clock of its own; never goes back. */
export class LineClock {
  #offset = 0;
  #seconds = 0;
  #date: number | undefined;
  #secondsAtDate = 0;

  /** Seconds at an offset of the stream. */
  at(offset: number, standard: boolean): number {
    this.#seconds += (offset - this.#offset) / (standard ? RATE.standard : RATE.historique);
    this.#offset = offset;
    return this.#seconds;
  }

  /** Hears the horodate `SAAMMJJhhmmss` of a DATE group at `start`; a silence shows in it. */
  hear(bytes: Uint8Array, start: number): void {
    const two = (i: number) => (bytes[start + i]! - 48) * 10 + bytes[start + i + 1]! - 48;
    const date = Date.UTC(2000 + two(1), two(3) - 1, two(5), two(7), two(9), two(11)) / 1000;
    if (Number.isNaN(date)) return;
    const silent = this.#date === undefined
      ? 0
      : date - this.#date - (this.#seconds - this.#secondsAtDate);
    if (silent > 0 && silent < LONGEST_JUMP) this.#seconds += silent;
    this.#date = date;
    this.#secondsAtDate = this.#seconds;
  }
}
