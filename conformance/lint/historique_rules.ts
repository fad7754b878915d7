/**
 * Rules about the values of historique mode.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";

const MODE = { mode: "historique" } as const;

/** Tariff periods of each option (54E §6.1 p15-16, 02E §2.3.3 p27). */
const PERIODS = {
  base: /^TH\.\.$/,
  hc: /^H[CP]\.\.$/,
  ejp: /^(HN|PM)\.\.$/,
  tempo: /^H[CP]J[BWR]$/,
} as const;

/** Highest subscribed current of a Linky, A a phase: 18 kVA on one phase, 36 kVA on three. */
const MOST_SUBSCRIBED = { 1: 90, 3: 60 } as const;
const CURRENT_STEP = 5;

/** Voltages between which power and current must agree; wide, for the current is whole amperes. */
const VOLTAGE = { least: 195, most: 265 } as const;

const COLOURS: Readonly<Record<string, string>> = { B: "BLEU", W: "BLAN", R: "ROUG" };

/** The rules. */
export const HISTORIQUE_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "hist.ptec",
    level: "spec",
    sentence: "PTEC is a period of the option in OPTARIF.",
    source: "54E §6.1 p15-16, 02E §2.3.3 p27",
    check(frame, _line, tell) {
      const period = frame.text("PTEC");
      const { contract } = frame.meter;
      if (period === null || !contract || PERIODS[contract].test(period)) return;
      tell(`PTEC ${period} with OPTARIF ${frame.text("OPTARIF")}`, { label: "PTEC" });
    },
  },
  {
    ...MODE,
    id: "hist.isousc",
    level: "derived",
    sentence:
      "ISOUSC is a subscribed power over 200 V: by 5 A on one phase, to 90 A; to 60 A on three.",
    source: "54E §6.1.1 p15, §6.1.2 p17",
    check(frame, _line, tell) {
      const current = frame.value("ISOUSC");
      const { phases, family } = frame.meter;
      if (current === null || phases === null) return;
      // The pilot does not divide by three (44E §3.2.2 p8-9).
      const whole = phases === 1 || family === "pilot";
      const most = MOST_SUBSCRIBED[whole ? 1 : 3];
      if (current > 0 && current <= most && (!whole || current % CURRENT_STEP === 0)) return;
      tell(`ISOUSC ${current} A is no subscribed current`, { label: "ISOUSC" });
    },
  },
  {
    ...MODE,
    id: "hist.adps.sent",
    level: "spec",
    sentence: "ADPS is sent while IINST is above ISOUSC.",
    source: "54E §6.1.1 p15",
    check(frame, _line, tell) {
      const [current, limit] = [frame.value("IINST"), frame.value("ISOUSC")];
      if (current === null || limit === null || current <= limit) return;
      if (!frame.has("ADPS") && frame.whole) {
        tell(`IINST ${current} A is above ISOUSC ${limit} A and no ADPS is sent`, {
          label: "IINST",
        });
      }
    },
  },
  {
    ...MODE,
    id: "hist.adps.begins",
    level: "spec",
    sentence: "ADPS begins with an overload; how long it holds is not documented.",
    source: "54E §6.1.1 p15",
    check(frame, { before }, tell) {
      const [current, limit] = [frame.value("IINST"), frame.value("ISOUSC")];
      if (current === null || limit === null || !frame.has("ADPS")) return;
      if (!before?.whole || before.has("ADPS")) return;
      // Equal is allowed: the current is rounded, in a way that no document states.
      if (current < limit) {
        tell(`ADPS appears at IINST ${current} A, ISOUSC is ${limit} A`, { label: "ADPS" });
      }
    },
  },
  {
    ...MODE,
    id: "hist.adps.value",
    level: "derived",
    sentence: "ADPS tells the current of IINST.",
    source: "54E §6.1.1 p15",
    check(frame, _line, tell) {
      const [warning, current] = [frame.value("ADPS"), frame.value("IINST")];
      if (warning === null || current === null || warning === current) return;
      tell(`ADPS ${warning} A, IINST ${current} A`, { label: "ADPS" });
    },
  },
  {
    ...MODE,
    id: "hist.papp.step",
    level: "spec",
    sentence: "PAPP is rounded to 10 VA.",
    source: "54E §6.1.1 p15, 02E §2.5 p31-35",
    check(frame, _line, tell) {
      const power = frame.value("PAPP");
      if (power === null || power % 10 === 0) return;
      tell(`PAPP ${power} VA is no multiple of 10`, { label: "PAPP", known: 4 });
    },
  },
  {
    ...MODE,
    id: "hist.papp.current",
    level: "derived",
    sentence: "PAPP is IINST times a mains voltage, or 0 while the house exports.",
    source: "54E §6.2.3.10 p23, reference §5.3",
    check(frame, { before }, tell) {
      // Current and power may be of different seconds, so that only what lasts is told.
      if (!before || excess(frame) === null || excess(before) === null) return;
      tell(excess(frame)!, { label: "PAPP" });
    },
  },
  {
    ...MODE,
    id: "hist.ppot",
    level: "derived",
    sentence: "A phase that PPOT says missing carries no current.",
    source: "54E §6.1.2 p16, 02E §2.5.6 p35",
    check(frame, _line, tell) {
      const missing = parseInt(frame.text("PPOT") ?? "0", 16);
      for (const phase of [1, 2, 3]) {
        const current = frame.value(`IINST${phase}`);
        if (!(missing >> phase & 1) || !current) continue;
        tell(`PPOT says phase ${phase} missing, IINST${phase} is ${current} A`, { label: "PPOT" });
      }
    },
  },
  {
    ...MODE,
    id: "hist.pejp",
    level: "spec",
    sentence: "A mobile peak (PM..) is announced by PEJP before it begins.",
    source: "54E §6.1.1 p15, 02E §2.3.3 p26",
    check(frame, { before }, tell) {
      if (frame.text("PTEC") !== "PM.." || before?.text("PTEC") !== "HN..") return;
      if (before.whole && !before.has("PEJP")) {
        tell("PTEC turns to PM.. and no PEJP was sent before", { label: "PTEC" });
      }
    },
  },
  {
    ...MODE,
    id: "hist.tempo.colour",
    level: "derived",
    sentence: "A Tempo day begins with its peak hours (HP), in the colour that DEMAIN had said.",
    source: "reference §5.3, §8.3",
    check(frame, { before }, tell) {
      const [now, then] = [frame.text("PTEC"), before?.text("PTEC")];
      if (frame.meter.contract !== "tempo" || !now || !then || now[3] === then[3]) return;
      const announced = before?.text("DEMAIN") ?? "----";
      const colour = COLOURS[now[3]!]!;
      if (now.startsWith("HP") && (announced === "----" || announced === colour)) return;
      tell(`PTEC turns from ${then} to ${now}, DEMAIN was ${announced}`, { label: "PTEC" });
    },
  },
  {
    ...MODE,
    id: "hist.demain",
    level: "derived",
    sentence: "DEMAIN does not change from one colour to another.",
    source: "reference §5.3",
    check(frame, { before }, tell) {
      const [now, then] = [frame.text("DEMAIN"), before?.text("DEMAIN")];
      if (!now || !then || now === then || now === "----" || then === "----") return;
      tell(`DEMAIN turns from ${then} to ${now}`, { label: "DEMAIN" });
    },
  },
];

/** What is wrong between power and currents of a frame, or null. */
function excess(frame: Parameters<FrameRule["check"]>[0]): string | null {
  const power = frame.value("PAPP");
  const labels = frame.meter.phases === 1 ? ["IINST"] : ["IINST1", "IINST2", "IINST3"];
  const currents = labels.map((label) => frame.value(label));
  if (power === null || currents.some((current) => current === null)) return null;
  const sum = currents.reduce((total: number, current) => total + current!, 0);
  const most = (sum + labels.length) * VOLTAGE.most + 5;
  // Phases may cancel out when one exports, so three of them have no lower bound.
  const least = labels.length === 1 && power > 0 ? (sum - 1) * VOLTAGE.least - 5 : 0;
  if (power >= least && power <= most) return null;
  return `PAPP ${power} VA with ${sum} A: ${Math.round(power / sum)} V`;
}
