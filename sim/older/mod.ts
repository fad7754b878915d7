/**
 * Meters before Linky (02E): concentrator, blue, yellow and green meters, as models that the meter, the
 * player, scenarios and the command line take as they take a Linky.
 *
 * A model is a row of {@linkcode OLDER_MODELS}: what such a meter may be, what it remembers and what it
 * says. Supply, load, energy, calendar and clock are those of every meter of the sim.
 *
 * @module
 */
import { cbemm, cbemmIcc } from "./cbemm.ts";
import { cbetm } from "./cbetm.ts";
import { cje } from "./cje.ts";
import { concentrator } from "./concentrator.ts";
import { ice2q, ice4q } from "./ice.ts";
import { pmePmi } from "./pme_pmi.ts";
import type { OlderMeterId, OlderModel } from "./older_model.ts";
import { saphir } from "./saphir.ts";

export { OLDER_ASSUMPTIONS, type OlderAssumption } from "./assumptions.ts";
export { OLDER_QUIRKS, type OlderQuirkName } from "./quirks.ts";
export type { FrameSequence, Memory, OlderMeterId, OlderModel, Passing } from "./older_model.ts";

/** Every meter before Linky that can be played, by its name in scenarios. */
export const OLDER_MODELS = {
  "concentrator": concentrator,
  "cbemm": cbemm,
  "cbemm-icc": cbemmIcc,
  "cbetm": cbetm,
  "cje": cje,
  "ice-2q": ice2q,
  "ice-4q": ice4q,
  "pme-pmi": pmePmi,
  "saphir": saphir,
} as const satisfies Partial<Record<OlderMeterId, OlderModel>>;

/** Name of a meter, `linky` or an older one. */
export type ModelName = "linky" | keyof typeof OLDER_MODELS;

/**
 * Finds the model of an older meter; undefined for a Linky.
 *
 * @example
 * ```ts
 * import { olderModel } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(olderModel("cbemm")?.speeds, [1200]);
 * assertEquals(olderModel("linky"), undefined);
 * ```
 *
 * @throws {RangeError} where there is no such meter.
 */
export function olderModel(name: string): OlderModel | undefined {
  if (name === "linky") return undefined;
  const table: Readonly<Record<string, OlderModel>> = OLDER_MODELS;
  if (Object.hasOwn(table, name)) return table[name];
  const names = ["linky", ...Object.keys(table)];
  throw new RangeError(
    `Cannot play the meter ${JSON.stringify(name)}: it is one of ${names.join(", ")}`,
  );
}
