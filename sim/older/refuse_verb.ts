/**
 * What can happen to which meter.
 *
 * @module
 */
import type { MeterAction, Output } from "../action.ts";
import type { OlderModel } from "./older_model.ts";

/** What can happen to every meter. */
const COMMON: readonly MeterAction["do"][] = [
  "load",
  "power",
  "tariff-shift",
  "colour",
  "ejp",
  "overload",
  "outage",
  "replace",
];

/** What can happen to a Linky alone, where the model of an older meter does not name it. */
const OLDER: readonly MeterAction["do"][] = ["output", "telereport"];

/** What the output of a blue meter carries (02E §2.3.2 p25). */
const BLUE: readonly Output[] = ["tic", "standby", "metrology"];

/**
 * Refuses what cannot happen to a meter; no model is a Linky.
 *
 * @throws {RangeError} with what can.
 */
export function refuseVerb(action: MeterAction, model: OlderModel | undefined): void {
  if (!model) {
    if (!OLDER.includes(action.do)) return;
    throw new RangeError(`Cannot do "${action.do}" to a Linky: its output has no such state`);
  }
  const can = [...COMMON, ...model.verbs];
  if (!can.includes(action.do)) {
    throw new RangeError(`Cannot do "${action.do}" to a ${model.id}: it knows ${can.join(", ")}`);
  }
  if (action.do === "output") refuseOutput(action, model);
}

function refuseOutput(action: Extract<MeterAction, { do: "output" }>, model: OlderModel): void {
  const { id, outputs = BLUE } = model;
  if (!outputs.includes(action.state)) {
    throw new RangeError(
      `Cannot make the output of a ${id} carry ${action.state}: it is one of ${outputs.join(", ")}`,
    );
  }
  if (action.state === "metrology" && action.for === undefined) {
    throw new RangeError(
      "Cannot send metrology pulses for good: a reader hears nothing; say for how long",
    );
  }
}
