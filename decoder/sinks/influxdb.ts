/**
 * InfluxDB 1.x and 2.x, VictoriaMetrics, and whatever else takes line protocol over HTTP.
 *
 * @module
 */
import type { FrameReading } from "../dialects/frame_reading.ts";
import { readAuthority } from "./authority.ts";
import { InfluxdbWriter } from "./influxdb_writer.ts";
import type { PointLayout, PointWriter } from "./layouts/point_layout.ts";
import { POINT_LAYOUTS, pointLayoutNamed } from "./layouts/point_layouts.ts";
import type { Sink, SinkContext, SinkKind } from "./sink.ts";
import type { SinkAddress } from "./sink_address.ts";
import { usageError } from "./usage_error.ts";

/** Seconds after which a request is given up. */
const TIMEOUT = "10";

/** Hosts to which nothing crosses a network. */
const HERE = /^(localhost|127\..*|::1)$/;

/** Parameters of the place; the others are settings of a layout. */
const PLACE: Readonly<Record<string, string>> = {
  layout: `${POINT_LAYOUTS.map(({ id }) => id).join(", ")}; the first without it`,
  org: "organisation: then it is InfluxDB 2.x, the path is the bucket, and a token is wanted",
  timeout: `seconds after which a request is given up, ${TIMEOUT} without it`,
  ca: "file with the certificate of the authority, for influxdbs:",
};

/** The sinks `influxdb://HOST:PORT/DATABASE` and `influxdbs://`, which is HTTPS. */
export const INFLUXDB: SinkKind = {
  schemes: ["influxdb", "influxdbs"],
  queued: true,
  parameters: {
    ...PLACE,
    ...Object.assign({}, ...POINT_LAYOUTS.map(({ settings }) => settings)),
  },
  // deno-lint-ignore require-await -- what it throws is to be a rejection
  async open(address, context) {
    const writer = writerOf(address);
    const { host, port = 8086, path, scheme, parameters, user, word } = address;
    if (parameters.ca !== undefined && scheme === "influxdb") {
      throw usageError(word, "influxdb: has no certificates", "Did you mean influxdbs:?");
    }
    if (path === "") {
      throw usageError(
        word,
        "it names no database",
        `For example: ${scheme}://${host}:${port}/home`,
      );
    }
    const { org, timeout = TIMEOUT, ca } = parameters;
    if (!/^[1-9][0-9]{0,3}$/.test(timeout)) {
      throw usageError(
        word,
        `timeout=${timeout} is no number of seconds`,
        "For example: timeout=30",
      );
    }
    const headers = login(address, context);
    if (headers !== undefined && scheme === "influxdb" && !HERE.test(host)) {
      const what = org === undefined ? "password" : "token";
      context.notice(`${word}: the ${what} crosses the network in clear text; influxdbs: hides it`);
    }
    return sinkOf(
      new InfluxdbWriter({
        base: `${scheme === "influxdb" ? "http" : "https"}://${bracketed(host)}:${port}`,
        database: path,
        org,
        headers,
        patience: Number(timeout) * 1000,
        ...(ca !== undefined && { ca: readAuthority(word, ca, context.folder) }),
        url: `${scheme}://${user === undefined ? "" : `${user}@`}${
          bracketed(host)
        }:${port}/${path}`,
      }),
      writer,
    );
  },
};

function sinkOf(place: InfluxdbWriter, writer: PointWriter): Sink {
  return {
    url: place.url,
    async deliver(readings: readonly FrameReading[]) {
      await place.write(writer.points(readings));
      writer.taken?.();
    },
    async close() {
      try {
        await place.write(writer.rest?.() ?? []);
      } catch {
        // The mean of a window that was not over: there is nobody left to try again.
      } finally {
        place.close();
      }
    },
  };
}

function writerOf({ parameters, word }: SinkAddress): PointWriter {
  const layout = layoutOf(parameters.layout, word);
  const given = Object.entries(parameters).filter(([name]) => !Object.hasOwn(PLACE, name));
  const known = Object.keys(layout.settings);
  for (const [name] of given) {
    if (known.includes(name)) continue;
    const others = POINT_LAYOUTS.filter(({ settings }) => Object.hasOwn(settings, name));
    throw usageError(
      word,
      `${name} is no setting of layout ${layout.id}`,
      `It is one of layout ${others.map(({ id }) => id).join(", ")}.`,
    );
  }
  try {
    return layout.writer(Object.fromEntries(given));
  } catch (error) {
    throw error instanceof SyntaxError ? usageError(word, error.message, "Correct it.") : error;
  }
}

function layoutOf(id: string | undefined, word: string): PointLayout {
  if (id === undefined) return POINT_LAYOUTS[0]!;
  try {
    return pointLayoutNamed(id);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw usageError(
      word,
      error.message,
      `The layouts are ${POINT_LAYOUTS.map(({ id }) => id).join(", ")}.`,
    );
  }
}

/** The header that says who we are; a secret that is no header is not in the error. */
function login({ user, parameters, word }: SinkAddress, context: SinkContext) {
  if (parameters.org !== undefined) {
    const token = context.secret("INFLUXDB_TOKEN");
    if (token === undefined) return undefined;
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw usageError(
        word,
        "the token has a character that no token has, such as a space or the end of a line",
        "Copy it again into TICLAB_INFLUXDB_TOKEN, or the file that TICLAB_INFLUXDB_TOKEN_FILE names.",
      );
    }
    return { authorization: `Token ${token}` };
  }
  if (user === undefined) return undefined;
  const password = context.secret("INFLUXDB_PASSWORD") ?? "";
  const bytes = new TextEncoder().encode(`${user}:${password}`);
  return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
