/**
 * The labels that teleinfo2mqtt knows, with what it tells Home Assistant of them.
 *
 * @module
 */
import type { TicMode } from "../../tic/types.ts";

/** What Home Assistant is told of a label. */
export interface HassClass {
  readonly device_class?: string;
  readonly state_class?: string;
  readonly unit_of_measurement?: string;
}

const ENERGY = {
  device_class: "energy",
  state_class: "total_increasing",
  unit_of_measurement: "Wh",
};
const CURRENT = { device_class: "current", unit_of_measurement: "A" };
const VOLTAGE = { device_class: "voltage", state_class: "measurement", unit_of_measurement: "V" };
const APPARENT = { device_class: "apparent_power", unit_of_measurement: "VA" };
const POWER = { device_class: "power", unit_of_measurement: "W" };
const REACTIVE = { device_class: "reactive_energy", unit_of_measurement: "varh" };
const measured = (kind: HassClass) => ({ ...kind, state_class: "measurement" });

/** Labels separated by blanks, and what they are; a label that is not here is not published. */
const TABLES: Readonly<Record<TicMode, readonly (readonly [string, HassClass])[]>> = {
  historique: [
    ["ADCO OPTARIF PTEC DEMAIN HHPHC MOTDETAT PPOT", {}],
    ["PEJP", { unit_of_measurement: "min" }],
    ["BASE HCHC HCHP EJPHN EJPHPM", ENERGY],
    ["BBRHCJB BBRHPJB BBRHCJW BBRHPJW BBRHCJR BBRHPJR", ENERGY],
    ["IINST IINST1 IINST2 IINST3", measured(CURRENT)],
    ["ISOUSC IMAX IMAX1 IMAX2 IMAX3 ADPS ADIR1 ADIR2 ADIR3", CURRENT],
    ["PAPP", measured(APPARENT)],
    ["PMAX", POWER],
  ],
  standard: [
    ["ADSC VTIC DATE NGTF LTARF STGE DPM1 FPM1 DPM2 FPM2 DPM3 FPM3 MSG1 MSG2 PRM", {}],
    ["RELAIS NTARF NJOURF NJOURF+1 PJOURF+1 PPOINTE", {}],
    ["EAST EASF01 EASF02 EASF03 EASF04 EASF05 EASF06 EASF07 EASF08 EASF09 EASF10", ENERGY],
    ["EASD01 EASD02 EASD03 EASD04 EAIT", ENERGY],
    ["ERQ1 ERQ2 ERQ3 ERQ4", REACTIVE],
    ["IRMS1 IRMS2 IRMS3", measured(CURRENT)],
    ["URMS1 URMS2 URMS3 UMOY1 UMOY2 UMOY3", VOLTAGE],
    ["SINSTS SINSTS1 SINSTS2 SINSTS3 SINSTI", measured(APPARENT)],
    ["PREF PCOUP SMAXSN SMAXSN1 SMAXSN2 SMAXSN3 SMAXIN SMAXIN-1", APPARENT],
    ["SMAXSN-1 SMAXSN1-1 SMAXSN2-1 SMAXSN3-1", APPARENT],
    ["CCASN CCASN-1 CCAIN CCAIN-1", POWER],
  ],
};

/** The labels of each mode, with what Home Assistant is told of them (dialects.md B1, release 9.1.1). */
export const TELEINFO2MQTT_LABELS: Readonly<Record<TicMode, ReadonlyMap<string, HassClass>>> = {
  historique: mapOf(TABLES.historique),
  standard: mapOf(TABLES.standard),
};

function mapOf(table: readonly (readonly [string, HassClass])[]): Map<string, HassClass> {
  return new Map(
    table.flatMap(([labels, kind]) => labels.split(" ").map((label) => [label, kind] as const)),
  );
}
