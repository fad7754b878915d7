/**
 * What labels and their data mean, in plain words, English and French.
 *
 * @module
 */
import { decodeIdentity } from "./identity.ts";
import { lookup } from "./labels.ts";
import { decodeOptarif } from "./optarif.ts";
import { decodePpot } from "./ppot.ts";
import { decodeProfile, type Profile } from "./profile.ts";
import { decodeRelais } from "./relais.ts";
import { decodeStge, type Stge, type Vtic } from "./stge.ts";
import type { Group, TicMode } from "./types.ts";

/** Language of the words. */
export type Lang = "en" | "fr";

/** A thing said in both languages. */
type Words = Readonly<Record<Lang, string>>;

/**
 * Tells what a label means; null if no documented meter sends it in that mode.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { meaningOf } from "@ticlab/ticlab/tic";
 *
 * assertEquals(meaningOf("IINST", "historique", { lang: "en" }), "RMS current");
 * assertEquals(meaningOf("IINST", "historique", { lang: "fr" }), "Intensité instantanée");
 * ```
 */
export function meaningOf(label: string, mode: TicMode, options: { lang: Lang }): string | null {
  return lookup(label, mode)[0]?.meaning[options.lang] ?? null;
}

/** Listed values: 02E §2.3.3 p27-28, 54E §6.1.1, 02E §2.9. */
const VALUES: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  PTEC: {
    "TH..": { en: "all hours", fr: "toutes heures" },
    "HC..": { en: "off-peak hours", fr: "heures creuses" },
    "HP..": { en: "peak hours", fr: "heures pleines" },
    "HN..": { en: "normal hours", fr: "heures normales" },
    "PM..": { en: "mobile peak", fr: "pointe mobile" },
    "HCJB": { en: "off-peak hours, blue day", fr: "heures creuses, jour bleu" },
    "HCJW": { en: "off-peak hours, white day", fr: "heures creuses, jour blanc" },
    "HCJR": { en: "off-peak hours, red day", fr: "heures creuses, jour rouge" },
    "HPJB": { en: "peak hours, blue day", fr: "heures pleines, jour bleu" },
    "HPJW": { en: "peak hours, white day", fr: "heures pleines, jour blanc" },
    "HPJR": { en: "peak hours, red day", fr: "heures pleines, jour rouge" },
  },
  DEMAIN: {
    "----": { en: "not announced", fr: "pas encore connue" },
    "BLEU": { en: "blue day tomorrow", fr: "jour bleu demain" },
    "BLAN": { en: "white day tomorrow", fr: "jour blanc demain" },
    "ROUG": { en: "red day tomorrow", fr: "jour rouge demain" },
  },
  PEJP: { "30": { en: "mobile peak in 30 min", fr: "pointe mobile dans 30 min" } },
  VTIC: {
    "01": { en: "pilot Linky", fr: "Linky pilote" },
    "02": { en: "production Linky", fr: "Linky de série" },
  },
  CONFIG: {
    "CONSO": { en: "consumer", fr: "consommateur" },
    "PROD": { en: "producer", fr: "producteur" },
  },
  PREAVIS: { "DEP": { en: "overrun", fr: "dépassement" } },
  MODE: { "CONTROLE": { en: "operator's control mode", fr: "mode contrôle du distributeur" } },
  LG_TRM: {
    "TRM_COURTE": { en: "short frame", fr: "trame courte" },
    "TRM_LONGUE": { en: "long frame", fr: "trame longue" },
  },
};

/** Option names of OPTARIF. */
const OPTIONS: Readonly<Record<string, Words>> = {
  BASE: { en: "one price", fr: "option base" },
  HC: { en: "off-peak and peak hours", fr: "heures creuses" },
  EJP: { en: "EJP", fr: "EJP" },
  TEMPO: { en: "Tempo", fr: "Tempo" },
};

/** What to say of STGE: each field whose value is not the usual one, in this order. */
const STGE_NEWS: readonly (readonly [keyof Stge, string | number | boolean, Words])[] = [
  ["contact", "closed", { en: "contact closed", fr: "contact fermé" }],
  ["contact", "open", { en: "contact open", fr: "contact ouvert" }],
  ["breaker", "overpower", { en: "cut off: overpower", fr: "coupé : surpuissance" }],
  ["breaker", "overvoltage", { en: "cut off: overvoltage", fr: "coupé : surtension" }],
  ["breaker", "load-shedding", { en: "cut off: load shedding", fr: "coupé : délestage" }],
  ["breaker", "order", { en: "cut off by order", fr: "coupé par ordre" }],
  ["breaker", "overheating", { en: "cut off: overheating", fr: "coupé : surchauffe" }],
  ["breaker", "overheating-low-current", { en: "cut off: overheating", fr: "coupé : surchauffe" }],
  ["cover", "open", { en: "cover open", fr: "cache ouvert" }],
  ["overvoltage", true, { en: "overvoltage", fr: "surtension" }],
  ["overload", true, { en: "reference power exceeded", fr: "puissance de référence dépassée" }],
  ["role", "producer", { en: "producer", fr: "producteur" }],
  ["direction", "export", { en: "exporting", fr: "en injection" }],
  ["clock", "degraded", { en: "clock degraded", fr: "horloge dégradée" }],
  ["today", "blue", { en: "blue day", fr: "jour bleu" }],
  ["today", "white", { en: "white day", fr: "jour blanc" }],
  ["today", "red", { en: "red day", fr: "jour rouge" }],
  ["tomorrow", "blue", { en: "blue tomorrow", fr: "bleu demain" }],
  ["tomorrow", "white", { en: "white tomorrow", fr: "blanc demain" }],
  ["tomorrow", "red", { en: "red tomorrow", fr: "rouge demain" }],
  ...([1, 2, 3] as const).map((n) =>
    ["notice", n, { en: `peak PM${n} announced`, fr: `pointe PM${n} annoncée` }] as const
  ),
  ...([1, 2, 3] as const).map((n) =>
    ["peak", n, { en: `peak PM${n} in progress`, fr: `pointe PM${n} en cours` }] as const
  ),
];

/** How to describe a group. */
export interface DescribeOptions {
  /** Language, English unless told. */
  lang?: Lang;
  /** Version of the TIC, `02` unless told; changes bits of STGE. */
  vtic?: Vtic;
}

/** Says what the data mean, by label. */
const SAYERS: Readonly<Record<string, (value: string, lang: Lang, vtic: Vtic) => string>> = {
  "ADCO": identity,
  "ADSC": identity,
  "OPTARIF": (value, lang) => {
    const optarif = decodeOptarif(value);
    const name = OPTIONS[optarif.option]![lang];
    if (optarif.option !== "TEMPO") return name;
    return `${name}, ${optarif.circuit1} P${optarif.circuit2}`;
  },
  "NTARF": (value, lang) => `index ${Number(value)} ${{ en: "in force", fr: "en cours" }[lang]}`,
  "PPOT": (value, lang) => {
    const missing = decodePpot(value);
    if (missing.length === 0) return { en: "all phases", fr: "toutes les phases" }[lang];
    return { en: "missing: phase ", fr: "absente : phase " }[lang] + missing.join(", ");
  },
  "RELAIS": (value, lang) => {
    const closed = decodeRelais(value);
    if (closed.length === 0) return { en: "all open", fr: "tous ouverts" }[lang];
    return { en: "closed: ", fr: "fermés : " }[lang] + closed.join(", ");
  },
  "STGE": (value, lang, vtic) => {
    const stge = decodeStge(value, vtic);
    const news = STGE_NEWS.filter(([field, word]) => stge[field] === word);
    return news.map(([, , words]) => words[lang]).join(", ");
  },
  "PJOURF+1": (value, lang) => profileText(decodeProfile(value), lang),
  "PPOINTE": (value, lang) => profileText(decodeProfile(value), lang),
};

function identity(value: string, lang: Lang): string {
  const { makerName, year, typeName } = decodeIdentity(value);
  return [typeName?.[lang], makerName, year].filter((part) => part != null).join(", ");
}

function profileText(profile: Profile, lang: Lang): string {
  const none = { en: "no change", fr: "sans changement" }[lang];
  return profile.blocks
    .map(({ time, index }) => `${time} ${index === null ? none : `index ${index}`}`).join(", ");
}

/**
 * Says in a few words what the data of a group mean; null where they speak for themselves.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { describe } from "@ticlab/ticlab/tic";
 *
 * assertEquals(describe({ label: "PTEC", value: "HC.." }, "historique"), "off-peak hours");
 * assertEquals(
 *   describe({ label: "STGE", value: "463A0800" }, "standard", { lang: "fr" }),
 *   "contact fermé, jour blanc, bleu demain, pointe PM1 en cours",
 * );
 * assertEquals(describe({ label: "PAPP", value: "00360" }, "historique"), null);
 * ```
 */
export function describe(
  group: Group,
  mode: TicMode,
  options: DescribeOptions = {},
): string | null {
  const { label, value } = group;
  const { lang = "en", vtic = "02" } = options;
  if (lookup(label, mode).length === 0) return null;
  const listed = VALUES[label] ?? {};
  if (Object.hasOwn(listed, value.trim())) return listed[value.trim()]![lang];
  try {
    return SAYERS[label]?.(value, lang, vtic) ?? null;
  } catch {
    return null; // Data of another form than the documents' mean nothing.
  }
}
