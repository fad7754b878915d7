/**
 * Bugs in what is said when: repeated, withheld, remembered, mode and losses.
 *
 * @module
 */
import type { SaidError } from "../../oracle/said.ts";
import type { OpenFrame } from "../naive_frame.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const PUBLISH_MUTANTS: readonly Mutant[] = [
  {
    name: "adps-latched",
    bug: "ADPS is said in every frame after the one that had it.",
    seen: ["fairecasoimeme/Zlinky_TIC#34", "serial-teleinfo"],
    wrong: (Right) =>
      class extends Right {
        #alarm: NaiveGroup | null = null;
        override onGroup(group: NaiveGroup) {
          if (group.label === "ADPS") this.#alarm = group;
          super.onGroup(group);
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          const absent = frame.groups.every(({ label }) => label !== "ADPS");
          if (how.whole && absent && this.#alarm !== null) this.onGroup(this.#alarm);
          super.endFrame(frame, how);
        }
      },
  },
  {
    name: "adir-latched",
    bug: "ADIR1, ADIR2 and ADIR3 are said in every frame after the one that had them.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        readonly #alarms = new Map<string, NaiveGroup>();
        override onGroup(group: NaiveGroup) {
          if (group.label.startsWith("ADIR")) this.#alarms.set(group.label, group);
          super.onGroup(group);
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          const labels = new Set(frame.groups.map(({ label }) => label));
          for (const [label, alarm] of this.#alarms) {
            if (how.whole && !labels.has(label)) this.onGroup(alarm);
          }
          super.endFrame(frame, how);
        }
      },
  },
  {
    name: "absent-value-repeated",
    bug: "Groups that a frame does not have are said with their last value as if they were fresh.",
    seen: ["serial-teleinfo"],
    wrong: (Right) =>
      class extends Right {
        readonly #last = new Map<string, NaiveGroup>();
        override onGroup(group: NaiveGroup) {
          this.#last.set(group.label, group);
          super.onGroup(group);
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          const labels = new Set(frame.groups.map(({ label }) => label));
          const absent = Array.from(this.#last.values()).filter(({ label }) => !labels.has(label));
          if (how.whole) { for (const group of absent) this.onGroup(group); }
          super.endFrame(frame, how);
        }
      },
  },
  {
    name: "short-frame-zeroes",
    bug: "Where a frame has no PAPP, as short frames have none, PAPP is said as zero.",
    seen: ["fmartinou/teleinfo2mqtt#30", "hekmon/linkytic#2"],
    wrong: (Right) =>
      class extends Right {
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          const labels = frame.groups.map(({ label }) => label);
          if (how.whole && labels.includes("ADCO") && !labels.includes("PAPP")) {
            this.onGroup({ label: "PAPP", value: "00000", mode: "historique" });
          }
          super.endFrame(frame, how);
        }
      },
  },
  {
    name: "unchanged-value-withheld",
    bug: "A value that did not change is not said again.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        readonly #last = new Map<string, string>();
        override onGroup(group: NaiveGroup) {
          const fields = `${group.timestamp} ${group.value}`;
          if (this.#last.get(group.label) !== fields) super.onGroup(group);
          this.#last.set(group.label, fields);
        }
      },
  },
  {
    name: "first-value-for-ever",
    bug: "The first value of ADCO, ADSC, OPTARIF, NGTF or PRM is said for ever.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        readonly #first = new Map<string, NaiveGroup>();
        override onGroup(group: NaiveGroup) {
          const first = this.#first.get(group.label) ?? group;
          if (/^(ADCO|ADSC|OPTARIF|NGTF|PRM)$/.test(group.label)) {
            this.#first.set(group.label, first);
          }
          super.onGroup(first);
        }
      },
  },
  {
    name: "repeated-label-collapsed",
    bug: "Of the groups of a frame that have the same label only the first is said.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          const again = this.frame?.groups.some(({ label }) => label === group.label);
          if (again !== true) super.onGroup(group);
        }
      },
  },
  {
    name: "cut-group-said",
    bug: "A group that EOT, ETX or STX cut is said as far as it came.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override cut(kind: "truncated" | "interrupted") {
          const text = this.open === null ? "" : this.textOf(this.open);
          super.cut(kind);
          const [, label, separator, value] = /^([A-Z0-9+-]+)([ \t])(.+)$/.exec(text) ?? [];
          if (label === undefined) return;
          this.onGroup({
            label,
            value: value!,
            mode: separator === "\t" ? "standard" : "historique",
          });
        }
      },
  },
  {
    name: "mode-latched",
    bug: "The mode of the first group holds for ever; after a switch nothing is read.",
    seen: ["AIIDA", "TICMeter#31", "fairecasoimeme/Zlinky_TIC#188"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if ((this.said.modes[0] ?? group.mode) === group.mode) super.onGroup(group);
        }
      },
  },
  {
    name: "mode-switches-once",
    bug: "The mode is followed through one switch, but not back again.",
    seen: ["TICMeter#34", "fairecasoimeme/Zlinky_TIC#285"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          const { modes } = this.said;
          if (modes.length < 2 || modes[1] === group.mode) super.onGroup(group);
        }
      },
  },
  {
    name: "mode-by-address",
    bug: "The mode is known by ADCO or ADSC only; what comes before is lost.",
    seen: ["Enedis-OSS/TIC2WebSocket"],
    wrong: (Right) =>
      class extends Right {
        #mode = "";
        override onGroup(group: NaiveGroup) {
          if (group.label === "ADCO" || group.label === "ADSC") this.#mode = group.mode;
          if (this.#mode === group.mode) super.onGroup(group);
        }
      },
  },
  {
    name: "mode-told-once",
    bug: "A switch of the mode is not told.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellMode(mode: NaiveGroup["mode"]) {
          if (this.said.modes.length === 0) super.tellMode(mode);
        }
      },
  },
  {
    name: "mode-always-historique",
    bug: "The mode is told as historique whatever the line speaks.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellMode() {
          super.tellMode("historique");
        }
      },
  },
  {
    name: "losses-not-told",
    bug: "Whatever is bad is dropped without a word.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override end() {
          return { ...super.end(), errors: [] };
        }
      },
  },
  {
    name: "interruption-not-told",
    bug: "Interrupted frames and cut groups are dropped without a word.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override cut() {
          if (this.open !== null && this.frame !== null) this.frame.lost++;
          this.open = null;
        }
        override tell(kind: string, from: number, to: number) {
          if (kind !== "interrupted") super.tell(kind, from, to);
        }
      },
  },
  {
    name: "stray-bytes-not-told",
    bug: "Bytes outside any group are dropped without a word.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellStray() {
          this.stray = null;
        }
      },
  },
  {
    name: "losses-all-of-one-kind",
    bug: "Every loss is told as a wrong checksum.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellLoss(error: SaidError, from: number, to: number) {
          super.tellLoss({ ...error, kind: "checksum" }, from, to);
        }
      },
  },
  {
    name: "losses-misplaced",
    bug: "The places of losses are counted from the beginning of their frame.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellLoss(error: SaidError, from: number, to: number) {
          const start = this.frame?.offset ?? 0;
          super.tellLoss(error, from - start, to - start);
        }
      },
  },
  {
    name: "good-groups-told-as-lost",
    bug: "A group whose label is not in its list is told as an error.",
    seen: ["openHAB"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          super.onGroup(group);
          if (this.row(group.label) === null) this.tell("syntax", this.opened, this.offset + 1);
        }
      },
  },
  {
    name: "impossible-value-not-told",
    bug: "Data that are none of their label are dropped without a word.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override tellValue() {}
      },
  },
];
