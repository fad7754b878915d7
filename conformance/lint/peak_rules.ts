/**
 * Rules about mobile peaks: DPM, FPM, PPOINTE and their bits of STGE.
 *
 * @module
 */
import type { FrameRule } from "./check.ts";
import { SECOND } from "./clock.ts";
import type { Frame } from "./frame.ts";

const MODE = { mode: "standard" } as const;
const PEAKS = [1, 2, 3] as const;

/** The one that Tempo does not use. */
const FREE_PEAK = 3;

/** Around a start or an end, a frame may still tell what was before. */
const CHANGING = 10 * SECOND;

/** Whether a peak has started: null where it does so now, or where the clock or DPM is not told. */
function started(frame: Frame, peak: number): boolean | null {
  const [date, start] = [frame.date, frame.stamp(`DPM${peak}`)];
  // The season of DPM is blank: both are compared as local time.
  if (!date || !start || Math.abs(date.local - start.local) < CHANGING) return null;
  return date.local > start.local;
}

/** The rules. */
export const PEAK_RULES: readonly FrameRule[] = [
  {
    ...MODE,
    id: "peak.start",
    level: "spec",
    sentence: "An end of a mobile peak (FPM) is sent with its start (DPM).",
    source: "44E §3.3.3 p16, 54E §6.2.3.15 p26",
    check(frame, _line, tell) {
      for (const peak of PEAKS) {
        if (!frame.whole || !frame.has(`FPM${peak}`) || frame.has(`DPM${peak}`)) continue;
        tell(`FPM${peak} without DPM${peak}`, { label: `FPM${peak}` });
      }
    },
  },
  {
    ...MODE,
    id: "peak.order",
    level: "derived",
    sentence: "A mobile peak ends after it starts.",
    source: "54E §6.2.3.15 p26",
    check(frame, _line, tell) {
      for (const peak of PEAKS) {
        const [start, end] = [frame.stamp(`DPM${peak}`), frame.stamp(`FPM${peak}`)];
        if (!start || !end || end.local > start.local) continue;
        tell(`FPM${peak} ${end.text} is not after DPM${peak} ${start.text}`, {
          label: `FPM${peak}`,
        });
      }
    },
  },
  {
    ...MODE,
    id: "peak.over",
    level: "derived",
    sentence: "A mobile peak that is over is no longer sent.",
    source: "54E §6.2.3.15 p26, 44E §3.3.3 p16",
    check(frame, _line, tell) {
      for (const peak of PEAKS) {
        const [date, end] = [frame.date, frame.stamp(`FPM${peak}`)];
        if (!date || !end || date.local <= end.local + CHANGING) continue;
        tell(`FPM${peak} ${end.text} is before DATE ${date.text}`, { label: `FPM${peak}` });
      }
    },
  },
  {
    ...MODE,
    id: "peak.status",
    level: "derived",
    sentence: "A peak that STGE announces or says in progress is sent as DPM: to come, or begun.",
    source: "54E §6.2.3.14 p25, §6.2.3.15 p26",
    check(frame, _line, tell) {
      const [notice, now] = [frame.status("notice"), frame.status("peak")];
      if (!frame.whole || notice === null || now === null) return;
      for (const peak of PEAKS) {
        if (peak !== notice && peak !== now) continue;
        const label = `DPM${peak}`;
        if (!frame.has(label)) tell(`STGE tells of peak ${peak}, ${label} is not sent`);
        else if (peak !== now && started(frame, peak) === true) {
          tell(`STGE announces peak ${peak}, ${label} has passed`, { label });
        } else if (peak !== notice && started(frame, peak) === false) {
          tell(`STGE says peak ${peak} in progress, ${label} is to come`, { label });
        }
      }
    },
  },
  {
    ...MODE,
    id: "peak.tempo",
    level: "derived",
    sentence: "On Tempo, mobile peak 1 is white and 2 is red, today and tomorrow; 3 is free.",
    source: "54E §6.2.3.14 p25, reference §7.5",
    check(frame, _line, tell) {
      const [today, tomorrow] = [frame.status("today"), frame.status("tomorrow") ?? 0];
      if (!today) return;
      const [now, notice] = [frame.status("peak"), frame.status("notice")];
      const agrees = (peak: number | null, colour: number) =>
        peak === Math.max(colour - 1, 0) || peak === FREE_PEAK;
      if (agrees(now, today) && agrees(notice, tomorrow)) return;
      tell(
        `STGE ${
          frame.text("STGE")
        }: colours ${today} and ${tomorrow}, peak ${now}, notice ${notice}`,
        {
          label: "STGE",
        },
      );
    },
  },
  {
    ...MODE,
    id: "peak.profile",
    level: "spec",
    sentence: "PPOINTE is sent while a mobile peak is announced that has not started.",
    source: "54E §6.2.3.23 p29",
    check(frame, _line, tell) {
      if (frame.meter.vtic === 1 || !frame.whole || !frame.date) return;
      const sent = PEAKS.filter((peak) => frame.has(`DPM${peak}`));
      const ahead = sent.map((peak) => started(frame, peak));
      if (ahead.includes(null)) return;
      const awaited = ahead.includes(false);
      if (awaited === frame.has("PPOINTE")) return;
      tell(awaited ? "PPOINTE is not sent before a peak" : "PPOINTE is sent with no peak to come", {
        label: "PPOINTE",
      });
    },
  },
];
