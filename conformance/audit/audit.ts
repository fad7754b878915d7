/**
 * The audit of a line: what a meter says, against what meters are to say.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import { LineQuality } from "../../decoder/quality.ts";
import type { TicEvent } from "../../decoder/events.ts";
import type { Finding } from "../lint/finding.ts";
import { Lint } from "../lint/lint.ts";
import { TYPES } from "../lint/meter.ts";
import type { AuditedLine, AuditReport } from "./audit_report.ts";
import { CutEnds, type LintPiece } from "./cut_ends.ts";
import { DeviationTable } from "./deviation_table.ts";
import type { LineFacts } from "./known_deviations.ts";
import { LineWindow } from "./line_window.ts";
import { bareBytes } from "./parity_off.ts";
import { UnpublishedSearch } from "./unpublished.ts";

/** What is audited. */
export interface AuditOptions {
  /** Name of the line. */
  name: string;
  /** Version of ticlab. */
  ticlab: string;
}

/** Pieces are this long at the most, so that what a finding is about is still kept. */
const PIECE = 4_096;
/** Two frames are 33.4 ms apart at the most (54E §5.3.6 p13); adapters pass bytes on in bursts. */
const SILENCE = 2_000;
/** Labels by which a meter says what it is; none of them names a person or a place. */
const SAYS = ["VTIC", "OPTARIF", "NGTF", "ISOUSC", "PREF", "CONTRAT", "MESURES1"];
const SERIALS = ["ADCO", "ADSC"];

/**
 * Audits a line as it comes.
 *
 * @example
 * ```ts
 * import { Audit } from "./audit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const audit = new Audit({ name: "line.tic", ticlab: "0.1.0" });
 * audit.push(new TextEncoder().encode("\x02\nIMAX 060 E\r\nPAPP 00360 8\r\x03"));
 * const { verdict, deviations } = audit.end();
 * assertEquals(verdict, "good");
 * assertEquals(deviations.map(({ rule, known }) => [rule.id, known?.row]), [
 *   ["value.constant", 2],
 *   ["group.checksum", 25],
 * ]);
 * ```
 */
export class Audit {
  readonly #options: AuditOptions;
  readonly #decoder = new TicDecoder();
  readonly #quality = new LineQuality();
  readonly #lint = new Lint();
  readonly #ends = new CutEnds();
  readonly #window = new LineWindow();
  readonly #table = new DeviationTable(this.#window);
  readonly #unpublished = new UnpublishedSearch();
  readonly #right = new Map<string, number>();
  readonly #modes: string[] = [];
  readonly #meters: string[] = [];
  readonly #says: Record<string, string> = {};
  #shift = 0;
  #from: number | undefined;
  #to: number | undefined;
  #parity = false;
  #linky = false;

  /** Begins. */
  constructor(options: AuditOptions) {
    this.#options = options;
  }

  /** Takes bytes as they arrive; `at` is when, ms since 1970 UTC. */
  push(bytes: Uint8Array, { at }: { at?: number } = {}): void {
    if (at !== undefined) {
      if (this.#to !== undefined && at - this.#to > SILENCE) {
        this.#unpublished.silence(this.#window.end, at);
        this.gap();
      }
      this.#from ??= at;
      this.#to = at;
    }
    for (let i = 0; i < bytes.length; i += PIECE) this.#piece(bytes.subarray(i, i + PIECE), at);
  }

  /** Hears that bytes are missing here: unplugged, another recording. */
  gap(): void {
    this.#hear(this.#lint.end());
    this.#to = undefined;
  }

  /** Ends the line, and tells what was found. */
  end(): AuditReport {
    const to = this.#to;
    this.#events(this.#decoder.end());
    for (const piece of this.#ends.end()) this.#check(piece);
    this.#hear(this.#lint.end());
    const { frames, completeFrames, groups } = this.#quality;
    const line: AuditedLine = {
      name: this.#options.name,
      modes: this.#modes,
      meters: this.#meters,
      says: this.#says,
      bytes: this.#window.end,
      frames,
      wholeFrames: completeFrames,
      groups,
      ...(this.#from !== undefined && { from: this.#from }),
      ...(to !== undefined && { to }),
      parity: this.#parity,
    };
    const deviations = this.#table.deviations(this.#facts());
    return {
      format: "ticlab audit 1",
      ticlab: this.#options.ticlab,
      verdict: groups === 0
        ? "nothing"
        : deviations.some(({ known }) => known === null)
        ? "new"
        : "good",
      line,
      deviations,
      unpublished: this.#unpublished.found,
    };
  }

  #facts(): Omit<LineFacts, "damaged"> {
    const { frames, completeFrames } = this.#quality;
    return {
      frames,
      wholeFrames: completeFrames,
      timed: this.#from !== undefined,
      linky: this.#linky,
      right: (label) => this.#right.get(label) ?? 0,
    };
  }

  #piece(raw: Uint8Array, at: number | undefined): void {
    const bytes = bareBytes(raw);
    if (bytes !== raw) this.#parity = true;
    this.#window.push(bytes, at);
    this.#events(this.#decoder.push(raw));
    for (const piece of this.#ends.push(bytes)) this.#check(piece);
  }

  #check({ bytes, shift }: LintPiece): void {
    this.#shift = shift;
    this.#hear(this.#lint.push(bytes));
  }

  #hear(findings: readonly Finding[]): void {
    for (const finding of findings) {
      this.#table.add({ ...finding, offset: finding.offset + this.#shift });
    }
  }

  #events(events: readonly TicEvent[]): void {
    for (const event of events) {
      this.#quality.push(event);
      this.#unpublished.push(
        event,
        "offset" in event ? this.#window.timeOf(event.offset) : undefined,
      );
      if (event.event === "mode") this.#speaks(event.mode, event.meter);
      if (event.event !== "group") continue;
      const { label, value, grade } = event;
      this.#right.set(label, (this.#right.get(label) ?? 0) + 1);
      if (grade !== "ok") continue;
      if (SAYS.includes(label)) this.#says[label] = value.trim();
      const family = SERIALS.includes(label) ? TYPES.get(value.slice(4, 6))?.family : undefined;
      if (family === "linky" || family === "pilot") this.#linky = true;
    }
  }

  #speaks(mode: string, meter: string | null): void {
    if (this.#modes.at(-1) !== mode) this.#modes.push(mode);
    if (meter !== null && !this.#meters.includes(meter)) this.#meters.push(meter);
  }
}

/**
 * Audits a whole line, of which nobody knows when its bytes arrived.
 *
 * @example
 * ```ts
 * import { auditLine } from "./audit.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const report = auditLine(new TextEncoder().encode("noise"), { name: "-", ticlab: "0.1.0" });
 * assertEquals(report.verdict, "nothing");
 * ```
 */
export function auditLine(bytes: Uint8Array, options: AuditOptions): AuditReport {
  const audit = new Audit(options);
  audit.push(bytes);
  return audit.end();
}
