/**
 * What the page shows, kept from frame to frame.
 *
 * @module
 */
import { lookup } from "../../../tic/labels.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import { History, type HistoryPoint } from "./history.ts";
import { Indexes } from "./indexes.ts";
import { firstOf, meaningOfLabel, saidBy, type SaidOptions } from "./latest.ts";
import { Notices } from "./notices.ts";
import type { PageNow, PageReading } from "./page_now.ts";
import { powerOf, POWERS } from "./power.ts";
import { contractOf, tariffOf, tempoOf } from "./tariff.ts";

/** A reading, and when it was heard. */
interface Heard extends LabelReading {
  heard: number;
}

/**
 * Keeps what the page shows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { Board } from "./board.ts";
 *
 * const board = new Board();
 * board.take({
 *   seq: 1, at: 1_768_419_690_300, meter: null, mode: "historique", kind: "long", complete: true,
 *   readings: [{ label: "PAPP", raw: "00360", value: 360, unit: "VA" }], lost: 0, events: [],
 * });
 * assertEquals(board.now(1_768_419_691_000).power, { label: "PAPP", value: 360, unit: "VA" });
 * ```
 */
export class Board {
  readonly #history = new History();
  readonly #notices = new Notices();
  readonly #indexes = new Indexes();
  #latest = new Map<string, Heard>();
  #frame: FrameReading | undefined;

  /** Takes the next frame. */
  take(frame: FrameReading): void {
    if (this.#frame?.meter != null && frame.meter !== this.#frame.meter) this.#forget();
    if (this.#frame && frame.mode !== this.#frame.mode) this.#latest.clear();
    // A whole long frame says everything: what it does not say holds no longer.
    if (frame.complete && frame.kind === "long") this.#latest = new Map();
    for (const reading of frame.readings) {
      this.#latest.set(reading.label, { ...reading, heard: frame.at });
    }
    // A meter of industry has more labels than the history keeps; the powers are not left out.
    const powers = frame.readings.filter(({ label }) => POWERS.has(label));
    for (const reading of [...powers, ...frame.readings.filter((one) => !powers.includes(one))]) {
      this.#keep(reading, frame);
    }
    this.#notices.take(frame, this.#latest);
    this.#indexes.take(this.#latest);
    this.#frame = frame;
  }

  /** Points of a label, or undefined where it has no history. */
  points(
    label: string,
    { from, to }: { from: number; to: number },
  ): HistoryPoint[] | undefined {
    return this.#history.points(label, from, to);
  }

  /** Labels with a history. */
  labels(): { label: string; unit: string }[] {
    return this.#history.labels();
  }

  /** What is to be shown at `clock`, ms since 1970. */
  now(clock: number): PageNow {
    const [frame, latest] = [this.#frame, this.#latest];
    const mode = frame?.mode ?? "standard";
    const vtic = latest.get("VTIC")?.raw === "01" ? "01" : "02";
    const identity = firstOf(latest, ["ADSC", "ADCO"]);
    return {
      clock,
      heard: frame?.at ?? null,
      seq: frame?.seq ?? null,
      kind: frame?.kind ?? null,
      complete: frame?.complete ?? null,
      lost: frame?.lost ?? null,
      meter: frame?.meter ?? null,
      about: identity ? saidBy(identity, { mode, vtic }) : null,
      mode: frame?.mode ?? null,
      notices: this.#notices.current,
      ...powerOf(latest),
      contract: contractOf(latest, mode),
      tariff: tariffOf(latest, mode),
      tempo: tempoOf(latest),
      indexes: this.#indexes.list(latest, { history: this.#history, mode, clock }),
      readings: Array.from(latest.values(), (reading) => pageReading(reading, { mode, vtic })),
      history: this.#history.labels(),
    };
  }

  /** Another meter: nothing of the first is true of it. */
  #forget(): void {
    this.#latest.clear();
    this.#indexes.clear();
    this.#history.clear();
  }

  #keep({ label, value, unit }: LabelReading, { mode, at }: FrameReading): void {
    if (typeof value !== "number" || unit === null || lookup(label, mode).length === 0) return;
    this.#history.push(label, { at, value, unit });
  }
}

function pageReading(reading: Heard, options: SaidOptions): PageReading {
  return {
    label: reading.label,
    raw: reading.raw,
    timestamp: reading.timestamp ?? null,
    value: reading.value,
    unit: reading.unit,
    at: reading.at ?? null,
    clock: reading.clock ?? null,
    mark: reading.mark ?? null,
    meaning: meaningOfLabel(reading.label, options.mode),
    says: saidBy(reading, options),
    heard: reading.heard,
  };
}
