/**
 * Notices an energy index that cannot be: smaller than before, or larger than a breaker lets pass.
 *
 * @module
 */

/**
 * More than any home meter lets through for a minute: 2.5 times the 36 kVA of the largest subscribed
 * power trips within 40 s (54E §7).
 */
const MOST_WATT = 90_000;
/** Wh that a reading may be ahead of its time: one group may be a frame older than another. */
const SLACK_WH = 50;

/**
 * Remembers one index. A value is believed once a second one agrees with it, and doubted where it
 * differs from the last two that agreed, so that one damaged value costs one value, and a meter that
 * was replaced costs two.
 */
export class IndexGuard {
  #agreed: number | undefined;
  #agreedAt = 0;
  #last: number | undefined;
  #lastAt = 0;

  /**
   * Tells whether an index may be right.
   *
   * @param value Index in Wh or VArh.
   * @param seconds Time of the line, see `LineClock`.
   */
  accepts(value: number, seconds: number): boolean {
    const fine = this.#agreed === undefined ||
      follows(value, this.#agreed, seconds - this.#agreedAt);
    const repeated = this.#last !== undefined && follows(value, this.#last, seconds - this.#lastAt);
    this.#last = value;
    this.#lastAt = seconds;
    if (repeated || (fine && this.#agreed !== undefined)) {
      this.#agreed = value;
      this.#agreedAt = seconds;
    }
    return fine;
  }

  /** Forgets everything: another meter. */
  reset(): void {
    this.#agreed = this.#last = undefined;
  }
}

function follows(value: number, before: number, seconds: number): boolean {
  return value >= before && value - before <= SLACK_WH + (MOST_WATT / 3600) * seconds;
}
