/**
 * A server that takes line protocol as InfluxDB 1.x, InfluxDB 2.x and VictoriaMetrics do.
 *
 * @module
 */
import { gunzipSync } from "node:zlib";
import { type Point, readLines } from "../../../decoder/sinks/line_protocol.ts";
import { freePort } from "../../../decoder/sinks/free_port.ts";
import type { Server } from "./server.ts";

/** The name of its database; any other is taken as well. */
const DATABASE = "ticlab";
/** Roads on which points are written: InfluxDB 1.x and 2.x. */
const WRITES: readonly string[] = ["/write", "/api/v2/write"];

/** Units of times that InfluxDB 1.x calls otherwise. */
const UNITS: Readonly<Record<string, string>> = { n: "ns", u: "us" };

/**
 * Starts it on a free port of 127.0.0.1. It keeps nothing: good points go to `receive`, and bad lines are refused
 * beside them, as InfluxDB does.
 */
export function startLineProtocolServer(receive: (points: readonly Point[]) => void): Server {
  const port = freePort();
  let stop: AbortController | undefined;
  let finished: Promise<void> | undefined;
  const up = () => {
    if (stop) return Promise.resolve();
    stop = new AbortController();
    const options = { hostname: "127.0.0.1", port, onListen: () => {}, signal: stop.signal };
    ({ finished } = Deno.serve(options, (request) => answer(request, receive)));
    return Promise.resolve();
  };
  const down = async () => {
    stop?.abort();
    stop = undefined;
    await finished;
  };
  up();
  return {
    values: {
      influx_host: "127.0.0.1",
      influx_port: String(port),
      influx_url: `http://127.0.0.1:${port}`,
      database: DATABASE,
    },
    up,
    down,
    [Symbol.asyncDispose]: down,
  };
}

async function answer(
  request: Request,
  receive: (points: readonly Point[]) => void,
): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const headers = { "X-Influxdb-Version": "1.8.10" };
  if (request.method === "POST" && WRITES.includes(pathname)) {
    const body = new Uint8Array(await request.arrayBuffer());
    const packed = request.headers.get("content-encoding") === "gzip";
    const text = new TextDecoder().decode(packed ? gunzipSync(body) : body);
    const precision = searchParams.get("precision") ?? "ns";
    const { points, bad: [bad] } = readLines(text, UNITS[precision] ?? precision);
    receive(points);
    if (!bad) return new Response(null, { status: 204, headers });
    const error = `partial write: unable to parse '${bad.text}': ${bad.why}`;
    return Response.json({ error }, { status: 400, headers });
  }
  // What clients ask before they write: is it there, is there such a database?
  if (pathname === "/query") return Response.json({ results: [{ statement_id: 0 }] }, { headers });
  if (pathname === "/health") return Response.json({ status: "pass" }, { headers });
  if (pathname === "/ping") return new Response(null, { status: 204, headers });
  return Response.json({ error: `no ${pathname} here` }, { status: 404, headers });
}
