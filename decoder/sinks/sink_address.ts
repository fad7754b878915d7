/**
 * The word of a sink, taken apart.
 *
 * @module
 */

/** A word such as `mqtts://linky@broker.lan:8883/teleinfo?dialect=jeedom&qos=1`. */
export interface SinkAddress {
  /** The word as it was typed; it holds no secret, since one with a password is refused. */
  word: string;
  /** What stands before the colon; `-` for standard output. */
  scheme: string;
  /** User, decoded. */
  user?: string;
  /** Host; empty where the scheme has none. */
  host: string;
  /** Port, where it is named. */
  port?: number;
  /** Path without its first slash; for `file:` the path as it stands. */
  path: string;
  /** Parameters after `?`, decoded, each once. */
  parameters: Readonly<Record<string, string>>;
}
