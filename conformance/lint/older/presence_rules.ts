/**
 * Rules about which groups a frame of an older meter holds.
 *
 * @module
 */
import type { Rule } from "../finding.ts";
import type { OlderFrame } from "./older_frame.ts";
import { at, named, type OlderRule, TABLES } from "./older_rule.ts";
import type { OlderRow } from "./older_table.ts";

/** Why a group is sent or not; each reason is a rule. */
type Reason = "always" | "contract" | "producer" | "long" | "series";

/** Whether a frame holds a group, by the reason that decides; null if it may or may not. */
function wish(row: OlderRow, frame: OlderFrame): { reason: Reason; wanted: boolean | null } {
  const free = row.optional ? null : true;
  if (row.long && frame.short) return { reason: "long", wanted: false };
  if (row.producer) {
    return {
      reason: "producer",
      wanted: frame.producer === false ? false : frame.producer && free,
    };
  }
  if (row.series !== undefined) return { reason: "series", wanted: contractOf(row, frame) && null };
  if (row.contracts) {
    const wanted = contractOf(row, frame);
    return { reason: "contract", wanted: wanted && free };
  }
  return { reason: row.long ? "long" : "always", wanted: free };
}

function contractOf(row: OlderRow, { contract }: OlderFrame): boolean | null {
  if (!row.contracts || contract === null) return null;
  return row.contracts.includes(contract);
}

/** A frame that some makes of ICE send for this group alone (reference §6.6). */
function isAlone({ groups }: OlderFrame): boolean {
  return groups.length === 1 && groups[0]!.label === "U10MN";
}

function presence(
  reasons: readonly Reason[],
  { id, sentence, source, why }: Omit<Rule, "level"> & { why: (frame: OlderFrame) => string },
): OlderRule {
  return {
    id,
    level: "spec",
    sentence,
    source,
    check(frame, _before, tell) {
      const missing: string[] = [];
      const extra: string[] = [];
      frame.meter.parts.forEach((rows, part) => {
        const there = new Set(
          frame.groups.filter((group) => group.part === part).map(({ key }) => key),
        );
        for (const [key, row] of rows) {
          const { reason, wanted } = wish(row, frame);
          if (!reasons.includes(reason) || wanted === null || wanted === there.has(key)) continue;
          (wanted ? missing : extra).push(row.label);
        }
      });
      if (missing.length > 0 && frame.whole && !isAlone(frame)) {
        tell(`${missing.join(", ")} not sent, ${why(frame)}`);
      }
      if (extra.length > 0) tell(`${extra.join(", ")} sent, ${why(frame)}`, { label: extra[0]! });
    },
  };
}

/** The rules. */
export const PRESENCE_RULES: readonly OlderRule[] = [
  presence(["always"], {
    id: "older.always",
    sentence: "Groups that apply to every meter of a kind are in every frame.",
    source: TABLES,
    why: ({ meter }) => `which every frame of ${named(meter)} holds`,
  }),
  presence(["contract"], {
    id: "older.contract",
    sentence: "Indexes and subscribed powers are those of the contract.",
    source: "02E §2.2.2 p23, §2.7 p44-55, §2.8 p57-65",
    why: ({ contract }) => `the contract is ${contract}`,
  }),
  presence(["producer"], {
    id: "older.producer",
    sentence: "Groups about what is injected are sent by the meter of a producer, and by no other.",
    source: "02E §2.9.2 p67-72, §2.10.2 p85-88",
    why: ({ producer }) => producer ? "the meter is a producer's" : "the meter is a consumer's",
  }),
  presence(["long"], {
    id: "older.long",
    sentence: "A long frame of a SAPHIR holds every group of the list, a short one only some.",
    source: "02E §2.10.2 p86-99",
    why: ({ short }) => short ? "in a short frame" : "in a long frame",
  }),
  {
    id: "older.series",
    level: "spec",
    sentence:
      "Index series take turns: a frame holds one of them, whole, and only of its contract.",
    source: "02E §2.7.2 p44-55, §2.8.2 p57-65",
    check(frame, _before, tell) {
      frame.meter.parts.forEach((rows, part) => {
        const sent = frame.groups.filter((group) => group.part === part && group.row?.series);
        const found = new Set(sent.map(({ row }) => row!.series!));
        const period = found.delete("p1");
        const names = [...found];
        if (names.length > 1) {
          tell(`${names.join(" and ")} are sent in one frame`, at(sent[0]!));
          return;
        }
        const foreign = sent.find(({ row }) => contractOf(row!, frame) === false);
        if (foreign) {
          tell(`${foreign.label} sent, the contract is ${frame.contract}`, at(foreign));
          return;
        }
        if (!frame.whole) return;
        const there = new Set(sent.map(({ key }) => key));
        const missing = [...rows].filter(([key, row]) =>
          row.series !== undefined && row.series === names[0] && !there.has(key) &&
          (row.contracts ? contractOf(row, frame) === true : true)
        );
        if (missing.length > 0) {
          tell(`${missing.map(([, { label }]) => label).join(", ")} not sent, of a series that is`);
        }
        const older = names[0]?.endsWith("p1") || names[0] === "EAp1";
        if (part === 0 && period !== older) {
          tell(
            period
              ? "the dates of the period before are sent without its series"
              : `${names[0]} is sent without the dates of the period before`,
          );
        }
      });
    },
  },
  {
    id: "older.release",
    level: "spec",
    sentence: "ETATDYN, PREAVIS1, PREAVIS2 and TDYN are of the release of 2013, which sends ADS.",
    source: "02E §2.9 p66-83",
    check(frame, _before, tell) {
      if (!frame.whole || frame.group("ADS")) return;
      const group = frame.groups.find(({ row }) => row?.release !== undefined);
      if (group) tell(`${group.label} is sent without ADS`, at(group));
    },
  },
];
