/**
 * What a line says now: the last reading of each label, in the order of the frame.
 *
 * @module
 */
import type { GroupEvent, TicEvent, ValueEvent } from "../decoder/events.ts";
import { lookup } from "../tic/labels.ts";
import { describe } from "../tic/meaning.ts";
import type { TicMode } from "../tic/types.ts";
import type { Row } from "./decode_table.ts";

interface Reading {
  group: GroupEvent;
  value: ValueEvent | undefined;
  /** When it was heard, ms. */
  heard: number;
  /** Which frame it was heard in, and where in it. */
  frame: number;
  place: number;
}

/** Keeps the last readings of a line. */
export class Readings {
  #strict: boolean;
  #language: "fr" | "en";
  #mode: TicMode | undefined;
  #meter: string | null = null;
  #frame = 0;
  #place = 0;
  #readings = new Map<string, Reading>();
  #last: Reading | undefined;

  constructor(options: { strict: boolean; language: "fr" | "en" }) {
    this.#strict = options.strict;
    this.#language = options.language;
  }

  /** Takes an event that was heard at `now`, ms. */
  push(event: TicEvent, now: number): void {
    switch (event.event) {
      case "mode":
        if (this.#mode !== undefined && event.mode !== this.#mode) this.#readings.clear();
        [this.#mode, this.#meter] = [event.mode, event.meter];
        break;
      case "group":
        if (this.#strict && event.grade === "suspect") break;
        this.#last = {
          group: event,
          value: undefined,
          heard: now,
          frame: this.#frame,
          place: this.#place++,
        };
        this.#readings.set(event.label, this.#last);
        break;
      case "value":
        if (this.#last?.group.label === event.label) this.#last.value = event;
        break;
      case "frame":
        if (event.complete && event.kind !== "short") this.#settle();
        this.#frame++;
        this.#place = 0;
    }
  }

  /** Facts about the line, most important first. */
  header(): string[] {
    if (this.#mode === undefined) return ["no valid group yet"];
    const clock = this.#readings.get("DATE")?.value;
    const meter = ["ADSC", "ADCO", "ADS"].map((label) => this.#readings.get(label)).find(Boolean);
    return [
      `${this.#mode} mode`,
      ...(this.#meter === null ? [] : [this.#meter]),
      ...(meter ? [`meter ${visible(meter.group.value)}`] : []),
      ...(clock?.at ? [`clock ${instant(clock)}`] : []),
    ];
  }

  /** Readings as they are shown; `now` is undefined where ages mean nothing. */
  rows(now: number | undefined): Row[] {
    return Array.from(this.#readings.values(), (reading) => {
      const { group, value, heard } = reading;
      return {
        label: group.label,
        ...shown(reading),
        ...this.#explain(group, value),
        suspect: group.grade === "suspect" ? group.why ?? "" : undefined,
        age: now === undefined ? undefined : (now - heard) / 1000,
      };
    });
  }

  /** Says what the data mean, what the label is, and when it was. */
  #explain(group: GroupEvent, value: ValueEvent | undefined) {
    const specs = lookup(group.label, this.#mode!);
    const spec = specs.find((spec) => spec.meter === this.#meter) ?? specs[0];
    const vtic = this.#readings.get("VTIC")?.group.value === "01" ? "01" : "02";
    const said = describe(group, this.#mode!, { lang: this.#language, vtic });
    const label = brief(spec?.meaning[this.#language] ?? "", said);
    const today = this.#readings.get("DATE")?.value?.at?.slice(0, 10);
    const at = value?.at === undefined
      ? ""
      : group.value === ""
      ? value.at.slice(0, 10)
      : instant(value, today);
    return {
      meaning: [said, label, at].filter(Boolean).join(" · "),
      explained: said !== null,
    };
  }

  /** A whole frame tells what the meter says now, and in which order; what is not in it is gone. */
  #settle(): void {
    const now = [...this.#readings].filter(([, reading]) => reading.frame === this.#frame);
    this.#readings = new Map(now.sort(([, a], [, b]) => a.place - b.place));
  }
}

/** Writes the data of a group: a quantity with its unit apart, else what was sent. */
function shown({ group, value }: Reading): Pick<Row, "value" | "unit"> {
  if (typeof value?.value === "number" && value.unit !== null) {
    return { value: digits(value.value), unit: value.unit };
  }
  const time = group.value === "" ? value?.at?.slice(11, 19) : undefined;
  return { value: time ?? visible(group.value), unit: undefined };
}

/** Writes the instant of a horodate in the meter's own time, without the date where it is today. */
function instant({ at = "", clock }: ValueEvent, today?: string): string {
  const [date, time = ""] = at.slice(0, 19).split("T");
  const text = date === today ? time : `${date} ${time}`;
  return clock === "degraded" ? `${text} (clock degraded)` : text;
}

/** What a label is, without the remarks of the dictionary; with `said`, without details either. */
function brief(meaning: string, said: string | null): string {
  const short = meaning.replace(/(?:;|:| =) .*$/, "").replace(/ \([^()]*\)?$/, "");
  return said === null ? short : short.replace(/,.*$/, "");
}

/** Writes a number with its thousands apart. */
function digits(number: number): string {
  const [whole = "", fraction] = String(number).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, " ");
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Data as they can be shown: a control byte could steer the terminal. */
function visible(text: string): string {
  // deno-lint-ignore no-control-regex
  return text.replace(/[\x00-\x1f\x7f-\x9f]/g, "\ufffd").trim();
}
