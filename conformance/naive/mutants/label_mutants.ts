/**
 * Bugs in which labels are taken, and how they are said.
 *
 * @module
 */
import type { GroupParts } from "../naive_groups.ts";
import type { NaiveGroup } from "../naive_values.ts";
import { alters, refuses } from "./group_bug.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const LABEL_MUTANTS: readonly Mutant[] = [
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
];
