/**
 * Which older meter a frame is from.
 *
 * @module
 */
import type { GroupRead } from "../group_reader.ts";
import { LONG, PILOT, SHORT, STANDARD } from "../tables.ts";
import { CJE } from "./cje.ts";
import { CONCENTRATOR } from "./concentrator.ts";
import { ICE_2Q, ICE_2Q_V24, ICE_4Q } from "./ice.ts";
import { readRows } from "./older_frame.ts";
import type { OlderMeter } from "./older_table.ts";
import { PME_PMI, PME_PMI_TEST } from "./pme_pmi.ts";
import { SAPHIR } from "./saphir.ts";

/** Every meter, and every other list of one; of two that know as many labels the first is meant. */
const OLDER_METERS: readonly OlderMeter[] = [
  CONCENTRATOR,
  CJE,
  ICE_2Q,
  ICE_2Q_V24,
  ICE_4Q,
  PME_PMI_TEST,
  PME_PMI,
  SAPHIR,
];

const LINKY = [LONG, SHORT, STANDARD, PILOT];

/**
 * Finds the meter whose table knows the most labels of a frame; null if the tables of a Linky, which
 * are those of the blue meters too, know as many. A frame that was cut short may fit several: then it is
 * from the meter that spoke last.
 */
export function findOlderMeter(
  groups: readonly GroupRead[],
  last: OlderMeter | null,
): OlderMeter | null {
  const known = (meter: OlderMeter) => readRows(meter, groups).filter(({ row }) => row).length;
  let most = Math.max(
    ...LINKY.map((table) => groups.filter(({ label }) => table.has(label)).length),
  );
  // Nearly every frame is one of a Linky, all of whose labels are known.
  if (last === null && most === groups.length) return null;
  let found: OlderMeter | null = null;
  for (const meter of OLDER_METERS) {
    if (known(meter) > most) [most, found] = [known(meter), meter];
  }
  return last && last.name !== found?.name && known(last) === most ? last : found;
}
