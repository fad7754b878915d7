/**
 * What there is to know about a meter at the beginning of a second.
 *
 * @module
 */
import type { Stge, Vtic } from "../tic/stge.ts";
import type { TicMode } from "../tic/types.ts";
import type { Output, Phase } from "./action.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Contract, Tariff } from "./contract.ts";
import type { ModelName } from "./older/mod.ts";
import type { Point } from "./power_filter.ts";
import type { QuirkName } from "./quirks.ts";
import type { Tariffing } from "./tariff_calendar.ts";

/** Everything about the meter at the beginning of a second; all that a frame tells is in it. */
export interface MeterState {
  /** Milliseconds since 1970 UTC, a whole second. */
  readonly instant: number;
  /** Whether it has mains: without, the line is silent. */
  readonly powered: boolean;
  /** Instant at which the line speaks again, where it is silent: no mains, pulses, another link. */
  readonly darkUntil: number | undefined;
  /** What it is. */
  readonly model: ModelName;
  /** Speed of its line, baud. */
  readonly baudRate: number;
  /** What its output carries; always frames on a Linky. */
  readonly output: Output;
  /** Until when it serves another link; undefined where it does not. */
  readonly servingUntil: number | undefined;
  /** What an older meter remembers besides; what it is, its model knows. */
  readonly told: unknown;
  /** What the line speaks. */
  readonly mode: TicMode;
  /** Version of the TIC. */
  readonly vtic: Vtic;
  /** Phases of the supply. */
  readonly phases: 1 | 3;
  /** Phases without voltage. */
  readonly missingPhases: readonly Phase[];
  /** What it counts. */
  readonly role: "consumer" | "producer";
  /** ADCO, ADSC. */
  readonly serialNumber: string;
  /** PRM. */
  readonly deliveryPoint: string;
  /** Contract in force, its switching times as they are now. */
  readonly contract: Contract;
  /** Tariff in force. */
  readonly tariff: Tariff;
  /** What else the calendar says: grid index, colours, mobile peaks, kinds of day. */
  readonly calendar: Tariffing;
  /** Subscribed power, VA. */
  readonly power: number;
  /** RMS voltage of phase 1, V. */
  readonly voltage: number;
  /** RMS current of the phase that has most, A. */
  readonly current: number;
  /** Apparent power drawn in all, VA, whole; 0 while power is given. */
  readonly apparent: number;
  /** Apparent power given in all, VA, whole; 0 while power is drawn. */
  readonly injected: number;
  /** Active power in all, W; negative: given. */
  readonly active: number;
  /** RMS voltage by phase, V. */
  readonly voltages: readonly number[];
  /** RMS current by phase, A. */
  readonly currents: readonly number[];
  /** Apparent power drawn by phase, VA, whole; 0 on a phase that gives. */
  readonly apparents: readonly number[];
  /** Whether the current of each phase is above the reference: IR = PREF / 200 / phases (54E §6.1). */
  readonly overruns: readonly boolean[];
  /** Whether a phase is in overrun, or was a minute ago at most (54E §6.1.2 p17). */
  readonly alert: boolean;
  /** Whether ADPS is shown. */
  readonly warned: boolean;
  /** Whether the reference power is exceeded: STGE bit 7. */
  readonly overload: boolean;
  /** Active energy drawn in all, Wh. */
  readonly energy: number;
  /** The same by supplier index (ten of them), Wh. */
  readonly supplierIndexes: readonly number[];
  /** The same by grid-operator index (four of them), Wh. */
  readonly gridIndexes: readonly number[];
  /** Active energy given in all, Wh. */
  readonly exported: number;
  /** Reactive energy of the four quadrants, varh. */
  readonly reactive: readonly number[];
  /** Highest apparent power drawn of the day, VA. */
  readonly maximum: Point;
  /** Highest apparent power drawn of the day before, VA. */
  readonly maximumBefore: Point;
  /** Highest apparent power of the day by phase, of a three-phase meter. */
  readonly phaseMaxima: readonly Point[];
  /** The same of the day before. */
  readonly phaseMaximaBefore: readonly Point[];
  /** Highest apparent power given of the day, VA. */
  readonly exportMaximum: Point;
  /** The same of the day before. */
  readonly exportMaximumBefore: Point;
  /** The last two complete points of the load curve, latest first, W drawn. */
  readonly curve: readonly Point[];
  /** The same, W given. */
  readonly exportCurve: readonly Point[];
  /** Mean voltage of phase 1 in the last complete period, V. */
  readonly meanVoltage: Point;
  /** The same by phase. */
  readonly meanVoltages: readonly Point[];
  /** Cut-off device: closed, or why it is open. */
  readonly breaker: Stge["breaker"];
  /** Terminal cover. */
  readonly cover: Stge["cover"];
  /** Whether the clock is degraded. */
  readonly degraded: boolean;
  /** MSG1, at most 32 characters; undefined where there is none. */
  readonly message: string | undefined;
  /** MSG2, at most 16 characters, with a number of its own: it is sent in one frame only. */
  readonly ultraShort: { readonly text: string; readonly number: number } | undefined;
  /** Deviations of the field. */
  readonly quirks: readonly QuirkName[];
  /** What it does where the documents are silent. */
  readonly assumptions: Assumptions;
}
