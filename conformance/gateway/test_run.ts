/**
 * Plays cases to gateways in this process, in virtual time: an hour takes a moment, and every run is the
 * same.
 *
 * @module
 */
import type { Dialect, Message } from "../../decoder/dialects/dialect.ts";
import { play } from "../../sim/line.ts";
import type { Outlet } from "../../sim/outlet.ts";
import { type PlayedFrame, Player } from "../../sim/player.ts";
import { readScenario } from "../../sim/scenario.ts";
import { SmallGateway, type SmallGatewayOptions } from "./broken/small_gateway.ts";
import type { GatewayCase } from "./gateway_case.ts";
import type { GatewayProfile } from "./gateway_profile.ts";
import type { HeardMessage } from "./heard_message.ts";
import type { Disturbance, GatewayRun, ObservedValue, SentFrame } from "./gateway_run.ts";
import { sentFrame } from "./sent_frame.ts";

/** When virtual runs begin, ms since 1970 UTC; no meter's clock stands there. */
const BEGIN = Date.UTC(2026, 10, 22, 12);
/** How far the clock moves at once, so that characters go together, ms. */
const STEP = 20;
/** From publishing to seeing, ms, as a rule. */
const ON_THE_WAY = 3;

/** A gateway that listens. */
export interface Listening {
  dialect: Dialect;
  settings?: Readonly<Record<string, string>>;
  /** Its period, ms; 10 s by default. */
  every?: number;
  /** A right one by default. */
  Gateway?: new (options: SmallGatewayOptions) => SmallGateway;
  /** Whether what is said while the other side is down is kept for it; lost by default. */
  keeps?: boolean;
  /** From publishing to seeing, ms. */
  late?: number;
  /** Told of its messages. */
  onMessage?(message: HeardMessage): void;
}

/** How a case is played. */
export interface PlayOptions {
  /** How many times faster than a meter. */
  speed?: number;
  /** How long the meter goes on after the end of the scenario, ms of the wall. */
  tail?: number;
}

/** Plays a case to one gateway. */
export async function virtualRun(
  test: GatewayCase,
  gateway: Listening,
  options: PlayOptions = {},
): Promise<GatewayRun> {
  const [run] = await virtualRuns(test, [gateway], options);
  return run!;
}

/** Plays a case once, to several gateways on the same line. */
export async function virtualRuns(
  test: GatewayCase,
  gateways: readonly Listening[],
  { speed = 1, tail = 0 }: PlayOptions = {},
): Promise<GatewayRun[]> {
  const scenario = readScenario(test.scenario, { file: `${test.id}.yaml` });
  const clock = { time: BEGIN };
  const down = test.stage.filter((action) => action.do === "out-down")
    .map(({ at, for: time }) => ({ from: BEGIN + at / speed, to: BEGIN + (at + time) / speed }));
  const listeners = gateways.map((listening) => {
    const { dialect, settings = {}, every = 10_000, Gateway = SmallGateway } = listening;
    const { keeps, late = ON_THE_WAY, onMessage } = listening;
    const values: ObservedValue[] = [];
    let message = 0;
    const publish = ({ topic, payload }: Message) => {
      const outage = down.find(({ from, to }) => from <= clock.time && clock.time < to);
      if (outage && !keeps) return;
      const seen = (outage?.to ?? clock.time) + late;
      onMessage?.({ topic, payload, seen });
      for (const value of dialect.values({ topic, payload })) {
        values.push({ ...value, seen, message });
      }
      message++;
    };
    return { values, gateway: new Gateway({ dialect, settings, every, publish }) };
  });
  const { start, duration = 0 } = scenario;
  const player = new Player({ ...scenario, duration: Infinity });
  let over = false;
  let end = Infinity;
  function* untilOver(): Generator<PlayedFrame> {
    for (const frame of player.segment()) {
      if (frame.instant - start >= duration && end === Infinity) end = clock.time + tail;
      over = clock.time >= end;
      if (over) return;
      yield frame;
    }
  }
  for (const action of test.stage) {
    if (action.do !== "unplug") continue;
    player.line.add({ do: "unplug", for: action.for }, start + action.at);
  }
  const frames: SentFrame[] = [];
  const noise: Disturbance[] = [];
  const begun = new Map<PlayedFrame, number>();
  const replaced: Disturbance[] = [];
  while (!over) {
    const { mode } = player;
    await play(untilOver(), {
      baudRate: player.baudRate,
      speed: player.lineSpeed ?? speed,
      outlets: [
        listener((bytes) => {
          for (const { gateway } of listeners) gateway.hear(bytes, clock.time);
        }),
      ],
      clock: {
        now: () => clock.time,
        sleepUntil: (time) =>
          Promise.resolve(void (clock.time = Math.max(clock.time, time + STEP))),
      },
      signal: new AbortController().signal,
      control: player.line,
      onFrame(frame) {
        begun.set(frame, clock.time);
        for (const { action } of frame.happened) {
          if (action.do !== "replace") continue;
          replaced.push({ kind: "meter-replaced", from: clock.time, to: clock.time });
        }
      },
      onSent(frame, heard) {
        const from = begun.get(frame)!;
        const sent = sentFrame(frame, { from, to: clock.time, heard: heard.length > 0 });
        frames.push(sent);
        if (frame.marks.length > 0) noise.push({ kind: "noise", from, to: clock.time });
      },
    });
    if (player.mode !== mode) {
      replaced.push({ kind: "mode-switch", from: clock.time, to: clock.time });
    }
  }
  const at = (instant: number) => BEGIN + (instant - start) / speed;
  const lasting = scenario.timeline.flatMap(({ at: from, action }): Disturbance[] => {
    const kind = KINDS[action.do];
    const to = from + Number(action["for"]);
    return kind === undefined ? [] : [{ kind, from: at(from), to: at(to) }];
  });
  const staged = test.stage.map(({ at: from, do: kind, for: time }): Disturbance => ({
    kind,
    from: BEGIN + from / speed,
    to: BEGIN + (from + time) / speed,
  }));
  return listeners.map(({ values }) => ({
    test,
    frames,
    values,
    disturbances: [...noise, ...replaced, ...lasting, ...staged],
    ready: BEGIN,
    over: clock.time + 100,
    ended: { kind: "running" },
    speeds: [],
  }));
}

/** Actions of a timeline that disturb the line. */
const KINDS: Readonly<Record<string, Disturbance["kind"]>> = {
  cut: "cut",
  unplug: "unplug",
  stall: "silence",
  outage: "silence",
};

/** Somebody who listens all the time. */
function listener(hear: (bytes: Uint8Array) => void): Outlet {
  let bytes = 0;
  const write = (piece: Uint8Array) => {
    bytes += piece.length;
    hear(piece);
  };
  return {
    url: "virtual:",
    ended: new Promise(() => {}),
    write,
    send: (piece) => Promise.resolve(write(piece)),
    status: () => ({ readers: 1, readerSpeed: null, bytes, lost: 0 }),
    close: () => Promise.resolve(),
  };
}

/** The profile of such a gateway. */
export function virtualProfile(
  options: { every?: number; labels?: readonly string[]; autoMode?: boolean } = {},
): GatewayProfile {
  const { every = 10_000, labels, autoMode = true } = options;
  return {
    name: "virtual",
    file: "virtual.yaml",
    start: { env: {}, within: 10_000 },
    modes: ["historique", "standard"],
    autoMode,
    line: "pty",
    out: { kind: "mqtt", topic: "#" },
    promises: {
      period: every,
      deadband: 0,
      ...(labels && { labels }),
      derived: {},
      events: ["overload", "tariff"],
    },
    accelerated: false,
  };
}
