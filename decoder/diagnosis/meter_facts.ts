/**
 * Who speaks on a line: meter, contract, phases, production and clock, by what it said last.
 *
 * @module
 */
import { decodeIdentity } from "../../tic/identity.ts";
import { decodeStge } from "../../tic/stge.ts";
import type { LineFacts } from "./line_facts.ts";
import type { Words } from "./steps.ts";

/** What is known of a meter; null where the line does not say. */
export interface MeterFacts {
  /** Family, as in the dictionary. */
  family: string | null;
  /** Name of the maker and year of manufacture. */
  made: string | null;
  /** Kind of meter by the digits of its number, or by its family. */
  kind: Words | null;
  /** Contract by its name on the line. */
  contract: string | null;
  /** Subscribed: `9 kVA`, `30 A`. */
  subscribed: string | null;
  /** How many phases it measures. */
  phases: 1 | 3 | null;
  /** Whether it counts what the home gives back. */
  producer: boolean | null;
  /** Whether its clock is in order. */
  clock: "ok" | "degraded" | null;
}

/** Names of the families (02E §2.2 to §2.10, 54E). */
export const FAMILIES: Readonly<Record<string, Words>> = {
  "linky": { en: "Linky", fr: "Linky" },
  "pilot": { en: "pilot Linky (VTIC 01)", fr: "Linky pilote (VTIC 01)" },
  "concentrator": { en: "téléreport concentrator", fr: "concentrateur de téléreport" },
  "cbemm": { en: "blue single-phase meter (CBEMM)", fr: "compteur bleu monophasé (CBEMM)" },
  "cbemm-icc": {
    en: "blue single-phase meter (CBEMM-ICC)",
    fr: "compteur bleu monophasé (CBEMM-ICC)",
  },
  "cbetm": { en: "blue three-phase meter (CBETM)", fr: "compteur bleu triphasé (CBETM)" },
  "cje": { en: "yellow-tariff meter (CJE)", fr: "compteur jaune (CJE)" },
  "ice-2q": { en: "green-tariff meter (ICE-2Q)", fr: "compteur vert (ICE-2Q)" },
  "ice-4q": { en: "green-tariff meter (ICE-4Q)", fr: "compteur vert (ICE-4Q)" },
  "pme-pmi": { en: "PME-PMI meter", fr: "compteur PME-PMI" },
  "saphir": { en: "SAPHIR meter", fr: "compteur SAPHIR" },
};

/** Contracts of historique mode (54E §6.1.1 p15). */
const CONTRACTS: Readonly<Record<string, string>> = {
  "BASE": "Base",
  "HC..": "HC (heures creuses)",
  "EJP.": "EJP",
};

/**
 * Tells who speaks.
 *
 * @example
 * ```ts
 * import { Listening, meterFacts } from "@ticlab/ticlab/decoder";
 * import { assertEquals } from "@std/assert";
 *
 * const listening = new Listening();
 * listening.push(new TextEncoder().encode("\x02\nADCO 021976551234 D\r\nOPTARIF BASE 0\r\x03"));
 * const { made, contract } = meterFacts(listening.end());
 * assertEquals([made, contract], ["Sagemcom 2019", "Base"]);
 * ```
 */
export function meterFacts({ values, meter, modes }: LineFacts): MeterFacts {
  const value = (label: string) => values.get(label)?.value;
  const address = value("ADSC") ?? value("ADCO") ?? value("ADS") ?? "";
  const identity = /^(?!0{12})\d{12}$/.test(address) ? decodeIdentity(address) : null;
  const tariff = value("OPTARIF") ?? "";
  const stge = value("STGE");
  const date = values.get("DATE")?.timestamp;
  const standard = modes.at(-1) === "standard";
  const amperes = value("ISOUSC");
  const power = value("PREF");
  const three = ["IRMS2", "IINST2", "ADIR2", "I2"].some((label) => values.has(label));
  const one = values.has("IRMS1") || values.has("IINST");
  return {
    family: meter,
    made: identity?.makerName ? `${identity.makerName} ${identity.year}` : null,
    kind: kindOf(meter, identity?.typeName ?? null),
    contract: value("NGTF")?.trim().replace(/\s+/g, " ") ?? CONTRACTS[tariff] ??
      (tariff.startsWith("BBR") ? "Tempo" : value("CONTRAT") ?? value("MESURES1")?.trim() ?? null),
    subscribed: power !== undefined
      ? `${Number(power)} kVA`
      : amperes !== undefined
      ? `${Number(amperes)} A`
      : value("PS")?.replace(/(\d)(?=k)/, "$1 ") ?? null,
    phases: three ? 3 : one ? 1 : null,
    producer: values.has("EAIT") || values.has("EAI")
      ? true
      : stge !== undefined && standard
      ? /^[0-9A-F]{8}$/.test(stge) && decodeStge(stge).role === "producer"
      : null,
    clock: date === undefined ? null : /^[he]/.test(date) ? "degraded" : "ok",
  };
}

/** The digits of a Linky tell more than its family; those of older meters less. */
function kindOf(family: string | null, type: Words | null): Words | null {
  const named = FAMILIES[family ?? ""] ?? null;
  return family === null || family === "linky" || family === "pilot" ? type ?? named : named;
}
