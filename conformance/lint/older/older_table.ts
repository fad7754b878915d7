/**
 * What a table of an older meter says.
 *
 * @module
 */
import type { Form } from "./forms.ts";

/** A meter before Linky that speaks otherwise than a Linky in historique mode does. */
export type OlderMeterName =
  | "concentrator"
  | "CJE"
  | "ICE-2Q"
  | "ICE-4Q"
  | "PME-PMI"
  | "SAPHIR";

/** When a group is sent; without any of these, in every frame. */
export interface Condition {
  /** Only with these contracts. */
  readonly contracts?: readonly string[];
  /** Only by a meter that counts what is injected. */
  readonly producer?: boolean;
  /** Left out at times. */
  readonly optional?: boolean;
  /** Sent more than once in a frame. */
  readonly repeats?: boolean;
  /** Only in the long frame of a SAPHIR. */
  readonly long?: boolean;
  /** One of several series that take turns. */
  readonly series?: string;
  /** Only of the release of 2013 of a PME-PMI. */
  readonly release?: "2013";
}

/** A line of a table. */
export interface OlderRow extends Condition {
  readonly label: string;
  readonly form: Form;
  /** Place in the table. */
  readonly order: number;
}

/** A label, how its data are written, when it is sent. */
export type Line = readonly [label: string, form: Form, condition?: Condition];

/** Labels of a part of a frame. */
export type OlderRows = ReadonlyMap<string, OlderRow>;

/**
 * Real meters write some labels without the accent, or with a capital, that the tables print otherwise
 * (reference §6.8).
 */
export function keyOf(label: string): string {
  return label.toLowerCase().replaceAll("é", "e");
}

/** Makes a table of its lines. */
export function rowsOf(lines: readonly Line[]): OlderRows {
  return new Map(lines.map(([label, form, condition], order) => [
    keyOf(label),
    { label, form, order, ...condition },
  ]));
}

/** The numbers from 1 to the last. */
export function each<Made>(last: number, make: (n: number) => readonly Made[]): Made[] {
  return Array.from({ length: last }, (_, i) => make(i + 1)).flat();
}

/** A meter: its tables, and what else is known of it. */
export interface OlderMeter {
  readonly name: OlderMeterName;
  /** Document, section and pages. */
  readonly source: string;
  /** The frame up to `Appli`, if there is one; then what follows. */
  readonly parts: readonly OlderRows[];
  /** Label of the clock. */
  readonly clock?: string;
  /** Label that says the contract, and the contract of a value. */
  readonly contract?: { readonly label: string; readonly of: (value: string) => string | null };
  /** Labels that show the period in force, and the periods of a contract. */
  readonly periods?: {
    readonly label: string;
    readonly of: Readonly<Record<string, readonly string[]>>;
  };
  /** Numbers that only grow; blocks between colons grow each on its own. */
  readonly indexes?: readonly string[];
  /** Bounds of numbers. */
  readonly ranges?: readonly (readonly [labels: RegExp, least: number, most: number])[];
}
