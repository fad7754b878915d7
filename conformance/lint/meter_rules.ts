/**
 * Rules about who speaks.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { type GivenMeter, TYPES } from "./meter.ts";

/** The rules. */
export const METER_RULES: readonly FrameRule[] = [
  {
    id: "meter.given",
    level: "spec",
    sentence: "The meter is the one that the caller said.",
    source: "the options of the lint",
    check({ meter }, { given }, tell) {
      for (const key of Object.keys(given) as (keyof GivenMeter)[]) {
        const [expected, found] = [given[key], meter[key]];
        if (expected === undefined || found === null || found === expected) continue;
        // Historique mode says neither version nor producer.
        const silent = meter.mode === "historique" && (key === "vtic" || key === "producer");
        if (!silent) tell(`${key} is ${found}, the caller said ${expected}`);
      }
    },
  },
  {
    id: "meter.type",
    level: "derived",
    sentence: "Digits 5 and 6 of the serial number are the type of a Linky or of a blue meter.",
    source: "54E §2.2 p5, reference §4",
    check(frame, _line, tell) {
      const label = frame.meter.mode === "standard" ? "ADSC" : "ADCO";
      const type = frame.text(label)?.slice(4, 6);
      if (type === undefined || TYPES.has(type)) return;
      tell(`${label} has the type ${type}, which is no such meter`, { label });
    },
  },
  {
    id: "meter.phases",
    level: "derived",
    sentence: "The type in the serial number has the phases that the frame shows.",
    source: "54E §2.2 p5",
    check(frame, _line, tell) {
      const label = frame.meter.mode === "standard" ? "ADSC" : "ADCO";
      const type = frame.text(label)?.slice(4, 6);
      const phases = TYPES.get(type ?? "")?.phases ?? null;
      if (phases === null || frame.meter.phases === null || phases === frame.meter.phases) return;
      tell(
        `${label} has the type ${type}, of ${phases} phase(s), the frame ${frame.meter.phases}`,
        {
          label,
        },
      );
    },
  },
  {
    id: "meter.prm",
    level: "derived",
    sentence: "PRM names a point of delivery.",
    source: "reference §4",
    check(frame, _line, tell) {
      if (frame.text("PRM") === "00000000000000") {
        tell("PRM is all zeros: no point of delivery was set", { label: "PRM", known: 8 });
      }
    },
  },
];
