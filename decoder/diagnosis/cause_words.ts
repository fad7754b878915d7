/**
 * What each cause is, and why it is thought so, in English and French.
 *
 * @module
 */
import type { CauseId } from "./causes.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { LineFacts } from "./line_facts.ts";
import { FAMILIES } from "./meter_facts.ts";
import { comma, percent, seconds } from "./spoken_numbers.ts";
import type { Words } from "./steps.ts";
import { STRANGER_WORDS } from "./stranger_words.ts";
import { TROUBLE_WORDS } from "./trouble_words.ts";

/** A cause in words. */
export interface CauseWords {
  /** The verdict, one line of at most 80 characters. */
  title: Words;
  /** The verdict where the facts give it a name. */
  named?(facts: LineFacts): Words | null;
  /** The same inside a sentence: `It may be …`. */
  maybe: Words;
  /** Why it is thought so. */
  why(facts: LineFacts): Words;
}

const upper = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** The words of every cause. */
export const CAUSE_WORDS: Readonly<Record<CauseId, CauseWords>> = {
  ...TROUBLE_WORDS,
  "parity-bit-7": {
    title: {
      en: "The line is good, but its reader takes the parity for an eighth bit.",
      fr: "La ligne est bonne, mais son lecteur prend la parité pour un 8e bit.",
    },
    maybe: { en: "parity read as bit 7", fr: "la parité lue comme bit 7" },
    why: ({ eightBit, even }) => ({
      en: `bit 7 is set in ${percent(eightBit)} of the bytes, and makes ${percent(even)} even`,
      fr: `le bit 7 est à 1 dans ${percent(eightBit)} des octets, et en rend ${
        percent(even)
      } pairs`,
    }),
  },
  "older": {
    title: {
      en: "A meter that is no Linky, and the line is good.",
      fr: "Un compteur qui n'est pas un Linky, et la ligne est bonne.",
    },
    named: ({ meter }) => {
      const family = FAMILIES[meter ?? ""];
      return family
        ? {
          en: `${upper(family.en)}, and the line is good.`,
          fr: `${upper(family.fr)}, et la ligne est bonne.`,
        }
        : null;
    },
    maybe: { en: "a meter that is no Linky", fr: "un compteur qui n'est pas un Linky" },
    why: heard,
  },
  "historique": {
    title: {
      en: "A meter in historique mode, and the line is good.",
      fr: "Un compteur en mode historique, et la ligne est bonne.",
    },
    maybe: { en: "historique mode", fr: "le mode historique" },
    why: heard,
  },
  "standard": {
    title: {
      en: "A Linky in standard mode, and the line is good.",
      fr: "Un Linky en mode standard, et la ligne est bonne.",
    },
    maybe: { en: "standard mode", fr: "le mode standard" },
    why: heard,
  },
  ...STRANGER_WORDS,
};

/** The verdict on a line in one sentence. */
export function verdictOf({ cause, facts }: Diagnosis): Words {
  if (cause === null) return UNSURE;
  const { named, title } = CAUSE_WORDS[cause.id];
  return named?.(facts) ?? title;
}

const UNSURE: Words = { en: "Not sure what this is.", fr: "Cause incertaine." };

function heard({ good, bad, frames, seconds: time }: LineFacts): Words {
  return {
    en: `${frames.complete} of ${frames.all} frames whole, ${good} groups right, ${bad} lost` +
      (time === null ? "" : `, in ${seconds(time)} s`),
    fr: `${frames.complete} trames sur ${frames.all} entières, ${good} groupes justes, ` +
      `${bad} perdus` + (time === null ? "" : `, en ${comma(seconds(time))} s`),
  };
}
