/**
 * ICE: meters of the green tariff, of two quadrants, and of four with what is given.
 *
 * @module
 */
import { labelsOf, type LabelSpec } from "../../tic/labels.ts";
import type { Group } from "../../tic/types.ts";
import type { Assumptions } from "../assumptions.ts";
import { framesOf, type MeterFrame } from "../frame_cycle.ts";
import type { MeterOptions } from "../meter_options.ts";
import type { MeterState } from "../meter_state.ts";
import { ICE_CONTRACTS, INJECTION, seasonal } from "./green_contracts.ts";
import { injectionSaying } from "./ice_injection.ts";
import type { FrameSequence, OlderModel, Passing } from "./older_model.ts";
import { type Grid, PowerMemory } from "./power_memory.ts";
import {
  lastMeans,
  localTimeOf,
  placeOf,
  reactiveDrawn,
  remembered,
  sayingOf,
  tangentDrawn,
} from "./power_sayings.ts";
import type { IndexName } from "./tariff_indexes.ts";
import {
  type Field,
  type Saying,
  write,
  writeDate,
  writeEnergy,
  writeKilovars,
  writeKilowatts,
  writePower,
} from "./written.ts";

const MINUTE = 60_000;
/** Series that take turns, one a round minute; in contracts other than BASE the first two (02E §2.7). */
const SERIES = ["ERPp", "ERNp", "EAp1", "ERPp1", "ERNp1"];
const REGISTERS: Readonly<Record<string, readonly [IndexName, string]>> = {
  EA: ["drawn", "kWh"],
  ERP: ["positive", "kvarh"],
  ERN: ["negative", "kvarh"],
};
/** How long before a period of MODULABLE its notice begins: that of EJP. */
const NOTICE = 30 * MINUTE;

/** The series that is sent in this minute. */
function series({ contract, instant }: MeterState): string {
  const count = contract.name === "BASE" ? SERIES.length : 2;
  return SERIES[Math.floor(instant / MINUTE) % count]!;
}

/** Only while a series of the contract period before is sent. */
function withSeriesBefore(say: (state: MeterState) => string): Saying {
  return (state) => series(state).endsWith("p1") ? say(state) : undefined;
}

function notices(state: MeterState): string[] {
  const { contract, calendar, instant } = state;
  const found = remembered(state).notice ? ["DEP"] : [];
  if (contract.name === "EJP" && calendar.notice > 0) found.push("EJP");
  if (contract.name === "MODULABLE" && calendar.peak === 0) {
    const local = localTimeOf({ ...state, instant: instant + NOTICE });
    const next = seasonal(contract)({ local } as Passing).period;
    if (next !== state.tariff.period) found.push(next);
  }
  return found;
}

const subscribed = ({ power }: MeterState) => writeKilowatts(power);

const SAYINGS: Readonly<Record<string, Saying>> = {
  CONTRAT: ({ contract }) => contract.option,
  DATECOUR: (state) => writeDate(localTimeOf(state)),
  EA: (state) => writeEnergy(remembered(state).since.drawn, "Wh"),
  ERP: (state) => writeEnergy(remembered(state).since.positive, "varh"),
  PTCOUR: ({ tariff }) => tariff.period,
  PREAVIS: notices,
  DEBUTp: (state) => writeDate(remembered(state).period.begin),
  FINp: (state) => writeDate(remembered(state).period.end),
  CAFp: () => "0",
  DEBUTp1: withSeriesBefore((state) => writeDate(remembered(state).period.before)),
  FINp1: withSeriesBefore((state) => writeDate(remembered(state).period.begin)),
  CAFp1: withSeriesBefore(() => "0"),
  KDC: ({ assumptions }) => `${assumptions.kdc}%`,
  KDCD: ({ assumptions }) => `${assumptions.kdcd}%`,
  PA1MN: (state) => writeKilowatts(remembered(state).minute.drawn),
  PA10MN: (state) => writeKilowatts(lastMeans(state).drawn),
  PREA1MN: (state) => writeKilovars(reactiveDrawn(remembered(state).minute)),
  PREA10MN: (state) => writeKilovars(reactiveDrawn(lastMeans(state))),
  TGPHI: tangentDrawn,
  U10MN: (state) => writePower(lastMeans(state).voltage, "V"),
};

function indexSaying(register: string, before: string, period: string): Saying {
  const [name, unit] = REGISTERS[register]!;
  const own = `${register}p${before}`;
  return (state) => {
    // The active indexes of the running period are always there, the others in turns.
    if (own !== "EAp" && own !== series(state)) return undefined;
    const { indexes, before: frozen } = remembered(state);
    const place = placeOf(state, period);
    return writeEnergy((before === "" ? indexes : frozen)[0]![name][place]! / 1_000, unit);
  };
}

const PATTERNS: Parameters<typeof sayingOf>[1] = [
  [/^DATEPA(\d)$/, (n) => (state) => writeDate(remembered(state).points[Number(n) - 1]!.end)],
  [/^PA(\d)$/, (n) => (state) => {
    const { means, cut } = remembered(state).points[Number(n) - 1]!;
    return writePower(means.drawn / 1_000, cut ? "C.kW" : "kW");
  }],
  [/^(EA|ERP|ERN)p(1?)([A-Z]+)$/, indexSaying],
  [/^PS[A-Z]+$/, () => subscribed],
];

/** The fields of a part of a frame, by family of contracts. */
function fieldsOf(specs: readonly LabelSpec[], family: string): Field[] {
  return specs
    .filter(({ contracts }) => contracts?.includes(family) ?? true)
    .flatMap(({ label }) => {
      const say = SAYINGS[label] ?? sayingOf(label, PATTERNS);
      return say ? [{ label, say }] : [];
    });
}

function byFamily(specs: readonly LabelSpec[]): Readonly<Record<string, readonly Field[]>> {
  return Object.fromEntries(
    ["BASE", "EJP", "MODULABLE"].map((family) => [family, fieldsOf(specs, family)]),
  );
}

const twoQuadrants = byFamily(labelsOf("ice-2q", { frame: "normal" }));

/** Which groups application V2.4 has is assumed: none in turns, no indexes, no means of a minute. */
const V2_4 = /^(DATE|DATEPA\d|PA\d|EA|ERP|PTCOUR|PREAVIS|KDC|KDCD|TGPHI|PS[A-Z]+)$/;

function oldGroups(groups: readonly Group[]): Group[] {
  const tangent = groups.filter(({ label }) => label === "TGPHI");
  return groups
    .filter(({ label }) => label !== "TGPHI")
    .flatMap((group) => group.label === "KDCD" ? [group, ...tangent] : [group])
    .map((group) => group.label === "DATECOUR" ? { ...group, label: "DATE" } : group)
    .filter(({ label }) => V2_4.test(label));
}

/** U10MN in a frame of its own, of the makes that do so. */
class VoltageApart implements FrameSequence {
  #alone = true;

  next(state: MeterState): MeterFrame {
    const frame = framesOf(state);
    if (!state.quirks.includes("u10mn-apart")) return frame;
    this.#alone = !this.#alone;
    const groups = frame.groups.filter(({ label }) => (label === "U10MN") === this.#alone);
    return groups.length > 0 ? { ...frame, groups } : frame;
  }
}

const ICE = {
  modes: ["historique"],
  speeds: [1200],
  phases: [3],
  // PA has 32,767 kW at most; indexes have seven digits of kWh (02E §2.7.3 p47).
  power: { least: 36_000, most: 3_000_000, step: 1_000, usual: 400_000, drawn: 1_000_000 },
  verbs: ["telereport"],
} as const satisfies Partial<OlderModel>;

/** The memory of a meter whose contract has its own calendar, and others besides. */
function memoryOf({ assumptions }: MeterOptions, now: Passing, ...others: readonly Grid[]) {
  const assumed = assumptions as Assumptions;
  const { kdc, kdcd } = assumed;
  return new PowerMemory({
    assumptions: assumed,
    grids: [({ tariffing }) => tariffing.tariff, ...others],
    period: 10,
    notice: { on: kdc / 100, off: kdcd / 100, of: "drawn" },
  }, now);
}

/** Green tariff, what is drawn. */
export const ice2q: OlderModel = {
  ...ICE,
  id: "ice-2q",
  name: "ICE-2Q, green tariff",
  source: "02E §2.7 p43-55",
  roles: ["consumer"],
  contracts: ICE_CONTRACTS,
  identity: { types: ["07"], years: [1990, 2012] },
  memory: (options, now) => memoryOf(options, now),
  groups(state) {
    const groups = write(twoQuadrants[state.contract.name]!, state);
    return state.quirks.includes("ice-v2-4") ? oldGroups(groups) : groups;
  },
  sequence: () => new VoltageApart(),
};

const fourQuadrants = labelsOf("ice-4q", { frame: "normal" });
const middle = fourQuadrants.findIndex(({ label }) => label === "Appli");
const firstPart = byFamily(fourQuadrants.slice(0, middle));
const secondPart: readonly Field[] = fourQuadrants.slice(middle).flatMap(({ label }) => {
  const say = injectionSaying(label);
  return say ? [{ label, say }] : [];
});

const { mod: _, ...fourQuadrantContracts } = ICE_CONTRACTS;

/** Green tariff, what is drawn and, behind `Appli INJECTION`, what is given. */
export const ice4q: OlderModel = {
  ...ICE,
  id: "ice-4q",
  name: "ICE-4Q, green tariff with injection",
  source: "02E §2.8 p56-65",
  roles: ["producer"],
  contracts: fourQuadrantContracts,
  identity: { types: ["34"], years: [1998, 2012] },
  memory: (options, now) => memoryOf(options, now, seasonal(INJECTION)),
  groups(state) {
    const { prapCour } = state.assumptions;
    return [...write(firstPart[state.contract.name]!, state), ...write(secondPart, state)]
      .map((group) => group.label === "PrapCour" ? { ...group, label: prapCour } : group);
  },
};
