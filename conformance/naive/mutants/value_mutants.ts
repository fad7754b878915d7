/**
 * Bugs in numbers and units.
 *
 * @module
 */
import type { LabelRow } from "../label_table.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const VALUE_MUTANTS: readonly Mutant[] = [
  {
    name: "value-of-non-digits",
    bug: "A number is made of data that are none: 0q360 becomes 0.",
    seen: ["f00b4r0/tic2json", "esphome/issues#4891"],
    wrong: (Right) =>
      class extends Right {
        override fits(row: LabelRow, value: string) {
          return row.kind === "number" || super.fits(row, value);
        }
        override number(digits: string) {
          return parseInt(digits, 10) || 0;
        }
      },
  },
  {
    name: "value-octal",
    bug: "Numbers with leading zeros are read as octal.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override number(digits: string) {
          return /^0[0-7]+$/.test(digits) ? parseInt(digits, 8) : super.number(digits);
        }
      },
  },
  {
    name: "ntarf-from-zero",
    bug: "NTARF is counted from 0.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override read(group: NaiveGroup) {
          const value = super.read(group);
          if (value === null || group.label !== "NTARF") return value;
          return { ...value, value: Number(value.value) - 1 };
        }
      },
  },
  {
    name: "value-address-as-number",
    bug: "The typed value of ADCO, ADSC and PRM is a number.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override word(label: string, value: string) {
          const word = super.word(label, value);
          return /^[0-9]{12,14}$/.test(value) ? Number(word) : word;
        }
      },
  },
  {
    name: "unit-w-for-va",
    bug: "Apparent powers, in VA, are said in W.",
    seen: ["arendst/Tasmota#19244"],
    wrong: (Right) =>
      class extends Right {
        override unit(label: string, unit: string | null) {
          const right = super.unit(label, unit);
          return right === "VA" ? "W" : right;
        }
      },
  },
  {
    name: "unit-reactive-as-active",
    bug: "Reactive energies, in VArh, are said in Wh.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override unit(label: string, unit: string | null) {
          const right = super.unit(label, unit);
          return right === "VArh" ? "Wh" : right;
        }
      },
  },
  {
    name: "pref-times-1000",
    bug: "PREF and PCOUP are multiplied by 1000 but said in kVA.",
    seen: ["fmartinou/teleinfo2mqtt"],
    wrong: (Right) =>
      class extends Right {
        override read(group: NaiveGroup) {
          const value = super.read(group);
          if (value?.unit !== "kVA" || !/^(PREF|PCOUP)$/.test(group.label)) return value;
          return { ...value, value: Number(value.value) * 1000 };
        }
      },
  },
  {
    name: "unit-prefix-lost",
    bug: "Of a unit in the data the k is lost: 12kWh is said as 12 Wh.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override older(group: NaiveGroup) {
          const typed = super.older(group);
          return typed?.unit ? { ...typed, unit: typed.unit.replace(/^k/, "") } : typed;
        }
      },
  },
  {
    name: "decimal-point-only",
    bug: "A decimal comma is not understood: 1,234A becomes 1.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override decimal(text: string) {
          return parseFloat(text);
        }
      },
  },
  {
    name: "sign-lost",
    bug: "The sign of negative numbers is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override decimal(text: string) {
          return Math.abs(Number(super.decimal(text)));
        }
      },
  },
  {
    name: "point-mark-in-unit",
    bug: "The mark of a curve point (H. C. M. T) is said as a part of its unit.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override measure(value: string) {
          const marked = /^(-?[0-9]+)()()((?:H\.|C\.|M\.|T).*)$/.exec(value);
          return marked ? [value, marked[1]!, "", marked[4]!] : super.measure(value);
        }
      },
  },
  {
    name: "cje-split-at-sp",
    bug: "Fields of the CJE are split at SP too, of which JAUNE may have two as a field.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override blocks(value: string) {
          return value.split(/[: ]+/);
        }
      },
  },
  {
    name: "cje-power-not-times-10",
    bug: "The power of JAUNE, in tens of VA, is said in VA.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override blocks(value: string) {
          const blocks = super.blocks(value);
          if (blocks.length === 8) blocks[6] = String(Number(blocks[6]) / 10);
          return blocks;
        }
      },
  },
];
