/**
 * The energy indexes of a meter, which of them counts, and what they grew by.
 *
 * @module
 */
import type { TicMode } from "../../../tic/types.ts";
import type { History } from "./history.ts";
import { type Latest, meaningOfLabel, quantityOf } from "./latest.ts";
import type { Index } from "./page_now.ts";

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
/** Energy per grid-operator index says again what the supplier's indexes say. */
const GRID_INDEX = /^EASD\d/;
/** More indexes than these stand in the table only; meters of industry have dozens. */
const MOST = 12;

/** Knows the indexes; the names of a standard line's are heard one by one. */
export class Indexes {
  readonly #names = new Map<string, string>();

  /** Hears the name of the tariff in force (LTARF), which is that of the index that counts. */
  take(latest: Latest): void {
    const [name, index] = [latest.get("LTARF"), indexInForce(latest)];
    if (name && index) this.#names.set(index, name.raw.trim().replace(/ +/g, " "));
  }

  /** The indexes at `clock`, with what `history` knows of them. */
  list(
    latest: Latest,
    { history, mode, clock }: { history: History; mode: TicMode; clock: number },
  ): Index[] {
    const inForce = indexInForce(latest);
    const indexes: Index[] = [];
    for (const reading of latest.values()) {
      const index = quantityOf(reading);
      if (!index || !/^k?Wh$/.test(index.unit) || GRID_INDEX.test(index.label)) continue;
      const counts = index.label === inForce;
      if (index.value === 0 && !counts) continue; // A Linky sends all ten, used or not.
      const first = history.oldest(index.label, clock);
      indexes.push({
        ...index,
        meaning: meaningOfLabel(index.label, mode),
        name: this.#names.get(index.label) ?? null,
        inForce: counts,
        gained: first ? { value: index.value - first.min, since: first.at } : null,
      });
    }
    return indexes.slice(0, MOST);
  }

  /** Forgets the names, for another meter. */
  clear(): void {
    this.#names.clear();
  }
}

/** Label of the index that counts now. */
function indexInForce(latest: Latest): string | undefined {
  const number = latest.get("NTARF")?.value;
  if (typeof number === "number") return `EASF${String(number).padStart(2, "0")}`;
  return INDEX_OF.get(latest.get("PTEC")?.raw ?? "");
}
