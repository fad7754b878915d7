/**
 * Rules about voltage, current and power.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import type { Frame } from "./frame.ts";

const MODE = { mode: "standard" } as const;
const SOURCE = "54E §6.2.3.10 p23, reference §7.3";
const PHASES = ["1", "2", "3"] as const;

/** Power may differ from the sum of its phases by so much, VA (reference §7.3: a few). */
const SUM_TOLERANCE = 10;

/** A mains voltage, V; a phase that is missing reads 0. */
const VOLTAGE = { least: 150, most: 300 } as const;

/** Highest subscribed power, kVA, by phases: 90 A on one, 60 A on three, at 200 V. */
const MOST_POWER = { 1: 18, 3: 36 } as const;

/** Apparent power drawn by a phase, VA. */
function drawn(frame: Frame, phase: string): number | null {
  const label = frame.meter.vtic === 1
    ? `SINST${phase}`
    : frame.meter.phases === 1
    ? "SINSTS"
    : `SINSTS${phase}`;
  return frame.value(label);
}

/** What is wrong between power, voltage and current of a frame, or null. */
function mismatch(frame: Frame): { label: string; what: string } | null {
  for (const phase of PHASES.slice(0, frame.meter.phases ?? 0)) {
    const [current, voltage] = [frame.value(`IRMS${phase}`), frame.value(`URMS${phase}`)];
    const taken = drawn(frame, phase);
    const injected = frame.meter.phases === 1 ? frame.value("SINSTI") : null;
    if (current === null || voltage === null || taken === null) continue;
    // Only a single-phase producer tells the power of a phase that exports.
    const exports = frame.meter.phases === 3 || frame.status("exporting") !== 0;
    const power = taken || injected || 0;
    if (power === 0 && exports) continue;
    // Whole amperes, rounded in a way that no document states: one either way. Whole volts alike.
    const least = (current - 1) * (voltage - 1);
    const most = (current + 1) * (voltage + 1);
    if (power >= least && power <= most) continue;
    return { label: `IRMS${phase}`, what: `${current} A at ${voltage} V, ${power} VA` };
  }
  return null;
}

/** How far the total is above the sum of the phases, VA. */
function surplus(frame: Frame): number | null {
  const powers = PHASES.map((phase) => frame.value(`SINSTS${phase}`));
  const total = frame.value("SINSTS");
  if (total === null || powers.some((power) => power === null)) return null;
  return total - powers.reduce((sum: number, power) => sum + power!, 0);
}

/** The rules. */
export const POWER_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "power.product",
    level: "derived",
    sentence: "Power is voltage times current, as far as their rounding allows.",
    source: SOURCE,
    check(frame, { before }, tell) {
      // A datum may be as old as a frame (54E §6.2.1.5 p18), so that only what lasts is told.
      const found = mismatch(frame);
      if (found && before && mismatch(before)) tell(found.what, { label: found.label });
    },
  },
  {
    ...MODE,
    id: "power.sum",
    level: "derived",
    sentence: "SINSTS is not above the sum of its phases; some of them may export.",
    source: SOURCE,
    check(frame, { before }, tell) {
      const [now, then] = [surplus(frame), before ? surplus(before) : null];
      if (now === null || then === null) return;
      if (now > SUM_TOLERANCE && then > SUM_TOLERANCE) {
        tell(`SINSTS is ${now} VA above the sum of its phases`, { label: "SINSTS" });
      }
    },
  },
  {
    ...MODE,
    id: "power.direction",
    level: "derived",
    sentence: "Power is drawn or injected, not both.",
    source: SOURCE,
    check(frame, _line, tell) {
      const [drawn, injected] = [frame.value("SINSTS"), frame.value("SINSTI")];
      if (!drawn || !injected) return;
      tell(`SINSTS ${drawn} VA and SINSTI ${injected} VA`, { label: "SINSTI" });
    },
  },
  {
    ...MODE,
    id: "power.sign",
    level: "derived",
    sentence: "STGE bit 9 is 1 only while SINSTS is 0, and 0 only while SINSTI is 0.",
    source: `${SOURCE}, 54E §6.2.3.14 p24`,
    check(frame, _line, tell) {
      const [sign, drawn, injected] = [
        frame.status("exporting"),
        frame.value("SINSTS"),
        frame.value("SINSTI"),
      ];
      if (drawn && injected) return;
      if (sign === 1 && drawn) tell(`STGE says export, SINSTS ${drawn} VA`, { label: "SINSTS" });
      if (sign === 0 && injected) {
        tell(`STGE says import, SINSTI ${injected} VA`, { label: "SINSTI" });
      }
    },
  },
  {
    ...MODE,
    id: "power.voltage",
    level: "derived",
    sentence: "URMS and UMOY are mains voltages.",
    source: "reference §10.1",
    check(frame, _line, tell) {
      for (const phase of PHASES) {
        for (const label of [`URMS${phase}`, `UMOY${phase}`]) {
          const voltage = frame.value(label);
          if (voltage === null || (voltage >= VOLTAGE.least && voltage <= VOLTAGE.most)) continue;
          tell(`${label} is ${voltage} V`, { label, ...(voltage === 0 && { known: 9 }) });
        }
      }
    },
  },
  {
    ...MODE,
    id: "power.reference",
    level: "derived",
    sentence: "PREF is 1 to 18 kVA on one phase, to 36 kVA on three.",
    source: "54E §6.2.3.9 p22, reference §10.1",
    check(frame, _line, tell) {
      const power = frame.value("PREF");
      const most = MOST_POWER[frame.meter.phases ?? 3];
      if (power === null || (power >= 1 && power <= most)) return;
      tell(`PREF is ${power} kVA`, { label: "PREF" });
    },
  },
];
