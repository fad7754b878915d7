/**
 * Bugs in how a group is split into its fields.
 *
 * @module
 */
import { alters, refuses } from "./group_bug.ts";
import type { Mutant } from "./mutant.ts";

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
    bug: "The horodate is said as the data of its group, alone or with the data behind it.",
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
];
