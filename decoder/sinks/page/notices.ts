/**
 * What a person should see at once: alarms of the meter, and what it announces.
 *
 * @module
 */
import type { TicMode } from "../../../tic/types.ts";
import type { FrameReading, LabelReading } from "../../dialects/frame_reading.ts";
import { type Latest, missingPhases, saysOf, stgeOf } from "./latest.ts";
import type { Notice, Words } from "./page_now.ts";
import { tempoOf } from "./tariff.ts";

/** Why the breaker is open (54E §6.2.3.14 p24, bits 1-3). */
const BREAKER: Readonly<Record<string, Words>> = {
  "overpower": {
    en: "Supply cut off: too much power",
    fr: "Alimentation coupée : surpuissance",
  },
  "overvoltage": { en: "Supply cut off: overvoltage", fr: "Alimentation coupée : surtension" },
  "load-shedding": {
    en: "Supply cut off: load shedding",
    fr: "Alimentation coupée : délestage",
  },
  "order": { en: "Supply cut off by order", fr: "Alimentation coupée sur ordre" },
  "overheating": { en: "Supply cut off: overheating", fr: "Alimentation coupée : surchauffe" },
  "overheating-low-current": {
    en: "Supply cut off: overheating",
    fr: "Alimentation coupée : surchauffe",
  },
};

/** What MSG1 of most meters says when there is none, as captures have it. */
const NO_MESSAGE = /^\s*(PAS DE\s+MESSAGE)?\s*$/;

/** A notice, and when it is there. */
interface NoticeSpec {
  id: string;
  level: Notice["level"];
  /** Its words; null where there is nothing to say. */
  says(latest: Latest, mode: TicMode): Words | null;
}

const SPECS: readonly NoticeSpec[] = [
  {
    id: "cut-off",
    level: "alarm",
    says: (latest) => BREAKER[stgeOf(latest).breaker ?? ""] ?? null,
  },
  {
    id: "overvoltage",
    level: "alarm",
    says: (latest) =>
      stgeOf(latest).overvoltage
        ? { en: "Overvoltage on a phase", fr: "Surtension sur une phase" }
        : null,
  },
  {
    id: "phase-missing",
    level: "alarm",
    says: (latest, mode) => {
      const reading = latest.get("PPOT");
      return reading && missingPhases(latest).length > 0 ? saysOf(reading, mode) : null;
    },
  },
  {
    id: "overrun",
    level: "alarm",
    says: (latest) =>
      latest.get("PREAVIS")?.raw.trim() === "DEP"
        ? { en: "Subscribed power exceeded", fr: "Puissance souscrite dépassée" }
        : null,
  },
  {
    id: "peak",
    level: "notice",
    says: (latest) =>
      peakOf(latest, "peak") || latest.get("PTEC")?.raw === "PM.."
        ? { en: "Mobile peak in progress: expensive hours", fr: "Pointe mobile en cours" }
        : null,
  },
  {
    id: "peak-announced",
    level: "notice",
    says: (latest, mode) => {
      const reading = latest.get("PEJP");
      if (reading) return saysOf(reading, mode);
      return peakOf(latest, "notice")
        ? { en: "Mobile peak announced", fr: "Pointe mobile annoncée" }
        : null;
    },
  },
  ...["MSG1", "MSG2"].map((label): NoticeSpec => ({
    id: label.toLowerCase(),
    level: "notice",
    says: (latest) => {
      const text = latest.get(label)?.raw ?? "";
      if (NO_MESSAGE.test(text)) return null;
      const said = text.trim().replace(/ +/g, " ");
      return { en: `Message of the meter: ${said}`, fr: `Message du compteur : ${said}` };
    },
  })),
  {
    id: "clock",
    level: "notice",
    says: (latest) =>
      stgeOf(latest).clock === "degraded"
        ? { en: "The meter's clock is not sure", fr: "L'horloge du compteur n'est pas sûre" }
        : null,
  },
];

/** White and red Tempo days are mobile peaks too, which their colours say better. */
function peakOf(latest: Latest, field: "peak" | "notice"): boolean {
  return (stgeOf(latest)[field] ?? 0) > 0 && tempoOf(latest) === null;
}

/** Keeps the notices, with the instant at which each began. */
export class Notices {
  #current = new Map<string, Notice>();

  /** The notices that hold now, alarms first. */
  get current(): Notice[] {
    return [...this.#current.values()];
  }

  /** Takes the next frame, and the last readings with it. */
  take(frame: FrameReading, latest: Latest): void {
    const { mode, at, events } = frame;
    const before = this.#current;
    this.#current = new Map();
    const overload = overloadOf(frame, before.get("overload"));
    if (overload) this.#current.set("overload", overload);
    for (const { id, level, says } of SPECS) {
      const text = says(latest, mode);
      if (!text) continue;
      const since = events.includes("meter") ? at : before.get(id)?.since ?? at;
      this.#current.set(id, { id, level, since, says: text });
    }
  }
}

/**
 * The overload that lasts: whether it does is told by the events of the frames, since in historique
 * mode one long frame in twenty-one shows nothing of it (54E §6.1.2 p17).
 */
function overloadOf(
  { at, events, readings }: FrameReading,
  before: Notice | undefined,
): Notice | undefined {
  const begins = events.includes("overload");
  const ends = ["overload-end", "meter", "mode"].some((end) => events.some((one) => one === end));
  if (!begins && (!before || ends)) return undefined;
  const signs = readings.filter(({ label }) => /^AD(?:PS|IR[123])$/.test(label));
  const since = before && !ends ? before.since : at;
  const says = signs.length === 0 && before ? before.says : words(signs);
  return { id: "overload", level: "alarm", since, says };
}

/** Words of an overload: the current and the phase, where ADPS or ADIR tell them. */
function words(signs: readonly LabelReading[]): Words {
  const details = signs.map(({ label, value }) => {
    const phase = /\d$/.exec(label)?.[0];
    return phase ? `phase ${phase}: ${value} A` : `${value} A`;
  }).join(", ");
  const tail = details === "" ? "" : ` (${details})`;
  return {
    en: `Overload: subscribed power exceeded${tail}`,
    fr: `Dépassement de la puissance souscrite${tail}`,
  };
}
