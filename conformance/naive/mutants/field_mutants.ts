/**
 * Bugs in how a group is split, and in which labels and data are taken.
 *
 * @module
 */
import type { GroupParts } from "../naive_groups.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** A bug that refuses groups. */
function refuses(mutant: Omit<Mutant, "wrong">, refused: (group: NaiveGroup) => boolean): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if (!refused(group)) super.onGroup(group);
        }
      },
  };
}

/** A bug that changes what a group says. */
function alters(mutant: Omit<Mutant, "wrong">, alter: (group: NaiveGroup) => NaiveGroup): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          super.onGroup(alter(group));
        }
      },
  };
}

/** Changes the data of groups alone. */
const data = (alter: (value: string) => string) => (group: NaiveGroup): NaiveGroup => ({
  ...group,
  value: alter(group.value),
});

/** See the module. */
export const FIELD_MUTANTS: readonly Mutant[] = [
  {
    name: "line-trimmed",
    bug: "Lines are trimmed before they are split, so groups whose checksum is SP are lost.",
    seen: ["hekmon/linkytic#6", "rs", "hleroy", "npm:teleinfo", "gxapplications"],
    wrong: (Right) =>
      class extends Right {
        override parts(text: string) {
          return super.parts(text.trim());
        }
      },
  },
  {
    name: "historique-split-at-every-sp",
    bug: "Groups of historique mode are split at every SP: data with an SP inside are lost.",
    seen: ["rs", "pyteleinfo"],
    wrong: (Right) =>
      class extends Right {
        override historiqueFields(body: string) {
          return body.split(" ").length === 2 ? super.historiqueFields(body) : null;
        }
      },
  },
  {
    name: "historique-data-first-word",
    bug: "Of the data of historique mode only the first word is kept.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override historiqueFields(body: string) {
          const fields = super.historiqueFields(body);
          return fields && { ...fields, value: fields.value.split(" ")[0]! };
        }
      },
  },
  {
    name: "historique-label-to-last-sp",
    bug: "The label goes up to the last SP of a group instead of the first.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override historiqueFields(body: string) {
          const end = body.lastIndexOf(" ");
          return {
            label: body.slice(0, end),
            value: body.slice(end + 1),
            mode: "historique",
          } as const;
        }
      },
  },
  {
    name: "standard-split-on-sp",
    bug: "Groups of standard mode are split at SP too: data with an SP inside are lost.",
    seen: ["fmartinou/teleinfo2mqtt", "rs", "pyteleinfo", "arendst/Tasmota"],
    wrong: (Right) =>
      class extends Right {
        override standardFields(body: string) {
          return body.includes(" ") ? null : super.standardFields(body);
        }
      },
  },
  {
    name: "standard-data-first-word",
    bug: "Of the data of standard mode only the first word is kept.",
    seen: ["fmartinou/teleinfo2mqtt"],
    wrong: (Right) =>
      class extends Right {
        override standardFields(body: string) {
          const fields = super.standardFields(body);
          return fields && { ...fields, value: fields.value.trim().split(" ")[0]! };
        }
      },
  },
  refuses({
    name: "empty-data-refused",
    bug: "A group with empty data is refused (DATE).",
    seen: ["esphome/issues#2392", "NextDom/plugin-teleinfo#147", "fmartinou/teleinfo2mqtt#29"],
  }, ({ value }) => value === ""),
  {
    name: "empty-fields-collapsed",
    bug: "Two HT together are taken for one, so the horodate of DATE becomes its data.",
    seen: ["hallard/LibTeleinfo"],
    wrong: (Right) =>
      class extends Right {
        override standardFields(body: string) {
          return super.standardFields(body.split("\t").filter((field) => field !== "").join("\t"));
        }
      },
  },
  refuses({
    name: "horodate-refused",
    bug: "Groups with a horodate are refused.",
    seen: ["esphome/esphome#1829", "hallard/LibTeleinfo"],
  }, ({ timestamp }) => timestamp !== undefined),
  {
    name: "horodate-as-data",
    bug: "The horodate is said as the data of its group, and the data are lost.",
    seen: ["esphome/issues#2392"],
    wrong: (Right) =>
      class extends Right {
        override standardFields(body: string) {
          return super.standardFields(body.split("\t").slice(0, 2).join("\t"));
        }
      },
  },
  alters(
    {
      name: "horodate-without-season",
      bug: "The season letter of a horodate is left out.",
      seen: [],
    },
    (group) =>
      group.timestamp === undefined ? group : { ...group, timestamp: group.timestamp.slice(1) },
  ),
  refuses({
    name: "label-max-8",
    bug: "Labels of nine characters are refused (SMAXSN1-1).",
    seen: [],
  }, ({ label }) => label.length > 8),
  alters({
    name: "label-cut-to-8",
    bug: "Labels are cut to eight characters (SMAXSN1-1).",
    seen: [],
  }, (group) => ({ ...group, label: group.label.slice(0, 8) })),
  alters({
    name: "label-upper-case",
    bug: "Labels are written in capitals (EAp1P of an ICE, EA_s of a PME-PMI).",
    seen: [],
  }, (group) => ({ ...group, label: group.label.toUpperCase() })),
  refuses({
    name: "label-letters-and-digits",
    bug: "Labels with + - or _ are refused (SMAXSN-1, NJOURF+1).",
    seen: ["fmartinou/teleinfo2mqtt"],
  }, ({ label }) => /[+_-]/.test(label)),
  alters({
    name: "label-suffix-cut",
    bug: "Labels end at + or -, so SMAXSN-1 is said as SMAXSN.",
    seen: [],
  }, (group) => ({ ...group, label: group.label.split(/[+-]/)[0]! })),
  {
    name: "label-first-character-lost",
    bug: "A label whose beginning was lost, or that reading began in, is said without it.",
    seen: ["hekmon/linkytic#2"],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          return super.isSumRight(parts) ||
            /^(TIC|RMS1|REF|COUP|APP|INST|DCO)[ \t]/.test(parts.body);
        }
      },
  },
  refuses(
    {
      name: "three-phase-refused",
      bug: "Labels of three-phase meters are refused.",
      seen: ["fmartinou/teleinfo2mqtt#30", "hekmon/linkytic#3"],
    },
    ({ label }) =>
      /^(IINST|IMAX|ADIR|[IU]RMS|UMOY|SINSTS|SMAXSN)[23]|^(PPOT|PMAX|ADIR1)$/.test(label),
  ),
  refuses({
    name: "producer-refused",
    bug: "Labels of producers are refused.",
    seen: ["fmartinou/teleinfo2mqtt#42", "edgd1er"],
  }, ({ label }) => /^(EAIT|ERQ[1-4]|SINSTI|SMAXIN(-1)?|CCAIN(-1)?)$/.test(label)),
  refuses({
    name: "pilot-refused",
    bug: "Labels of the pilot Linky are refused.",
    seen: ["hekmon/linkytic#43", "hekmon/linkytic#44"],
  }, ({ label }) => /^(SINST[123]|SMAXN(-1)?)$/.test(label)),
  {
    name: "unknown-label-loses-frame",
    bug: "An unknown label costs the rest of its frame.",
    seen: ["openHAB", "AIIDA", "edgd1er"],
    wrong: (Right) =>
      class extends Right {
        #lost = false;
        override onStx() {
          this.#lost = false;
          super.onStx();
        }
        override onGroup(group: NaiveGroup) {
          this.#lost ||= this.row(group.label) === null && /^[A-Z0-9+-]+$/.test(group.label) &&
            this.older(group) === null;
          if (!this.#lost) super.onGroup(group);
        }
      },
  },
  {
    name: "any-label-accepted",
    bug: "Rubbish with a right checksum is said as a label.",
    seen: ["NicolasBernaerts/tasmota#6"],
    wrong: (Right) =>
      class extends Right {
        override isLabel() {
          return true;
        }
      },
  },
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
