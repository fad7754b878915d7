/**
 * SAPHIR: the high-voltage meter of two formats, with short and long frames.
 *
 * @module
 */
import { labelsOf, type LabelSpec } from "../../tic/labels.ts";
import type { Assumptions } from "../assumptions.ts";
import type { Contract } from "../contract.ts";
import { framesOf, type MeterFrame } from "../frame_cycle.ts";
import type { MeterState } from "../meter_state.ts";
import { SAPHIR_CONTRACTS, seasonal } from "./green_contracts.ts";
import type { FrameSequence, OlderModel } from "./older_model.ts";
import { type Grid, localOf, PowerMemory } from "./power_memory.ts";
import {
  lastMeans,
  localTimeOf,
  reactiveDrawn,
  reactiveGiven,
  remembered,
  sayingOf,
  tangentDrawn,
  tangentGiven,
} from "./power_sayings.ts";
import type { Quantities } from "./quantity_sums.ts";
import type { IndexName } from "./tariff_indexes.ts";
import {
  type Field,
  type Saying,
  write,
  writeCurrent,
  writeDate,
  writeEnergy,
  writeKilovars,
  writeKilowatts,
  writePower,
} from "./written.ts";

const MINUTE = 60_000;
/** Periods of a grid; those that it has not are called XXX. */
const PERIODS = 8;
/** Digits of an energy (02E §2.10.2.1 p85). */
const DIGITS = 9;

const first: Grid = ({ tariffing }) => tariffing.tariff;

/** The contract of a grid: D is the operator's, F the supplier's. */
function contractOf(
  { contract, assumptions }: Pick<MeterState, "contract" | "assumptions">,
  grid: string,
): Contract {
  const { gridF } = assumptions;
  return grid === "D" || gridF === "same" ? contract : SAPHIR_CONTRACTS[gridF];
}

/** Whether a grid knows mobile peaks, and so says which. */
function dynamicOf(state: MeterState, grid: string) {
  return contractOf(state, grid).peaks === undefined ? undefined : state.calendar;
}

const placeOf = (grid: string) => grid === "D" ? 0 : 1;
const since = (name: keyof Quantities, unit: string): Saying => (state) =>
  writeEnergy(remembered(state).since[name], unit, DIGITS);

const SAYINGS: Readonly<Record<string, Saying>> = {
  "ADS": ({ serialNumber }) => serialNumber,
  "DATE": (state) => writeDate(localTimeOf(state)),
  "MESSAGE": ({ ultraShort, message }) => ultraShort?.text ?? message,
  "TD": () => "10",
  "TC": () => "10",
  "EAS": since("drawn", "Wh"),
  "ER+S": since("positive", "varh"),
  "ER-S": since("negative", "varh"),
  "EAI": since("given", "Wh"),
  "ER+I": since("givenPositive", "varh"),
  "ER-I": since("givenNegative", "varh"),
  "PREAVIS": (state) => remembered(state).notice ? "DEP" : undefined,
  "FINP1": (state) => writeDate(remembered(state).period.begin),
  "KDC": ({ assumptions }) => `${assumptions.kdc}%`,
  "KDCD": ({ assumptions }) => `${assumptions.kdcd}%`,
  "PA1MN": (state) => writeKilowatts(remembered(state).minute.drawn),
  "PA10MN": (state) => writeKilowatts(lastMeans(state).drawn),
  "PREA1MN": (state) => writeKilovars(reactiveDrawn(remembered(state).minute)),
  "PREA10MN": (state) => writeKilovars(reactiveDrawn(lastMeans(state))),
  "IPA1MN": (state) => writeKilowatts(remembered(state).minute.given),
  "IPATMN": (state) => writeKilowatts(lastMeans(state).given),
  "IPREA1MN": (state) => writeKilovars(reactiveGiven(remembered(state).minute)),
  "IPREATMN": (state) => writeKilovars(reactiveGiven(lastMeans(state))),
  "TGPHIS": tangentDrawn,
  "TGPHII": tangentGiven,
  "U10MN": (state) => writePower(lastMeans(state).voltage, "V"),
};

/** A quantity of a point, with the mark of an outage. */
function pointSaying(n: string, name: keyof Quantities, unit: string): Saying {
  const divisor = unit === "V" ? 1 : 1_000;
  return (state) => {
    const { means, cut } = remembered(state).points[Number(n) - 1]!;
    return writePower(means[name] / divisor, cut ? `C.${unit}` : unit);
  };
}

const REGISTERS: Readonly<Record<string, readonly [IndexName, string]>> = {
  "EA S": ["drawn", "kWh"],
  "EA I": ["given", "kWh"],
  "ER+ S": ["positive", "kvarh"],
  "ER+ I": ["givenPositive", "kvarh"],
  "ER- S": ["negative", "kvarh"],
  "ER- I": ["givenNegative", "kvarh"],
};

const POWERS: Readonly<Record<string, keyof Quantities>> = {
  "+ S": "positive",
  "- S": "negative",
  "+ I": "givenPositive",
  "- I": "givenNegative",
};

function indexSaying(kind: string, n: string, side: string, grid: string, before: string): Saying {
  const [name, unit] = REGISTERS[`${kind} ${side}`]!;
  return (state) => {
    const { indexes, before: frozen } = remembered(state);
    const all = (before === "" ? indexes : frozen)[placeOf(grid)]!;
    return writeEnergy(all[name][Number(n) - 1]! / 1_000, unit, DIGITS);
  };
}

/** Begins and ends of the peaks that are known, in their order (02E §2.10). */
function dynamicDates(state: MeterState, grid: string): readonly string[] | undefined {
  const peaks = dynamicOf(state, grid)?.peaks ?? [];
  if (peaks.length === 0) return undefined;
  return peaks
    .flatMap(({ number, from, until }) => [
      { at: from, text: `d-${writeDate(localOf(from))}-${number}` },
      { at: until, text: `f-${writeDate(localOf(until))}-${number}` },
    ])
    .sort((a, b) => a.at - b.at)
    .map(({ text }) => text);
}

const PATTERNS: Parameters<typeof sayingOf>[1] = [
  [
    /^I(\d)I$/,
    (n) => (state) =>
      writeCurrent(remembered(state).injected[Number(n) - 1] ?? 0, state.assumptions.highVoltage),
  ],
  [/^GRILLE_([DF])$/, (grid) => (state) => contractOf(state, grid!).option.padEnd(PERIODS)],
  [/^PTCOUR([DF])$/, (grid) => (state) => {
    const { tariffs } = remembered(state);
    return (grid === "D" ? state.tariff : tariffs[1]!).period.padEnd(3);
  }],
  [/^PREAVIS([DF])$/, (grid) => (state) => {
    const notice = dynamicOf(state, grid!)?.notice ?? 0;
    return notice > 0 ? `TD-${notice}` : undefined;
  }],
  [/^TDYN([DF])$/, (grid) => (state) => dynamicDates(state, grid!)],
  [/^ETATDYN([DF])$/, (grid) => (state) => String(dynamicOf(state, grid!)?.peak ?? 0)],
  [/^DATEPA(\d)$/, (n) => (state) => writeDate(remembered(state).points[Number(n) - 1]!.end)],
  [/^PA(\d)([SI])$/, (n, side) => pointSaying(n!, side === "S" ? "drawn" : "given", "kW")],
  [/^PR([+-])(\d)([SI])$/, (sign, n, side) => pointSaying(n!, POWERS[`${sign} ${side}`]!, "kvar")],
  [/^UMOY(\d)$/, (n) => pointSaying(n!, "voltage", "V")],
  [/^(EA|ER[+-])p(\d)([SI])([DF])(1?)$/, indexSaying],
  [/^PSp(\d)$/, () => ({ power }) => writeKilowatts(power)],
  [
    /^LIB_p(\d)([DF])$/,
    (n, grid) => (state) =>
      (contractOf(state, grid!).tariffs[Number(n) - 1]?.period ?? "XXX").padEnd(3),
  ],
];

/** The fields of a frame; what the table has for both, a producer has, too. */
function fieldsOf(kind: "short" | "long", role: MeterState["role"]): Field[] {
  const specs: readonly LabelSpec[] = labelsOf("saphir", { frame: kind });
  const length = kind === "short" ? "TRM_COURTE" : "TRM_LONGUE";
  return specs
    .filter((spec) => role === "producer" || spec.role !== "producer")
    .flatMap(({ label }) => {
      const say = label === "LG_TRM" ? () => length : SAYINGS[label] ?? sayingOf(label, PATTERNS);
      return say ? [{ label, say }] : [];
    });
}

const FIELDS = {
  consumer: { short: fieldsOf("short", "consumer"), long: fieldsOf("long", "consumer") },
  producer: { short: fieldsOf("short", "producer"), long: fieldsOf("long", "producer") },
};

/** Short frames, and a long one every few minutes and after each power-up (02E §2.10.1). */
class LongNowAndThen implements FrameSequence {
  #poweredUp = NaN;
  #long = NaN;
  #message = 0;

  next(state: MeterState): MeterFrame {
    const { instant, assumptions } = state;
    const { poweredUp } = remembered(state);
    const isDue = poweredUp !== this.#poweredUp ||
      instant >= this.#long + assumptions.longEvery * MINUTE;
    this.#poweredUp = poweredUp;
    if (isDue) this.#long = instant;
    return framesOf(this.#withMessage(state), isDue ? "long" : "short");
  }

  /** A message that is sent once is in one frame. */
  #withMessage(state: MeterState): MeterState {
    const number = state.ultraShort?.number ?? 0;
    if (number === this.#message) return { ...state, ultraShort: undefined };
    this.#message = number;
    return state;
  }
}

/** High voltage. */
export const saphir: OlderModel = {
  id: "saphir",
  name: "SAPHIR, high voltage",
  source: "02E §2.10 p84-99",
  modes: ["historique", "standard"],
  speeds: [1200, 9600],
  phases: [3],
  roles: ["consumer", "producer"],
  contracts: SAPHIR_CONTRACTS,
  power: { least: 36_000, most: 3_000_000, step: 1_000, usual: 500_000, drawn: 1_000_000 },
  // Its type digits are not known.
  identity: { types: ["38"], years: [2013, 2022] },
  verbs: ["telereport", "message"],
  memory({ contract, assumptions: chosen }, now) {
    const assumptions = chosen as Assumptions;
    const own = SAPHIR_CONTRACTS[contract as keyof typeof SAPHIR_CONTRACTS];
    const second = contractOf({ contract: own, assumptions }, "F");
    return new PowerMemory({
      assumptions,
      grids: [first, second === own ? first : seasonal(second)],
      period: 10,
      notice: { on: assumptions.kdc / 100, off: assumptions.kdcd / 100, of: "drawn" },
    }, now);
  },
  groups: (state, kind) => write(FIELDS[state.role][kind === "short" ? "short" : "long"], state),
  sequence: () => new LongNowAndThen(),
};
