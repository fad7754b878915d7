/**
 * The frame of standard mode.
 *
 * @module
 */
import { labelsOf } from "../tic/labels.ts";
import { encodeProfile } from "../tic/profile.ts";
import { encodeRelais } from "../tic/relais.ts";
import { encodeStge, type Vtic } from "../tic/stge.ts";
import type { Group } from "../tic/types.ts";
import { composer, type Dated, type Sayings } from "./compose.ts";
import type { Contract, DayProfile } from "./contract.ts";
import type { MeterState } from "./meter_state.ts";

type Saying = Sayings[string];

const kilo = (state: MeterState) => state.power / 1_000;

/** A saying for each index of a list: EASF01, EASF02, … */
function indexes(prefix: string, count: number, of: (state: MeterState) => readonly number[]) {
  const each = Array.from({ length: count }, (_, i) => i);
  return Object.fromEntries(each.map((i) => [
    `${prefix}${String(i + 1).padStart(2, "0")}`,
    (state: MeterState) => of(state)[i],
  ]));
}

/** A saying for each of some numbers: `IRMS#` makes IRMS1, IRMS2, IRMS3. */
function each(label: string, numbers: readonly number[], say: (i: number) => Saying): Sayings {
  return Object.fromEntries(
    numbers.map((number) => [label.replace("#", String(number)), say(number - 1)]),
  );
}

const PHASES = [1, 2, 3];

function amperes(state: MeterState, phase: number): number {
  const current = state.currents[phase]!;
  return state.assumptions.current === "down" ? Math.floor(current) : Math.round(current);
}

/** Start or end of the peak of a number, while it is announced or in progress (54E §6.2.3.15 p26). */
const peak =
  (end: "from" | "until") => (i: number): Saying => ({ calendar }): Dated | undefined => {
    for (const peak of calendar.peaks) {
      if (peak.number === i + 1) return { value: "00", at: peak[end] };
    }
    return undefined;
  };

/** The dry contact is relay 1; the others are virtual (54E §6.2.3.19). */
const RELAYS = { closed: encodeRelais([1]), open: encodeRelais([]) };

/** Above 230 V + 10 %, the end of what is usual (reference §10.1); the documents name no limit. */
const OVERVOLTAGE = 253;

/** The last word of STGE and what it was made from: it changes rarely. */
let stgeFrom: readonly unknown[] = [];
let stgeWord = "";

/** The fixed part is that of most captures, 003A….: Euridis secured, PLC New/Lock (54E §6.2.3.14). */
function stge(state: MeterState): string {
  const { calendar, vtic, breaker, cover, overload, role, active, degraded } = state;
  const direction = active < 0 ? "export" : "import";
  const overvoltage = state.voltages.some((voltage) => voltage > OVERVOLTAGE);
  const from = [
    calendar,
    vtic,
    breaker,
    cover,
    overvoltage,
    overload,
    role,
    direction,
    degraded,
  ];
  if (from.every((value, i) => value === stgeFrom[i])) return stgeWord;
  stgeFrom = from;
  return stgeWord = encodeStge({
    contact: calendar.tariff.contact,
    breaker,
    cover,
    overvoltage,
    overload,
    role,
    direction,
    supplierIndex: calendar.tariff.index,
    gridIndex: calendar.gridIndex,
    clock: degraded ? "degraded" : "ok",
    tic: "standard",
    euridis: "secured",
    plc: "new-lock",
    today: calendar.today,
    tomorrow: calendar.tomorrow,
    notice: calendar.notice,
    peak: calendar.peak,
  }, vtic);
}

/** Profiles change rarely: their words are kept. */
const profileWords = new WeakMap<DayProfile, string>();

/** Start times are decimal digits, as in most captures (54E §6.2.3.22 does not say). */
function profile(day: DayProfile, { peaks }: Contract): string {
  const known = profileWords.get(day);
  if (known !== undefined) return known;
  const word = encodeProfile({
    base: "decimal",
    blocks: day.map(({ minute, tariff: { contact, index } }) => ({
      minutes: minute,
      // On Tempo the contact follows its setting, as captured (reference §7.7).
      contact: peaks === "tempo" ? "tempo" as const : contact,
      virtual: [],
      index,
      unused: 0,
    })),
  });
  profileWords.set(day, word);
  return word;
}

/** What most meters show where there is no message (reference §7.4). */
const NO_MESSAGE = "PAS DE          MESSAGE         ";

const SAYINGS: Sayings = {
  ADSC: (state) => state.serialNumber,
  VTIC: (state) => state.vtic,
  DATE: (state) => ({ value: "", at: state.instant, degraded: state.degraded }),
  NGTF: (state) => state.contract.name,
  LTARF: (state) => state.tariff.name,
  EAST: (state) => state.energy,
  ...indexes("EASF", 10, (state) => state.supplierIndexes),
  ...indexes("EASD", 4, (state) => state.gridIndexes),
  EAIT: (state) => state.exported,
  ...each("ERQ#", [1, 2, 3, 4], (i) => (state) => state.reactive[i]),
  ...each("IRMS#", PHASES, (i) => (state) => amperes(state, i)),
  ...each("URMS#", PHASES, (i) => (state) => Math.round(state.voltages[i]!)),
  PREF: kilo,
  PCOUP: kilo,
  SINSTS: (state) => state.apparent,
  ...each("SINSTS#", PHASES, (i) => (state) => state.apparents[i]),
  SMAXSN: (state) => state.maximum,
  ...each("SMAXSN#", PHASES, (i) => (state) => state.phaseMaxima[i]),
  "SMAXSN-1": (state) => state.maximumBefore,
  ...each("SMAXSN#-1", PHASES, (i) => (state) => state.phaseMaximaBefore[i]),
  SINSTI: (state) => state.injected,
  SMAXIN: (state) => state.exportMaximum,
  "SMAXIN-1": (state) => state.exportMaximumBefore,
  CCASN: (state) => state.curve[0],
  "CCASN-1": (state) => state.curve[1],
  CCAIN: (state) => state.exportCurve[0],
  "CCAIN-1": (state) => state.exportCurve[1],
  ...each("UMOY#", PHASES, (i) => (state) => state.meanVoltages[i]),
  STGE: stge,
  ...each("DPM#", PHASES, peak("from")),
  ...each("FPM#", PHASES, peak("until")),
  MSG1: (state) => state.message?.padEnd(32) ?? NO_MESSAGE,
  MSG2: (state) => state.ultraShort?.text.padEnd(16),
  PRM: (state) => state.deliveryPoint,
  RELAIS: (state) => RELAYS[state.tariff.contact],
  NTARF: (state) => state.tariff.index,
  NJOURF: (state) => state.calendar.dayKind,
  "NJOURF+1": (state) => state.calendar.nextDayKind,
  "PJOURF+1": ({ calendar, contract }) => profile(calendar.nextDay, contract),
  PPOINTE: ({ calendar, contract }) => calendar.peakDay && profile(calendar.peakDay, contract),
};

/** What the pilot's meter says otherwise: powers by phase, no total (44E §3.3.3 p14-16). */
const PILOT: Sayings = {
  ...SAYINGS,
  ...each("SINST#", PHASES, (i) => (state) => state.apparents[i]),
  SMAXN: (state) => state.maximum,
  "SMAXN-1": (state) => state.maximumBefore,
};

const composers: Readonly<Record<Vtic, ReturnType<typeof composer>>> = {
  "01": composer(labelsOf("pilot", { frame: "standard" }), PILOT),
  "02": composer(labelsOf("linky", { frame: "standard" }), SAYINGS),
};

/**
 * Makes the groups of a frame in standard mode, MSG2 included where there is one.
 *
 * Source: 54E §6.2.2; 44E §3.3.3 for VTIC 01.
 *
 * @example
 * ```ts
 * import { Meter, standardGroups } from "@ticlab/ticlab/sim";
 * import { assertEquals } from "@std/assert";
 *
 * const meter = new Meter({
 *   contract: "base",
 *   power: 6_000,
 *   load: 250,
 *   start: Date.parse("2026-01-14T12:00:00+01:00"),
 * });
 * const groups = standardGroups(meter.state());
 * assertEquals(groups[2], { label: "DATE", timestamp: "H260114120000", value: "" });
 * ```
 */
export function standardGroups(state: MeterState): Group[] {
  return composers[state.vtic](state);
}
