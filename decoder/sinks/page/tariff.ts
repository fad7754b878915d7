/**
 * Contract, tariff in force, Tempo days and indexes, from the readings of either mode.
 *
 * @module
 */
import { describe } from "../../../tic/meaning.ts";
import type { Stge } from "../../../tic/stge.ts";
import type { TicMode } from "../../../tic/types.ts";
import type { LabelReading } from "../../dialects/frame_reading.ts";
import type { DayColour, PageNow, Words } from "./page_now.ts";

/** The last readings by label. */
export type Latest = ReadonlyMap<string, LabelReading>;

/** Colours as PTEC, DEMAIN (02E §2.3.3 p27-28) and the names of calendars write them. */
const COLOURS: readonly (readonly [RegExp, DayColour])[] = [
  [/^H[CP]JB$|\bBLEU\b/i, "blue"],
  [/^H[CP]JW$|\bBLANC?\b/i, "white"],
  [/^H[CP]JR$|\bROUGE?\b/i, "red"],
];

/** Index that counts in each tariff period of historique mode (54E §6.1.1 p15). */
const INDEX_OF: ReadonlyMap<string, string> = new Map(Object.entries({
  "TH..": "BASE",
  "HC..": "HCHC",
  "HP..": "HCHP",
  "HN..": "EJPHN",
  "PM..": "EJPHPM",
  "HCJB": "BBRHCJB",
  "HPJB": "BBRHPJB",
  "HCJW": "BBRHCJW",
  "HPJW": "BBRHPJW",
  "HCJR": "BBRHCJR",
  "HPJR": "BBRHPJR",
}));

/** Labels of the tariff in force, and of the contract, the first that is there. */
const TARIFF = ["PTEC", "LTARF", "PTCOUR", "PTCOUR1", "PTCOURD", "PTCOURF"];
const CONTRACT = ["OPTARIF", "NGTF", "CONTRAT", "GRILLE_F"];

/** What a reading says in both languages, else its own text. */
export function saysOf(reading: LabelReading, mode: TicMode): Words {
  const { label, raw: value } = reading;
  const text = value.trim().replace(/ +/g, " ");
  return {
    en: describe({ label, value }, mode, { lang: "en" }) ?? text,
    fr: describe({ label, value }, mode, { lang: "fr" }) ?? text,
  };
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

function colourOf(text: string): DayColour | null {
  return COLOURS.find(([form]) => form.test(text.trim()))?.[1] ?? null;
}

/** The contract by its name. */
export function contractOf(latest: Latest, mode: TicMode): Words | null {
  const reading = firstOf(latest, CONTRACT);
  return reading ? saysOf(reading, mode) : null;
}

/** The tariff in force. */
export function tariffOf(latest: Latest, mode: TicMode): PageNow["tariff"] {
  const reading = firstOf(latest, TARIFF);
  if (!reading) return null;
  return { label: reading.label, says: saysOf(reading, mode), colour: colourOf(reading.raw) };
}

/** The colours of today and tomorrow, where the contract is Tempo. */
export function tempoOf(latest: Latest): PageNow["tempo"] {
  const { today, tomorrow } = stgeOf(latest);
  const inForce = colourOf(firstOf(latest, TARIFF)?.raw ?? "");
  const day = (colour: Stge["today"] | undefined) =>
    colour === undefined || colour === "none" ? null : colour;
  const tempo = latest.get("OPTARIF")?.raw.startsWith("BBR") ||
    /TEMPO/i.test(latest.get("NGTF")?.raw ?? "") || day(today) !== null || day(tomorrow) !== null;
  if (!tempo) return null;
  return {
    today: day(today) ?? inForce,
    tomorrow: day(tomorrow) ?? colourOf(latest.get("DEMAIN")?.raw ?? ""),
  };
}

/** Label of the index that counts now. */
export function indexInForce(latest: Latest): string | undefined {
  const number = latest.get("NTARF")?.value;
  if (typeof number === "number") return `EASF${String(number).padStart(2, "0")}`;
  return INDEX_OF.get(latest.get("PTEC")?.raw ?? "");
}
