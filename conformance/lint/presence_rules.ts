/**
 * Rules about which groups a frame holds.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import type { Frame } from "./frame.ts";
import type { Row } from "./tables.ts";

/** Why a group is sent or not; each reason is a rule. */
type Reason = "always" | "phases" | "producer" | "contract";

interface Wish {
  readonly reason: Reason;
  /** True to send it, false not to, null as it likes. */
  readonly wanted: boolean | null;
}

/** Groups that blue meters of some types leave out (reference §6.2, §6.4). */
const BLUE_OPTIONAL = new Set(["PAPP", "HHPHC", "PPOT"]);

/** Says whether a meter sends a group, and why. */
function wish(row: Row, { meter }: Frame): Wish {
  if (row.phases !== null && meter.phases !== null && row.phases !== meter.phases) {
    return { reason: "phases", wanted: false };
  }
  if (row.producer && !meter.producer) return { reason: "producer", wanted: false };
  // The pilot announces mobile peaks of any contract with PEJP (44E §3.2.2 p8-9).
  const freePeak = row.label === "PEJP" && meter.family === "pilot";
  if (row.contract !== null && !freePeak) {
    if (meter.contract === null) return { reason: "contract", wanted: null };
    if (row.contract !== meter.contract) return { reason: "contract", wanted: false };
  }
  const reason = row.contract ? "contract" : row.producer ? "producer" : "always";
  const free = row.optional || (meter.family === "blue" && BLUE_OPTIONAL.has(row.label));
  return { reason, wanted: free ? null : true };
}

function presence(
  reason: Reason,
  words: { sentence: string; source: string; because: (frame: Frame) => string },
): FrameRule {
  const { sentence, source, because } = words;
  return {
    id: `presence.${reason}`,
    level: "spec",
    sentence,
    source,
    check(frame, _line, tell) {
      const missing: string[] = [];
      const extra: string[] = [];
      for (const row of frame.table.values()) {
        const { reason: why, wanted } = wish(row, frame);
        if (why !== reason || wanted === null || wanted === frame.has(row.label)) continue;
        (wanted ? missing : extra).push(row.label);
      }
      if (missing.length > 0 && frame.whole && frame.kind !== "standby") {
        tell(`${missing.join(", ")} not sent, ${because(frame)}`);
      }
      if (extra.length > 0) {
        tell(`${extra.join(", ")} sent, ${because(frame)}`, { label: extra[0]! });
      }
    },
  };
}

const TABLES = "54E §6.1.1 p15, §6.1.2 p16-17, §6.2.2 p18-21";

/** The rules. */
export const PRESENCE_RULES: readonly FrameRule[] = [
  presence("always", {
    sentence: "Groups that apply to every meter are in every frame; each register, used or not.",
    source: `${TABLES}; 44E §3.3.2 p13`,
    because: () => "which every such frame holds",
  }),
  presence("phases", {
    sentence: "A meter sends no group of the other number of phases.",
    source: `${TABLES}; §6.2.1.4 p18`,
    because: ({ meter }) => `by a ${meter.phases === 1 ? "single" : "three"}-phase meter`,
  }),
  presence("producer", {
    sentence:
      "EAIT, ERQ, SINSTI, SMAXIN and CCAIN are sent exactly while STGE bit 8 says producer.",
    source: "54E §6.2.1.3 p18",
    because: ({ meter }) => `STGE bit 8 says ${meter.producer ? "producer" : "consumer"}`,
  }),
  presence("contract", {
    sentence: "The indexes, DEMAIN and PEJP are those of the contract in OPTARIF.",
    source: "54E §6.1 p14-16, 02E §2.3.3 p26-27",
    because: (frame) => `OPTARIF says ${frame.text("OPTARIF")}`,
  }),
];
