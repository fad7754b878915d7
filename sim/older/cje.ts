/**
 * CJE: the meter of the yellow tariff, whose groups have several fields.
 *
 * @module
 */
import { labelsOf } from "../../tic/labels.ts";
import { parisOffset } from "../../tic/paris.ts";
import { composer, type Sayings } from "../compose.ts";
import type { MeterState } from "../meter_state.ts";
import { CJE_CONTRACTS } from "./cje_contracts.ts";
import { CjeMemory, type CjeTold } from "./cje_memory.ts";
import type { OlderModel } from "./older_model.ts";

const MINUTE = 60_000;
/** Reserved code of a rollover. */
const CODE = "00";
/** FCOU of a meter that listens at 01:00 for half an hour. */
const LISTENING = "01:00:30";

const told = (state: MeterState) => state.told as CjeTold;

function digits(value: number, width: number): string {
  return String(Math.floor(value) % 10 ** width).padStart(width, "0");
}

/** A block of five digits, or one for each of two thresholds. */
function blocks({ assumptions }: MeterState, values: readonly number[]): string {
  return values.slice(0, assumptions.thresholds).map((value) => digits(value, 5)).join(":");
}

/** Tens of VA (02E prints dVA). */
const tens = (power: number) => Math.round(power / 10);

/** Day, month and hour of a local time. */
function moment(local: number): string {
  const [, month, day, hour] = /-(\d\d)-(\d\d)T(\d\d)/.exec(new Date(local).toISOString())!;
  return `${day}:${month}:${hour}`;
}

function header(state: MeterState): string {
  const { instant, tariff, assumptions } = state;
  const local = instant + parisOffset(instant) * MINUTE;
  const [, month, day, hour, minute] = /-(\d\d)-(\d\d)T(\d\d):(\d\d)/
    .exec(new Date(local).toISOString())!;
  const slot = tariff.period === "HH" ? assumptions.winterHours : tariff.period;
  const { mean, overrun } = told(state);
  return [
    hour,
    minute,
    day,
    month,
    slot,
    overrun ? "DP" : "  ",
    digits(tens(mean), 5),
    digits(assumptions.kp, 2),
  ].join(":");
}

const subscribed = (state: MeterState) => {
  const power = tens(state.power);
  return blocks(state, [power, power]);
};

const sayings: Sayings = {
  JAUNE: header,
  ENERG: ({ supplierIndexes }) =>
    supplierIndexes.slice(0, 4).map((index) => digits(index / 1_000, 6)).join(":"),
  PERCC: (state) => `${moment(told(state).periods[0].since)}:${CODE}`,
  PMAXC: (state) => blocks(state, told(state).periods[0].highest.map(tens)),
  TDEPA: (state) => blocks(state, told(state).periods[0].overrun.map((time) => time / MINUTE)),
  PERCP: (state) => `${moment(told(state).periods[1].since)}:${CODE}`,
  PMAXP: (state) => blocks(state, told(state).periods[1].highest.map(tens)),
  PSOUSC: subscribed,
  PSOUSP: subscribed,
  FCOU: ({ assumptions }) => assumptions.modem === "valid" ? LISTENING : undefined,
};

const groups = composer(labelsOf("cje", { frame: "normal" }), sayings);

/** Yellow tariff, without ADCO. */
export const cje: OlderModel = {
  id: "cje",
  name: "CJE, yellow tariff",
  source: "02E §2.6 p36-42",
  modes: ["historique"],
  speeds: [1200],
  phases: [3],
  roles: ["consumer"],
  contracts: CJE_CONTRACTS,
  power: { least: 36_000, most: 252_000, step: 1_000, usual: 60_000, drawn: 333_330 },
  identity: { types: ["01", "05", "06", "33"], years: [1988, 2010] },
  verbs: ["telereport"],
  memory: (options, now) => new CjeMemory(options, now),
  groups: (state) => groups(state),
};
