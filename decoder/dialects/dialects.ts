/**
 * The dialects that ticlab speaks and understands.
 *
 * @module
 */
import { nearest } from "../nearest.ts";
import type { Dialect } from "./dialect.ts";
import { EDGD1ER } from "./edgd1er.ts";
import { JEEDOM } from "./jeedom.ts";
import { NODERED } from "./nodered.ts";
import { TASMOTA } from "./tasmota.ts";
import { TELEINFO2MQTT } from "./teleinfo2mqtt.ts";
import { TICLAB } from "./ticlab.ts";

/** Every dialect, ours first. */
export const DIALECTS: readonly Dialect[] = [
  TICLAB,
  TELEINFO2MQTT,
  TASMOTA,
  JEEDOM,
  EDGD1ER,
  NODERED,
];

/**
 * Finds a dialect by its id.
 *
 * @example
 * ```ts
 * import { dialectNamed } from "./dialects.ts";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(dialectNamed("tasmota").base, "teleinfo");
 * assertThrows(() => dialectNamed("tasmoto"), SyntaxError, "did you mean tasmota?");
 * ```
 *
 * @throws {SyntaxError} where there is none, with the nearest or all of them.
 */
export function dialectNamed(id: string): Dialect {
  const dialect = DIALECTS.find((one) => one.id === id);
  if (dialect !== undefined) return dialect;
  const ids = DIALECTS.map((one) => one.id);
  const near = nearest(id, ids);
  throw new SyntaxError(
    `There is no dialect ${JSON.stringify(id)}: ${
      near === undefined ? `there are ${ids.join(", ")}` : `did you mean ${near}?`
    }`,
  );
}
