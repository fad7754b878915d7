/**
 * Bugs in what is told of a frame as a whole, and when.
 *
 * @module
 */
import type { OpenFrame } from "../naive_frame.ts";
import type { NaiveGroup } from "../naive_values.ts";
import type { Mutant } from "./mutant.ts";

/** A bug that knows the end of a frame by the label that is usually the last. */
function endsAt(last: string, mutant: Omit<Mutant, "wrong">, mode: NaiveGroup["mode"]): Mutant {
  return {
    ...mutant,
    wrong: (Right) =>
      class extends Right {
        #ended = false;
        #waiting: NaiveGroup[] = [];
        override onStx() {
          this.#ended = false;
          this.#waiting = [];
          super.onStx();
        }
        override publish(group: NaiveGroup) {
          if (group.mode !== mode) super.publish(group);
          else if (!this.#ended) this.#waiting.push(group);
          if (group.label !== last || this.#ended) return;
          this.#ended = true;
          for (const one of this.#waiting) super.publish(one);
        }
        override frameGroups(frame: OpenFrame) {
          return frame.groups.filter((group) => group.mode !== mode || this.#ended);
        }
      },
  };
}

/** See the module. */
export const WHOLE_FRAME_MUTANTS: readonly Mutant[] = [
  {
    name: "frame-without-stx-complete",
    bug: "A frame whose STX was lost, or that was joined in its middle, is called complete.",
    seen: ["hekmon/linkytic", "serial-teleinfo"],
    wrong: (Right) =>
      class extends Right {
        override onGroup(group: NaiveGroup) {
          this.frame ??= { offset: this.opened, groups: [], lost: 0 };
          super.onGroup(group);
        }
      },
  },
  {
    name: "stx-in-group-ignored",
    bug: "An STX inside a group is passed over: where ETX and CR are lost, two frames merge.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override onStx() {
          if (this.open === null) super.onStx();
        }
      },
  },
  {
    name: "empty-frame-repeats-the-last",
    bug: "For a frame without any group the groups of the last one are said again.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #last: readonly NaiveGroup[] = [];
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          if (frame.groups.length > 0) this.#last = frame.groups;
          else if (how.whole) { for (const group of this.#last) this.onGroup(group); }
          super.endFrame(frame, how);
        }
      },
  },
  {
    name: "last-frame-withheld",
    bug: "A frame is said when the next one begins, so the last one never is.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #waiting: (() => void)[] = [];
        override publish(group: NaiveGroup) {
          this.#waiting.push(() => super.publish(group));
        }
        override onStx() {
          for (const say of this.#waiting) say();
          this.#waiting = [];
          super.onStx();
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          this.frame = null;
          this.#waiting.push(() => super.endFrame(frame, how));
        }
      },
  },
  {
    name: "last-frame-first",
    bug: "Frames are said in the order of a stack, the last one first.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        override end() {
          const said = super.end();
          const frames = said.frames.toReversed();
          return { ...said, frames, groups: frames.flatMap(({ groups }) => groups) };
        }
      },
  },
  {
    name: "needs-every-group",
    bug: "A frame without a group that one before had is refused (DEMAIN, ADPS, CCASN, DPM1).",
    seen: ["hekmon/linkytic#3"],
    wrong: (Right) =>
      class extends Right {
        readonly #labels = new Set<string>();
        #waiting: NaiveGroup[] = [];
        override publish(group: NaiveGroup) {
          this.#waiting.push(group);
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          const labels = new Set(frame.groups.map(({ label }) => label));
          const refused = !this.#labels.isSubsetOf(labels);
          if (how.whole) { for (const label of labels) this.#labels.add(label); }
          if (refused) this.frame = null;
          else {
            super.endFrame(frame, how);
            for (const group of this.#waiting) super.publish(group);
          }
          this.#waiting = [];
        }
      },
  },
  {
    name: "fields-by-position",
    bug: "Values are told apart by their place in the frame, so one group more shifts them all.",
    seen: [],
    wrong: (Right) =>
      class extends Right {
        #labels: readonly string[] | null = null;
        override onGroup(group: NaiveGroup) {
          const label = this.#labels?.[this.frame?.groups.length ?? 0] ?? group.label;
          super.onGroup({ ...group, label });
        }
        override endFrame(frame: OpenFrame, how: { whole: boolean }) {
          if (how.whole) this.#labels ??= frame.groups.map(({ label }) => label);
          super.endFrame(frame, how);
        }
      },
  },
  endsAt("MOTDETAT", {
    name: "frame-ends-at-motdetat",
    bug:
      "The end of a frame is known by MOTDETAT: PPOT after it is lost, and so is a frame without.",
    seen: ["NextDom/plugin-teleinfo#24"],
  }, "historique"),
  endsAt("PJOURF+1", {
    name: "frame-ends-at-pjourf",
    bug:
      "The end of a frame is known by PJOURF+1: PPOINTE after it is lost, and so is a frame without.",
    seen: [],
  }, "standard"),
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
