/**
 * What a gateway is, how it is started, where its values come out, and what it promises.
 *
 * @module
 */

/** How a gateway says values, when it says one. */
export interface Promised {
  /** Longest time between two messages while frames arrive, ms. */
  period: number;
  /** Change of a value below which it need not be said; 0 where every change is. */
  deadband: number;
  /** Labels that it says; all where there is no list. */
  labels?: readonly string[];
  /** Names that are no labels, each with what it is made of. */
  derived: Readonly<Record<string, Derived>>;
  /** Events that it says at once, whatever its period. */
  events: readonly ("overload" | "tariff")[];
}

/** A value that a gateway computes: a mean, a sum or a last value, over its period. */
export interface Derived {
  /** How. */
  how: "mean" | "sum" | "last" | "max";
  /** Of which labels. */
  of: readonly string[];
  /** To how many decimals it is rounded. */
  decimals: number;
}

/** Where the values of a gateway come out. */
export type GatewayOut =
  | MqttOut
  | { kind: "influxdb"; layout: string }
  | { kind: "sql"; query: string; every: number; setup?: string }
  | { kind: "http"; url: string; values: string; label?: string; every: number }
  | { kind: "stdout"; pattern: string }
  | { kind: "exec"; run: string };

/** A broker, and how its messages are read. */
export interface MqttOut {
  kind: "mqtt";
  /** Filter as subscribed; a level may be `{label}` or `{meter}`, which is then read from the topic. */
  topic: string;
  /** Dialect of its messages; else `values` says where they stand. */
  dialect?: string;
  /** Where the values stand in a message: `$.*.raw`; `$` where the message is a value. */
  values?: string;
  /** Where the label of each stands, where it is not the key that `*` took: `$.*.name`. */
  label?: string;
  /** Broker that is there already; one is started where there is none. */
  broker?: string;
}

/** A gateway that `ticlab test --gateway FILE` can score. */
export interface GatewayProfile {
  /** As it is called in reports. */
  name: string;
  /** File that says so. */
  file: string;
  /** How it is started; one without `run` is running already, on a line and a broker that are named. */
  start: {
    run?: string;
    env: Readonly<Record<string, string>>;
    /** Folder in which it runs, from the folder of the profile. */
    folder?: string;
    /** It is ready when its output has this (regular expression), or at its first value where there is none. */
    ready?: string;
    /** Time that it has until then, ms, where it needs more than others. */
    within?: number;
  };
  /** Modes that it can be started in. */
  modes: readonly ("historique" | "standard")[];
  /** It follows a switch of the mode by itself. */
  autoMode: boolean;
  /** Outlet that it reads: `pty`, or a word such as `serial:PATH` for a device on the bench. */
  line: string;
  /** Where its values come out. */
  out: GatewayOut;
  /** What it promises. */
  promises: Promised;
  /** It may be played faster than a real meter. */
  accelerated: boolean;
}
