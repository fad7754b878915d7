/**
 * Deviations that meters before Linky show in the field.
 *
 * @module
 */
import type { Group } from "../../tic/types.ts";
import type { Quirk } from "../quirks.ts";

/** Name of a deviation. */
export type OlderQuirkName =
  | "hhphc-not-in-base"
  | "ppot-sometimes"
  | "papp-units"
  | "ice-v2-4"
  | "u10mn-apart"
  | "tgphi-point"
  | "ptcour-padded"
  | "preavis-padded";

function pointed(group: Group): Group {
  return { ...group, value: group.value.replace(",", ".") };
}

function padded(length: number): (group: Group) => Group {
  return (group) => ({ ...group, value: group.value.padEnd(length) });
}

/** Every deviation that an older meter can have, by name (reference §6.4, §10.2). */
export const OLDER_QUIRKS: Readonly<Record<OlderQuirkName, Quirk>> = {
  "hhphc-not-in-base": {
    mode: "historique",
    models: ["cbetm"],
    about: "HHPHC is left out in the contract BASE (types 26 and 30).",
    source: "impl: NextDom/plugin-teleinfo #24",
    groups: {
      HHPHC: (group, { contract }) => contract.option === "BASE" ? undefined : group,
    },
  },
  "ppot-sometimes": {
    mode: "historique",
    models: ["cbetm"],
    about: "PPOT is in every other long frame only.",
    source: "impl: hallard/tinfo_replay; reference §6.4 says not in every frame",
  },
  "papp-units": {
    mode: "historique",
    models: ["cbetm"],
    about: "PAPP is not a multiple of 10.",
    source: "impl: hallard/tinfo_replay, ziyaddev/ESP32_teleinfo; reference §10.2",
    groups: {
      PAPP: (group, { apparent }) => ({ ...group, value: String(apparent).padStart(5, "0") }),
    },
  },
  "ice-v2-4": {
    mode: "historique",
    models: ["ice-2q"],
    about:
      "Application V2.4: no CONTRAT, DATE for DATECOUR, TGPHI before PSP, fewer groups; which, is assumed.",
    source: "02E §2.7 p43-55",
  },
  "u10mn-apart": {
    mode: "historique",
    models: ["ice-2q"],
    about: "U10MN is alone in a frame of its own, after each frame without it (some makes).",
    source: "02E §2.7 p43-55",
  },
  "tgphi-point": {
    mode: "historique",
    models: ["pme-pmi"],
    about: "TGPHI has a decimal point (some makes).",
    source: "02E §2.9.3 p79",
    groups: { TGPHI_s: pointed, TGPHI_i: pointed },
  },
  "ptcour-padded": {
    mode: "historique",
    models: ["pme-pmi"],
    about: "PTCOUR is padded to three characters (some makes).",
    source: "02E §2.9.3 p79",
    groups: { PTCOUR1: padded(3), PTCOUR2: padded(3) },
  },
  "preavis-padded": {
    mode: "historique",
    models: ["pme-pmi"],
    about: "PREAVIS is DEP and a space.",
    source: "02E §2.9.3 p79",
    groups: { PREAVIS: padded(4) },
  },
};
