/**
 * The frame of standard mode.
 *
 * @module
 */
import { labelsOf } from "../tic/labels.ts";
import { encodeProfile } from "../tic/profile.ts";
import { encodeRelais } from "../tic/relais.ts";
import { encodeStge } from "../tic/stge.ts";
import type { Group } from "../tic/types.ts";
import { composer, type Sayings } from "./compose.ts";
import type { Contract, Tariff } from "./contract.ts";
import type { MeterState } from "./meter.ts";

const kilo = (state: MeterState) => state.power / 1_000;

/** A saying for each index of a list: EASF01, EASF02, … */
function indexes(prefix: string, count: number, of: (state: MeterState) => readonly number[]) {
  const each = Array.from({ length: count }, (_, i) => i);
  return Object.fromEntries(each.map((i) => [
    `${prefix}${String(i + 1).padStart(2, "0")}`,
    (state: MeterState) => of(state)[i],
  ]));
}

/** The dry contact is relay 1; the others are virtual (54E §6.2.3.19). */
const RELAYS = { closed: encodeRelais([1]), open: encodeRelais([]) };

/** Registers of a tariff and of a contract change rarely: their words are kept. */
const stgeWords = new WeakMap<Tariff, Map<boolean, string>>();
const profileWords = new WeakMap<Contract, string>();

function kept<K, V>(
  words: { get(key: K): V | undefined; set(key: K, word: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = words.get(key);
  if (known !== undefined) return known;
  const word = make();
  words.set(key, word);
  return word;
}

/** The fixed part is that of most captures, 003A….: Euridis secured, PLC New/Lock (54E §6.2.3.14). */
function stge({ tariff, apparent, power }: MeterState): string {
  const overload = apparent > power;
  const words = kept(stgeWords, tariff, () => new Map());
  return kept(words, overload, () =>
    encodeStge({
      contact: tariff.contact,
      overload,
      supplierIndex: tariff.index,
      gridIndex: tariff.gridIndex,
      tic: "standard",
      euridis: "secured",
      plc: "new-lock",
    }));
}

/** Start times are decimal digits, as in most captures (54E §6.2.3.22 does not say). */
function profile({ contract }: MeterState): string {
  return kept(profileWords, contract, () =>
    encodeProfile({
      base: "decimal",
      blocks: contract.day.map(({ minute, tariff: { contact, index } }) => ({
        minutes: minute,
        contact,
        virtual: [],
        index,
        unused: 0,
      })),
    }));
}

const SAYINGS: Sayings = {
  ADSC: (state) => state.serialNumber,
  VTIC: () => "02",
  DATE: (state) => ({ value: "", at: state.instant }),
  NGTF: (state) => state.contract.name,
  LTARF: (state) => state.tariff.name,
  EAST: (state) => state.energy,
  ...indexes("EASF", 10, (state) => state.supplierIndexes),
  ...indexes("EASD", 4, (state) => state.gridIndexes),
  IRMS1: (state) => Math.round(state.current),
  URMS1: (state) => state.voltage,
  PREF: kilo,
  PCOUP: kilo,
  SINSTS: (state) => state.apparent,
  SMAXSN: (state) => state.maximum,
  "SMAXSN-1": (state) => state.maximumBefore,
  CCASN: (state) => state.curve[0],
  "CCASN-1": (state) => state.curve[1],
  UMOY1: (state) => state.meanVoltage,
  STGE: stge,
  MSG1: () => "PAS DE          MESSAGE         ",
  PRM: (state) => state.deliveryPoint,
  RELAIS: (state) => RELAYS[state.tariff.contact],
  NTARF: (state) => state.tariff.index,
  NJOURF: () => 0,
  "NJOURF+1": () => 0,
  "PJOURF+1": profile,
};

const compose = composer(labelsOf("linky", { frame: "standard" }), SAYINGS);

/**
 * Makes the groups of a consumer's single-phase frame in standard mode.
 *
 * Source: 54E §6.2.2.
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
 *   serialNumber: "022162000042",
 *   deliveryPoint: "01234567890123",
 *   start: Date.parse("2026-01-14T12:00:00+01:00"),
 * });
 * const groups = standardGroups(meter.state());
 * assertEquals(groups[2], { label: "DATE", timestamp: "H260114120000", value: "" });
 * ```
 */
export function standardGroups(state: MeterState): Group[] {
  return compose(state);
}
