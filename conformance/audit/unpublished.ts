/**
 * What meters do that nobody has published yet (reference §14), recognised in the events of the decoder.
 *
 * @module
 */
import type { GroupEvent, TicEvent } from "../../decoder/events.ts";

/** Something worth sharing that a line holds. */
export interface Unpublished {
  /** Permanent name. */
  id: string;
  /** What it is, in words. */
  words: string;
  /** What of it is not known. */
  unknown: string;
  /** Byte of the line where it is first. */
  offset: number;
  /** When that arrived, ms since 1970 UTC; absent where nothing tells it. */
  at?: number;
  /** How often it was seen. */
  count: number;
  /** Label and data of the first group that shows it; empty where none does. */
  example: string;
}

interface Kind {
  readonly id: string;
  readonly words: string;
  readonly unknown: string;
  /** Whether a good group shows it, given the one of that label before. */
  readonly shows?: (group: GroupEvent, before: GroupEvent | undefined) => boolean;
}

/** The season that a timestamp is in, in upper case; empty where there is none. */
function season(group: GroupEvent | undefined): string {
  return group?.timestamp?.[0]?.toUpperCase().trim() ?? "";
}

/** The day of a timestamp, `YYMMDD`. */
function day(group: GroupEvent | undefined): string {
  return group?.timestamp?.slice(1, 7) ?? "";
}

/** Indexes of energy: their registers have nine digits. */
const INDEX = /^(BASE|HCH[CP]|EJPH(N|PM)|BBRH[CP]J[BWR]|EAS[TDF]\d*|EAIT|ERQ[1-4])$/;
const NEARLY_FULL = 990_000_000;
const NEARLY_EMPTY = 10_000_000;

const KINDS: readonly Kind[] = [
  {
    id: "adir",
    words: "ADIR: the warning of a three-phase meter that a phase is above its current",
    unknown: "when it comes and goes on real meters",
    shows: ({ label }) => /^ADIR[123]$/.test(label),
  },
  {
    id: "ejp",
    words: "an EJP contract",
    unknown: "raw lines of it, in both modes",
    shows: ({ label, value }) =>
      /^EJPH(N|PM)$|^PEJP$/.test(label) || (label === "NGTF" && /^\s*EJP\s*$/i.test(value)),
  },
  {
    id: "msg2",
    words: "MSG2, the very short message of the grid operator",
    unknown: "what it says, and how it is padded",
    shows: ({ label, value }) => label === "MSG2" && value.trim() !== "",
  },
  {
    id: "ppointe",
    words: "PPOINTE, the profile of the next mobile peak",
    unknown: "raw data of it",
    shows: ({ label, value }) => label === "PPOINTE" && value.trim() !== "",
  },
  {
    id: "degraded-clock",
    words: "a clock that the meter itself does not trust: a season in lower case, h or e",
    unknown: "when it begins and how it ends",
    shows: ({ timestamp }) => /^[he]/.test(timestamp ?? ""),
  },
  {
    id: "dst",
    words: "the hour in which summer time begins or ends",
    unknown: "how DATE and the curves go over it",
    shows: (group, before) =>
      group.label === "DATE" && before !== undefined && season(group) !== "" &&
      season(before) !== "" && season(group) !== season(before),
  },
  {
    id: "midnight",
    words: "midnight: the first frames of a day",
    unknown: "in which order the maxima and the profile of the day change",
    shows: (group, before) =>
      group.label === "DATE" && before !== undefined && day(group) !== day(before),
  },
  {
    id: "index-full",
    words: "an index that was full and began again",
    unknown: "what it does after 999 999 999 Wh",
    shows: ({ label, value }, before) =>
      INDEX.test(label) && Number(before?.value) > NEARLY_FULL && Number(value) < NEARLY_EMPTY,
  },
  {
    id: "standard-eot",
    words: "a frame of standard mode that EOT ends",
    unknown: "whether meters do that at all",
  },
  {
    id: "power-up",
    words: "a silence in which the line was not unplugged: perhaps a power cut",
    unknown: "the first frames after the power is back",
  },
];

/**
 * Looks for what nobody has published.
 *
 * @example
 * ```ts
 * import { UnpublishedSearch } from "./unpublished.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const search = new UnpublishedSearch();
 * search.push({ event: "group", label: "ADIR1", value: "050", grade: "ok", offset: 20 });
 * assertEquals(search.found.map(({ id, example }) => [id, example]), [["adir", "ADIR1 050"]]);
 * ```
 */
export class UnpublishedSearch {
  readonly #found = new Map<string, Unpublished>();
  readonly #before = new Map<string, GroupEvent>();
  #standard = false;

  /** What was found so far, in the order of the line. */
  get found(): Unpublished[] {
    return [...this.#found.values()].sort((a, b) => a.offset - b.offset);
  }

  /** Hears an event, and when its bytes arrived. */
  push(event: TicEvent, at?: number): void {
    if (event.event === "mode") {
      this.#standard = event.mode === "standard";
      this.#before.clear();
    }
    if (event.event === "error" && event.kind === "interrupted" && this.#standard) {
      this.#tell("standard-eot", { offset: event.offset, example: event.label ?? "" }, at);
    }
    if (event.event !== "group" || event.grade !== "ok") return;
    const before = this.#before.get(event.label);
    for (const { id, shows } of KINDS) {
      if (!shows?.(event, before)) continue;
      const example = [event.label, event.timestamp, event.value.trim()].filter(Boolean).join(" ");
      this.#tell(id, { offset: event.offset, example }, at);
    }
    if (event.label === "DATE" || INDEX.test(event.label)) this.#before.set(event.label, event);
  }

  /** Hears that a line that was plugged in had said nothing for a while. */
  silence(offset: number, at?: number): void {
    this.#tell("power-up", { offset, example: "" }, at);
  }

  #tell(id: string, { offset, example }: { offset: number; example: string }, at?: number): void {
    const known = this.#found.get(id);
    if (known) {
      known.count++;
      return;
    }
    const { words, unknown } = KINDS.find((kind) => kind.id === id)!;
    this.#found.set(id, {
      id,
      words,
      unknown,
      offset,
      ...(at !== undefined && { at }),
      count: 1,
      example,
    });
  }
}
