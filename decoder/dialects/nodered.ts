/**
 * The messages of the Node-RED flow of tms0/teleinfo-publisher, which Telegraf reads.
 *
 * @module
 */
import type { Dialect, Message, Speaker, SpeakOptions } from "./dialect.ts";
import { flatValues } from "./flat_values.ts";
import type { FrameReading } from "./frame_reading.ts";
import { jsonObject } from "./json_object.ts";
import { Settings } from "./settings.ts";

/** Digits that are a name, not a number. */
const IDENTITIES = /^(ADCO|ADSC|PRM)$/;

/**
 * One flat JSON a frame, digits as numbers, `{"timestamp":1575315182914,"PAPP":1940,"PTEC":"HP"}`.
 *
 * @example
 * ```ts
 * import { NODERED } from "./nodered.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const message = { topic: "teleinfo", payload: `{"timestamp":1575315182914,"PAPP":1940}` };
 * assertEquals(NODERED.values(message), [{ label: "PAPP", value: 1940 }]);
 * ```
 */
export const NODERED: Dialect = {
  id: "nodered",
  about: "tms0/teleinfo-publisher, a Node-RED flow, from its source",
  base: "teleinfo",
  settings: { mend: "identity: ADCO, ADSC and PRM as text, with their leading zero" },
  speaker: (options) => new NoderedSpeaker(options),
  values: ({ payload }) => flatValues(jsonObject(payload), ["timestamp"]),
};

class NoderedSpeaker implements Speaker {
  readonly #base: string;
  readonly #mended: boolean;

  constructor(options: SpeakOptions) {
    this.#base = options.base;
    this.#mended = new Settings(NODERED, options).list("mend", ["identity"]).has("identity");
  }

  say({ at, readings }: FrameReading): Message[] {
    const fields = readings.map(({ label, raw }) => {
      const text = raw.trim().replace(/\.+$/, "");
      // Longer digits, of a message, are no number that JSON readers keep.
      const number = /^[0-9]{1,15}$/.test(text) && !(this.#mended && IDENTITIES.test(label));
      return [label, number ? Number(text) : text];
    });
    const payload = JSON.stringify(Object.fromEntries([["timestamp", Math.trunc(at)], ...fields]));
    return [{ topic: this.#base, payload, retain: false }];
  }
}
