/**
 * What the data of a group mean, read the naive way; each method is a step that a mutant may take
 * wrongly.
 *
 * @module
 */
import type { SaidValue } from "../oracle/said.ts";
import { type NaiveInstant, readHorodate, readOlderDate } from "./clock_words.ts";
import { LABEL_TABLE, type LabelRow } from "./label_table.ts";
import {
  bitsOf,
  CJE_READERS,
  type HourBase,
  numbersOf,
  readProfile,
  readRelais,
  readStge,
  STGE_FIELDS,
  STGE_FIELDS_01,
  type StgeField,
} from "./registers.ts";

/** A group whose sum is right, in its fields. */
export interface NaiveGroup {
  /** Label. */
  label: string;
  /** Horodate, where it has one. */
  timestamp?: string;
  /** Data. */
  value: string;
  /** By its separator. */
  mode: "historique" | "standard";
}

/** Number, mark of a load-curve point and unit (02E §2.7.1 p43, §2.7.3 p47, §2.9.3 p79). */
const MEASURE = /^(-?[0-9]+([,.][0-9]+)?)(?:H\.|C\.|M\.|T)?(k?Wh|k?varh|VAh|k?W|k?VA|kvar|V|A|%)?$/;

/** Older labels whose numbers have no unit (02E §2.7.2 p47, §2.9.2 p72, §2.10.2 p88). */
const NO_UNIT = /^(TGPHI(_?[siSI])?|CAFp1?)$/;

/**
 * Reads the data of groups.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { NaiveValues } from "./naive_values.ts";
 *
 * const papp = { label: "PAPP", value: "00360", mode: "historique" } as const;
 * assertEquals(new NaiveValues().read(papp), { label: "PAPP", value: 360, unit: "VA" });
 * ```
 */
export class NaiveValues {
  /** Version of the TIC that the meter told last. */
  vtic = "02";
  /** How the last profile that left no doubt wrote its hours (reference §7.7). */
  hourBase: HourBase = "decimal";

  /** Reads a group; null where its label is known and its data are none of its own. */
  read(group: NaiveGroup): SaidValue | null {
    const { label, timestamp, value } = group;
    const row = this.row(label);
    const fits = row !== null && row.timed === (timestamp !== undefined) && this.fits(row, value);
    const typed = fits ? this.asRow(group, row) : this.older(group);
    if (typed === null) return row === null ? { label, value: this.text(value), unit: null } : null;
    const instant = timestamp === undefined ? null : this.instant(timestamp);
    if (timestamp !== undefined && instant === null) return null;
    return { label, ...typed, ...instant };
  }

  /** What the table says of a label. */
  row(label: string): LabelRow | null {
    return LABEL_TABLE.get(label) ?? null;
  }

  /** Whether data have the form of their label. */
  fits(row: LabelRow, value: string): boolean {
    return row.form.test(value);
  }

  /** Reads data as their row says; null where they are none of its own after all. */
  asRow(group: NaiveGroup, row: LabelRow): Pick<SaidValue, "value" | "unit"> | null {
    const { label, timestamp, value } = group;
    if (row.kind === "number") {
      return { value: this.number(value), unit: this.unit(label, row.unit) };
    }
    const read = {
      word: () => this.word(label, value),
      text: () => this.text(value),
      register: () => this.register(label, value),
      date: () => this.instant(timestamp ?? "")?.at ?? null,
    }[row.kind]();
    return read === null ? null : { value: read, unit: null };
  }

  /** A number of digits. */
  number(digits: string): unknown {
    return Number(digits);
  }

  /** Unit of a label. */
  unit(_label: string, unit: string | null): string | null {
    return unit;
  }

  /** A listed word, or digits whose zeros count: ADCO, ADSC, PRM (54E §6.2.3.1 p21). */
  word(label: string, value: string): unknown {
    if (label === "VTIC") this.vtic = value;
    return value;
  }

  /** Free text. */
  text(value: string): unknown {
    return value.trim();
  }

  /** A register, by its label. */
  register(label: string, value: string): unknown {
    if (label === "STGE") return this.stge(value);
    if (label === "RELAIS") return this.relais(value);
    if (label === "PPOT") return { missing: this.missing(value) };
    return this.profile(value);
  }

  /** STGE (54E §6.2.3.14 p24). */
  stge(value: string): unknown {
    return readStge(this.stgeBits(value), this.stgeFields());
  }

  /** The bits of STGE, bit 0 first: its digits are most significant first. */
  stgeBits(value: string): number[] {
    return bitsOf(value);
  }

  /** What the bits of STGE are, by the version of the TIC. */
  stgeFields(): readonly StgeField[] {
    return this.vtic === "01" ? STGE_FIELDS_01 : STGE_FIELDS;
  }

  /** RELAIS (54E §6.2.3.19 p26). */
  relais(value: string): unknown {
    const closed = readRelais(value);
    return closed === null ? null : { closed };
  }

  /** Phases that PPOT says are missing: bits 1 to 3 of its digit (54E §6.1.2 p16). */
  missing(value: string): number[] {
    return numbersOf(bitsOf(value[1]!).slice(1), 1);
  }

  /** PJOURF+1 or PPOINTE (54E §6.2.3.22 p27). */
  profile(value: string): unknown {
    const profile = readProfile(value, this.hourBase);
    if (profile?.certain) this.hourBase = profile.base;
    return profile;
  }

  /** Data of older meters, which tell by their form what they are; null where they do not. */
  older({ label, timestamp, value }: NaiveGroup): Pick<SaidValue, "value" | "unit"> | null {
    if (timestamp !== undefined) return null;
    if (Object.hasOwn(CJE_READERS, label)) {
      return { value: CJE_READERS[label]!(this.blocks(value)), unit: null };
    }
    const date = this.olderDate(value);
    if (date !== null) return { value: date, unit: null };
    const [, number, , unit] = this.measure(value) ?? [];
    if (number === undefined || (unit === undefined && !NO_UNIT.test(label))) return null;
    return { value: this.decimal(number), unit: unit ?? null };
  }

  /** Blocks of a group of the CJE, joined by colons (02E §2.6 p37). */
  blocks(value: string): string[] {
    return value.split(":");
  }

  /** A date of an older meter. */
  olderDate(value: string): string | null {
    return readOlderDate(value);
  }

  /** Number, fraction and unit of data that carry their unit. */
  measure(value: string): readonly string[] | null {
    return MEASURE.exec(value);
  }

  /** A number with a comma or a point. */
  decimal(text: string): unknown {
    return Number(text.replace(",", "."));
  }

  /** A horodate. */
  instant(horodate: string): NaiveInstant | null {
    return readHorodate(horodate);
  }
}
