/**
 * A gateway that nobody has described, started on a line and a broker of ours, and listened to.
 *
 * @module
 */
import { connectAsync } from "mqtt";
import { BAUD_RATE } from "../../sim/frames.ts";
import { readScenario } from "../../sim/scenario.ts";
import type { TicMode } from "../../tic/types.ts";
import { ProgramError } from "../drivers/program_error.ts";
import type { HeardMessage } from "./heard_message.ts";
import { learn, type Learned } from "./learn.ts";
import { openLine } from "./open_line.ts";
import { modeOfSpeed, openedPort } from "./opened_port.ts";
import type { PlaceholderValues } from "./placeholders.ts";
import { startBroker } from "./servers/broker.ts";
import { freePort } from "../../decoder/sinks/free_port.ts";
import { StageLine, wallMs } from "./stage_line.ts";
import { startGateway, ticlabCommand } from "./start_gateway.ts";

/** How a gateway is started and listened to. */
export interface LearnOptions {
  /** Command of a shell, with placeholders. */
  run: string;
  /** Variables, with placeholders. */
  env: Readonly<Record<string, string>>;
  /** Folder in which it runs. */
  folder: string;
  mode: TicMode;
  /** How long it is listened to from its first message on, ms. */
  time: number;
  /** How long its first message is waited for, ms. */
  within: number;
  /** Ends it at once. */
  signal: AbortSignal;
  /** Told what happens. */
  onStep(text: string): void;
}

/** What was heard of a gateway. */
export interface ListenedTo {
  /** What was learned; null where no message has a value of the line. */
  learned: Learned | null;
  /** The run's own topic. */
  topic: string;
  /** How many messages came. */
  messages: number;
  /** How it opened its port, in a sentence; undefined where that cannot be seen. */
  port: string | undefined;
  /** The other mode, where nothing was learned and it opened the port at the speed of that. */
  reads?: TicMode | undefined;
}

/**
 * A gateway that has kept to the speed of the other mode for so long will not read this one, ms; one that
 * looks for the speed of its line tries the next one sooner.
 */
const KEPT = 8_000;

/** A power that never comes twice, so that what stands still shows. */
const STEPS = Array.from(
  { length: 60 },
  (_, step) => `  - { at: +${2 * step + 1} s, meter: { load: ${300 + 90 * step} W } }`,
).join("\n");

/**
 * Plays a calm meter to a gateway, and learns from all that is published on the broker. A gateway that
 * reads the other mode is left early.
 *
 * @throws {ProgramError} where the gateway or the broker cannot be started, or nothing is published.
 */
export async function learnGateway(
  { run, env, folder, mode, time, within, signal, onStep }: LearnOptions,
): Promise<ListenedTo> {
  await using opened = new AsyncDisposableStack();
  const own = Deno.makeTempDirSync({ prefix: "ticlab-learn-" });
  opened.defer(() => Deno.remove(own, { recursive: true }));
  const broker = opened.use(await startBroker(own));
  const outlet = await openLine("pty", { folder: own, isPlayed: true });
  opened.defer(() => outlet.close());
  const number = crypto.randomUUID().slice(0, 8);
  const values: PlaceholderValues = {
    ...broker.values,
    port: outlet.path!,
    mode,
    baud: String(BAUD_RATE[mode]),
    ticlab: ticlabCommand(),
    folder: own,
    http_port: String(freePort()),
    topic: `ticlab-${number}`,
    client: `gateway-${number}`,
  };
  const messages: HeardMessage[] = [];
  // All brokers speak it; our own speaks no other.
  const client = await connectAsync(broker.values.broker_url!, { protocolVersion: 4 }, false);
  opened.defer(() => client.endAsync(true));
  client.on("message", (topic, payload) => {
    messages.push({ topic, payload: new TextDecoder().decode(payload), seen: wallMs() });
  });
  await client.subscribeAsync("#", { qos: 1 });

  const stop = new AbortController();
  const gateway = opened.use(
    await startGateway({ start: { run, env, folder, within } }, { values }),
  );
  let end: string | undefined;
  gateway.ended.then(({ exit }) => {
    end = `it ended with ${exit}`;
    stop.abort();
  });
  const scenario = readScenario(scenarioText(mode, time), { file: "learn.yaml" });
  const line = new StageLine(scenario, outlet, {
    speed: 1,
    signal: AbortSignal.any([signal, stop.signal]),
  });
  const learned = () => learn(messages, line.frames);
  /** The mode at whose speed it reads now, where that is the other one. */
  const other = () => {
    const reads = modeOfSpeed(line.speeds.at(-1));
    return reads === mode ? undefined : reads;
  };
  let since: number | undefined;
  const isLost = () => {
    since = other() === undefined ? undefined : since ?? wallMs();
    return since !== undefined && wallMs() - since > KEPT && learned() === null;
  };
  onStep("waiting for its first message");
  const until = wallMs() + within;
  await line.leadIn(() => messages.length > 0 || wallMs() > until || isLost());
  if (messages.length > 0 && end === undefined) {
    onStep(`listening for ${time / 1_000} s`);
    const onFrame = () => {
      if (isLost()) stop.abort();
    };
    await line.play({ onFrame, isEnough: () => true });
  }
  signal.throwIfAborted();
  const found = learned();
  const port = openedPort(line);
  const reads = found ? undefined : other();
  if (reads === undefined && (messages.length === 0 || end !== undefined)) {
    const what = end ?? `it published nothing within ${within / 1_000} s`;
    const wrote = gateway.wrote().trimEnd();
    throw new ProgramError(`Cannot learn from it: ${what}`, {
      next: [
        wrote === "" ? `It wrote nothing; the command was: ${run}` : `It wrote:\n${wrote}`,
        ...(port === undefined ? [] : [port]),
      ].join("\n"),
    });
  }
  return { learned: found, topic: values.topic!, messages: messages.length, port, reads };
}

function scenarioText(mode: TicMode, time: number): string {
  return `
title: A calm meter whose load climbs
about: Every value that can move moves.
meter: { mode: ${mode}, contract: hc, power: 9 kVA }
clock: { start: 2026-03-10T12:00:00 }
load: { base: 200 W }
timeline:
${STEPS.split("\n").filter((_, step) => (2 * step + 1) * 1_000 < time).join("\n")}
run: { for: ${time} ms }
`;
}
