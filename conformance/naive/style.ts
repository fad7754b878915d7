/**
 * What a style of a right decoder is, and what styles are made of.
 *
 * @module
 */
import type { Said } from "../oracle/said.ts";
import type { Capability } from "../suite/capability.ts";
import type { Decoder } from "./mutants/mod.ts";
import { NaiveDecoder } from "./naive_decoder.ts";
import type { OpenFrame } from "./naive_frame.ts";
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
export class AtTheEnd extends NaiveDecoder {
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

/** Changes what is said in the end. */
export const telling = (alter: (said: Said) => Said): Decoder =>
  class extends NaiveDecoder {
    override end() {
      return alter(super.end());
    }
  };
