/**
 * Bugs in which data are taken, and how they are said.
 *
 * @module
 */
import { alters, data, refuses } from "./group_bug.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const DATA_MUTANTS: readonly Mutant[] = [
  {
    name: "controls-in-data",
    bug: "STX, ETX and LF inside a group are taken for characters of its data.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override role(byte: number) {
          const role = super.role(byte);
          return this.open !== null && role !== "cr" && this.open.length > 0 ? "text" : role;
        }
        override isData() {
          return true;
        }
      },
  },
  alters(
    {
      name: "address-as-number",
      bug: "ADCO, ADSC and PRM are handled as numbers and lose their leading zeros.",
      seen: [],
    },
    (group) =>
      /^(ADCO|ADSC|PRM)$/.test(group.label)
        ? { ...group, value: String(Number(group.value)) }
        : group,
  ),
  alters({
    name: "data-atoi",
    bug:
      "Data are handled as numbers up to their first character that is no digit (HP.. becomes 0).",
    seen: ["esphome/issues#4690", "f00b4r0/tic2json"],
  }, data((value) => String(parseInt(value, 10) || 0))),
  alters({
    name: "data-cut-to-16",
    bug: "Data are cut to 16 characters (MSG1, PJOURF+1).",
    seen: ["fairecasoimeme/Zlinky_TIC#96", "fairecasoimeme/Zlinky_TIC#167"],
  }, data((value) => value.slice(0, 16))),
  alters({
    name: "data-blanks-collapsed",
    bug: "Runs of SP inside data become one SP.",
    seen: [],
  }, data((value) => value.replace(/ +/g, " "))),
  alters({
    name: "data-blanks-removed",
    bug: "SP inside data are removed.",
    seen: ["fmartinou/teleinfo2mqtt"],
  }, data((value) => value.replaceAll(" ", ""))),
  alters({
    name: "data-dots-removed",
    bug: "The dots of PTEC and OPTARIF are taken off, HP.. becomes HP.",
    seen: ["fmartinou/teleinfo2mqtt"],
  }, data((value) => value.replace(/\.+$/, ""))),
  alters({
    name: "data-lower-case",
    bug: "Data are written in small letters.",
    seen: [],
  }, data((value) => value.toLowerCase())),
  refuses({
    name: "data-zero-refused",
    bug: "Data of zeros only count as absent (an index that is still 0).",
    seen: ["arendst/Tasmota"],
  }, ({ value }) => /^0+$/.test(value)),
  refuses({
    name: "data-dashes-refused",
    bug: "DEMAIN ---- counts as absent.",
    seen: ["fairecasoimeme/Zlinky_TIC#139"],
  }, ({ value }) => value === "----"),
  alters({
    name: "data-float32",
    bug: "Numbers pass through 32-bit floats, so an index of nine digits is rounded.",
    seen: [],
  }, data((value) => /^[0-9]{9}$/.test(value) ? String(Math.fround(Number(value))) : value)),
  alters({
    name: "data-16-bits",
    bug: "Numbers of five digits pass through 16 bits, so 70000 becomes 4464.",
    seen: [],
  }, data((value) => /^[0-9]{5}$/.test(value) ? String(Number(value) & 0xffff) : value)),
  alters({
    name: "data-8-bits",
    bug: "Numbers of three digits pass through 8 bits, so a voltage of 256 becomes 0.",
    seen: ["edgd1er"],
  }, data((value) => /^[0-9]{3}$/.test(value) ? String(Number(value) & 0xff) : value)),
];
