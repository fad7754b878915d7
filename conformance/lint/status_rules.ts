/**
 * Rules about the status register STGE.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import type { Frame } from "./frame.ts";
import type { StatusField } from "./status.ts";

const MODE = { mode: "standard" } as const;
const SOURCE = "54E §6.2.3.14 p24-25";
const HOME_PHASES = ["IRMS1", "IRMS2", "IRMS3"] as const;

/** A rule that a field has one of the values that the documents define. */
function defined(
  field: StatusField,
  words: { id: string; sentence: string; most?: number; not?: number; level?: "derived" },
): FrameRule {
  return {
    ...MODE,
    id: words.id,
    level: words.level ?? "spec",
    sentence: words.sentence,
    source: SOURCE,
    check(frame, _line, tell) {
      const value = frame.status(field);
      if (value === null || (value <= (words.most ?? value) && value !== words.not)) return;
      tell(`STGE ${frame.text("STGE")}: ${field} ${value}`, { label: "STGE" });
    },
  };
}

/** Whether power and current both are above, or one of them is, the reference (54E §6.1, §6.2.3.9). */
function aboveReference(frame: Frame | null, both: boolean): boolean | null {
  const [reference, power] = [frame?.value("PREF") ?? null, frame?.value("SINSTS") ?? null];
  const phases = frame?.meter.phases ?? null;
  if (!frame || reference === null || power === null || phases === null) return null;
  const limit = reference * 1_000 / 200 / phases;
  const currents = HOME_PHASES.map((label) => frame.value(label) ?? 0);
  const conditions = [power > reference * 1_000, currents.some((current) => current > limit)];
  return both ? conditions.every(Boolean) : conditions.some(Boolean);
}

/** The rules. */
export const STATUS_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "stge.tic",
    level: "spec",
    sentence: "STGE says standard: bit 17 is 1; on VTIC 01 bits 17-18 are 1.",
    source: `${SOURCE}, 44E §3.3.3 p14-16`,
    check(frame, _line, tell) {
      const pilot = frame.meter.vtic === 1 && frame.status("unused18") === 1;
      if (frame.status("tic") === null || (frame.status("tic") === 1 && !pilot)) return;
      tell(`STGE ${frame.text("STGE")} does not say standard`, { label: "STGE" });
    },
  },
  {
    ...MODE,
    id: "stge.unused",
    level: "spec",
    sentence: "The unused bits 5 and 18 are 0; on VTIC 01 both have a meaning.",
    source: `${SOURCE}, 44E §3.3.3 p14-16`,
    check(frame, _line, tell) {
      if (frame.meter.vtic === 1) return;
      for (const [bit, field] of [[5, "unused5"], [18, "unused18"]] as const) {
        if (frame.status(field) !== 1) continue;
        tell(`STGE ${frame.text("STGE")}: bit ${bit} is 1`, { label: "STGE" });
      }
    },
  },
  defined("breaker", {
    id: "stge.breaker",
    sentence: "The cut-off device (bits 1-3) is in one of its seven states.",
    most: 6,
  }),
  defined("supplierIndex", {
    id: "stge.supplier",
    sentence: "The supplier index (bits 10-13) is 0 to 9.",
    most: 9,
  }),
  defined("euridis", {
    id: "stge.euridis",
    sentence: "The Euridis port (bits 19-20) is 00, 01 or 11.",
    not: 2,
  }),
  defined("plc", {
    id: "stge.plc",
    sentence: "The PLC state (bits 21-22) is 00, 01 or 10.",
    most: 2,
  }),
  {
    ...MODE,
    id: "stge.clock",
    level: "derived",
    sentence: "STGE bit 16 says degraded exactly while the season letter of DATE is in lower case.",
    source: `54E §6.2.1.1 p17, ${SOURCE}`,
    check(frame, _line, tell) {
      const [bit, date] = [frame.status("clock"), frame.date];
      if (bit === null || !date || (bit === 1) === date.degraded) return;
      tell(`DATE ${date.text}, STGE bit 16 is ${bit}`, { label: "STGE" });
    },
  },
  {
    ...MODE,
    id: "stge.overload",
    level: "derived",
    sentence:
      "STGE bit 7 follows an overload: set while power and current are above PREF, not before.",
    source: SOURCE,
    check(frame, { before }, tell) {
      const [bit, then] = [frame.status("overload"), before?.status("overload") ?? null];
      if (bit === null || then === null) return;
      if (bit === 0 && aboveReference(frame, true) && aboveReference(before, true)) {
        tell("power and current are above PREF, STGE bit 7 is 0", { label: "STGE" });
      }
      const below = aboveReference(frame, false) === false &&
        aboveReference(before, false) === false;
      // On three phases the threshold of each is not documented.
      if (bit === 1 && then === 0 && below && frame.meter.phases === 1) {
        tell("STGE bit 7 appears with power and current below PREF", { label: "STGE" });
      }
    },
  },
  {
    ...MODE,
    id: "stge.cut",
    level: "derived",
    sentence: "No current flows while the cut-off device is open.",
    source: SOURCE,
    check(frame, { before }, tell) {
      // The current is that of a second, so the frame of the cut itself may still show it.
      if (!frame.status("breaker") || !before?.status("breaker")) return;
      const flowing = HOME_PHASES.find((label) => (frame.value(label) ?? 0) > 0);
      if (flowing) {
        tell(`the breaker is open, ${flowing} is ${frame.text(flowing)}`, { label: flowing });
      }
    },
  },
];
