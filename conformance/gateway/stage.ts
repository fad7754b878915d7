/**
 * The stage: a gateway is started, a meter is played to it, and what it says is watched.
 *
 * @module
 */
import { BAUD_RATE } from "../../sim/frames.ts";
import type { Outlet } from "../../sim/outlet.ts";
import { readScenario } from "../../sim/scenario.ts";
import { within } from "../drivers/_within.ts";
import type { ProgramEnd } from "../drivers/program.ts";
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { GatewayRun, ObservedValue } from "./gateway_run.ts";
import { lineSpeed } from "./line_speed.ts";
import { openLine } from "./open_line.ts";
import type { Say } from "./outs/out.ts";
import type { PlaceholderValues } from "./placeholders.ts";
import { freePort } from "../../decoder/sinks/free_port.ts";
import { act } from "./stage_actions.ts";
import { type RealMeter, ShadowLine } from "./shadow_line.ts";
import { type PlayedLine, StageLine, wallMs } from "./stage_line.ts";
import { StageTail } from "./stage_tail.ts";
import { type RunningGateway, startGateway, ticlabCommand } from "./start_gateway.ts";
import { canTakeOutAway, openSurroundings, type Surroundings } from "./surroundings.ts";

/** How long a gateway has until it is ready, on top of its period, ms. */
const PATIENCE = 30_000;
/** What was said just before the end is still on its way, ms. */
const ON_ITS_WAY = 500;

/** How a case is played. */
export interface StageOptions {
  /** Ends it at once. */
  signal: AbortSignal;
  /** Tells a person what goes wrong besides. */
  notice(text: string): void;
  /** A real meter in the place of the scenario. */
  meter?: RealMeter;
  /** Told at each frame how long the scenario has been played, ms of the wall. */
  onProgress?(ms: number): void;
}

/** Why a case cannot be played to a gateway at all; undefined where it can. */
export function cannotPlay(profile: GatewayProfile, test: GatewayCase): string | undefined {
  if (!profile.modes.includes(test.mode)) return `it does not read ${test.mode} mode`;
  if (test.stage.every((action) => action.do !== "out-down") || canTakeOutAway(profile.out)) {
    return undefined;
  }
  return profile.out.kind === "mqtt"
    ? "the broker is not ours to take away"
    : `nothing stands behind ${profile.out.kind} that could be taken away`;
}

/**
 * Starts a gateway and plays it a case: the first frame again and again until the gateway is ready, then
 * the scenario, at the speed of `lineSpeed`. Everything that was started
 * is ended when this resolves, and where it throws.
 *
 * @throws {ProgramError} where the gateway or a server that it needs cannot be started.
 * @throws {OutletError} where its line cannot be opened.
 */
export async function playCase(
  profile: GatewayProfile,
  test: GatewayCase,
  options: StageOptions,
): Promise<GatewayRun> {
  await using stage = await Stage.open(profile, test, options);
  const isReady = await stage.leadIn();
  const ready = wallMs();
  if (isReady) await stage.play();
  options.signal.throwIfAborted();
  return stage.run({ isReady, ready });
}

/** A gateway and everything around it, for one case. */
class Stage implements AsyncDisposable {
  readonly #profile: GatewayProfile;
  readonly #test: GatewayCase;
  readonly #options: StageOptions;
  readonly #opened = new AsyncDisposableStack();
  /** Ends the line when the gateway has ended. */
  readonly #stop = new AbortController();
  readonly #values: ObservedValue[] = [];
  #messages = 0;
  #settled: number | undefined;
  #around!: Surroundings;
  #outlet!: Outlet;
  #gateway!: RunningGateway;
  #line!: PlayedLine;
  #hasSaidReady = false;
  #exit: ProgramEnd | undefined;

  private constructor(profile: GatewayProfile, test: GatewayCase, options: StageOptions) {
    this.#profile = profile;
    this.#test = test;
    this.#options = options;
  }

  /** Opens the line, starts the servers and the gateway. */
  static async open(
    profile: GatewayProfile,
    test: GatewayCase,
    options: StageOptions,
  ): Promise<Stage> {
    const stage = new Stage(profile, test, options);
    try {
      await stage.#open();
      return stage;
    } catch (error) {
      await stage[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #open(): Promise<void> {
    const { start, line } = this.#profile;
    const { signal, notice, meter } = this.#options;
    const { mode, scenario, id } = this.#test;
    const opened = this.#opened;
    this.#around = opened.use(await openSurroundings(this.#profile));
    const folder = Deno.makeTempDirSync({ prefix: "ticlab-gateway-" });
    opened.defer(() => Deno.remove(folder, { recursive: true }));
    const outlet = await openLine(line, { folder, isPlayed: meter === undefined });
    this.#outlet = outlet;
    opened.defer(() => outlet.close());
    const run = crypto.randomUUID().slice(0, 8);
    const values: PlaceholderValues = {
      ...this.#around.values,
      port: outlet.path ?? outlet.url.replace(/^\w+:(\/\/)?/, ""),
      mode,
      baud: String(BAUD_RATE[mode]),
      ticlab: ticlabCommand(),
      folder,
      http_port: String(freePort()),
      topic: `ticlab-${run}`,
      client: `gateway-${run}`,
    };
    const say: Say = (said) => {
      const [seen, message] = [wallMs(), this.#messages++];
      this.#values.push(...said.map((value) => ({ ...value, seen, message })));
    };
    const out = opened.use(
      await this.#around.watch({ say, notice, values, folder: start.folder ?? folder }),
    );
    const output = out.output?.bind(out);
    this.#gateway = opened.use(
      await startGateway(this.#profile, { values, ...(output && { output }) }),
    );
    this.#gateway.ready.then(() => this.#hasSaidReady = true);
    this.#gateway.ended.then((end) => {
      this.#exit = end;
      this.#stop.abort();
    });
    const ending = AbortSignal.any([signal, this.#stop.signal]);
    this.#line = meter ? new ShadowLine(meter, outlet, ending) : new StageLine(
      readScenario(scenario, { file: id }),
      outlet,
      { speed: lineSpeed(this.#profile), signal: ending },
    );
  }

  /** Lets the meter stand still until the gateway is ready; whether it is. */
  async leadIn(): Promise<boolean> {
    const { start, promises } = this.#profile;
    const isReady = () =>
      start.ready === undefined
        ? this.#values.length > 0
        : this.#hasSaidReady && this.#outlet.status().readers !== 0;
    const until = wallMs() + (start.within ?? PATIENCE + promises.period);
    await this.#line.leadIn(() => isReady() || wallMs() > until);
    return isReady();
  }

  /** Plays the scenario, and does what is done besides. */
  async play(): Promise<void> {
    const began = wallMs();
    const line = this.#line;
    const tail = new StageTail(this.#profile, { line, values: this.#values });
    const over = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, this.#stop.signal, over.signal]);
    let acting: Promise<void> | undefined;
    let failure: unknown;
    try {
      await line.play({
        onFrame: () => {
          acting ??= act(this.#test.stage, { line, behind: this.#around.behind, signal }).catch(
            (error) => {
              this.#stop.abort();
              failure = error;
            },
          );
          this.#options.onProgress?.(wallMs() - began);
        },
        isEnough: () => tail.isOver(),
      });
    } finally {
      over.abort();
      await acting;
    }
    if (failure !== undefined) throw failure;
    this.#settled = tail.settled;
    await within(this.#gateway.ended, ON_ITS_WAY);
  }

  /** What happened. */
  run({ isReady, ready }: { isReady: boolean; ready: number }): GatewayRun {
    const wrote = this.#gateway.wrote();
    const { frames, speeds, disturbances, late = 0 } = this.#line;
    return {
      test: this.#test,
      frames,
      values: this.#values,
      disturbances: disturbances.toSorted((a, b) => a.from - b.from),
      ready,
      over: wallMs(),
      settled: this.#settled,
      ended: this.#exit
        ? { kind: "exited", exit: this.#exit.exit, stderr: wrote }
        : isReady
        ? { kind: "running" }
        : { kind: "never-ready", stderr: wrote },
      late,
      speeds,
    };
  }

  /** Ends everything that it started. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#opened.disposeAsync();
  }
}
