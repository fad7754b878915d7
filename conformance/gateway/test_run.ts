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
import type { Disturbance, GatewayRun, ObservedValue, SentFrame } from "./gateway_run.ts";
import { sentFrame } from "./sent_frame.ts";

/** When virtual runs begin, ms since 1970 UTC; no meter's clock stands there. */
const BEGIN = Date.UTC(2026, 10, 22, 12);
/** How far the clock moves at once, so that characters go together, ms. */
const STEP = 20;
/** From publishing to seeing, ms. */
const ON_THE_WAY = 3;

/** What is played to what. */
export interface VirtualRun {
  test: GatewayCase;
  dialect: Dialect;
  settings?: Readonly<Record<string, string>>;
  /** Its period, ms. */
  every?: number;
  /** A right one by default. */
  Gateway?: new (options: SmallGatewayOptions) => SmallGateway;
  /** How many times faster than a meter. */
  speed?: number;
  /** Whether what is said while the other side is down is kept for it; lost by default. */
  keeps?: boolean;
  /** How long the run goes on when the line is silent, ms. */
  after?: number;
}

/** Plays a case. */
export async function virtualRun(
  { test, dialect, settings = {}, every = 10_000, speed = 1, keeps = false, ...rest }: VirtualRun,
): Promise<GatewayRun> {
  const { Gateway = SmallGateway, after = 100 } = rest;
  const scenario = readScenario(test.scenario, { file: `${test.id}.yaml` });
  const clock = { time: BEGIN };
  const values: ObservedValue[] = [];
  const down = test.stage.filter((action) => action.do === "out-down")
    .map(({ at, for: time }) => ({ from: BEGIN + at / speed, to: BEGIN + (at + time) / speed }));
  let message = 0;
  const publish = ({ topic, payload }: Message) => {
    const outage = down.find(({ from, to }) => from <= clock.time && clock.time < to);
    if (outage && !keeps) return;
    const seen = (outage?.to ?? clock.time) + ON_THE_WAY;
    for (const value of dialect.values({ topic, payload })) {
      values.push({ ...value, seen, message });
    }
    message++;
  };
  const gateway = new Gateway({ dialect, settings, every, publish });
  const player = new Player(scenario);
  for (const action of test.stage) {
    if (action.do !== "unplug") continue;
    player.line.add({ do: "unplug", for: action.for }, scenario.start + action.at);
  }
  const frames: SentFrame[] = [];
  const noise: Disturbance[] = [];
  const begun = new Map<PlayedFrame, number>();
  const replaced: Disturbance[] = [];
  while (!player.over) {
    const { mode } = player;
    await play(player.segment(), {
      baudRate: player.baudRate,
      speed: player.lineSpeed ?? speed,
      outlets: [listener((bytes) => gateway.hear(bytes, clock.time))],
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
  const at = (instant: number) => BEGIN + (instant - scenario.start) / speed;
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
  return {
    test,
    frames,
    values,
    disturbances: [...noise, ...replaced, ...lasting, ...staged],
    ready: BEGIN,
    over: clock.time + after,
    ended: { kind: "running" },
    speeds: [],
  };
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
    start: { env: {} },
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
