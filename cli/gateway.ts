/**
 * The gateway of `ticlab decode --to …`: from the bytes of a line to every sink.
 *
 * @module
 */
import { TicDecoder } from "../decoder/decoder.ts";
import { FrameGatherer } from "../decoder/dialects/frame_gatherer.ts";
import type { FrameReading } from "../decoder/dialects/frame_reading.ts";
import { MeterWait } from "../decoder/dialects/meter_wait.ts";
import { RateLimit } from "../decoder/dialects/rate_limit.ts";
import { LineQuality } from "../decoder/quality.ts";
import type { LineState } from "../decoder/sinks/line_state.ts";
import type { View } from "./decode_view.ts";
import { Failure } from "./failure.ts";
import { endLanes } from "./gateway_end.ts";
import type { Lane, Lanes } from "./gateway_lanes.ts";
import type { GatewaySettings } from "./gateway_settings.ts";
import type { GatewaySource } from "./gateway_source.ts";
import { GatewayStatus } from "./gateway_status.ts";

/** How often sinks and the terminal are told how the line is read, ms. */
const TOLD = 1_000;
/** A clock that stands this far behind the frame before has been put back, ms. */
const PUT_BACK = 1_000;

/** How long a live line may wait for room, ms: the system keeps what a meter says in four seconds. */
const HELD_UP = 250;

/** How a gateway works. */
export interface GatewayOptions {
  settings: GatewaySettings;
  source: GatewaySource;
  /** A view that shows the events besides. */
  also: View | undefined;
}

/** Passes the readings of a line on. */
export class Gateway implements View {
  readonly signals: readonly Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT"]
    : ["SIGINT", "SIGTERM"];
  readonly quality: LineQuality = new LineQuality();
  readonly #lanes: readonly Lane[];
  readonly #options: GatewayOptions;
  readonly #decoder = new TicDecoder();
  readonly #gatherer = new FrameGatherer();
  readonly #wait = new MeterWait();
  readonly #status: GatewayStatus;
  readonly #timer: number;
  readonly #limit: RateLimit;
  /** Number of the reading that was passed on last. */
  #seq: number;
  #at = 0;
  #line: LineState;
  /** What broke a pump. */
  #broken: unknown;

  /** Begins to pass on. */
  constructor({ lanes, seq }: Lanes, options: GatewayOptions) {
    const { settings, source } = options;
    this.#lanes = lanes;
    this.#options = options;
    this.#limit = new RateLimit({ every: settings.every });
    this.#seq = seq - 1;
    this.#status = new GatewayStatus();
    this.#line = {
      at: Date.now(),
      source: source.description,
      mode: null,
      meter: null,
      bytes: 0,
      frames: 0,
      completeFrames: 0,
      groups: 0,
      suspects: 0,
      errors: {},
    };
    for (const { pump } of lanes) pump.broken.catch((error) => this.#break(error));
    this.#timer = Number(setInterval(() => this.#tell(), TOLD));
  }

  async push(bytes: Uint8Array): Promise<void> {
    this.#options.also?.push(bytes);
    this.#line.bytes += bytes.length;
    for (const reading of this.#readings(this.#decoder.push(bytes))) await this.#pass(reading);
  }

  end(): void {
    this.#options.also?.end();
  }

  notice(text: string): void {
    this.#status.notice(text);
  }

  /**
   * Waits until the sinks have what was read, and ends them.
   *
   * @param interrupted Whether the user wants the end now: what waits is then kept, and no failure.
   * @throws {Failure} exit code 3, where readings still wait.
   */
  async finish({ interrupted }: { interrupted: boolean }): Promise<void> {
    for (const reading of this.#readings(this.#decoder.end())) await this.#pass(reading);
    for (const reading of this.#wait.end()) await this.#pass(reading);
    this.#tell();
    const { settings: { flush } } = this.#options;
    const left = await endLanes(this.#lanes, { flush: interrupted ? undefined : flush });
    clearInterval(this.#timer);
    this.#tell();
    this.#status.close();
    // The reader of standard output has left: the normal end of a filter.
    if (this.#broken instanceof Deno.errors.BrokenPipe) return;
    if (this.#broken !== undefined) throw this.#broken;
    if (left === undefined) return;
    if (!interrupted) throw left;
    this.#status.notice(`${left.message}. ${left.next}`);
  }

  /** Gathers the readings that some events let pass, and notes what they say about the line. */
  #readings(events: ReturnType<TicDecoder["push"]>): FrameReading[] {
    const readings: FrameReading[] = [];
    for (const event of events) {
      this.quality.push(event);
      if (event.event === "mode") [this.#line.mode, this.#line.meter] = [event.mode, event.meter];
      const reading = this.#gatherer.hear(event, this.#now());
      if (reading === null) continue;
      this.#at = reading.at;
      readings.push(...this.#wait.take(reading));
    }
    return readings;
  }

  /**
   * When the bytes at hand were heard. Two frames never have the same instant, for in many databases the
   * second would overwrite the first; a file is read faster than a clock ticks.
   */
  #now(): number {
    const { heard, live } = this.#options.source;
    const now = heard ?? Date.now();
    const ahead = this.#at - now;
    const putBack = (live || heard !== undefined) && ahead > PUT_BACK;
    return ahead < 0 || putBack ? now : this.#at + 1;
  }

  /**
   * Gives a reading to every sink, or to those alone that want each, under the number of the one before;
   * only a source that can wait is let wait.
   */
  async #pass(gathered: FrameReading): Promise<void> {
    const { source, settings: { flush } } = this.#options;
    const due = this.#limit.accept(gathered);
    if (due) this.#seq++;
    const reading = { ...gathered, seq: this.#seq };
    for (const { pump, sink } of this.#lanes) {
      if (!due && !sink.live) continue;
      const taken = await pump.put(reading, source.live ? HELD_UP : flush);
      if (taken || source.live || this.#broken !== undefined) continue;
      throw new Failure(
        `${sink.url} takes nothing and its queue is full: the file is not read on`,
        {
          exitCode: 3,
          next: "Mend the sink, or give the queue more room (--queue-size).",
        },
      );
    }
  }

  #tell(): void {
    const { frames, completeFrames, groups, suspects, errors } = this.quality;
    const { baudRate } = this.#options.source;
    Object.assign(this.#line, {
      at: Date.now(),
      frames,
      completeFrames,
      groups,
      suspects,
      errors: Object.fromEntries(errors),
      ...(baudRate !== undefined && { baudRate }),
    });
    const sinks = this.#lanes.map(({ pump }) => pump.state);
    for (const { sink } of this.#lanes) sink.line?.({ ...this.#line }, sinks);
    this.#status.draw(this.#line, sinks);
  }

  #break(cause: unknown): void {
    this.#broken = cause;
    void this.#options.source.close();
  }
}
