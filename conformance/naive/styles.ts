/**
 * Right decoders of every style that the documents allow: none of them may be accused.
 *
 * @module
 */
import type { Said, SaidGroup } from "../oracle/said.ts";
import type { Capability } from "../suite/capability.ts";
import { knownLabel } from "../../tic/known_label.ts";
import type { Decoder } from "./mutants/mod.ts";
import { DAMAGED, NaiveDecoder, type OpenFrame } from "./naive_decoder.ts";
import type { NaiveGroup } from "./naive_values.ts";

/** A style. */
export interface Style {
  /** Kebab case. */
  name: string;
  /** What it does, and why that is allowed. */
  about: string;
  /** What such a program cannot do, so does not declare. */
  without?: readonly Capability[];
  /** The only labels that it says. */
  labels?: readonly string[];
  /** The decoder. */
  Decoder: Decoder;
}

/** Says groups only when their frame ends. */
class AtTheEnd extends NaiveDecoder {
  override publish(group: NaiveGroup): void {
    if (this.frame === null) super.publish(group);
  }
  override endFrame(frame: OpenFrame, how: { whole: boolean }): void {
    super.endFrame(frame, how);
    if (this.isSaid(frame, how.whole)) {
      for (const group of this.inOrder(frame.groups)) super.publish(group);
    } else this.said.frames.pop();
  }
  /** Whether a frame is said at all. */
  isSaid(_frame: OpenFrame, _whole: boolean): boolean {
    return true;
  }
  /** The groups of a frame in the order in which they are said. */
  inOrder(groups: readonly NaiveGroup[]): readonly NaiveGroup[] {
    return groups;
  }
}

/** Drops groups, which costs their frame nothing. */
const dropping = (dropped: (group: NaiveGroup) => boolean): Decoder =>
  class extends NaiveDecoder {
    override onGroup(group: NaiveGroup) {
      if (!dropped(group)) super.onGroup(group);
    }
  };

/** Changes what is said in the end. */
const telling = (alter: (said: Said) => Said): Decoder =>
  class extends NaiveDecoder {
    override end() {
      return alter(super.end());
    }
  };

/** Changes what is said of groups. */
const saying = (alter: (group: SaidGroup) => SaidGroup): Decoder =>
  telling((said) => ({
    ...said,
    groups: said.groups.map(alter),
    frames: said.frames.map((frame) => ({ ...frame, groups: frame.groups.map(alter) })),
  }));

const byLabel = (one: SaidGroup, other: SaidGroup) =>
  one.label < other.label ? -1 : one.label > other.label ? 1 : 0;

/** Whether the leading zeros of a label count. */
const isAddress = (label: string) => /^(ADCO|ADSC|ADS|PRM)$/.test(label);

const SOME_LABELS = ["ADCO", "ADSC", "BASE", "HCHC", "PAPP", "EAST", "SINSTS", "SMAXSN", "STGE"];
const isOneOfSome = ({ label }: { label: string }) => SOME_LABELS.includes(label);

/** See the module. */
export const STYLES: readonly Style[] = [
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
  {
    name: "other-order",
    about: "Says groups in the order of the alphabet, as a sorted map would.",
    Decoder: telling((said) => ({
      ...said,
      groups: said.groups.toSorted(byLabel),
      frames: said.frames.map((one) => ({ ...one, groups: one.groups.toSorted(byLabel) })),
    })),
  },
  {
    name: "a-map-a-frame",
    about: "Keeps the groups of a frame in a map, one a label: a Linky sends no label twice.",
    without: ["older"],
    Decoder: class extends AtTheEnd {
      override inOrder(groups: readonly NaiveGroup[]) {
        return [...new Map(groups.map((group) => [group.label, group])).values()];
      }
      override frameGroups(frame: OpenFrame) {
        return [...this.inOrder(frame.groups)];
      }
    },
  },
  {
    name: "trims",
    about: "Takes SP off both ends of data.",
    without: ["raw"],
    Decoder: saying((group) => ({ ...group, value: group.value.trim() })),
  },
  {
    name: "no-leading-zeros",
    about: "Says numbers without their leading zeros, but for addresses and PRM.",
    without: ["raw"],
    Decoder: saying((group) => {
      if (isAddress(group.label)) return group;
      return { ...group, value: group.value.replace(/^0+(?=[0-9]+$)/, "") };
    }),
  },
  {
    name: "no-timestamps",
    about: "Does not say horodates.",
    without: ["timestamps", "typed"],
    Decoder: saying(({ label, value }) => ({ label, value })),
  },
  {
    name: "masks-bit-7",
    about: "Takes bit 7 off every byte, parity or not.",
    Decoder: class extends NaiveDecoder {
      override mask(byte: number) {
        return byte & 0x7f;
      }
    },
  },
  {
    name: "rejects-bit-7",
    about: "Takes a byte with bit 7 for damage.",
    without: ["8bit-input"],
    Decoder: class extends NaiveDecoder {
      override mask(byte: number) {
        return byte < 0x80 ? byte : DAMAGED;
      }
    },
  },
  {
    name: "lf-by-other-bytes",
    about: "Takes 0x0B, 0x0E and 0x0F, which a damaged LF becomes, for an LF (hekmon/linkytic#67).",
    Decoder: class extends NaiveDecoder {
      override role(byte: number) {
        return byte === 0x0b || byte === 0x0e || byte === 0x0f ? "lf" : super.role(byte);
      }
    },
  },
  {
    name: "believes-every-sum",
    about: "Says whatever has a right checksum, also with characters that no meter sends.",
    Decoder: class extends NaiveDecoder {
      override isSound() {
        return true;
      }
      override isLabel() {
        return true;
      }
      override isData() {
        return true;
      }
    },
  },
  {
    name: "doubts-what-no-meter-sends",
    about: "Drops a group whose data are none of its label, though its checksum is right.",
    Decoder: class extends NaiveDecoder {
      override onGroup(group: NaiveGroup) {
        if (this.read(group) !== null) super.onGroup(group);
        else if (this.frame !== null) this.frame.lost++;
      }
    },
  },
  {
    name: "unknown-labels-dropped",
    about: "Drops labels that no document has.",
    Decoder: dropping(({ label, mode }) => knownLabel(label, mode) === null),
  },
  {
    name: "some-labels-only",
    about: "Says the labels that it is for, and declares them.",
    labels: SOME_LABELS,
    Decoder: telling((said) => ({
      ...said,
      groups: said.groups.filter(isOneOfSome),
      values: said.values.filter(isOneOfSome),
      frames: said.frames.map((one) => ({ ...one, groups: one.groups.filter(isOneOfSome) })),
    })),
  },
  {
    name: "historique-only",
    about: "Reads historique mode only.",
    without: ["standard", "older", "auto-mode", "timestamps"],
    Decoder: dropping(({ mode }) => mode === "standard"),
  },
  {
    name: "standard-only",
    about: "Reads standard mode only.",
    without: ["historique", "older", "auto-mode"],
    Decoder: dropping(({ mode }) => mode === "historique"),
  },
  {
    name: "tells-no-losses",
    about: "Drops what is bad without a word.",
    without: ["errors", "error-kinds"],
    Decoder: telling((said) => ({ ...said, errors: [] })),
  },
  {
    name: "tells-losses-without-kinds",
    about: "Tells that something was lost, and where, but not in which way.",
    without: ["error-kinds"],
    Decoder: telling((said) => ({
      ...said,
      errors: said.errors.map(({ offset, length }) =>
        offset === undefined || length === undefined ? {} : { offset, length }
      ),
    })),
  },
];
