/**
 * The kinds of sinks, each loaded when a word names it: a broker's client costs nothing where none is.
 *
 * @module
 */
import type { SinkKind } from "./sink.ts";

/** A kind of sink that is not loaded yet. */
export interface SinkEntry {
  /** Schemes of its words. */
  readonly schemes: readonly string[];
  /** A word of it, for help. */
  readonly example: string;
  /** Where its secret is read from, as in `TICLAB_<name>`; none where it has no secrets. */
  readonly secret?: string;
  /** Loads it. */
  load(): Promise<SinkKind>;
}

/** Every kind, in the order of the help. */
export const SINKS: readonly SinkEntry[] = [
  {
    schemes: ["mqtt", "mqtts", "ws", "wss"],
    example: "mqtt://127.0.0.1/teleinfo",
    secret: "MQTT_PASSWORD",
    load: async () => (await import("./mqtt.ts")).MQTT,
  },
  {
    schemes: ["influxdb", "influxdbs"],
    example: "influxdb://127.0.0.1:8086/home",
    secret: "INFLUXDB_PASSWORD",
    load: async () => (await import("./influxdb.ts")).INFLUXDB,
  },
  {
    schemes: ["mysql"],
    example: "mysql://linky@127.0.0.1/home",
    secret: "MYSQL_PASSWORD",
    load: async () => (await import("./mysql.ts")).MYSQL,
  },
  {
    schemes: ["http"],
    example: "http://127.0.0.1:8080",
    load: async () => (await import("./page.ts")).PAGE,
  },
  {
    schemes: ["file"],
    example: "file:readings.jsonl",
    load: async () => (await import("./file.ts")).FILE,
  },
  {
    schemes: ["-"],
    example: "-",
    load: async () => (await import("./stdout.ts")).STDOUT,
  },
];
