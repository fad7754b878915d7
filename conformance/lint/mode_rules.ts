/**
 * Rules about a meter that changes its mode: both modes tell the same story.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import type { Frame } from "./frame.ts";

/** Supplier index of each label of historique mode (54E §6.1 p15-16). */
const SUPPLIER_INDEX: Readonly<Record<string, string>> = {
  HCHC: "EASF01",
  HCHP: "EASF02",
  EJPHN: "EASF01",
  EJPHPM: "EASF02",
  BBRHCJB: "EASF01",
  BBRHPJB: "EASF02",
  BBRHCJW: "EASF03",
  BBRHPJW: "EASF04",
  BBRHCJR: "EASF05",
  BBRHPJR: "EASF06",
};

/** The frames of both modes around a change. */
function pair(frame: Frame, other: Frame | null): { historique: Frame; standard: Frame } | null {
  if (!other || frame.kind === "short") return null;
  return frame.meter.mode === "historique"
    ? { historique: frame, standard: other }
    : { historique: other, standard: frame };
}

/** The rules. */
export const MODE_RULES: readonly FrameRule[] = [
  {
    id: "mode.power",
    level: "spec",
    sentence: "ISOUSC is PREF over 200 V, a phase.",
    source: "54E §6.1.1 p15, §6.1.2 p17",
    check(frame, { otherMode }, tell) {
      const both = pair(frame, otherMode);
      const current = both?.historique.value("ISOUSC") ?? null;
      const power = both?.standard.value("PREF") ?? null;
      const { phases: shown = null } = both?.historique.meter ?? {};
      if (!both || current === null || power === null || shown === null) return;
      // The pilot does not divide by three (44E §3.2.2 p8-9).
      const phases = both.standard.meter.vtic === 1 ? 1 : shown;
      const exact = power * 1_000 / 200 / phases;
      if (Math.abs(current - exact) < 1) return;
      tell(`ISOUSC ${current} A, PREF ${power} kVA`, {
        label: frame.meter.mode === "historique" ? "ISOUSC" : "PREF",
      });
    },
  },
  {
    id: "mode.energy",
    level: "spec",
    sentence:
      "The indexes of historique mode are those of standard mode, and go on across a change.",
    source: "54E §6.1 p14-16",
    check(frame, { otherMode }, tell) {
      const both = pair(frame, otherMode);
      if (!both) return;
      const standardNow = both.standard === frame;
      // BASE is index 1, or the total where the contract is none of the four.
      const base = standardNow ? "EAST" : "EASF01";
      for (const [label, index] of [...Object.entries(SUPPLIER_INDEX), ["BASE", base] as const]) {
        const [first, second] = [both.historique.value(label), both.standard.value(index)];
        if (first === null || second === null) continue;
        const grown = standardNow ? second - first : first - second;
        if (grown >= 0) continue;
        tell(`${label} ${first} Wh in historique mode, ${index} ${second} Wh in standard mode`, {
          label: standardNow ? index : label,
        });
      }
    },
  },
];
