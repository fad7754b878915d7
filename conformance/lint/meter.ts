/**
 * Which meter speaks, found from what a frame says.
 *
 * @module
 */
import type { GroupRead } from "./group_reader.ts";
import { type Contract, LONG, STANDARD } from "./tables.ts";
import { statusField } from "./status.ts";

/** What decides which table and which conditions a frame has to follow. */
export interface Meter {
  /** By the separators. */
  readonly mode: "historique" | "standard";
  /** Version of standard mode. */
  readonly vtic: 1 | 2;
  /** Null where an interrupted frame does not say it. */
  readonly phases: 1 | 3 | null;
  /** Whether STGE says producer; in historique mode, false. */
  readonly producer: boolean;
  /** Contract that OPTARIF shows, or that NGTF is known to name; null where neither says it. */
  readonly contract: Contract | null;
  /** By the type digits of the serial number; `unknown` is treated as a Linky. */
  readonly family: "linky" | "pilot" | "blue" | "unknown";
  /** Serial number, twelve digits; null where the frame does not say it. */
  readonly serial: string | null;
}

/** What a caller may say of the meter. */
export type GivenMeter = Partial<
  Pick<Meter, "mode" | "vtic" | "phases" | "producer" | "contract">
>;

/**
 * Type digits of the serial number, positions 5-6, and the phases of that meter, null where the
 * reference does not say them (54E §2.2 p5, and the Euridis list in the reference §4).
 */
export const TYPES: ReadonlyMap<string, { family: Meter["family"]; phases: 1 | 3 | null }> =
  new Map([
    ...each(["61", "62", "64", "70", "75"], "linky", 1),
    ...each(["63", "71", "76"], "linky", 3),
    ...each(["60", "65", "86", "87", "92", "93", "94"], "linky", null),
    ...each(["67"], "pilot", 1),
    ...each(["68"], "pilot", 3),
    ...each(["09", "10", "15", "20", "21", "22", "23"], "blue", null),
    ...each(["25", "26", "27", "28", "29", "30", "31"], "blue", null),
  ]);

function each(types: string[], family: Meter["family"], phases: 1 | 3 | null) {
  return types.map((type) => [type, { family, phases }] as const);
}

const OPTIONS: Readonly<Record<string, Contract>> = {
  BASE: "base",
  "HC..": "hc",
  "EJP.": "ejp",
};

/** Contract of an OPTARIF. */
function contractOf(option: string | undefined): Contract | null {
  return option?.startsWith("BBR") ? "tempo" : OPTIONS[option ?? ""] ?? null;
}

/** Contracts by the name of their calendar; any other text is possible (reference §8.2). */
const CALENDARS: Readonly<Record<string, Contract>> = {
  BASE: "base",
  "H PLEINE/CREUSE": "hc",
  EJP: "ejp",
  TEMPO: "tempo",
};

/** Padding, spaces and case of the names vary (reference §8.2). */
export function plainName(text: string): string {
  return text.trim().replace(/ +/g, " ").toUpperCase();
}

/** Says which meter a frame is from; `ended` if all its groups were sent. */
export function findMeter(
  mode: "historique" | "standard",
  groups: ReadonlyMap<string, GroupRead>,
  ended: boolean,
): Meter {
  const value = (label: string) => groups.get(label)?.value;
  const serial = value(mode === "standard" ? "ADSC" : "ADCO") ?? null;
  const type = serial !== null && serial.length === 12 ? serial.slice(4, 6) : "";
  const family = TYPES.get(type)?.family ?? "unknown";
  if (mode === "historique") {
    const mono = count(groups, LONG, 1);
    const tri = count(groups, LONG, 3);
    return {
      mode,
      vtic: family === "pilot" ? 1 : 2,
      phases: tri > mono ? 3 : mono > 0 ? 1 : null,
      producer: false,
      contract: contractOf(value("OPTARIF")),
      family,
      serial,
    };
  }
  const pilot = value("VTIC") === "01" || (!groups.has("VTIC") && groups.has("SINST1"));
  const tri = count(groups, STANDARD, 3);
  const status = value("STGE");
  const known = status !== undefined && /^[0-9A-F]{8}$/.test(status);
  return {
    mode,
    vtic: pilot ? 1 : 2,
    phases: tri > (ended ? 3 : 0) ? 3 : ended ? 1 : null,
    producer: known ? statusField(parseInt(status, 16), "producer") === 1 : groups.has("EAIT"),
    contract: CALENDARS[plainName(value("NGTF") ?? "")] ?? null,
    family: pilot ? "pilot" : "linky",
    serial,
  };
}

/** How many labels of a frame only meters of so many phases send. */
function count(
  groups: ReadonlyMap<string, GroupRead>,
  table: typeof LONG,
  phases: 1 | 3,
): number {
  let labels = 0;
  for (const label of groups.keys()) if (table.get(label)?.phases === phases) labels++;
  return labels;
}
