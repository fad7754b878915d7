/**
 * Bugs in STGE, the register of states.
 *
 * @module
 */
import { STGE_FIELDS, type StgeField } from "../registers.ts";
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

/** See the module. */
export const STGE_MUTANTS: readonly Mutant[] = [
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
];
