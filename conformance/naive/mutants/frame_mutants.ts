/**
 * Bugs in how frames begin, end and are interrupted.
 *
 * @module
 */
import type { OpenFrame } from "../naive_decoder.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** See the module. */
export const FRAME_MUTANTS: readonly Mutant[] = [
  {
    name: "stx-does-not-reset",
    bug: "An STX inside a frame does not begin a new one: where an ETX is lost, two frames merge.",
    seen: ["esphome/issues#3855"],
    wrong: (Right) =>
      class extends Right {
        override onStx() {
          if (this.frame === null) super.onStx();
        }
      },
  },
  {
    name: "etx-only-after-cr",
    bug: "ETX ends a frame only where it directly follows a CR.",
    seen: ["esphome/esphome#17291"],
    wrong: (Right) =>
      class extends Right {
        #afterCr = false;
        override byte(byte: number) {
          if (byte !== 0x03 || this.#afterCr) super.byte(byte);
          this.#afterCr = byte === 0x0d;
        }
      },
  },
  {
    name: "stx-only-after-etx",
    bug: "STX begins a frame only where it directly follows an ETX.",
    seen: ["hekmon/linkytic#67"],
    wrong: (Right) =>
      class extends Right {
        #before = 0x03;
        override byte(byte: number) {
          const before = this.#before;
          this.#before = byte;
          if (byte === 0x02 && before !== 0x03) this.frame = null;
          else super.byte(byte);
        }
        override onLf() {
          if (this.frame !== null) super.onLf();
        }
      },
  },
  {
    name: "eot-ignored",
    bug: "EOT is passed over, so an interrupted frame and the next one become one.",
    seen: ["jeedom/plugin-teleinfoPMEPMI", "hallard/LibTeleinfo#31"],
    wrong: (Right) =>
      class extends Right {
        #interrupted = false;
        override onEot() {
          this.#interrupted = this.frame !== null;
        }
        override onStx() {
          if (!this.#interrupted) super.onStx();
          this.#interrupted = false;
        }
      },
  },
  {
    name: "eot-loses-next-frame",
    bug: "After EOT the next frame is lost.",
    seen: ["hekmon/linkytic#9"],
    wrong: (Right) =>
      class extends Right {
        #lost = false;
        override byte(byte: number) {
          if (byte === 0x04) this.#lost = true;
          if (!this.#lost || byte === 0x04) super.byte(byte);
          if (byte === 0x03) this.#lost = false;
        }
      },
  },
  {
    name: "eot-stops",
    bug: "After EOT nothing is read any more.",
    seen: ["hekmon/linkytic#9"],
    wrong: (Right) =>
      class extends Right {
        #stopped = false;
        override byte(byte: number) {
          if (!this.#stopped) super.byte(byte);
          if (byte === 0x04) this.#stopped = true;
        }
      },
  },
  {
    name: "cut-frame-complete",
    bug: "A frame that EOT or the next STX cut is called complete.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override isComplete(frame: OpenFrame) {
          return super.isComplete(frame, true);
        }
      },
  },
  {
    name: "damaged-frame-complete",
    bug: "A frame is called complete although a group of it is bad.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override isComplete(frame: OpenFrame, whole: boolean) {
          return whole && frame.groups.length > 0;
        }
      },
  },
  {
    name: "empty-frame-complete",
    bug: "A frame without any group is called complete.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override isComplete(frame: OpenFrame, whole: boolean) {
          return whole && frame.lost === 0;
        }
      },
  },
  {
    name: "empty-frame-stops",
    bug: "After a frame without any good group nothing is read any more.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #stopped = false;
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          super.endFrame(frame, how);
          if (how.whole && frame.groups.length === 0) this.#stopped = true;
        }
        override byte(byte: number) {
          if (!this.#stopped) super.byte(byte);
        }
      },
  },
  {
    name: "frame-begins-with-address",
    bug: "A frame whose first group is not ADCO or ADSC is refused (short frames, other meters).",
    seen: ["Enedis-OSS/TIC2WebSocket", "hekmon/linkytic#2"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          const first = this.frame?.groups[0] ?? group;
          if (first.label === "ADCO" || first.label === "ADSC") super.onGroup(group);
        }
      },
  },
  {
    name: "frame-ends-at-motdetat",
    bug: "MOTDETAT is taken for the last group of a frame, and PPOT after it is lost.",
    seen: ["NextDom/plugin-teleinfo#24"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          if (this.frame?.groups.at(-1)?.label !== "MOTDETAT") super.onGroup(group);
        }
      },
  },
  {
    name: "one-group-frame-lost",
    bug: "A frame of a single group is lost (standby).",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #first: NaiveGroup | null = null;
        override onStx() {
          super.onStx();
          this.#first = null;
        }
        override onGroup(group: NaiveGroup) {
          const first = this.#first;
          this.#first = null;
          if (this.frame !== null && this.frame.groups.length === 0) {
            if (first === null) {
              this.#first = group;
              return;
            }
            super.onGroup(first);
          }
          super.onGroup(group);
        }
      },
  },
  {
    name: "kind-always-long",
    bug: "Short frames and standby are called long.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override kind() {
          return "long";
        }
      },
  },
  {
    name: "kind-short-by-alarm-only",
    bug: "A short frame without ADIR, in the minute after an overload, is called long.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override kind(frame: OpenFrame, complete: boolean) {
          const alarm = frame.groups.some(({ label }) => label.startsWith("ADIR"));
          const kind = super.kind(frame, complete);
          return kind === "short" && !alarm ? "long" : kind;
        }
      },
  },
];
