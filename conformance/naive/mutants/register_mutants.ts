/**
 * Bugs in RELAIS, PPOT and the profiles of a day.
 *
 * @module
 */
import type { Mutant } from "./mutant.ts";

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
export const REGISTER_MUTANTS: readonly Mutant[] = [
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
