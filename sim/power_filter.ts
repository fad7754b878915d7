/**
 * The filter behind maxima and trip.
 *
 * @module
 */

/** A value that the meter remembers with its time. */
export interface Point {
  /** In the unit of the place where it stands. */
  value: number;
  /** Milliseconds since 1970 UTC. */
  at: number;
  /** Whether the clock was degraded then. */
  degraded?: boolean;
}

/** Weight of a second (54E §7 p29). */
const WEIGHT = 0.008;
const SECOND = 1_000;

/**
 * Follows one apparent power, a second at a time: Y = B·S² + (1 − B)·Y, with B = 0.008, and keeps the
 * highest √Y of the day, rounded to the VA, with the second at which it was first reached.
 *
 * Source: 54E §7 p29-30, §6.2.3.11 p23.
 */
export class PowerFilter {
  #instant: boolean;
  /** Y, VA². */
  #square = 0;
  /** The square from which on the maximum is a higher one. */
  #higher = Infinity;
  #maximum: Point;
  #before: Point;

  /** Begins empty; `instant` keeps the highest power itself rather than that of the filter. */
  constructor(maximum: Point, before: Point, options: { instant: boolean }) {
    this.#maximum = maximum;
    this.#before = before;
    this.#instant = options.instant;
    this.#await(maximum.value);
  }

  /** Highest of today. */
  get maximum(): Point {
    return this.#maximum;
  }

  /** Highest of the day before. */
  get before(): Point {
    return this.#before;
  }

  /** Forgets the power, as without mains; the maxima stay, but for those of other days. */
  restart(days?: { maximum: Point; before?: Point }): void {
    this.#square = 0;
    if (!days) return;
    this.#before = days.before ?? this.#maximum;
    this.#maximum = days.maximum;
    this.#await(days.maximum.value);
  }

  /** Begins a new day: the next second is its first, with what the filter then holds or with 0. */
  rollOver(zeroAt?: Point): void {
    this.#before = this.#maximum;
    if (zeroAt) this.#maximum = zeroAt;
    this.#await(zeroAt ? zeroAt.value : -1);
  }

  /** Seconds of a power, out of some, until the filter has reached a limit; Infinity if it does not. */
  secondsUntil(limit: number, power: number, seconds: number): number {
    const [wanted, square] = [limit ** 2, power ** 2];
    if (square < wanted && this.#square < wanted) return Infinity;
    let y = this.#square;
    for (let i = 1; i <= seconds; i++) {
      y += WEIGHT * (square - y);
      if (y >= wanted) return i;
    }
    return Infinity;
  }

  /** Lets seconds of a power pass after an instant. */
  run(power: number, seconds: number, since: { instant: number; degraded: boolean }): void {
    const square = power ** 2;
    let y = this.#square;
    for (let i = 1; i <= seconds; i++) {
      y += WEIGHT * (square - y);
      const reached = this.#instant ? square : y;
      if (reached >= this.#higher) {
        const value = Math.round(Math.sqrt(reached));
        const at = since.instant + i * SECOND;
        this.#maximum = since.degraded ? { value, at, degraded: true } : { value, at };
        this.#await(value);
      }
    }
    this.#square = y;
  }

  #await(value: number): void {
    this.#higher = value < 0 ? -1 : (value + 0.5) ** 2;
  }
}
