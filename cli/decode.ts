/**
 * `ticlab decode`: reads a line and says what the meter said.
 *
 * @module
 */
import { EVENTS } from "../decoder/decoder.ts";
import type { TicEvent } from "../decoder/events.ts";
import { openSource, type Source, SourceError } from "../decoder/source.ts";
import { jsonView } from "./decode_json.ts";
import { tableView } from "./decode_live.ts";
import { tell, type View } from "./decode_view.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { Gateway } from "./gateway.ts";
import type { Lanes } from "./gateway_lanes.ts";
import { GATEWAY_OPTIONS, type GatewaySettings, gatewaySettings } from "./gateway_settings.ts";
import type { CommandSpec, Options } from "./options.ts";
import { sourceFailure } from "./source_failure.ts";
import { baudOf, durationOf, onlySource, usage } from "./source_options.ts";
import { userFolder } from "./user_folder.ts";
import { whenToldToEnd } from "./when_told_to_end.ts";

type EventName = TicEvent["event"];

/** Nobody sees a frame that is a second long so much later; a wakeup a byte costs a tenth of a core. */
const GATHER = 25;

/** Options and help of `ticlab decode`. */
export const spec: CommandSpec = {
  name: "decode",
  summary: "read a TIC line and say what the meter said",
  usage: `ticlab decode [SOURCE] [--to SINK]… [OPTIONS]

SOURCE is one of
  /dev/ttyUSB0            a serial port or a virtual one, read at 7E1
  recording.tic           a recording, a file of bytes, or a named pipe
  -                       standard input (also when there is no SOURCE)
  tcp://HOST:PORT         a line served as it is (ser2net raw, socat, ticlab sim)
  rfc2217://HOST:PORT     a serial port behind the network (ser2net telnet, pyserial)

On a terminal a table shows the readings while they come; otherwise it is printed once at
the end. With --json, events are printed as they happen.

With --to it is a gateway: a frame is a reading, passed on to each SINK, which is one of
  mqtt://[USER@]HOST[:PORT]/TOPIC   a broker; also mqtts: ws: wss:
  influxdb://HOST:PORT/DATABASE     InfluxDB 1.x, 2.x, VictoriaMetrics; influxdbs: is TLS
  mysql://USER@HOST/DATABASE        MariaDB or MySQL
  http://127.0.0.1:8080             a page for a browser, live
  file:PATH  or  -                  JSON Lines at the end of a file, or on standard output
Parameters are written after ?, for example mqtt://HOST/linky?dialect=tasmota&qos=1. What
each takes: docs/gateway.md.`,
  options: {
    json: { help: "print events, one JSON object a line" },
    events: { value: "LIST", help: `with --json, only some of ${EVENTS.join(",")}` },
    strict: { help: "leave suspect groups out: right checksum, but nothing that a meter sends" },
    baud: { value: "N", help: "speed of a port; without it 9600 and 1200 are tried in turn" },
    for: { value: "TIME", help: "end after 10s, 5min, …; a port never ends by itself" },
    ...GATEWAY_OPTIONS,
  },
  examples: [
    ["ticlab decode /dev/ttyUSB0", "watch the meter on a port"],
    ["ticlab decode recording.tic --json --events frame,error", "check a recording"],
    [
      "ticlab decode tcp://192.168.1.20:2000 --json --events value --strict",
      "feed another program",
    ],
    [
      "ticlab decode /dev/ttyUSB0 --for 10s > /dev/null && echo good",
      "is there a meter, yes or no",
    ],
    [
      "ticlab decode /dev/ttyUSB0 --to mqtt://127.0.0.1/teleinfo --to http://127.0.0.1:8080",
      "a gateway to a broker, with a page",
    ],
    ["ticlab decode recording.tic --to -", "one JSON object a frame"],
  ],
  exits: [
    [3, "the source, a sink or a queue cannot be opened, or the source breaks off;"],
    [3, "standard output cannot be written; at the end, readings still wait for a sink"],
    [4, "it ended without one good frame: STX to ETX, every checksum right"],
  ],
  notes:
    `Numbers and words are shown in French where LANG (or LC_ALL, LC_MESSAGES) begins with "fr".
A port that is unplugged is waited for. What happens to a port is told on standard error.
The end of the reader of standard output (| head) is a normal end: exit code 0.
Ctrl-C ends at once; the table stays.
Passwords: in the variable TICLAB_MQTT_PASSWORD (TICLAB_MYSQL_PASSWORD, …), or in a file
that TICLAB_MQTT_PASSWORD_FILE names. One on the command line is refused.
A sink that is away loses nothing: readings wait on disk, also for the next run, and the
line is read on. Each has a number, seq, by which a reader tells one that came twice.`,
};

/**
 * Runs `ticlab decode`.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export async function run(options: Options): Promise<number> {
  const word = sourceWord(options);
  const events = eventNames(options);
  const duration = durationOf(options, "decode", "10s");
  const baudRate = baudOf(options, "decode");
  const strict = options.has("strict");
  const folder = userFolder();

  const settings = gatewaySettings(options, folder ?? Deno.cwd());
  let view: View | undefined;
  let gateway: Gateway | undefined;
  const notice = (text: string) => view ? view.notice(text) : tell(text);
  let source: Source | undefined;
  let end: End = { bytes: 0, interrupted: false };
  let lanes: Lanes | undefined;
  try {
    lanes = settings && await lanesOf(settings, { folder: folder ?? Deno.cwd(), notice });
    const json = options.has("json") ? jsonView({ events, strict }) : undefined;
    const how = { baudRate, folder, notice, gather: GATHER };
    if (settings && lanes) {
      const { Gateway } = await import("./gateway.ts");
      const { openGatewaySource } = await import("./gateway_source.ts");
      const line = source = await openGatewaySource(word, how);
      view = gateway = new Gateway(lanes, { settings, source: line, also: json });
    } else {
      source = await openSource(word, how);
      view = json ?? tableView(source, { strict });
    }
    end = await show(source, view, duration);
    return verdict(view, end.bytes);
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) {
      end.interrupted = true;
      return 0;
    }
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1) });
  } finally {
    await source?.close();
    if (gateway) await gateway.finish(end);
    else await lanes?.close();
  }
}

/** How a line came to its end. */
interface End {
  bytes: number;
  /** Whether a person or a system wants the end now. */
  interrupted: boolean;
}

/** Opens the sinks; what they need is loaded only where there are any. */
async function lanesOf(
  settings: GatewaySettings,
  options: { folder: string; notice(text: string): void },
): Promise<Lanes> {
  const { checkPermissions } = await import("./gateway_permissions.ts");
  checkPermissions(settings, options.folder);
  const { openLanes } = await import("./gateway_lanes.ts");
  return await openLanes(settings, options);
}

/** Shows a source until it ends, its time is over or the user ends it. */
async function show(source: Source, view: View, duration: number | undefined): Promise<End> {
  const end = { bytes: 0, interrupted: false };
  const stop = () => void source.close();
  const interrupt = () => {
    end.interrupted = true;
    stop();
  };
  const timer = duration === undefined ? undefined : setTimeout(stop, duration);
  using _ = whenToldToEnd(view.signals, interrupt);
  try {
    for await (const chunk of source.readable) {
      end.bytes += chunk.length;
      await view.push(chunk);
    }
  } finally {
    clearTimeout(timer);
    view.end();
  }
  return end;
}

function verdict(view: View, bytes: number): number {
  const { frames, completeFrames } = view.quality;
  if (completeFrames > 0) return 0;
  throw new Failure(
    `not one good frame in ${bytes} bytes` + (frames > 0 ? ` (${frames} incomplete)` : ""),
    {
      exitCode: 4,
      next: bytes === 0
        ? "Nothing arrived: is the meter wired, and is this the right port?"
        : "See what was lost: ticlab decode SOURCE --json --events error",
    },
  );
}

function sourceWord(options: Options): string {
  const word = onlySource(options, "decode");
  if (word === undefined && Deno.stdin.isTerminal()) {
    const next = "Say what to read, for example: ticlab decode /dev/ttyUSB0";
    throw usage("decode", "no SOURCE", next);
  }
  return word ?? "-";
}

function eventNames(options: Options): ReadonlySet<EventName> {
  const list = options.get("events");
  if (list === undefined) return new Set(EVENTS);
  if (!options.has("json")) throw usage("decode", "--events is for --json", "Add --json.");
  return new Set(
    list.split(",").map((word) => {
      const name = EVENTS.find((name) => name === word);
      if (name !== undefined) return name;
      const near = nearest(word, EVENTS);
      throw usage(
        "decode",
        `--events: "${word}" is no event; they are ${EVENTS.join(",")}`,
        near && `Did you mean ${near}?`,
      );
    }),
  );
}
