/**
 * A year of frames that is cheap to make: an hour of the sim, played once, whose indexes go on.
 *
 * @module
 */
import { Player } from "../../sim/player.ts";
import { readScenario } from "../../sim/scenario.ts";

const SCENARIO = `
title: an hour
about: The longest frames, those of a producer on three phases.
meter: { mode: standard, phases: 3, role: producer, contract: tempo, power: 12 kVA }
clock: { start: 2026-01-14T12:00:00 }
load: { base: 450 W }
run: { for: 1 h }
`;
const DIGITS = 9;
const HT = 0x09;

/** An index of the hour: where its digits begin, and what it was. */
interface Place {
  readonly label: string;
  readonly at: number;
  readonly value: number;
}

/** An hour of frames, whose indexes can be set to those of any hour after it. */
export class YearOfFrames {
  /** The frames, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many. */
  readonly frames: number;
  #places: readonly Place[];
  #growth = new Map<string, number>();

  /** Plays the hour. */
  constructor() {
    const scenario = readScenario(SCENARIO, {
      file: "hour.yaml",
      readText: () => "",
    });
    const pieces: Uint8Array[] = [];
    const places: Place[] = [];
    let length = 0;
    for (const { bytes } of new Player(scenario).frames()) {
      pieces.push(bytes.slice());
      const text = new TextDecoder("latin1").decode(bytes);
      for (
        const match of text.matchAll(
          /\n(EAST|EASF\d\d|EASD\d\d|EAIT)\t(\d{9})\t/g,
        )
      ) {
        const [, label, value] = match;
        const at = length + match.index + label!.length + 2;
        places.push({ label: label!, at, value: Number(value) });
      }
      length += bytes.length;
    }
    this.frames = pieces.length;
    this.bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      this.bytes.set(piece, at);
      at += piece.length;
    }
    this.#places = places;
    const first = new Map<string, number>();
    for (const { label, value } of places) {
      if (!first.has(label)) first.set(label, value);
      this.#growth.set(label, value - first.get(label)!);
    }
  }

  /** Writes the indexes, and their checksums, of so many hours later. */
  turn(hours: number): void {
    const { bytes } = this;
    for (const { label, at, value } of this.#places) {
      let rest = value + hours * this.#growth.get(label)!;
      for (let i = at + DIGITS - 1; i >= at; i--) {
        bytes[i] = 0x30 + rest % 10;
        rest = Math.floor(rest / 10);
      }
      let sum = HT;
      for (let i = at - label.length - 1; i < at + DIGITS; i++) {
        sum += bytes[i]!;
      }
      bytes[at + DIGITS + 1] = (sum & 0x3f) + 0x20;
    }
  }
}
