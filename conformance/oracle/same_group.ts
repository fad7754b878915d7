/**
 * When two groups are the same, with the freedom that `design.md` §7 leaves: padding may be trimmed
 * and leading zeros dropped, since units and widths are implicit (54E §6.2.1.2); the numbers of
 * meters and of delivery points are strings, so their zeros count (54E §6.2.3.1).
 *
 * @module
 */
import type { WireGroup } from "../suite/expectation.ts";
import type { SaidGroup } from "./said.ts";

const IDENTITY: ReadonlySet<string> = new Set(["ADCO", "ADSC", "ADS", "PRM"]);

/** How exactly a program is compared. */
export interface Exactness {
  /** Whether it says timestamps. */
  timestamps: boolean;
  /** Whether it says padding. */
  raw: boolean;
}

/** A text that is the same for data that differ only in padding or leading zeros. */
function plainValue(label: string, value: string): string {
  const trimmed = value.trim();
  if (IDENTITY.has(label) || !/^0\d+$/.test(trimmed)) return trimmed;
  return trimmed.replace(/^0+(?=\d)/, "");
}

/**
 * A text that two groups share where a program would say the same for both.
 *
 * @param timestamps Whether it says timestamps.
 *
 * @example
 * ```ts
 * import { groupKey } from "./same_group.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const noon = { label: "SMAXSN", timestamp: "H240128120000", value: "05706" };
 * const later = { label: "SMAXSN", timestamp: "H240128120100", value: "5706" };
 * assertEquals(groupKey(noon, false), groupKey(later, false));
 * ```
 */
export function groupKey(
  group: { label: string; value: string; timestamp?: string },
  timestamps: boolean,
): string {
  const timestamp = timestamps ? group.timestamp ?? "" : "";
  return `${group.label}\t${timestamp}\t${plainValue(group.label, group.value)}`;
}

/**
 * Whether a program said a group of the wire.
 *
 * @example
 * ```ts
 * import { saysGroup } from "./same_group.ts";
 * import { assert } from "@std/assert";
 *
 * const wire = { label: "LTARF", value: "      BASE      ", frame: 0, need: "must", offset: 0, length: 25 } as const;
 * assert(saysGroup(wire, { label: "LTARF", value: "BASE" }, { timestamps: false, raw: false }));
 * assert(!saysGroup(wire, { label: "LTARF", value: "BASE" }, { timestamps: false, raw: true }));
 * ```
 */
export function saysGroup(wire: WireGroup, said: SaidGroup, exactness: Exactness): boolean {
  if (wire.label !== said.label) return false;
  if (reads(wire, said, exactness)) return true;
  const { label, also = [] } = wire;
  return also.some((reading) => reads({ label, ...reading }, said, exactness));
}

function reads(
  wire: { label: string; value: string; timestamp?: string },
  said: SaidGroup,
  { timestamps, raw }: Exactness,
): boolean {
  // DATE has no data (54E §6.2.3.3): a program without timestamps can only say its horodate there.
  const dated = wire.value === "" && wire.timestamp !== undefined && !timestamps;
  if (dated && said.value.trim() === wire.timestamp!.trim()) return true;
  if (timestamps && (said.timestamp?.trim() ?? "") !== (wire.timestamp?.trim() ?? "")) return false;
  if (plainValue(wire.label, said.value) !== plainValue(wire.label, wire.value)) return false;
  return !raw || pads(said.value) === pads(wire.value) || /^\d+$/.test(wire.value);
}

/** The blanks around a text. */
function pads(text: string): string {
  return text.replace(/\S(.*\S)?/s, "x");
}
