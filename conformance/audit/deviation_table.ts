/**
 * Findings put together as they come, so that a day of them takes no more room than an hour.
 *
 * @module
 */
import type { Finding } from "../lint/finding.ts";
import { RULES } from "../lint/rules.ts";
import type { AuditPlace, Deviation } from "./audit_report.ts";
import { type Alike, type Blame, knownDeviation, type LineFacts } from "./known_deviations.ts";
import type { LineWindow } from "./line_window.ts";

const [STX, ETX, EOT, LF, CR] = [0x02, 0x03, 0x04, 0x0a, 0x0d];
/** Places that are kept. */
const PLACES = 20;
/** Kinds of findings of one rule that are kept apart; more are noise. */
const KINDS = 200;
/** Bytes shown before and after a place. */
const BEFORE = 48;
const AFTER = 96;
/** Rules whose sentence alone tells two findings apart. */
const BY_WORDS =
  /^(presence\.|older\.(always|contract|producer|long|series)|frame\.stray|line\.outside)/;

const SENTENCES = new Map(RULES.map((rule) => [rule.id, rule]));
const BLAMES: readonly Blame[] = ["meter", "line", "file"];

interface Kind extends Alike {
  finding: Finding;
  places: AuditPlace[];
  bytes: Uint8Array;
  bytesFrom: number;
  group: string;
  lastFrame: number;
}

/** The findings of a line. */
export class DeviationTable {
  readonly #window: LineWindow;
  readonly #kinds = new Map<string, Kind>();
  readonly #perRule = new Map<string, number>();

  /** Begins, with the bytes of the line. */
  constructor(window: LineWindow) {
    this.#window = window;
  }

  /** Takes a finding while its bytes are still in the window. */
  add(finding: Finding): void {
    const { rule, known } = finding;
    // Of what stands outside groups the words say all there is to be the same.
    const group = BY_WORDS.test(rule) ? finding.what : this.#groupAt(finding.offset);
    const label = finding.label ?? (finding.rule.startsWith("group.") ? labelOf(group) : "");
    const word = BY_WORDS.test(rule) ? finding.what : "";
    const apart = [rule, label, known, word].join("\0");
    const key = this.#kinds.has(apart) || (this.#perRule.get(rule) ?? 0) < KINDS ? apart : rule;
    const at = this.#window.timeOf(finding.offset);
    const place = { offset: finding.offset, ...(at !== undefined && { at }), what: finding.what };
    const kind = this.#kinds.get(key);
    if (!kind) {
      const { bytes, from } = this.#bytesAround(finding);
      this.#perRule.set(rule, (this.#perRule.get(rule) ?? 0) + 1);
      this.#kinds.set(key, {
        rule,
        label,
        row: known ?? null,
        count: 1,
        frames: 1,
        same: true,
        what: finding.what,
        finding,
        places: [place],
        bytes,
        bytesFrom: from,
        group,
        lastFrame: finding.frame,
      });
      return;
    }
    kind.count++;
    if (kind.lastFrame !== finding.frame) kind.frames++;
    kind.lastFrame = finding.frame;
    kind.same &&= group === kind.group;
    if (kind.places.length < PLACES) kind.places.push(place);
  }

  /** The deviations in the order of a report. */
  deviations(line: Omit<LineFacts, "damaged">): Deviation[] {
    const found = new Map<string, Deviation>();
    const kinds = [...this.#kinds.values()];
    const damaged = kinds
      .filter((kind) => knownDeviation(kind, { ...line, damaged: 0 })?.blame === "line")
      .reduce((sum, { count }) => sum + count, 0);
    const facts = { ...line, damaged };
    for (const kind of kinds) {
      const known = knownDeviation(kind, facts);
      const key = `${kind.rule}\0${known?.id}`;
      const deviation = found.get(key);
      if (!deviation) {
        const { id, row, words, source } = known ?? {};
        found.set(key, {
          rule: ruleOf(kind.finding),
          labels: kind.label === "" ? [] : [kind.label],
          count: kind.count,
          frames: kind.frames,
          blame: known?.blame ?? "meter",
          known: known ? { id: id!, row: row!, words: words!, source: source! } : null,
          places: kind.places,
          bytes: btoa(String.fromCharCode(...kind.bytes)),
          bytesFrom: kind.bytesFrom,
        });
        continue;
      }
      deviation.count += kind.count;
      deviation.frames += kind.frames;
      if (kind.label !== "" && !deviation.labels.includes(kind.label)) {
        deviation.labels.push(kind.label);
      }
      deviation.places = [...deviation.places, ...kind.places]
        .sort((a, b) => a.offset - b.offset).slice(0, PLACES);
    }
    return [...found.values()].sort((a, b) =>
      Number(a.known !== null) - Number(b.known !== null) ||
      BLAMES.indexOf(a.blame) - BLAMES.indexOf(b.blame) || b.count - a.count
    );
  }

  /** The bytes around a place, to the end of its frame at the most: more may not have come yet. */
  #bytesAround({ offset }: Finding): { bytes: Uint8Array; from: number } {
    const found = this.#window.slice(offset - BEFORE, offset + AFTER);
    const { bytes, from } = found;
    const at = offset - from;
    const end = bytes.findIndex((byte, i) => i >= at && (byte === ETX || byte === EOT));
    const next = bytes.findIndex((byte, i) => i > at && byte === STX);
    const ends = [end + 1, next].filter((place) => place > 0);
    // A drawing begins with a whole group, where one begins before the place.
    const first = bytes.findIndex((byte, i) => i <= at && (byte === LF || byte === STX));
    const start = Math.max(0, first);
    return { bytes: bytes.subarray(start, Math.min(bytes.length, ...ends)), from: from + start };
  }

  #groupAt(offset: number): string {
    const { bytes } = this.#window.slice(offset, offset + 160);
    const end = bytes.findIndex((byte, i) => i > 0 && (byte === LF || byte === CR));
    return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)));
  }
}

/** What stands before the first separator of a group, if that may be a label. */
function labelOf(group: string): string {
  return /^\n([!-~]{1,12})[ \t]/.exec(group)?.[1] ?? "";
}

function ruleOf({ rule, level, source }: Finding): Deviation["rule"] {
  return { id: rule, level, sentence: SENTENCES.get(rule)?.sentence ?? rule, source };
}
