/**
 * The pattern of a label's data, from what the reference says of its type, length and format.
 *
 * Patterns match the whole data. They use literals, `[…]`, `(…|…)`, `?`, `+`, `{n}` and `{m,n}`
 * of JavaScript's regular expressions, which is what `tic/pattern.ts` reads.
 *
 * @module
 */
import type { SourceEntry } from "./labels.ts";

/** Data that a format in words describes, by label. */
const BY_LABEL: Readonly<Record<string, string>> = {
  OPTARIF: "BASE|HC\\.\\.|EJP\\.|BBR[(-?]", // x is 0x28 to 0x3F, 02E §2.3.3 p27
  PPOT: "0[02468ACE]", // 54E §6.1.2 p16, 02E §2.5.6 p35
  JAUNE: "[0-9]{2}:[0-9]{2}:[0-9]{2}:[0-9]{2}:[1-4]{2}:(DP|  ):[0-9]{5}:[0-9]{2}", // 02E §2.6
  ENERG: "[0-9]{6}(:[0-9]{6}){3,5}",
  PERCC: "[0-9]{2}:[0-9]{2}:[0-9]{2}:[ -~]{2}",
  PERCP: "[0-9]{2}:[0-9]{2}:[0-9]{2}:[ -~]{2}",
  FCOU: "[0-9]{2}:[0-9]{2}:[0-9]{2}",
  ADS: "[0-9A-Z]{12}", // an address, as MOTDETAT of unstated digits
  PREAVIS1: "TD-[ -~]{3}", // 02E §2.9
  PREAVIS2: "TD-[ -~]{3}",
  TDYND: "[df]-[0-9]{2}/[0-9]{2}/[0-9]{2} [0-9]{2}/[0-9]{2}/[0-9]{2}-[0-9]", // 02E §2.10
  TDYNF: "[df]-[0-9]{2}/[0-9]{2}/[0-9]{2} [0-9]{2}/[0-9]{2}/[0-9]{2}-[0-9]",
};

const TWO_THRESHOLDS = "[0-9]{5}(:[0-9]{5})?";
const ICE_DATE = "[0-9]{2}/[0-9]{2}/[0-9]{2} [0-9]{2}/[0-9]{2}/[0-9]{2}";
const PME_DATE = "[0-9]{2}/[0-9]{2}/[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}";

/** Load-curve points of SAPHIR, which may carry a mark though the table does not repeat it. */
const SAPHIR_POINT = /^(PA[1-6][SI]|PR[+-][1-6][SI]|UMOY[1-6])$/;

/** Derives the pattern of an entry of the reference. */
export function patternOf(entry: SourceEntry, meter: string): string {
  if (meter === "concentrator" && entry.label === "MOTDETAT") {
    return "[0-9A-Z]{6}([0-9A-Z]{4})?";
  }
  const own = BY_LABEL[entry.label] ?? entry.pattern?.replace(/^\^|\$$/g, "");
  if (own !== undefined) return own.replaceAll("\\x20-\\x7E", " -~");
  const derive = BY_TYPE[entry.type];
  if (derive === undefined) {
    throw new RangeError(`Cannot take ${entry.label}: type "${entry.type}"`);
  }
  return derive(entry, meter);
}

const BY_TYPE: Readonly<
  Record<string, (entry: SourceEntry, meter: string) => string>
> = {
  "digits": (entry) => `[0-9]{${entry.length}}`,
  "digits-var": (entry) => `[0-9]{1,${longest(entry, 0)}}`,
  "digits-var+unit": digitsAndUnit,
  "signed-var+unit": (entry) => `-?[0-9]{1,${longest(entry, 1)}}${entry.unit}`,
  "decimal": decimal,
  "decimal+unit": (entry) => `[0-9]{1,2},[0-9]{3}${entry.unit}`,
  "hex": (entry) => `[0-9A-F]{${entry.length}}`,
  "enum": enumerated,
  "constant": (entry) => `${/^\d/.test(entry.constant!) ? "[0-9]" : "[A-Z]"}{${entry.length}}`,
  "text": text,
  "datetime": (_entry, meter) => meter === "pme-pmi" ? PME_DATE : ICE_DATE,
  "composite": () => TWO_THRESHOLDS,
  "empty": () => "",
};

/** Digits of the longest data, where `other` characters are none. */
function longest(entry: SourceEntry, other: number): number {
  const { max } = entry.length as { max: number };
  return max - other - (entry.unit_in_data ? entry.unit!.length : 0);
}

/** Digits without leading zeros, a mark where points carry one, the unit (02E §2.7.1 p43). */
function digitsAndUnit(entry: SourceEntry, meter: string): string {
  const unit = unitPattern(entry);
  const { max } = entry.length as { max: number | null };
  if (max === null) return `[0-9]+${unit}`;
  if (entry.unit === "kW|kVA") return `[0-9]{1,${max - 3}}${unit}`;
  if (entry.format?.includes("[T]")) return `[0-9]{1,5}T?${unit}`;
  const marked = entry.format?.includes("[H.|C.|M.]") ||
    (meter === "saphir" && SAPHIR_POINT.test(entry.label));
  if (marked) return `[0-9]{1,5}([HCM]\\.)?${unit}`;
  return `[0-9]{1,${longest(entry, 0)}}${unit}`;
}

function unitPattern(entry: SourceEntry): string {
  if (entry.unit === "kW|kVA") return "k(W|VA)";
  // Table VAh, text Wh (02E §2.9, reference §6.8).
  return entry.unit === "VAh" ? "(VAh|Wh)" : entry.unit!;
}

/** Two decimals after a comma, or a point on some makes (02E §2.7, §2.9). */
function decimal(entry: SourceEntry): string {
  const { max } = entry.length as { max: number };
  return `[0-9]{1,${max - 3}}[,.][0-9]{2}|-[0-9]{1,${max - 4}}[,.][0-9]{2}`;
}

/** The listed values; period codes of the PME-PMI may be padded to 3 (02E §2.9). */
function enumerated(entry: SourceEntry, meter: string): string {
  const values = entry.values!.map((value) => value.replace(/[.|()?+]/g, "\\$&"));
  if (meter !== "pme-pmi" || !entry.label.startsWith("PTCOUR")) return values.join("|");
  const padded = values.filter((value) => value.length < 3).map((value) => value.padEnd(3));
  return [...values, ...padded].join("|");
}

function text(entry: SourceEntry, meter: string): string {
  if (entry.label === "MOTDETAT") return "[0-9A-Z]{6}";
  if (meter === "pme-pmi" && entry.length === 21) return `${PME_DATE}-[ -~]{3}`;
  if (typeof entry.length === "number") return `[ -~]{${entry.length}}`;
  const { min, max } = entry.length as { min: number; max: number };
  return `[ -~]{${min},${max}}`;
}
