/**
 * The messages of edgd1er/teleinfo, on one topic.
 *
 * @module
 */
import { parseTimestamp } from "../../tic/timestamp.ts";
import type { Dialect, Message, SaidValue, Speaker, SpeakOptions } from "./dialect.ts";
import { flatValues } from "./flat_values.ts";
import type { FrameReading, LabelReading } from "./frame_reading.ts";
import { jsonObject } from "./json_object.ts";
import { localText } from "./local_text.ts";
import { Settings } from "./settings.ts";

/**
 * One flat JSON a frame, every value a string, `{"PAPP":"01940","TIME":"2026-11-22T04:35:00Z"}`.
 *
 * @example
 * ```ts
 * import { EDGD1ER } from "./edgd1er.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const message = { topic: "linky", payload: `{"PAPP":"01940","TIME":"2026-11-22T04:35:00Z"}` };
 * assertEquals(EDGD1ER.values(message), [{ label: "PAPP", value: "01940" }]);
 * ```
 */
export const EDGD1ER: Dialect = {
  id: "edgd1er",
  about: "edgd1er/teleinfo with MQTT_SEND, from its source",
  base: "linky",
  settings: { mend: "time: TIME in UTC, as its Z says" },
  speaker: (options) => new Edgd1erSpeaker(EDGD1ER, options, edgd1erObject),
  values: ({ payload }) => edgd1erValues(jsonObject(payload)),
};

/** A gateway that says a frame as one object on its one topic. */
export class Edgd1erSpeaker implements Speaker {
  readonly #base: string;
  readonly #utc: boolean;
  readonly #object: typeof edgd1erObject;

  /**
   * Begins to speak.
   *
   * @param object Makes the object of a frame.
   * @throws {SyntaxError} where a setting has no such value.
   */
  constructor(dialect: Dialect, options: SpeakOptions, object: typeof edgd1erObject) {
    this.#base = options.base;
    this.#utc = new Settings(dialect, options).list("mend", ["time"]).has("time");
    this.#object = object;
  }

  /** The one message of a frame. */
  say(reading: FrameReading): Message[] {
    const payload = JSON.stringify(this.#object(reading, this.#utc));
    return [{ topic: this.#base, payload, retain: false }];
  }
}

/** The object of a frame; TIME is local with a false Z, unless `utc`. */
export function edgd1erObject({ readings, at }: FrameReading, utc: boolean): object {
  const time = utc ? new Date(at).toISOString().slice(0, 19) : localText(at);
  return Object.fromEntries([
    ...readings.map((reading) => [reading.label, textOf(reading)]),
    ["TIME", `${time}Z`],
  ]);
}

/** Of horodates it keeps that of DATE alone, as its value. */
function textOf({ label, raw, timestamp }: LabelReading): string {
  if (label === "DATE" && timestamp !== undefined) return timestamp;
  return raw.replace(/ +/g, " ").trim();
}

/** The values of such an object; DATE is told as on the wire, with its instant. */
export function edgd1erValues(object: Record<string, unknown> | null): SaidValue[] {
  return flatValues(object, ["TIME"]).map((said) => {
    if (said.label !== "DATE" || typeof said.value !== "string") return said;
    const at = instantOf(said.value);
    return at === undefined ? said : { ...said, value: "", at };
  });
}

function instantOf(horodate: string): number | undefined {
  try {
    return parseTimestamp(horodate).instant;
  } catch {
    return undefined;
  }
}
