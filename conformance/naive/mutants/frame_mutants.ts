/**
 * Bugs in how frames begin, end and are interrupted.
 *
 * @module
 */
import type { OpenFrame } from "../naive_frame.ts";
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
    name: "few-groups-frame-lost",
    bug: "A frame of one or two groups is lost (standby).",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #waiting: NaiveGroup[] = [];
        override onStx() {
          this.#waiting = [];
          super.onStx();
        }
        override publish(group: NaiveGroup) {
          if (this.frame === null) return super.publish(group);
          this.#waiting.push(group);
          if (this.frame.groups.length < 3) return;
          for (const one of this.#waiting) super.publish(one);
          this.#waiting = [];
        }
        override frameGroups(frame: OpenFrame) {
          return frame.groups.length < 3 ? [] : super.frameGroups(frame);
        }
      },
  },
  {
    name: "frames-merged",
    bug: "Frames are not told apart: all that comes is one frame.",
    seen: ["hallard/LibTeleinfo", "esphome/issues#3855"],
    wrong: (Right) =>
      class extends Right {
        override onStx() {
          if (this.frame === null) super.onStx();
          else this.cut("truncated");
        }
        override onEtx() {
          this.cut("truncated");
        }
      },
  },
  {
    name: "address-begins-frame",
    bug: "ADCO or ADSC begins a frame, not STX, so ADIR of a short frame goes to the one before.",
    seen: ["Enedis-OSS/TIC2WebSocket"],
    wrong: (Right) =>
      class extends Right {
        override onStx() {
          if (this.frame === null) super.onStx();
        }
        override onEtx() {
          this.cut("truncated");
          this.tellStray();
        }
        override onGroup(group: NaiveGroup) {
          const { frame } = this;
          if (frame !== null && frame.groups.length > 0 && /^AD[CS][OC]$/.test(group.label)) {
            this.endFrame(frame, { whole: true });
            this.frame = { offset: this.opened, groups: [], lost: 0 };
          }
          super.onGroup(group);
        }
      },
  },
  {
    name: "needs-byte-between-frames",
    bug: "A byte is expected between ETX and the next STX; without one the next frame is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #before = 0;
        override byte(byte: number) {
          const lost = byte === 0x02 && this.#before === 0x03;
          this.#before = byte;
          if (!lost) super.byte(byte);
        }
        override onLf() {
          if (this.frame !== null) super.onLf();
        }
      },
  },
  {
    name: "swallows-byte-after-etx",
    bug:
      "The byte after ETX is taken for a part of it; where it is an STX, the next frame is lost.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #before = 0;
        override byte(byte: number) {
          const swallowed = this.#before === 0x03;
          this.#before = swallowed ? 0 : byte;
          if (!swallowed) super.byte(byte);
        }
        override onLf() {
          if (this.frame !== null) super.onLf();
        }
      },
  },
];
