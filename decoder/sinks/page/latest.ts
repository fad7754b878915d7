/**
 * The last readings of a meter by label, and what is asked of them.
 *
 * @module
 */
import { describe, meaningOf } from "../../../tic/meaning.ts";
import type { Stge, Vtic } from "../../../tic/stge.ts";
import type { TicMode } from "../../../tic/types.ts";
import type { LabelReading } from "../../dialects/frame_reading.ts";
import type { Quantity, Words } from "./page_now.ts";

/** The last readings by label, in the order of the frame. */
export type Latest = ReadonlyMap<string, LabelReading>;

/** How a reading is put into words. */
export interface SaidOptions {
  mode: TicMode;
  /** Version of the TIC; changes bits of STGE. */
  vtic: Vtic;
}

/** What the data of a reading say in both languages; null where they speak for themselves. */
export function saidBy({ label, raw: value }: LabelReading, options: SaidOptions): Words | null {
  const { mode, vtic } = options;
  const en = describe({ label, value }, mode, { lang: "en", vtic });
  const fr = describe({ label, value }, mode, { lang: "fr", vtic });
  return en === null || fr === null ? null : { en, fr };
}

/** The same, with their own text where they speak for themselves. */
export function saysOf(reading: LabelReading, mode: TicMode): Words {
  const text = reading.raw.trim().replace(/ +/g, " ");
  return saidBy(reading, { mode, vtic: "02" }) ?? { en: text, fr: text };
}

/** The first of some labels that was heard. */
export function firstOf(latest: Latest, labels: readonly string[]): LabelReading | undefined {
  for (const label of labels) {
    const reading = latest.get(label);
    if (reading) return reading;
  }
  return undefined;
}

/** STGE, where it was heard and could be read. */
export function stgeOf(latest: Latest): Partial<Stge> {
  const value = latest.get("STGE")?.value;
  return typeof value === "object" && value !== null ? value : {};
}

/** A reading as a number with its unit; null where it is none. */
export function quantityOf(reading: LabelReading | undefined): Quantity | null {
  if (!reading || typeof reading.value !== "number" || reading.unit === null) return null;
  return { label: reading.label, value: reading.value, unit: reading.unit };
}

/** Phases whose voltage the meter misses (PPOT). */
export function missingPhases(latest: Latest): readonly number[] {
  const missing = (latest.get("PPOT")?.value as { missing?: unknown } | null | undefined)?.missing;
  return Array.isArray(missing) ? missing : [];
}

/** What a label is, in both languages; null where no documented meter sends it. */
export function meaningOfLabel(label: string, mode: TicMode): Words | null {
  const en = meaningOf(label, mode, { lang: "en" });
  const fr = meaningOf(label, mode, { lang: "fr" });
  return en === null || fr === null ? null : { en, fr };
}
