/**
 * PME-PMI: the meter of small firms, on RS-232, with two calendars.
 *
 * @module
 */
import { labelsOf, type LabelSpec } from "../../tic/labels.ts";
import type { Group } from "../../tic/types.ts";
import type { Assumptions } from "../assumptions.ts";
import type { Contract } from "../contract.ts";
import { framesOf, type MeterFrame } from "../frame_cycle.ts";
import type { MeterState } from "../meter_state.ts";
import type { MobilePeak } from "../tariff_calendar.ts";
import { PME_CONTRACTS, seasonal } from "./green_contracts.ts";
import type { FrameSequence, OlderModel } from "./older_model.ts";
import { type Grid, localOf, PowerMemory } from "./power_memory.ts";
import { localTimeOf, remembered, sayingOf, tangentDrawn, tangentGiven } from "./power_sayings.ts";
import type { Quantities } from "./quantity_sums.ts";
import type { IndexName } from "./tariff_indexes.ts";
import {
  type Field,
  type Saying,
  write,
  writeDate,
  writeEnergy,
  writeKilowatts,
  writePower,
} from "./written.ts";

/** PREAVIS begins above this share of PS over a minute (02E §2.9.3). */
const NOTICE = 0.9;
/** Frames of the test mode with one period. */
const REPEATED = 15;

/** Calendar 2 of contracts of eight periods: PTCOUR2 has names for five (02E §2.9.2 p70). */
const FEWER: Readonly<Record<string, keyof typeof PME_CONTRACTS>> = {
  "HTA 8     ": "hta-5",
  "TV A8 BASE": "tv-a5-base",
};

/** The contract of calendar 2. */
function secondContract(contract: Contract, { secondCalendar }: Assumptions): Contract {
  if (secondCalendar !== "same") return PME_CONTRACTS[secondCalendar];
  const fewer = FEWER[contract.option];
  return fewer ? PME_CONTRACTS[fewer] : contract;
}

const first: Grid = ({ tariffing }) => tariffing.tariff;

function secondGrid(contract: Contract, assumptions: Assumptions): Grid {
  const second = secondContract(contract, assumptions);
  return second.option === contract.option ? first : seasonal(second);
}

/** Whether powers are in kVA, at low voltage, or in kW (02E §2.9.3). */
const isLow = ({ contract }: MeterState) => contract.name === "low";
const is2013 = ({ assumptions }: MeterState) => assumptions.pmeRelease === "2013";
const date = (local: number) => writeDate(local, ":");
const since = (name: keyof Quantities, unit: string): Saying => (state) =>
  writeEnergy(remembered(state).since[name], unit, 9);

function demand(state: MeterState, value: number): string {
  return writePower(value / 1_000, isLow(state) ? "kVA" : "kW");
}

/** The maximum of the tariff in force. */
function highest(low: "apparent" | "givenApparent", high: "drawn" | "given"): Saying {
  return (state) => {
    const maximum = remembered(state).maxima[state.tariff.index - 1]!;
    return demand(state, maximum[isLow(state) ? low : high]);
  };
}

/** A dynamic period, if one is in force or to come. */
function dynamic(state: MeterState, which: "now" | "next"): MobilePeak | undefined {
  const { contract, calendar, instant } = state;
  if (contract.peaks === undefined || !is2013(state)) return undefined;
  return calendar.peaks.find(({ from }) => (from <= instant) === (which === "now"));
}

/** Its name, three characters. */
function dynamicName({ contract }: MeterState, { number }: MobilePeak): string {
  return contract.peakDays![number]![0]!.tariff.period.padEnd(3);
}

/** Its begin or end. */
function dynamicDate(which: "now" | "next", end: "from" | "until"): Saying {
  return (state) => {
    const peak = dynamic(state, which);
    return peak && `${date(localOf(peak[end]))}-${dynamicName(state, peak)}`;
  };
}

const SAYINGS: Readonly<Record<string, Saying>> = {
  "ADS": (state) => is2013(state) ? state.serialNumber : undefined,
  "MESURES1": ({ contract }) => contract.option,
  "DATE": (state) => date(localTimeOf(state)),
  "EA_s": since("drawn", "Wh"),
  "ER+_s": since("positive", "varh"),
  "ER-_s": since("negative", "varh"),
  "EAPP_s": (state) => since("apparent", state.assumptions.eappUnit)(state),
  "EA_i": since("given", "Wh"),
  "ER+_i": since("givenPositive", "varh"),
  "ER-_i": since("givenNegative", "varh"),
  "EAPP_i": (state) => since("givenApparent", state.assumptions.eappUnit)(state),
  "PTCOUR1": ({ tariff }) => tariff.period,
  "TARIFDYN": ({ contract, calendar }) =>
    contract.peaks !== undefined && calendar.peak > 0 ? "ACTIF" : "INACTIF",
  "CONFIG": ({ role }) => role === "producer" ? "PROD" : "CONSO",
  "PS": (state) => demand(state, state.power),
  "PREAVIS": (state) => remembered(state).notice ? "DEP" : undefined,
  "PA1MN": (state) => writeKilowatts(remembered(state).minute.drawn),
  "PMAX_s": highest("apparent", "drawn"),
  "PMAX_i": highest("givenApparent", "given"),
  "TGPHI_s": tangentDrawn,
  "TGPHI_i": tangentGiven,
  "MESURES2": ({ contract, assumptions }) => secondContract(contract, assumptions).option,
  "PTCOUR2": (state) => remembered(state).tariffs[1]!.period,
};

const REGISTERS: Readonly<Record<string, readonly [IndexName, string]>> = {
  "Ea s": ["drawn", "kWh"],
  "Ea i": ["given", "kWh"],
  "ER+ s": ["positive", "kvarh"],
  "ER- s": ["negative", "kvarh"],
  "ER+ i": ["givenPositive", "kvarh"],
  "ER- i": ["givenNegative", "kvarh"],
};

/** The index of the tariff in force, of a contract period and a calendar. */
function indexSaying(register: string, before: string, side: string, second: string): Saying {
  const [name, unit] = REGISTERS[`${register.replace("EA", "Ea")} ${side}`]!;
  const grid = second === "" ? 0 : 1;
  return (state) => {
    const { indexes, before: frozen, tariffs } = remembered(state);
    const tariff = grid === 0 ? state.tariff : tariffs[1]!;
    const all = (before === "" ? indexes : frozen)[grid]!;
    return writeEnergy(all[name][tariff.index - 1]! / 1_000, unit);
  };
}

const PATTERNS: Parameters<typeof sayingOf>[1] = [
  [/^DATEPA(\d)$/, (n) => (state) => date(remembered(state).points[Number(n) - 1]!.end)],
  [/^PA(\d)_([si])$/, (n, side) => (state) => {
    const { means, cut } = remembered(state).points[Number(n) - 1]!;
    const power = side === "s" ? means.drawn : means.given;
    return writePower(power / 1_000, cut ? "TkW" : "kW");
  }],
  [
    /^(E[Aa]|ER[+-])P(-1)?_([si])(2)?$/,
    (register, before = "", side, second = "") => indexSaying(register!, before, side!, second),
  ],
  [/^DebP(?:_2)?$/, () => (state) => date(remembered(state).period.begin)],
  [/^DebP-1(?:_2)?$/, () => (state) => date(remembered(state).period.before)],
  [/^FinP-1(?:_2)?$/, () => (state) => date(remembered(state).period.begin)],
  [/^ETATDYN\d$/, () => (state) => {
    if (!is2013(state)) return undefined;
    const peak = dynamic(state, "now");
    return peak ? dynamicName(state, peak) : "000";
  }],
  [/^PREAVIS\d$/, () => (state) => {
    const peak = dynamic(state, "next");
    return peak && `TD-${dynamicName(state, peak)}`;
  }],
  [
    /^TDYN\d([CF])([DF])$/,
    (which, end) => dynamicDate(which === "C" ? "now" : "next", end === "D" ? "from" : "until"),
  ],
];

/** The fields of a role; what the table has for a consumer, a producer has, too. */
function fieldsOf(specs: readonly LabelSpec[], role: MeterState["role"]): Field[] {
  return specs
    .filter((spec) => role === "producer" || spec.role !== "producer")
    .flatMap(({ label }) => {
      const say = SAYINGS[label] ?? sayingOf(label, PATTERNS);
      return say ? [{ label, say }] : [];
    });
}

const specs = labelsOf("pme-pmi", { frame: "normal" });
const FIELDS = { consumer: fieldsOf(specs, "consumer"), producer: fieldsOf(specs, "producer") };

/** As a meter sends it, where the table prints EaP. */
function asSent(groups: Group[]): Group[] {
  return groups.map((group) => ({ ...group, label: group.label.replace(/^EaP/, "EAP") }));
}

/**
 * The test mode: frames of one period each, fifteen times, through those of both calendars; PREAVIS
 * is there in every second pass (02E §2.9).
 */
class TestWalk implements FrameSequence {
  #place = 0;

  next(state: MeterState): MeterFrame {
    if (state.output !== "test") {
      this.#place = 0;
      return framesOf(state);
    }
    const second = secondContract(state.contract, state.assumptions);
    const tariffs = [...state.contract.tariffs, ...second.tariffs];
    const place = Math.floor(this.#place++ / REPEATED);
    const groups = [
      { label: "TRAME", value: "TEST" },
      { label: "ADS", value: "0".repeat(12) },
      { label: "PTCOUR1", value: tariffs[place % tariffs.length]!.period },
    ];
    const isNotice = Math.floor(place / tariffs.length) % 2 === 1;
    if (isNotice) groups.push({ label: "PREAVIS", value: "DEP" });
    return { kind: "long", groups };
  }
}

/** Small firms. */
export const pmePmi: OlderModel = {
  id: "pme-pmi",
  name: "PME-PMI, of small firms, on RS-232",
  source: "02E §2.9 p66-83",
  modes: ["historique"],
  speeds: [1200, 2400, 4800, 9600, 19200],
  phases: [3],
  roles: ["consumer", "producer"],
  contracts: PME_CONTRACTS,
  power: { least: 36_000, most: 1_000_000, step: 1_000, usual: 42_000, drawn: 400_000 },
  identity: { types: ["36"], years: [2006, 2016] },
  // A remote session does not interrupt its output (02E §1.4.1 p14-15).
  verbs: ["output"],
  outputs: ["tic", "test"],
  memory({ contract: name, assumptions: chosen }, now) {
    const assumptions = chosen as Assumptions;
    const contract: Contract = PME_CONTRACTS[name as keyof typeof PME_CONTRACTS];
    return new PowerMemory({
      assumptions,
      grids: [first, secondGrid(contract, assumptions)],
      period: 10,
      notice: { on: NOTICE, off: NOTICE, of: contract.name === "low" ? "apparent" : "drawn" },
    }, now);
  },
  groups(state) {
    const groups = write(FIELDS[state.role], state);
    return state.assumptions.pmeLabels === "sent" ? asSent(groups) : groups;
  },
  sequence: () => new TestWalk(),
};
