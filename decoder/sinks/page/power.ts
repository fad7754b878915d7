/**
 * Power, subscribed power and phases, from the readings of any meter.
 *
 * @module
 */
import { firstOf, type Latest, missingPhases, quantityOf } from "./latest.ts";
import type { PageNow, Phase, Quantity } from "./page_now.ts";

/** Labels of the power drawn, the best first; a current where there is no power. */
const DRAWN = ["SINSTS", "PAPP", "SINST1", "PA1MN", "IINST"];
/** Labels of the power injected. */
const INJECTED = ["SINSTI", "IPA1MN"];
/** Labels of a phase, without its number. */
const PHASE = {
  current: ["IRMS", "IINST"],
  voltage: ["URMS"],
  power: ["SINSTS", "SINST"],
} as const;

/** Labels whose history is kept before that of others. */
export const POWERS: ReadonlySet<string> = new Set([...DRAWN, ...INJECTED]);

/** What the meter says of power now, in all and by phase. */
export function powerOf(
  latest: Latest,
): Pick<PageNow, "power" | "production" | "subscribed" | "phases"> {
  const phases = phasesOf(latest);
  return {
    power: drawn(latest, phases),
    production: quantityOf(firstOf(latest, INJECTED)),
    subscribed: subscribed(latest, phases.length),
    phases,
  };
}

/** A three-phase pilot meter tells no total (reference §7.10). */
function drawn(latest: Latest, phases: readonly Phase[]): Quantity | null {
  const power = quantityOf(firstOf(latest, DRAWN));
  if (power?.label !== "SINST1" || phases.length === 1) return power;
  return { ...power, value: phases.reduce((sum, { power }) => sum + (power?.value ?? 0), 0) };
}

/** PREF in kVA, or ISOUSC = PREF / 200 V / phases (54E §6.1.1 p15), as VA. */
function subscribed(latest: Latest, phases: number): Quantity | null {
  const pref = latest.get("PREF")?.value;
  if (typeof pref === "number") return { label: "PREF", value: pref * 1000, unit: "VA" };
  const isousc = latest.get("ISOUSC")?.value;
  if (typeof isousc !== "number") return null;
  return { label: "ISOUSC", value: isousc * 200 * phases, unit: "VA" };
}

function phasesOf(latest: Latest): Phase[] {
  const three = ["IRMS2", "URMS2", "IINST2"].some((label) => latest.has(label));
  const missing = missingPhases(latest);
  return (three ? [1, 2, 3] : [1]).map((phase) => {
    const find = (stems: readonly string[]) =>
      quantityOf(firstOf(latest, [
        ...stems.map((stem) => `${stem}${phase}`),
        ...(three ? [] : stems), // A single phase has no number in historique mode.
      ]));
    return {
      phase,
      missing: missing.includes(phase),
      current: find(PHASE.current),
      voltage: find(PHASE.voltage),
      power: find(PHASE.power),
    };
  });
}
