/**
 * The ENERGY part of Tasmota's telemetry: what it computes of the labels.
 *
 * @module
 */
import type { FrameReading } from "./frame_reading.ts";
import { localText } from "./local_text.ts";

/** Sums of indexes, Wh, of which the first that a frame has whole is the total. */
const TOTALS: readonly (readonly string[])[] = [["EAST"], ["BASE"], ["HCHC", "HCHP"]];
/** Those that Tasmota never adds up. */
const MORE_TOTALS: readonly (readonly string[])[] = [
  ["EJPHN", "EJPHPM"],
  ["BBRHCJB", "BBRHPJB", "BBRHCJW", "BBRHPJW", "BBRHCJR", "BBRHPJR"],
];
/** Volts that PREF and ISOUSC are bound by: PREF in VA is 200 V times the current (54E §6.1.1). */
const VOLTS = 200;

/** What is remembered of a meter, to say what it used today and yesterday. */
export class TasmotaEnergy {
  readonly #totals: readonly (readonly string[])[];
  #began: string | undefined;
  #day: string | undefined;
  #total = 0;
  #midnight = 0;
  #yesterday = 0;
  #reported: number | undefined;

  /**
   * Knows nothing yet.
   *
   * @param mended Whether Tempo and EJP are added up, too.
   */
  constructor(mended: boolean) {
    this.#totals = mended ? [...TOTALS, ...MORE_TOTALS] : TOTALS;
  }

  /** Hears a frame; days begin at midnight in Paris. */
  hear({ at, readings }: FrameReading): void {
    const text = localText(at);
    this.#began ??= text;
    const numbers = numbersOf(readings);
    const sums = this.#totals.find((labels) =>
      labels.every((label) => (numbers.get(label) ?? 0) > 0)
    );
    const total = sums?.reduce((sum, label) => sum + numbers.get(label)!, 0) ?? this.#total;
    // The first total that is heard is where today begins, and so is one that went back: another meter.
    if (this.#total === 0 || total < this.#total) {
      this.#midnight = this.#reported = total;
      this.#yesterday = 0;
    }
    const day = text.slice(0, 10);
    if (this.#day !== undefined && day !== this.#day) {
      this.#yesterday = this.#total - this.#midnight;
      this.#midnight = this.#total;
    }
    this.#day = day;
    this.#total = total;
  }

  /** The object of a frame, which is heard already; `Period` counts from the one before. */
  object({ readings }: FrameReading): object {
    const numbers = numbersOf(readings);
    const get = (...labels: string[]) =>
      labels.map((label) => numbers.get(label)).find((number) => number !== undefined);
    const current = onePhaseOrThree([
      get("IINST", "IINST1", "IRMS1"),
      get("IINST2", "IRMS2"),
      get("IINST3", "IRMS3"),
    ]);
    const voltage = onePhaseOrThree([get("URMS1"), get("URMS2"), get("URMS3")]);
    const subscribed = get("ISOUSC") ?? currentOf(get("PREF"), numbers.has("URMS3") ? 3 : 1);
    const first = get("IINST", "IINST1", "IRMS1");
    const period = this.#total - (this.#reported ?? this.#total);
    this.#reported = this.#total;
    return {
      TotalStartTime: this.#began,
      Total: this.#total / 1_000,
      Yesterday: this.#yesterday / 1_000,
      Today: (this.#total - this.#midnight) / 1_000,
      Period: period,
      Power: get("PAPP", "SINSTS") ?? 0,
      ...(voltage === undefined ? {} : { Voltage: voltage }),
      ...(current === undefined ? {} : { Current: current }),
      ...(first === undefined || !subscribed ? {} : { Load: Math.floor(first * 100 / subscribed) }),
    };
  }
}

/** The labels of a frame that are a number, in the units of the wire. */
function numbersOf(readings: FrameReading["readings"]): Map<string, number> {
  return new Map(
    readings.flatMap(({ label, value }) =>
      typeof value === "number" ? [[label, value] as const] : []
    ),
  );
}

function onePhaseOrThree(
  [first, second, third]: readonly (number | undefined)[],
): number | number[] | undefined {
  if (first === undefined) return undefined;
  return second === undefined || third === undefined ? first : [first, second, third];
}

/** The current that a power in kVA is on each phase, A. */
function currentOf(power: number | undefined, phases: number): number | undefined {
  return power === undefined ? undefined : power * 1_000 / VOLTS / phases;
}
