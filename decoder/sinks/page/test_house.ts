/**
 * Frames of a house on the Tempo contract, a red day, by hand: what the page is shown with.
 *
 * @module
 */
import { readValue } from "../../../tic/reading.ts";
import type { TicMode } from "../../../tic/types.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import type { LineState } from "../line_state.ts";
import type { PumpState } from "../pump.ts";

/** A reading as the decoder makes it of a group. */
export function readingOf(
  label: string,
  raw: string,
  { mode, timestamp }: { mode: TicMode; timestamp?: string },
): LabelReading {
  const group = { label, value: raw, ...(timestamp === undefined ? {} : { timestamp }) };
  const written = timestamp === undefined ? { label, raw } : { label, raw, timestamp };
  try {
    return { ...written, ...readValue(group, mode, {}) };
  } catch {
    return { ...written, value: null, unit: null };
  }
}

/** A frame of such groups: `["SINSTS", "00519"]`, `["SMAXSN", "H260114080000", "05706"]`. */
export function frameOf(
  groups: readonly (readonly string[])[],
  frame: Partial<FrameReading> & Pick<FrameReading, "at" | "seq">,
): FrameReading {
  const mode = frame.mode ?? "standard";
  return {
    meter: "021976551234",
    mode,
    kind: "long",
    complete: true,
    lost: 0,
    events: [],
    ...frame,
    readings: groups.map(([label = "", ...rest]) => {
      const raw = rest.pop() ?? "";
      const [timestamp] = rest;
      return readingOf(label, raw, { mode, ...(timestamp === undefined ? {} : { timestamp }) });
    }),
  };
}

/** What differs from frame to frame of that house. */
export interface HouseState {
  /** Clock of the meter: the first characters of the horodates. */
  day?: string;
  power?: number;
  injected?: number;
  index?: number;
  /** STGE; the default is a red day, blue tomorrow, all well. */
  stge?: string;
  phases?: 1 | 3;
}

const digits = (value: number, length: number) => String(Math.round(value)).padStart(length, "0");

/** Groups of a standard frame of that house. */
export function houseGroups(
  { power = 519, injected, index = 2_034_120, stge = "073A5401", phases = 1, day = "260114" }:
    HouseState = {},
): string[][] {
  const each = phases === 1 ? [1] : [1, 2, 3];
  return [
    ["ADSC", "021976551234"],
    ["VTIC", "02"],
    ["DATE", `H${day}184218`, ""],
    ["NGTF", "     TEMPO      "],
    ["LTARF", "   HP  ROUGE    "],
    ["EAST", digits(17_026_175 + index, 9)],
    ["EASF01", "006217380"],
    ["EASF02", "007890341"],
    ["EASF03", "001035511"],
    ["EASF04", "001427902"],
    ["EASF05", "000455041"],
    ["EASF06", digits(index, 9)],
    ...["07", "08", "09", "10"].map((n) => [`EASF${n}`, "000000000"]),
    ["EASD01", "006217380"],
    ...(injected === undefined ? [] : [["EAIT", "001203345"]]),
    ...each.map((n) => [`IRMS${n}`, digits(power / 230 / phases, 3)]),
    ...each.map((n) => [`URMS${n}`, digits(233 + n, 3)]),
    ["PREF", "09"],
    ["PCOUP", "09"],
    ["SINSTS", digits(power, 5)],
    ...(phases === 1 ? [] : each.map((n) => [`SINSTS${n}`, digits(power / 3 + 12 * n, 5)])),
    ["SMAXSN", `H${day}122158`, "05706"],
    ["SMAXSN-1", "H260113190342", "06120"],
    ...(injected === undefined ? [] : [["SINSTI", digits(injected, 5)]]),
    ["CCASN", `H${day}183000`, "00540"],
    ["UMOY1", `H${day}184000`, "235"],
    ["STGE", stge],
    ["MSG1", "PAS DE          MESSAGE         "],
    ["PRM", "19000000000123"],
    ["RELAIS", "001"],
    ["NTARF", "06"],
    ["NJOURF", "00"],
    ["NJOURF+1", "00"],
    ["PJOURF+1", `00004001 06004002 22004001 ${Array(8).fill("NONUTILE").join(" ")}`],
  ];
}

/** A line that is heard well. */
export function goodLine(state: Partial<LineState> = {}): LineState {
  return {
    at: Date.now(),
    source: "/dev/ttyUSB0",
    baudRate: 9600,
    mode: "standard",
    meter: "linky",
    bytes: 13_000_000,
    frames: 15_210,
    completeFrames: 15_210,
    groups: 562_770,
    suspects: 0,
    errors: {},
    ...state,
  };
}

/** Three sinks besides the page: well, away since a while, and one that had no room. */
export function houseSinks(now: number): PumpState[] {
  const idle = { waiting: 0, refused: 0, lost: 0 };
  return [
    { ...idle, url: "mqtt://127.0.0.1:1883/linky", delivered: 83_942 },
    {
      ...idle,
      url: "influxdb://nas-in-the-cellar.local:8086/home",
      delivered: 80_001,
      waiting: 3_941,
      trouble: { since: now - 32_000, why: "nobody listens there", denied: false },
    },
    { ...idle, url: "mysql://linky@192.168.1.5:3306/house", delivered: 83_940, lost: 2 },
  ];
}
