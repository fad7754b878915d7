/**
 * Readings for the tests of dialects, from bytes through the decoder, and what a dialect says of them.
 *
 * @module
 */
import { eventsOf, frame, hist, HIST_HC, std, STD_BASE } from "../test_line.ts";
import type { Message } from "./dialect.ts";
import { dialectNamed } from "./dialects.ts";
import { FrameGatherer } from "./frame_gatherer.ts";
import type { FrameReading } from "./frame_reading.ts";

/** The readings of a line, a period apart. */
export function readingsOf(
  line: string,
  { from = Date.parse("2026-11-22T04:35:00+01:00"), every = 1_000 } = {},
): FrameReading[] {
  const gatherer = new FrameGatherer();
  const readings = eventsOf(line).flatMap((event) => gatherer.hear(event, 0) ?? []);
  return readings.map((reading, n) => ({ ...reading, at: from + n * every }));
}

/** What a dialect says of readings, one list a reading. */
export function saidOf(
  id: string,
  readings: readonly FrameReading[],
  settings: Readonly<Record<string, string>> = {},
): Message[][] {
  const dialect = dialectNamed(id);
  const speaker = dialect.speaker({ base: dialect.base, settings });
  return readings.map((reading) => speaker.say(reading));
}

/** The objects that a dialect says of a line, one after the other; other messages are left out. */
// deno-lint-ignore no-explicit-any
export function objectsOf(id: string, line: string, settings: Record<string, string> = {}): any[] {
  return saidOf(id, readingsOf(line), settings).flat()
    .filter(({ payload }) => payload.startsWith("{"))
    .map(({ payload }) => JSON.parse(payload));
}

/** The values that a dialect reads in what it said itself, as `label=value`. */
export function heardOf(id: string, line: string, settings: Record<string, string> = {}): string[] {
  return saidOf(id, readingsOf(line), settings).flat()
    .flatMap((message) => dialectNamed(id).values(message))
    .map(({ label, value }) => `${label}=${value}`);
}

/** A frame of groups with some in place of those of the same label. */
export function frameWith(groups: readonly string[], ...others: string[]): string {
  const labelOf = (group: string) => group.split(/[ \t]/)[0];
  const replaced = others.map(labelOf);
  const places = groups.map((group) => others[replaced.indexOf(labelOf(group))] ?? group);
  return frame(...places, ...others.filter((group) => !places.includes(group)));
}

/** The historique frame of the gateways' own examples (dialects.md B1, B7). */
export const EXAMPLE_HC: string = frame(
  hist("ADCO", "021861348497"),
  hist("OPTARIF", "HC.."),
  hist("ISOUSC", "45"),
  hist("HCHC", "000019212"),
  hist("HCHP", "000068306"),
  hist("PTEC", "HP.."),
  hist("IINST", "008"),
  hist("IMAX", "090"),
  hist("PAPP", "01940"),
  hist("HHPHC", "A"),
  hist("MOTDETAT", "000000"),
);

/** The historique frame of Tasmota's example (dialects.md B4). */
export const EXAMPLE_BASE: string = frame(
  hist("ADCO", "021528603314"),
  hist("OPTARIF", "BASE"),
  hist("ISOUSC", "30"),
  hist("BASE", "002815235"),
  hist("PTEC", "TH.."),
  hist("IINST", "001"),
  hist("IMAX", "029"),
  hist("PAPP", "00210"),
  hist("HHPHC", "A"),
  hist("MOTDETAT", "000000"),
);

/** The profile of the standard examples, 98 characters. */
const PROFILE = `00008001 0600C002${" NONUTILE".repeat(9)}`;

/** The standard frame of the gateways' own examples (dialects.md B1, B5). */
export const EXAMPLE_STANDARD: string = frame(
  std("ADSC", "021976551234"),
  std("VTIC", "02"),
  std("DATE", "", "H240128235218"),
  std("NGTF", "      TEMPO     "),
  std("LTARF", "      BASE      "),
  std("EAST", "017026175"),
  std("PREF", "09"),
  std("PCOUP", "09"),
  std("SINSTS", "00519"),
  std("SMAXSN", "05706", "H240128032158"),
  std("STGE", "003AC401"),
  std("PRM", "19000000000123"),
  std("PJOURF+1", PROFILE),
);

/** The frames of two whole meters, one of each mode. */
export const WHOLE: string = frame(...HIST_HC) + frame(...STD_BASE);
