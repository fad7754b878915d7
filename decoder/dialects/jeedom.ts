/**
 * The messages that the Teleinfo plugin of Jeedom reads, as edgd1er/teleinfo writes them for it.
 *
 * @module
 */
import type { Dialect } from "./dialect.ts";
import { EDGD1ER, edgd1erObject, Edgd1erSpeaker, edgd1erValues } from "./edgd1er.ts";
import { jsonObject, objectOf } from "./json_object.ts";

/**
 * The object of `edgd1er` inside `{"TIC":…}`.
 *
 * @example
 * ```ts
 * import { JEEDOM } from "./jeedom.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const message = { topic: "linky", payload: `{"TIC":{"PAPP":"01940"}}` };
 * assertEquals(JEEDOM.values(message), [{ label: "PAPP", value: "01940" }]);
 * ```
 */
export const JEEDOM: Dialect = {
  id: "jeedom",
  about: "edgd1er/teleinfo with MQTT_4JEEDOM, from its source",
  base: "linky",
  settings: EDGD1ER.settings,
  speaker: (options) =>
    new Edgd1erSpeaker(
      JEEDOM,
      options,
      (reading, utc) => ({ TIC: edgd1erObject(reading, utc) }),
    ),
  values: ({ payload }) => edgd1erValues(objectOf(jsonObject(payload)?.TIC)),
};
