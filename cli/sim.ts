/**
 * `ticlab sim`: plays a meter.
 *
 * @module
 */
import { monotonicMs, sleepUntil } from "../serial/sleep_until.ts";
import type { ControlSocket } from "../sim/control_socket.ts";
import { type EmbeddedBroker, startEmbeddedBroker } from "../sim/embedded_broker.ts";
import type { Ledger } from "../sim/ledger.ts";
import { OLDER_MODELS } from "../sim/older/mod.ts";
import type { Outlet } from "../sim/outlet.ts";
import { playLine } from "../sim/play_line.ts";
import { Player } from "../sim/player.ts";
import { Stepper } from "../sim/stepper.ts";
import { CONTRACT_NAMES } from "../sim/scenario/meter_form.ts";
import { strictLine } from "../sim/strict_line.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import type { Terminal } from "./screen.ts";
import { atBroker } from "./sim_broker.ts";
import { openSimControl } from "./sim_control.ts";
import { runReset } from "./reset_hook.ts";
import { DEFAULTS, readSettings, type SimSettings } from "./sim_settings.ts";
import { makeLedger, opened, openNamed, stopWhenAsked } from "./sim_run.ts";
import { drawPanel, sayChecks, sayPlainly, sayReady } from "./sim_show.ts";

/** The command line of `ticlab sim`. */
export const spec: CommandSpec = {
  name: "sim",
  summary: "play a meter on a serial port, a socket, a file or a broker",
  usage: "ticlab sim [SCENARIO] [OPTIONS]",
  options: {
    "model": {
      value: "METER",
      choices: ["linky", ...Object.keys(OLDER_MODELS)],
      help: `which meter, default ${DEFAULTS.model}`,
    },
    "mode": {
      value: "MODE",
      choices: ["historique", "standard"],
      help: `what the line speaks, default ${DEFAULTS.mode}`,
    },
    "contract": {
      value: "NAME",
      choices: CONTRACT_NAMES,
      help: `supply contract, default ${DEFAULTS.contract}`,
    },
    "baud": {
      value: "SPEED",
      help: "speed of the line of an older meter that has several",
    },
    "phases": { value: "N", choices: ["1", "3"], help: `default ${DEFAULTS.phases}` },
    "role": {
      value: "ROLE",
      choices: ["consumer", "producer"],
      help: `a producer's meter tells what is given, too; default ${DEFAULTS.role}`,
    },
    "vtic": {
      value: "VERSION",
      choices: ["01", "02"],
      help: `version of the standard line, 01 is the pilot; default ${DEFAULTS.vtic}`,
    },
    "power": { value: "POWER", help: `subscribed power, default ${DEFAULTS.power} on a Linky` },
    "load": { value: "POWER", help: `power drawn, default ${DEFAULTS.load}` },
    "serial-number": {
      value: "DIGITS",
      help: "twelve digits of ADCO or ADSC; default by the seed",
    },
    "start": {
      value: "TIME",
      help: "what the meter's clock says at the start, default now: 2026-01-14T05:59:30",
    },
    "speed": {
      value: "N",
      help: `1 as a real meter, N times faster, or max; default ${DEFAULTS.speed}`,
    },
    "for": {
      value: "TIME",
      help: "how long it plays, such as 60s or 2 min; a frame that has begun is finished",
    },
    "from": {
      value: "MOMENT",
      help: "play without frames until then, at once: +6 h, 06:00:00, 2026-01-14 05:59:30",
    },
    "seed": { value: "NUMBER", help: `decides all that is random, default ${DEFAULTS.seed}` },
    "to": {
      value: "OUTLET",
      many: true,
      help: "where the line goes, default pty:; may be repeated",
    },
    "broker": {
      value: "WHICH",
      choices: ["embedded"],
      help: "the sim is the broker of mqtt://127.0.0.1/… itself",
    },
    "ledger": {
      value: "FILE",
      help: "what the meter meant, what was sent and who heard it, one JSON object a line",
    },
    "strict-line": {
      help: "a reader at the wrong speed gets what its UART would have read",
    },
    "bit7": {
      value: "WHAT",
      choices: ["zero", "parity"],
      help: "what readers of 8 bits find in bit 7, default zero",
    },
    "invert": {
      help: "the levels of the line are inverted; readers get what their UART would have read",
    },
    "reset": {
      value: "COMMAND",
      help: "run in a shell when the outlets are open, before the line begins: resets a board",
    },
    "step": { help: 'hold before the first frame; "ticlab ctl step 3" lets three go' },
    "json": { help: "say when ready in one line of JSON; stop when the parent or stdin goes" },
  },
  examples: [
    ["ticlab sim", "a meter on a virtual serial port, whose path is shown"],
    ["ticlab sim tempo-red-day", "a scenario of the library (see: ticlab scenarios)"],
    ["ticlab sim tempo-red-day --from 2026-01-14T05:59:30", "half a minute before it turns red"],
    ["ticlab sim ./mine.yaml --speed 10", "a scenario of yours, ten times as fast"],
    ["ticlab sim --mode standard --contract hc --load 1.8kW", "a water heater, in standard mode"],
    ["ticlab sim --to pty:./linky --to tcp://:2000", "the same line at two places"],
    ["ticlab sim --speed max --for 24h --to file:day.tic", "a day of frames in a file, at once"],
    [
      "ticlab sim --to mqtt://127.0.0.1/teleinfo?dialect=teleinfo2mqtt",
      "what that gateway would publish",
    ],
    ["ticlab sim --model cbemm-icc --contract hc", "a blue meter from before Linky"],
    ["ticlab sim --mode standard --to - | ticlab decode -", "into another program"],
    [
      "ticlab sim tempo-red-day --to serial:/dev/ttyUSB0",
      "into a board that is wired to an adapter",
    ],
  ],
  exits: [
    [3, "an outlet cannot be opened or broke; the message says what to do"],
    [5, "a check of the scenario failed, or a fault that it asks for never happened"],
  ],
  notes: `Outlets:
  pty:          a virtual serial port at $XDG_RUNTIME_DIR/ticlab/linky (linky-2 if taken)
  pty:PATH      the same with a link at PATH
  serial:PATH   a real port, wired to the device under test (docs/hardware.md)
  socat:PATH    a virtual serial port made by socat
  tcp://HOST:PORT  a listening socket; port 0 takes a free one and prints it
  mqtt://HOST/BASE?dialect=ID  what a gateway at the line would publish;
                also mqtts: ws: wss:, and every=10s (docs/mqtt.md); its password is
                in TICLAB_MQTT_PASSWORD, or a file that TICLAB_MQTT_PASSWORD_FILE names
  file:PATH     a file, made or emptied
  -             standard output; all talk then goes to standard error

A reader opens the virtual port as it would open the adapter of a real meter, at 1200 baud
(historique) or 9600 (standard), 7E1. It may come, leave and return. What is sent while
nobody reads is lost, as on a wire.

With --json the first line is {"ready":true,"outlets":[{"url":…,"path":…}],"seed":…,
"control":…}; "control" is the socket by which \"ticlab ctl\" and other programs drive it.

A scenario says itself what the meter is; --speed, --for and --seed may say otherwise.`,
};

/** Plays a meter until its time is over or it is told to stop. */
export async function run(options: Options): Promise<number> {
  const settings = readSettings(options);
  const player = new Player(settings.scenario, { from: settings.from });
  const stop = new AbortController();
  stopWhenAsked(() => stop.abort(), settings);
  const outlets: Outlet[] = [];
  const stepper = settings.step ? new Stepper() : undefined;
  let control: ControlSocket | undefined;
  let ledger: ReturnType<typeof makeLedger> | undefined;
  let broker: EmbeddedBroker | undefined;
  try {
    if (settings.brokerPort !== undefined) {
      broker = await opened(() => startEmbeddedBroker(settings.brokerPort!), settings.outlets);
    }
    for (const named of settings.outlets) {
      const word = broker ? atBroker(named, broker.port) : named;
      const outlet = await openNamed(word, settings.outlets);
      const { strictLine: strict, invert, bit7 } = settings;
      outlets.push(strict || invert ? strictLine(outlet, { bit7, invert }) : outlet);
    }
    if (settings.reset !== undefined) await runReset(settings.reset);
    if (settings.ledger !== undefined) ledger = makeLedger(settings.ledger);
    control = await openSimControl(player, { outlets, stepper, quit: () => stop.abort() });
    const { ledger: book } = ledger ?? {};
    return await playScenario(settings, { player, outlets, control, stepper, ledger: book, stop });
  } finally {
    await control?.close();
    ledger?.close();
    await Promise.all(outlets.map((outlet) => outlet.close()));
    await broker?.[Symbol.asyncDispose]();
  }
}

/** How long a line that is told to stop may take, ms. */
const GRACE = 500;

/** Plays until the scenario is over; the exit code. */
async function playScenario(
  settings: SimSettings,
  { player, outlets, control, stepper, ledger, stop }: {
    player: Player;
    outlets: readonly Outlet[];
    control: ControlSocket | undefined;
    stepper: Stepper | undefined;
    ledger: Ledger | undefined;
    stop: AbortController;
  },
): Promise<number> {
  const { speed, seed } = settings.scenario;
  const lineOnStdout = outlets.some(({ url }) => url === "-");
  const talk = lineOnStdout ? Deno.stderr : Deno.stdout;
  const opened = { outlets, control: control?.path };
  // A line and a panel on the same terminal would tear each other apart.
  const canDraw = talk.isTerminal() && !(lineOnStdout && Deno.stdout.isTerminal());
  const show = settings.json
    ? sayReady(opened, seed, talk)
    : canDraw
    ? drawPanel(settings, opened, talk)
    : sayPlainly(settings, opened, talk);
  const { signal } = stop;
  const played = playLine(player, {
    speed,
    outlets,
    stepper,
    ledger,
    bit7: settings.bit7,
    clock: { now: monotonicMs, sleepUntil },
    signal,
    onFrame: show.frame,
  });
  const stopped = new Promise<void>((end) => signal.addEventListener("abort", () => end()));
  try {
    const broken = await Promise.race([played, stopped, ...outlets.map(({ ended }) => ended)]);
    if (broken) throw new Failure(broken.message, { exitCode: 3, next: broken.next });
  } finally {
    stop.abort();
    stepper?.end();
    // The last frame and the end belong in the ledger, where the line lets go of them.
    if (ledger) await Promise.race([played, new Promise((end) => setTimeout(end, GRACE))]);
    show.end();
  }
  return player.over ? judge(player, talk) : 0;
}

/** Says how the checks went; exit code 5 where something did not happen. */
function judge(player: Player, talk: Terminal): number {
  const result = player.result();
  sayChecks(result, talk);
  const well = result.unhappened.length === 0 && result.checks.every(({ passed }) => passed);
  return well ? 0 : 5;
}
