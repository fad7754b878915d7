/**
 * Makes `tic/labels.json` from the reference's `spec/labels.json`.
 *
 * ```sh
 * deno run --allow-read --allow-write=tic/labels.json tools/labels.ts ../shared/spec/labels.json
 * ```
 *
 * The path of the source is the argument, or `labels.json` in the folder named by TICLAB_SPEC.
 *
 * @module
 */
import { french } from "./labels_french.ts";
import { patternOf } from "./labels_pattern.ts";

/** An entry of the reference. */
export interface SourceEntry {
  mode: string;
  meter: string;
  frame: string;
  label: string;
  length: number | number[] | { min: number; max: number | null };
  unit: string | null;
  unit_in_data?: boolean;
  type: string;
  timestamped: boolean;
  phases: string;
  role: string;
  contracts: string[];
  horodate: string | null;
  presence: string;
  meaning_en: string;
  meaning_fr_short: string;
  source: string;
  pattern?: string;
  values?: string[];
  constant?: string;
  note?: string;
  format?: string;
  frames?: string[];
}

const METERS: Readonly<Record<string, string>> = {
  "Linky": "linky",
  "Linky pilot (VTIC 01)": "pilot",
  "CBEMM": "cbemm",
  "CBEMM-ICC": "cbemm-icc",
  "CBETM": "cbetm",
  "CONCENTRATEUR": "concentrator",
  "CJE": "cje",
  "ICE-2Q": "ice-2q",
  "ICE-4Q": "ice-4q",
  "PME-PMI": "pme-pmi",
  "SAPHIR": "saphir",
};

/** Spellings seen or printed beside the one that is kept, and why the source is not followed. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  "ice-2q DATECOUR": ["DATE"], // application V2.4, 02E §2.7
  "ice-4q DATECOUR": ["DATE"],
  "ice-4q PrapCour": ["PRapCour"], // text of 02E §2.8
  "pme-pmi EaP-1_s": ["EAP-1_s"], // impl: Liberasys/dl_decode_pmepmi
  "pme-pmi EaP_s2": ["EAP_s2"],
  "pme-pmi EaP-1_s2": ["EAP-1_s2"],
};

/** What the source states in a note only, or not at all, by label. */
const CORRECTIONS: Readonly<Record<string, Partial<SourceEntry>>> = {
  OPTARIF: { values: ["BASE", "HC..", "EJP.", "BBRx"] },
  VTIC: { values: ["02", "01"], pattern: "^[0-9]{2}$" },
  ENERG: { length: [27, 34, 41] }, // 4 to 6 blocks, 02E §2.6
  DPM1: { constant: "00" }, // 44E §3.3.3 p16
  FPM1: { constant: "00" },
  DPM2: { constant: "00" },
  FPM2: { constant: "00" },
  DPM3: { constant: "00" },
  FPM3: { constant: "00" },
};

/** Contracts of a historique Linky, all of which is the same as any. */
const ANY_CONTRACT = "BASE,HC,EJP,TEMPO,NON_HISTORIC";

/** An entry as it is written: only what differs from the defaults of `tic/labels.ts`. */
function compact(entry: SourceEntry, meter: string, tableSource: string): Record<string, unknown> {
  // 7 bits carry no accent; a meter sends DebP (reference §3).
  const label = entry.label.replaceAll("é", "e");
  const source = sourceOf(entry);
  const contracts = entry.contracts.join();
  const concentratorStatus = meter === "concentrator" && label === "MOTDETAT";
  const fields: Record<string, unknown> = {
    label,
    length: concentratorStatus ? [6, 10] : entry.length,
    unit: entry.unit ?? undefined,
    type: entry.type === "digits" ? undefined : entry.type,
    timestamped: entry.timestamped || undefined,
    blankSeason: entry.horodate?.includes("SP") || undefined,
    unitInData: entry.unit_in_data || undefined,
    pattern: patternOf(entry, meter),
    values: entry.values,
    constant: entry.constant,
    phases: entry.phases === "both" ? undefined : entry.phases,
    role: entry.role === "both" ? undefined : entry.role,
    contracts: contracts === "*" || contracts === ANY_CONTRACT ? undefined : entry.contracts,
    frames: entry.frames && entry.frames.length > 1 ? entry.frames : undefined,
    presence: entry.presence === "always" ? undefined : entry.presence,
    aliases: ALIASES[`${meter} ${label}`],
    en: entry.meaning_en,
    fr: french(entry.meaning_fr_short),
    note: entry.note,
    source: source === tableSource ? undefined : source,
  };
  for (const key in fields) if (fields[key] === undefined) delete fields[key];
  return fields;
}

/** `[54E §6.1.1 p15; §6.1.2 p16] [02E v6 §2.3.3]` as `54E §6.1.1 p15; §6.1.2 p16; 02E §2.3.3`. */
function sourceOf(entry: SourceEntry): string {
  return entry.source.slice(1, -1).replaceAll("] [", "; ").replaceAll("02E v6", "02E")
    .replaceAll("ERDF-44E", "44E");
}

/** Text of `tic/labels.json`: a line an entry, tables of one meter and frame in the wire's order. */
export function labelsJson(entries: readonly SourceEntry[]): string {
  const tables = Map.groupBy(entries, (entry) => `${entry.meter} ${entry.frame}`);
  const texts = Array.from(tables.values(), (table) => {
    const first = table[0]!;
    const meter = METERS[first.meter];
    if (meter === undefined) {
      throw new RangeError(`Cannot take meter "${first.meter}": no id for it`);
    }
    const source = sourceOf(first);
    const lines = table.map((entry) =>
      JSON.stringify(compact({ ...entry, ...CORRECTIONS[entry.label] }, meter, source))
    );
    const head = JSON.stringify({
      meter,
      mode: first.mode,
      frame: first.frame,
      source,
    });
    return `${head.slice(0, -1)},"groups":[\n${lines.join(",\n")}\n]}`;
  });
  return `[\n${texts.join(",\n")}\n]\n`;
}

if (import.meta.main) {
  const folder = Deno.args[0] === undefined ? Deno.env.get("TICLAB_SPEC") : undefined;
  const path = Deno.args[0] ??
    (folder === undefined ? undefined : `${folder}/labels.json`);
  if (path === undefined) {
    console.error(
      "labels: say where the reference's labels.json is, as argument or in TICLAB_SPEC",
    );
    Deno.exit(2);
  }
  const spec = JSON.parse(Deno.readTextFileSync(path));
  const text = labelsJson([
    ...spec.labels,
    ...spec.vtic01_labels,
    ...spec.older_meters,
  ]);
  Deno.writeTextFileSync(new URL("../tic/labels.json", import.meta.url), text);
}
