/**
 * Deviations that meters before Linky show in the field.
 *
 * @module
 */
import type { Quirk } from "../quirks.ts";

/** Name of a deviation. */
export type OlderQuirkName = "papp-units";

/** Every deviation that an older meter can have, by name (reference §6.4, §10.2). */
export const OLDER_QUIRKS: Readonly<Record<OlderQuirkName, Quirk>> = {
  "papp-units": {
    mode: "historique",
    models: ["cbetm"],
    about: "PAPP is not a multiple of 10.",
    source: "impl: hallard/tinfo_replay, ziyaddev/ESP32_teleinfo; reference §10.2",
    groups: {
      PAPP: (group, { apparent }) => ({ ...group, value: String(apparent).padStart(5, "0") }),
    },
  },
};
