/**
 * What the page shows, kept from frame to frame.
 *
 * @module
 */
import { lookup } from "../../../tic/labels.ts";
import { describe, meaningOf } from "../../../tic/meaning.ts";
import type { TicMode } from "../../../tic/types.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import { History } from "./history.ts";
import { missingPhases, Notices } from "./notices.ts";
import type { Index, PageNow, PageReading, Phase, Quantity, Words } from "./page_now.ts";
import { contractOf, firstOf, indexInForce, tariffOf, tempoOf } from "./tariff.ts";

/** Labels of the power drawn, the best first; a current where there is no power. */
const POWER = ["SINSTS", "PAPP", "SINST1", "PA1MN", "IINST"];
/** Labels of the power injected. */
const PRODUCTION = ["SINSTI", "IPA1MN"];
const POWERS: ReadonlySet<string> = new Set([...POWER, ...PRODUCTION]);
/** Labels of a phase, with its number at the end. */
const PHASE = {
  current: ["IRMS", "IINST"],
  voltage: ["URMS"],
  power: ["SINSTS", "SINST"],
} as const;
/** Energy per grid-operator index says again what the supplier's indexes say. */
const GRID_INDEX = /^EASD\d/;
/** More indexes than these stand in the table only; industrial meters have dozens. */
const MOST_INDEXES = 12;

/** A reading, and when it was heard. */
interface Heard extends LabelReading {
  heard: number;
}

/** Keeps what the page shows. */
export class Board {
  readonly #history = new History();
  readonly #notices = new Notices();
  /** Names of indexes by label, heard one by one as tariffs come into force. */
  readonly #names = new Map<string, string>();
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
    const [name, index] = [this.#latest.get("LTARF"), indexInForce(this.#latest)];
    if (name && index) this.#names.set(index, name.raw.trim().replace(/ +/g, " "));
    this.#frame = frame;
  }

  /** Points of a label since an instant, or undefined where it has no history. */
  points(label: string, { from, to }: { from: number; to: number }) {
    return this.#history.points(label, from, to);
  }

  /** Labels with a history. */
  labels(): { label: string; unit: string }[] {
    return this.#history.labels();
  }

  /** What is to be shown at `clock`, ms since 1970. */
  now(clock: number): PageNow {
    const frame = this.#frame;
    const latest = this.#latest;
    const mode = frame?.mode ?? "standard";
    const phases = this.#phases();
    const identity = firstOf(latest, ["ADSC", "ADCO"]);
    return {
      clock,
      heard: frame?.at ?? null,
      seq: frame?.seq ?? null,
      kind: frame?.kind ?? null,
      complete: frame?.complete ?? null,
      lost: frame?.lost ?? null,
      meter: frame?.meter ?? null,
      about: identity ? saidBy(identity, { mode, vtic: "02" }) : null,
      mode: frame?.mode ?? null,
      notices: this.#notices.current,
      power: this.#power(phases),
      production: quantity(firstOf(latest, PRODUCTION)),
      subscribed: this.#subscribed(phases.length),
      contract: contractOf(latest, mode),
      tariff: tariffOf(latest, mode),
      tempo: tempoOf(latest),
      phases,
      indexes: this.#indexes(clock, mode),
      readings: this.#readings(mode),
      history: this.#history.labels(),
    };
  }

  /** Another meter: nothing of the first is true of it. */
  #forget(): void {
    this.#latest.clear();
    this.#names.clear();
    this.#history.clear();
  }

  #keep({ label, value, unit }: LabelReading, { mode, at }: FrameReading): void {
    if (typeof value !== "number" || unit === null || lookup(label, mode).length === 0) return;
    this.#history.push(label, { at, value, unit });
  }

  /** A three-phase pilot meter tells no total (reference §7.10). */
  #power(phases: readonly Phase[]): Quantity | null {
    const power = quantity(firstOf(this.#latest, POWER));
    if (power?.label !== "SINST1" || phases.length === 1) return power;
    return { ...power, value: phases.reduce((sum, { power }) => sum + (power?.value ?? 0), 0) };
  }

  /** PREF in kVA, or ISOUSC = PREF / 200 V / phases (54E §6.1.1 p15), as VA. */
  #subscribed(phases: number): Quantity | null {
    const pref = this.#latest.get("PREF")?.value;
    if (typeof pref === "number") return { label: "PREF", value: pref * 1000, unit: "VA" };
    const isousc = this.#latest.get("ISOUSC")?.value;
    if (typeof isousc !== "number") return null;
    return { label: "ISOUSC", value: isousc * 200 * phases, unit: "VA" };
  }

  #phases(): Phase[] {
    const three = ["IRMS2", "URMS2", "IINST2"].some((label) => this.#latest.has(label));
    const missing = missingPhases(this.#latest.get("PPOT"));
    return (three ? [1, 2, 3] : [1]).map((phase) => {
      const find = (stems: readonly string[]) =>
        quantity(firstOf(this.#latest, [
          ...stems.map((stem) => `${stem}${phase}`),
          ...(three ? [] : stems),
        ]));
      return {
        phase,
        missing: missing.includes(phase),
        current: find(PHASE.current),
        voltage: find(PHASE.voltage),
        power: find(PHASE.power),
      };
    });
  }

  #indexes(clock: number, mode: TicMode): Index[] {
    const inForce = indexInForce(this.#latest);
    const indexes: Index[] = [];
    for (const reading of this.#latest.values()) {
      const index = quantity(reading);
      if (!index || !/^k?Wh$/.test(index.unit) || GRID_INDEX.test(index.label)) continue;
      const counts = index.label === inForce;
      if (index.value === 0 && !counts) continue; // A Linky sends all ten, used or not.
      const first = this.#history.oldest(index.label, clock);
      indexes.push({
        ...index,
        meaning: meaningOfLabel(index.label, mode),
        name: this.#names.get(index.label) ?? null,
        inForce: counts,
        gained: first ? { value: index.value - first.min, since: first.at } : null,
      });
    }
    return indexes.slice(0, MOST_INDEXES);
  }

  #readings(mode: TicMode): PageReading[] {
    const vtic = this.#latest.get("VTIC")?.raw === "01" ? "01" : "02";
    return Array.from(this.#latest.values(), (reading) => ({
      label: reading.label,
      raw: reading.raw,
      timestamp: reading.timestamp ?? null,
      value: reading.value,
      unit: reading.unit,
      at: reading.at ?? null,
      clock: reading.clock ?? null,
      mark: reading.mark ?? null,
      meaning: meaningOfLabel(reading.label, mode),
      says: saidBy(reading, { mode, vtic }),
      heard: reading.heard,
    }));
  }
}

function quantity(reading: LabelReading | undefined): Quantity | null {
  if (!reading || typeof reading.value !== "number" || reading.unit === null) return null;
  return { label: reading.label, value: reading.value, unit: reading.unit };
}

function meaningOfLabel(label: string, mode: TicMode): Words | null {
  const en = meaningOf(label, mode, { lang: "en" });
  const fr = meaningOf(label, mode, { lang: "fr" });
  return en === null || fr === null ? null : { en, fr };
}

function saidBy(
  { label, raw: value }: LabelReading,
  { mode, vtic }: { mode: TicMode; vtic: "01" | "02" },
): Words | null {
  const en = describe({ label, value }, mode, { lang: "en", vtic });
  const fr = describe({ label, value }, mode, { lang: "fr", vtic });
  return en === null || fr === null ? null : { en, fr };
}
