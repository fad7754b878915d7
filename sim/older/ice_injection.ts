/**
 * The second part of the frame of an ICE-4Q: what is given (02E §2.8 p57-65).
 *
 * Its labels are partly those of the first part; where they stand decides what they mean.
 *
 * @module
 */
import type { MeterState } from "../meter_state.ts";
import {
  lastMeans,
  localTimeOf,
  reactiveGiven,
  remembered,
  sayingOf,
  tangentGiven,
} from "./power_sayings.ts";
import type { IndexName } from "./tariff_indexes.ts";
import {
  type Saying,
  writeCurrent,
  writeDate,
  writeEnergy,
  writeKilovars,
  writeKilowatts,
  writePower,
} from "./written.ts";

const MINUTE = 60_000;
/** Series of the contract period before, one a round minute. */
const SERIES = ["EA", "ERP", "ERN"];
const REGISTERS: Readonly<Record<string, readonly [IndexName, string]>> = {
  EA: ["given", "kWh"],
  ERP: ["givenPositive", "kvarh"],
  ERN: ["givenNegative", "kvarh"],
};

function over({ power, assumptions, told }: MeterState): boolean {
  const { minute } = remembered({ told } as MeterState);
  return minute.given > power * assumptions.kdc / 100;
}

const SAYINGS: Readonly<Record<string, Saying>> = {
  Appli: () => "INJECTION",
  U10MN: (state) => writePower(lastMeans(state).voltage, "V"),
  DATECOUR: (state) => writeDate(localTimeOf(state)),
  EA: (state) => writeEnergy(remembered(state).since.given, "Wh"),
  ERP: (state) => writeEnergy(remembered(state).since.givenPositive, "varh"),
  ERN: (state) => writeEnergy(remembered(state).since.givenNegative, "varh"),
  PTCOUR: (state) => String(remembered(state).tariffs[1]!.index),
  PREAVIS: (state) =>
    state.assumptions.injectionRelease === "V1.01" && over(state) ? "DEP" : undefined,
  DEBUTp: (state) => writeDate(remembered(state).period.begin),
  DEBUTp1: (state) => writeDate(remembered(state).period.before),
  PrapCour: ({ power }) => writeKilowatts(power),
  IPA1MN: (state) => writeKilowatts(remembered(state).minute.given),
  IPATMN: (state) => writeKilowatts(lastMeans(state).given),
  IPREA1MN: (state) => writeKilovars(reactiveGiven(remembered(state).minute)),
  IPREATMN: (state) => writeKilovars(reactiveGiven(lastMeans(state))),
  TGPHI: tangentGiven,
};

const PATTERNS: Parameters<typeof sayingOf>[1] = [
  [/^DATEP(\d)$/, (n) => (state) => writeDate(remembered(state).points[Number(n) - 1]!.end)],
  [/^P(\d)$/, (n) => (state) => {
    const { means, cut } = remembered(state).points[Number(n) - 1]!;
    return writePower(means.given / 1_000, cut ? "C.kW" : "kW");
  }],
  [/^(EA|ERP|ERN)pCour$/, (register) => (state) => {
    const [name, unit] = REGISTERS[register!]!;
    const { indexes, tariffs } = remembered(state);
    return writeEnergy(indexes[1]![name][tariffs[1]!.index - 1]! / 1_000, unit);
  }],
  [/^(EA|ERP|ERN)p1P(\d)$/, (register, n) => (state) => {
    const turn = SERIES[Math.floor(state.instant / MINUTE) % SERIES.length];
    if (state.assumptions.injectionRelease !== "V1.10" || register !== turn) return undefined;
    const [name, unit] = REGISTERS[register!]!;
    return writeEnergy(remembered(state).before[1]![name][Number(n) - 1]! / 1_000, unit);
  }],
  [
    /^I(\d)$/,
    (n) => (state) =>
      writeCurrent(remembered(state).injected[Number(n) - 1] ?? 0, state.assumptions.highVoltage),
  ],
];

/** What stands under a label of the second part; undefined for what this meter never says. */
export function injectionSaying(label: string): Saying | undefined {
  return SAYINGS[label] ?? sayingOf(label, PATTERNS);
}
