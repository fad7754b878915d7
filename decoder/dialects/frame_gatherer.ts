/**
 * From the decoder's events to what a gateway passes on.
 *
 * @module
 */
import type { TicMode } from "../../tic/types.ts";
import type { FrameEvent, GroupEvent, TicEvent, ValueEvent } from "../events.ts";
import type { FrameReading, GatewayEvent, LabelReading } from "./frame_reading.ts";
import type { RateLimit } from "./rate_limit.ts";

/** How readings are gathered. */
export interface FrameGathererOptions {
  /**
   * `seq` of the first reading.
   *
   * @default {1}
   */
  seq?: number;
  /** Which readings are passed on; `seq` counts those alone. Without it, all are. */
  limit?: RateLimit;
}

/** Groups that are sent in an overload only (54E §6.1.1, §6.1.2). */
const ALARMS = /^(ADPS|ADIR[123])$/;
/** Labels of the tariff in force. */
const TARIFF = /^(PTEC|NTARF)$/;
/** Labels whose change is passed on at once. */
const STATUS = /^(STGE|RELAIS|DEMAIN|PEJP)$/;
/** Bit 7 of STGE: reference power exceeded (54E §6.2.3.14). */
const OVERLOAD = 0x80;
/**
 * Bits of STGE that are told otherwise, as `overload` and `tariff`, or that come and go by the second:
 * bit 9 is the sign of the power, which a house with solar panels changes under every cloud.
 */
const TOLD_OTHERWISE = OVERLOAD | 0x200 | 0x3c00;

/**
 * Gathers the events of a line into frames, without what is suspect, and notes what happens with each.
 *
 * A frame of which no group is left gives nothing.
 *
 * @example
 * ```ts
 * import { TicDecoder } from "@ticlab/ticlab/decoder";
 * import { FrameGatherer } from "./frame_gatherer.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const line = "\x02\nADCO 021976551234 D\r\nPTEC HP..  \r\nPAPP 00360 *\r\x03";
 * const gatherer = new FrameGatherer();
 * const [reading] = new TicDecoder().push(new TextEncoder().encode(line))
 *   .map((event) => gatherer.hear(event, 1_768_384_800_000))
 *   .filter((reading) => reading !== null);
 * assertEquals(reading?.meter, "021976551234");
 * assertEquals(reading?.events, ["meter"]);
 * assertEquals(reading?.readings[2], { label: "PAPP", raw: "00360", value: 360, unit: "VA" });
 * ```
 */
export class FrameGatherer {
  readonly #limit: RateLimit | undefined;
  #seq: number;
  #readings: LabelReading[] = [];
  #meter: string | null = null;
  #mode: TicMode | null = null;
  #tariffs = new Map<string, string>();
  #statuses = new Map<string, string>();
  /** What showed the overload that goes on. */
  #alarms = new Set<string>();
  #shortBefore = false;

  /** Begins before the first frame. */
  constructor(options: FrameGathererOptions = {}) {
    this.#seq = options.seq ?? 1;
    this.#limit = options.limit;
  }

  /**
   * Hears an event of `TicDecoder`; the kinds `group`, `value` and `frame` must be wanted of it.
   *
   * @param at When the bytes of the event were heard, ms since 1970 UTC.
   */
  hear(event: TicEvent, at: number): FrameReading | null {
    if (event.event === "group") this.#group(event);
    else if (event.event === "value") this.#value(event);
    else if (event.event === "frame") return this.#frame(event, at);
    return null;
  }

  #group({ label, timestamp, value, grade }: GroupEvent): void {
    if (grade === "suspect") return;
    const reading = { label, raw: value, value: null, unit: null };
    this.#readings.push(timestamp === undefined ? reading : { ...reading, timestamp });
  }

  /** The reading of the group told before; of a group that cannot be read none is told. */
  #value({ event: _, label: __, grade, ...typed }: ValueEvent): void {
    if (grade !== "suspect") Object.assign(this.#readings.at(-1)!, typed);
  }

  #frame({ mode, kind, complete, lost }: FrameEvent, at: number): FrameReading | null {
    const readings = this.#readings;
    this.#readings = [];
    if (readings.length === 0 || mode === null) return null;
    const events = this.#eventsOf(readings, mode, kind === "short", complete);
    const seq = this.#seq;
    const reading = { seq, at, meter: this.#meter, mode, kind, complete, readings, lost, events };
    if (this.#limit !== undefined && !this.#limit.accept(reading)) return null;
    this.#seq++;
    return reading;
  }

  #eventsOf(
    readings: readonly LabelReading[],
    mode: TicMode,
    short: boolean,
    complete: boolean,
  ): GatewayEvent[] {
    const events = new Set<GatewayEvent>();
    const address = readings.find(({ label }) => label === "ADCO" || label === "ADSC")?.raw;
    if (address !== undefined && address !== this.#meter) {
      this.#forget();
      this.#meter = address;
      events.add("meter");
    }
    if (this.#mode !== null && mode !== this.#mode) {
      this.#forget();
      events.add("mode");
    }
    this.#mode = mode;
    for (const { label, raw } of readings) {
      if (TARIFF.test(label) && changed(this.#tariffs, label, raw)) events.add("tariff");
      if (STATUS.test(label) && changed(this.#statuses, label, statusOf(label, raw))) {
        events.add("status");
      }
    }
    const notice = readings.some(({ label }) => label === "PEJP");
    // PEJP is there during the notice alone, so that its first sight is news (54E §6.1.1).
    if (complete && !short && !notice) this.#statuses.set("PEJP", "");
    const overload = this.#overload(readings, short, complete);
    if (overload !== null) events.add(overload);
    return [...events];
  }

  /** An overload begins with each thing that shows it for the first time: every phase is news. */
  #overload(
    readings: readonly LabelReading[],
    short: boolean,
    complete: boolean,
  ): "overload" | "overload-end" | null {
    const known = this.#alarms.size;
    let shown = short;
    for (const { label, raw } of readings) {
      const alarm = ALARMS.test(label) ||
        (label === "STGE" && (parseInt(raw, 16) & OVERLOAD) !== 0);
      if (!alarm) continue;
      shown = true;
      this.#alarms.add(label);
    }
    if (short && this.#alarms.size === 0) this.#alarms.add("short");
    // One frame in twenty-one of a three-phase overload is a long one (54E §6.1.2): a single long one
    // ends nothing. Nor does one that lost groups.
    const over = !shown && complete && !this.#shortBefore;
    this.#shortBefore = short;
    if (this.#alarms.size > known) return "overload";
    if (!over || known === 0) return null;
    this.#alarms.clear();
    return "overload-end";
  }

  #forget(): void {
    this.#tariffs.clear();
    this.#statuses.clear();
    this.#alarms.clear();
    this.#shortBefore = false;
  }
}

/** Remembers a text; true where it was another one before. */
function changed(known: Map<string, string>, label: string, text: string): boolean {
  const before = known.get(label);
  known.set(label, text);
  return before !== undefined && before !== text;
}

function statusOf(label: string, raw: string): string {
  return label === "STGE" ? String(parseInt(raw, 16) & ~TOLD_OTHERWISE) : raw;
}
