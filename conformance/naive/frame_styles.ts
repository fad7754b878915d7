/**
 * Styles of when something is said, and what of a frame.
 *
 * @module
 */
import { NaiveDecoder } from "./naive_decoder.ts";
import type { OpenFrame } from "./naive_frame.ts";
import type { NaiveGroup } from "./naive_values.ts";
import { AtTheEnd, type Style, telling } from "./style.ts";

/** See the module. */
export const FRAME_STYLES: readonly Style[] = [
  {
    name: "group-wise",
    about: "Says each good group at once, whatever happens to its frame.",
    Decoder: NaiveDecoder,
  },
  {
    name: "frame-atomic",
    about: "Says nothing of a frame with a bad group or without its end (02E §1.5.3.1 p20).",
    Decoder: class extends AtTheEnd {
      override isSaid(frame: OpenFrame, whole: boolean) {
        return this.isComplete(frame, whole);
      }
      override onGroup(group: NaiveGroup) {
        if (this.frame !== null) super.onGroup(group);
      }
    },
  },
  {
    name: "frame-at-its-end",
    about: "Says the groups of a frame when it ends, the good ones of a damaged frame too.",
    Decoder: AtTheEnd,
  },
  {
    name: "frame-ends-at-next-stx",
    about: "Sees the end of a frame only where the next one begins.",
    Decoder: class extends AtTheEnd {
      #ended: OpenFrame | null = null;
      override onEtx() {
        this.cut("truncated");
        this.tellStray();
        this.#ended ??= this.frame;
        this.frame = null;
      }
      override onGroup(group: NaiveGroup) {
        if (this.frame !== null) super.onGroup(group);
      }
      override onStx() {
        this.#sayEnded();
        super.onStx();
      }
      override end() {
        this.#sayEnded();
        return super.end();
      }
      #sayEnded() {
        const ended = this.#ended;
        this.#ended = null;
        if (ended !== null) this.endFrame(ended, { whole: true });
      }
    },
  },
  {
    name: "nothing-before-stx",
    about: "Says nothing of a line that it joins in the middle of a frame, until the first STX.",
    Decoder: class extends NaiveDecoder {
      override publish(group: NaiveGroup) {
        if (this.frame !== null) super.publish(group);
      }
    },
  },
  {
    name: "nothing-of-cut-frames",
    about:
      "Says the good groups of a frame with a bad one, but nothing of a frame without its end.",
    Decoder: class extends AtTheEnd {
      override isSaid(_frame: OpenFrame, whole: boolean) {
        return whole;
      }
    },
  },
  {
    name: "begins-after-an-end",
    about: "Says nothing before the first ETX, since a line is joined in the middle of a frame.",
    without: ["older", "errors", "error-kinds", "auto-mode"],
    Decoder: class extends NaiveDecoder {
      #begun = false;
      override onEtx() {
        super.onEtx();
        this.#begun = true;
      }
      override onGroup(group: NaiveGroup) {
        if (this.#begun) super.onGroup(group);
      }
    },
  },
  {
    name: "changes-only",
    about: "Does not say a frame that is equal to the one before.",
    Decoder: class extends AtTheEnd {
      #before = "";
      override isSaid(frame: OpenFrame) {
        const text = JSON.stringify(
          frame.groups.map(({ label, value, timestamp }) => [label, value, timestamp]),
        );
        const isNew = text !== this.#before;
        this.#before = text;
        return isNew;
      }
    },
  },
  {
    name: "a-frame-to-resynchronise",
    about: "After anything bad it reads no group before the second STX from there.",
    Decoder: class extends NaiveDecoder {
      #waits = 0;
      override onStx() {
        super.onStx();
        this.#waits = Math.max(0, this.#waits - 1);
      }
      override tellLoss(...loss: Parameters<NaiveDecoder["tellLoss"]>) {
        super.tellLoss(...loss);
        this.#waits = 2;
      }
      override onEot() {
        super.onEot();
        this.#waits = 2;
      }
      override onGroup(group: NaiveGroup) {
        if (this.#waits === 0) super.onGroup(group);
        else if (this.frame !== null) this.frame.lost++;
      }
    },
  },
  {
    name: "frames-only",
    about: "Says frames, no single groups.",
    Decoder: telling((said) => ({
      ...said,
      groups: said.frames.flatMap(({ groups }, frame) => groups.map((one) => ({ ...one, frame }))),
    })),
  },
  {
    name: "groups-only",
    about: "Prints groups and nothing else: the ten lines that a first adapter has.",
    without: ["typed", "errors", "error-kinds", "auto-mode"],
    Decoder: telling(({ groups }) => ({
      groups,
      frames: [],
      values: [],
      errors: [],
      modes: [],
      logs: [],
    })),
  },
  {
    name: "frames-without-words",
    about:
      "Says frames with their groups, but not whether they are complete, of which kind or mode.",
    without: ["auto-mode"],
    Decoder: telling((said) => ({
      ...said,
      frames: said.frames.map(({ groups }) => ({ groups })),
      modes: [],
    })),
  },
];
