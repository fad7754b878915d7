/**
 * Styles of how groups are said, and which.
 *
 * @module
 */
import type { SaidGroup } from "../oracle/said.ts";
import { knownLabel } from "../../tic/known_label.ts";
import type { Decoder } from "./mutants/mod.ts";
import { NaiveDecoder } from "./naive_decoder.ts";
import { DAMAGED, type OpenFrame } from "./naive_frame.ts";
import type { NaiveGroup } from "./naive_values.ts";
import { AtTheEnd, type Style, telling } from "./style.ts";

/** Drops groups, which costs their frame nothing. */
const dropping = (dropped: (group: NaiveGroup) => boolean): Decoder =>
  class extends NaiveDecoder {
    override onGroup(group: NaiveGroup) {
      if (!dropped(group)) super.onGroup(group);
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
export const GROUP_STYLES: readonly Style[] = [
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
