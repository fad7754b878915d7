/**
 * Bugs in numbers, units and registers.
 *
 * @module
 */
import { STGE_FIELDS, type StgeField } from "../registers.ts";
import type { LabelRow } from "../label_table.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** A bug in the fields of STGE. */
function misreads(
  mutant: Omit<Mutant, "wrong">,
  misread: (fields: readonly StgeField[]) => readonly StgeField[],
): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        override stgeFields() {
          return misread(super.stgeFields());
        }
      },
  };
}

/** Gives a field of STGE other codes. */
const recoded = (field: string, codes: (old: StgeField[3]) => StgeField[3]) =>
(
  fields: readonly StgeField[],
): StgeField[] =>
  fields.map(([name, first, last, old]) => {
    const other = name === field ? codes(old) : old;
    return other === undefined ? [name, first, last] : [name, first, last, other];
  });

/** Exchanges the places of two fields of STGE. */
const exchanged = (one: string, other: string) => (fields: readonly StgeField[]): StgeField[] =>
  fields.map(([name, first, last, codes]) => {
    const renamed = name === one ? other : name === other ? one : name;
    return codes ? [renamed, first, last, codes] : [renamed, first, last];
  });

/** A profile whose hours and minutes are read again, in a base that is not asked for. */
function withHours(profile: unknown, text: string, base: 10 | 16): unknown {
  if (profile === null) return null;
  const { blocks } = profile as { blocks: object[] };
  const two = (number: number) => String(number).padStart(2, "0");
  return {
    base: base === 10 ? "decimal" : "hexadecimal",
    blocks: blocks.map((block, i) => {
      const [hour, minute] = [9 * i, 9 * i + 2]
        .map((at) => parseInt(text.slice(at, at + 2), base) || 0) as [number, number];
      return { ...block, time: `${two(hour)}:${two(minute)}`, minutes: hour * 60 + minute };
    }),
  };
}

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
  {
    name: "stge-bits-reversed",
    bug: "Bit 0 of STGE is taken for the most significant one.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override stgeBits(value: string) {
          return super.stgeBits(value).reverse();
        }
      },
  },
  {
    name: "stge-bytes-reversed",
    bug: "The bytes of STGE are read in the order of a little-endian number.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override stgeBits(value: string) {
          return super.stgeBits(value.match(/../g)!.reverse().join(""));
        }
      },
  },
  misreads({
    name: "stge-bits-from-one",
    bug: "Bits of STGE are counted from 1, so every field is read one bit too low.",
    seen: ["edgd1er"],
  }, (fields) =>
    fields.map(([name, first, last, codes]) => {
      const [low, high] = [Math.max(0, first - 1), Math.max(0, last - 1)];
      return codes ? [name, low, high, codes] : [name, low, high];
    })),
  misreads(
    {
      name: "stge-index-from-zero",
      bug: "The supplier index of STGE is counted from 0.",
      seen: [],
    },
    recoded("supplierIndex", (codes) => codes?.map((code) => Number(code) - 1)),
  ),
  misreads(
    {
      name: "stge-grid-index-from-zero",
      bug: "The grid operator's index of STGE is counted from 0.",
      seen: [],
    },
    recoded("gridIndex", (codes) => codes?.map((code) => Number(code) - 1)),
  ),
  misreads({
    name: "stge-contact-inverted",
    bug: "Bit 0 of STGE is read as in RELAIS: 1 for a closed contact.",
    seen: ["sosandroid/Monitoring_Energie"],
  }, recoded("contact", (codes) => codes?.toReversed())),
  misreads({
    name: "stge-cover-inverted",
    bug: "Bit 4 of STGE is read as 1 for a closed cover.",
    seen: [],
  }, recoded("cover", (codes) => codes?.toReversed())),
  misreads(
    {
      name: "stge-breaker-one-bit",
      bug: "Of bits 1 to 3 of STGE only whether they are 0 is read: why it opened is lost.",
      seen: [],
    },
    recoded("breaker", (codes) => codes?.map((code, i) => i === 0 ? code : "overpower")),
  ),
  misreads(
    {
      name: "stge-colours-shifted",
      bug: "The Tempo colours of STGE are counted from 0: blue is read as white, white as red.",
      seen: ["fmartinou/teleinfo2mqtt#90"],
    },
    (fields) => {
      const shift = (codes: StgeField[3]) => codes && [codes[0]!, codes[2]!, codes[3]!, codes[1]!];
      return recoded("today", shift)(recoded("tomorrow", shift)(fields));
    },
  ),
  misreads({
    name: "stge-days-swapped",
    bug: "The Tempo colours of today and tomorrow are exchanged.",
    seen: ["fmartinou/teleinfo2mqtt#90"],
  }, exchanged("today", "tomorrow")),
  misreads({
    name: "stge-peaks-swapped",
    bug: "The mobile peak that is announced and the one in progress are exchanged.",
    seen: [],
  }, exchanged("notice", "peak")),
  misreads({
    name: "stge-direction-as-role",
    bug: "Bits 8 (producer) and 9 (sign of the energy) of STGE are exchanged.",
    seen: ["NextDom/plugin-teleinfo#61"],
  }, (fields) =>
    fields.map((field) => {
      if (field[0] === "role") return ["role", 9, 9, field[3]!];
      return field[0] === "direction" ? ["direction", 8, 8, field[3]!] : field;
    })),
  misreads({
    name: "stge-overload-as-overvoltage",
    bug: "Bits 6 (overvoltage) and 7 (overload) of STGE are exchanged.",
    seen: [],
  }, exchanged("overvoltage", "overload")),
  misreads({
    name: "stge-clock-inverted",
    bug: "Bit 16 of STGE is read as 1 for a clock in order.",
    seen: [],
  }, recoded("clock", (codes) => codes?.toReversed())),
  {
    name: "stge-signed",
    bug: "STGE passes through a signed 32-bit number, so bit 31 is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override stgeBits(value: string) {
          return super.stgeBits(value).with(31, 0);
        }
      },
  },
  {
    name: "stge-of-pilot-as-linky",
    bug: "STGE of a pilot meter (VTIC 01) is read as one of VTIC 02.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override stgeFields() {
          return STGE_FIELDS;
        }
      },
  },
  {
    name: "relais-inverted",
    bug: "RELAIS is read as 1 for an open relay.",
    seen: ["sosandroid/Monitoring_Energie"],
    wrong: (Right) =>
      class extends Right {
        override relais(value: string) {
          return /^[0-9]+$/.test(value) ? super.relais(String(255 - Number(value))) : null;
        }
      },
  },
  {
    name: "relais-hexadecimal",
    bug: "RELAIS is read as a hexadecimal number.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override relais(value: string) {
          return super.relais(String(parseInt(value, 16) & 0xff));
        }
      },
  },
  {
    name: "relais-from-zero",
    bug: "The relays are numbered from 0.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override relais(value: string) {
          const read = super.relais(value) as { closed: number[] } | null;
          return read && { closed: read.closed.map((relay) => relay - 1) };
        }
      },
  },
  {
    name: "ppot-bits-from-zero",
    bug: "The phases of PPOT are read from bits 0 to 2 instead of 1 to 3.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override missing(value: string) {
          return super.missing(value).map((phase) => phase + 1);
        }
      },
  },
  {
    name: "ppot-inverted",
    bug: "The phases that PPOT says are missing are said to be present.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override missing(value: string) {
          const missing = super.missing(value);
          return [1, 2, 3].filter((phase) => !missing.includes(phase));
        }
      },
  },
  {
    name: "profile-decimal-only",
    bug: "The hours of PJOURF+1 are always read as decimal: 0D1A, which is 13:26, becomes 00:01.",
    seen: ["NicolasBernaerts/tasmota#57"],
    wrong: (Right) =>
      class extends Right {
        override profile(value: string) {
          return withHours(super.profile(value), value, 10);
        }
      },
  },
  {
    name: "profile-hexadecimal-always",
    bug: "The hours of PJOURF+1 are always read as hexadecimal, so 0600 2200 become 06:00 34:00.",
    seen: ["grostim/Teleinfo2ModbusTCP", "vdavy/tic-linky"],
    wrong: (Right) =>
      class extends Right {
        override profile(value: string) {
          return withHours(super.profile(value), value, 16);
        }
      },
  },
  {
    name: "profile-eight-blocks",
    bug: "Only the first eight blocks of PJOURF+1 are read.",
    seen: ["fairecasoimeme/Zlinky_TIC#191"],
    wrong: (Right) =>
      class extends Right {
        override profile(value: string) {
          const read = super.profile(value) as { blocks: object[] } | null;
          return read && { ...read, blocks: read.blocks.slice(0, 8) };
        }
      },
  },
  {
    name: "profile-contacts-swapped",
    bug: "In the actions of PJOURF+1 open and closed are exchanged.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override profile(value: string) {
          const read = super.profile(value) as { blocks: Record<string, unknown>[] } | null;
          const swapped: Record<string, string> = { open: "closed", closed: "open" };
          return read && {
            ...read,
            blocks: read.blocks.map((block) => ({
              ...block,
              contact: swapped[String(block["contact"])] ?? block["contact"],
            })),
          };
        }
      },
  },
  {
    name: "profile-unused-blocks-read",
    bug: "NONUTILE is read as a block that begins at 00:00.",
    seen: ["NextDom/plugin-teleinfo#25"],
    wrong: (Right) =>
      class extends Right {
        override profile(value: string) {
          return super.profile(value.replaceAll("NONUTILE", "00000000"));
        }
      },
  },
];
