/**
 * The ledger of a real meter, which keeps none itself: our decoder says what was on the line.
 *
 * @module
 */
import { TicDecoder } from "../../decoder/decoder.ts";
import type { FrameEvent, TicEvent } from "../../decoder/events.ts";
import type { TicMode } from "../../tic/types.ts";
import type { Disturbance, SentFrame } from "./gateway_run.ts";

/** A line is silent that says nothing for so long; between two frames there are 33 ms, ms. */
const SILENT = 3_000;

/**
 * Hears a real line beside the gateway under test, and writes down what a gateway had to hear. Groups that
 * are suspect may be said; nobody owes them.
 *
 * @example
 * ```ts
 * import { ShadowLedger } from "./shadow_ledger.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const ledger = new ShadowLedger();
 * ledger.hear(new TextEncoder().encode("\x02\nPAPP 00360 *\r"), 1_000);
 * ledger.hear(new TextEncoder().encode("\x03"), 1_200);
 * const [frame] = ledger.frames;
 * assertEquals(frame?.groups, [{ label: "PAPP", value: "00360" }]);
 * assertEquals([frame?.from, frame?.to, frame?.whole], [1_000, 1_200, true]);
 * ```
 */
export class ShadowLedger {
  /** What was on the line. */
  readonly frames: SentFrame[] = [];
  /** What happened to it, as far as it shows. */
  readonly disturbances: Disturbance[] = [];
  readonly #decoder = new TicDecoder({ events: ["mode", "frame"] });
  #begun: number | undefined;
  #heard: number | undefined;
  #mode: TicMode | undefined;
  #meter: string | undefined;
  #wasWhole = false;

  /** Mode of the line, once it is known. */
  get mode(): TicMode | undefined {
    return this.#mode;
  }

  /** Hears bytes at a time, ms since 1970 UTC. */
  hear(bytes: Uint8Array, at: number): void {
    if (this.#heard !== undefined && at - this.#heard > SILENT) {
      this.disturbances.push({ kind: "silence", from: this.#heard, to: at });
      this.#begun = at;
    }
    this.#heard = at;
    this.#begun ??= at;
    for (const event of this.#decoder.push(bytes)) this.#take(event, at);
  }

  #take(event: TicEvent, at: number): void {
    if (event.event === "frame") return this.#frame(event, at);
    if (event.event !== "mode") return;
    if (this.#mode !== undefined && event.mode !== this.#mode) {
      this.disturbances.push({ kind: "mode-switch", from: at, to: at });
    }
    this.#mode = event.mode;
  }

  #frame({ groups, complete }: FrameEvent, to: number): void {
    const from = this.#begun ?? to;
    this.#begun = undefined;
    const plain = ({ grade: _, ...group }: FrameEvent["groups"][number]) => group;
    this.frames.push({
      from,
      to,
      groups: groups.filter(({ grade }) => grade !== "suspect").map(plain),
      alsoRight: groups.filter(({ grade }) => grade === "suspect").map(plain),
      whole: complete,
      heard: true,
    });
    if (complete) this.#whole(groups, to);
    else if (this.#wasWhole) this.#damaged(from, to);
  }

  #whole(groups: FrameEvent["groups"], at: number): void {
    this.#wasWhole = true;
    const meter = groups.find(({ label }) => label === "ADCO" || label === "ADSC")?.value;
    if (meter === undefined) return;
    if (this.#meter !== undefined && meter !== this.#meter) {
      this.disturbances.push({ kind: "meter-replaced", from: at, to: at });
    }
    this.#meter = meter;
  }

  /** A line that is joined in the middle of a frame is not damaged. */
  #damaged(from: number, to: number): void {
    const last = this.disturbances.at(-1);
    if (last?.kind === "noise" && last.to >= from - 1_000) last.to = to;
    else this.disturbances.push({ kind: "noise", from, to });
  }
}
