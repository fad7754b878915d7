/**
 * Contract, tariff in force and Tempo days, from the readings of either mode.
 *
 * @module
 */
import type { Stge } from "../../../tic/stge.ts";
import type { TicMode } from "../../../tic/types.ts";
import { firstOf, type Latest, saysOf, stgeOf } from "./latest.ts";
import type { DayColour, PageNow, Words } from "./page_now.ts";

/** Colours as PTEC, DEMAIN (02E §2.3.3 p27-28) and the names of calendars write them. */
const COLOURS: readonly (readonly [RegExp, DayColour])[] = [
  [/^H[CP]JB$|\bBLEU\b/i, "blue"],
  [/^H[CP]JW$|\bBLANC?\b/i, "white"],
  [/^H[CP]JR$|\bROUGE?\b/i, "red"],
];

/** Labels of the tariff in force, and of the contract, the first that is there. */
const TARIFF = ["PTEC", "LTARF", "PTCOUR", "PTCOUR1", "PTCOURD", "PTCOURF"];
const CONTRACT = ["OPTARIF", "NGTF", "CONTRAT", "GRILLE_F"];

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
