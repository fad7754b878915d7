/**
 * Bugs in the checksum, and in what happens where it is wrong.
 *
 * @module
 */
import type { GroupParts } from "../naive_groups.ts";
import type { NaiveDecoder } from "../naive_decoder.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

const codesOf = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const total = (text: string) => codesOf(text).reduce((sum, code) => sum + code, 0);

/** See the module. */
export const SUM_MUTANTS: readonly Mutant[] = [
  {
    name: "sum-historique-with-last-sp",
    bug: "The checksum of historique mode covers the SP before it too.",
    seen: ["edgd1er", "hleroy"],
    wrong: (Right) =>
      class extends Right {
        override zone({ body, separator }: GroupParts) {
          return body + separator;
        }
      },
  },
  {
    name: "sum-standard-without-last-ht",
    bug: "The checksum of standard mode leaves out the HT before it.",
    seen: ["edgd1er", "hleroy"],
    wrong: (Right) =>
      class extends Right {
        override zone({ body }: GroupParts) {
          return body;
        }
      },
  },
  {
    name: "sum-by-either-zone",
    bug: "A group is accepted where its checksum is right by the rule of the other mode.",
    seen: ["domoticz/domoticz TeleinfoBase"],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          const { body, separator, sum } = parts;
          return this.sum(body) === sum || this.sum(body + separator) === sum;
        }
      },
  },
  {
    name: "sum-not-verified",
    bug: "The checksum is not verified, and a group without one is accepted.",
    seen: [
      "fmartinou/teleinfo2mqtt#46",
      "fmartinou/teleinfo2mqtt#103",
      "SebastienReuiller#5",
      "destroyedlolo/TeleInfod",
    ],
    wrong: (Right) =>
      class extends Right {
        override parts(text: string) {
          const separator = /[ \t]/.exec(text)?.[0];
          return super.parts(text) ??
            (separator ? { body: text.trim(), separator, sum: "" } : null);
        }
        override isSumRight() {
          return true;
        }
      },
  },
  {
    name: "sum-not-compared",
    bug: "The checksum is taken off a group, and compared with nothing.",
    seen: ["a newcomer's decoder"],
    wrong: (Right) =>
      class extends Right {
        override isSumRight() {
          return true;
        }
      },
  },
  {
    name: "sum-not-verified-in-standard",
    bug: "The checksum is verified in historique mode only.",
    seen: ["linky-meas"],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          return parts.separator === "\t" || super.isSumRight(parts);
        }
      },
  },
  {
    name: "sum-seven-bits",
    bug: "The sum is taken to seven bits instead of six, so the checksum goes up to 0x9F.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override sum(zone: string) {
          return String.fromCharCode((total(zone) & 0x7f) + 0x20);
        }
      },
  },
  {
    name: "sum-without-0x20",
    bug: "0x20 is not added to the sum.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override sum(zone: string) {
          return String.fromCharCode(total(zone) & 0x3f);
        }
      },
  },
  {
    name: "sum-up-to-7e",
    bug: "The sum is brought into 0x20 … 0x7E, as a sentence of 02E has it, not by its six bits.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override sum(zone: string) {
          return String.fromCharCode(total(zone) % 0x5f + 0x20);
        }
      },
  },
  {
    name: "sum-compared-loosely",
    bug: "The lowest bit of the checksum is not compared.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          return (this.sum(this.zone(parts)).charCodeAt(0) | 1) === (parts.sum.charCodeAt(0) | 1);
        }
      },
  },
  {
    name: "sum-without-separators",
    bug: "The checksum is computed over label and data only, without the separators.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override zone({ body, separator }: GroupParts) {
          return body.split(separator).join("");
        }
      },
  },
  {
    name: "sum-of-trimmed-data",
    bug: "The checksum is computed after the data were trimmed, so padded texts are refused.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override zone(parts: GroupParts) {
          const fields = parts.body.split(parts.separator);
          const body = fields.map((field) => field.trim()).join(parts.separator);
          return super.zone({ ...parts, body });
        }
      },
  },
  {
    name: "sum-of-rebuilt-group",
    bug: "The checksum is computed over a group put together anew, its empty data left out (DATE).",
    seen: ["reference §2.2"],
    wrong: (Right) =>
      class extends Right {
        override zone(parts: GroupParts) {
          return super.zone({ ...parts, body: parts.body.replace(/\t$/, "") });
        }
      },
  },
  {
    name: "sum-blank-refused",
    bug: "A group whose checksum is SP is refused.",
    seen: ["esphome/issues#2599", "hekmon/linkytic#6"],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          return parts.sum !== " " && super.isSumRight(parts);
        }
      },
  },
  {
    name: "sum-quotes-refused",
    bug: "A group whose checksum is a quote, a comma, a semicolon or a backslash is refused.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override isSumRight(parts: GroupParts) {
          return !/["',;\\]/.test(parts.sum) && super.isSumRight(parts);
        }
      },
  },
  {
    name: "bad-sum-stops",
    bug: "At the first wrong checksum reading stops for good.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #stopped = false;
        override tellGroup(kind: string, text: string) {
          super.tellGroup(kind, text);
          this.#stopped = kind === "checksum";
        }
        override byte(byte: number) {
          if (!this.#stopped) super.byte(byte);
        }
      },
  },
  {
    name: "bad-sum-loses-next-frame",
    bug: "After a wrong checksum the next frame is lost as well.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #frames = 0;
        override tellGroup(kind: string, text: string) {
          super.tellGroup(kind, text);
          this.#frames = 2;
        }
        override onStx() {
          this.#frames--;
          super.onStx();
        }
        override onGroup(group: NaiveGroup) {
          if (this.#frames <= 0) super.onGroup(group);
        }
      },
  },
  {
    name: "bad-sum-says-last-value",
    bug:
      "In place of a group with a wrong checksum its last good value is said as if it were fresh.",
    seen: ["serial-teleinfo", "hallard/LibTeleinfo"],
    wrong: (Right) =>
      class extends Right {
        readonly #last = new Map<string, NaiveGroup>();
        override onGroup(group: NaiveGroup) {
          this.#last.set(group.label, group);
          super.onGroup(group);
        }
        override tellGroup(kind: string, text: string) {
          super.tellGroup(kind, text);
          const last = this.#last.get(this.labelOf(text).label ?? "");
          if (last !== undefined) this.onGroup(last);
        }
      },
  },
  {
    name: "bad-group-loses-next",
    bug: "After a bad group the next one is lost as well.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #bad = false;
        override tellLoss(...loss: Parameters<NaiveDecoder["tellLoss"]>) {
          super.tellLoss(...loss);
          this.#bad = true;
        }
        override onGroup(group: NaiveGroup) {
          if (!this.#bad) super.onGroup(group);
          this.#bad = false;
        }
      },
  },
];
