/**
 * What each cause is, and why it is thought so, in English and French.
 *
 * @module
 */
import type { CauseId } from "./causes.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { LineFacts } from "./line_facts.ts";
import { FAMILIES } from "./meter_facts.ts";
import type { Words } from "./steps.ts";

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
const percent = (share: number) => `${Math.round(share * 100)} %`;
const seconds = (time: number) => time.toFixed(time < 10 ? 1 : 0);
const comma = (text: string) => text.replace(".", ",");
const badPercent = ({ good, suspect, bad }: LineFacts) =>
  percent(bad / Math.max(1, good + suspect + bad));

/** The words of every cause. */
export const CAUSE_WORDS: Readonly<Record<CauseId, CauseWords>> = {
  "silent": {
    title: { en: "Silence: not one byte arrives.", fr: "Silence : aucun octet n'arrive." },
    maybe: { en: "nobody sends", fr: "personne n'émet" },
    why: ({ seconds: time, scanned }) => ({
      en: `nothing was heard${time === null ? "" : ` in ${seconds(time)} s`}` +
        (scanned ? ", at any speed" : ""),
      fr: `rien n'a été entendu${time === null ? "" : ` en ${comma(seconds(time))} s`}` +
        (scanned ? ", à aucune vitesse" : ""),
    }),
  },
  "held": {
    title: {
      en: "The line stays at 0: nobody sends, or its levels are upside down.",
      fr: "La ligne reste à 0 : personne n'émet, ou ses niveaux sont inversés.",
    },
    maybe: { en: "a line that rests at 0", fr: "une ligne qui reste à 0" },
    why: ({ bytes }) => ({
      en: `${bytes} NUL and nothing else: that is a break, not characters`,
      fr: `${bytes} NUL et rien d'autre : c'est un « break », pas des caractères`,
    }),
  },
  "mode-switch": {
    title: {
      en: "The meter was switched from one mode to the other.",
      fr: "Le compteur est passé d'un mode à l'autre.",
    },
    maybe: { en: "a switch of modes", fr: "un changement de mode" },
    why: ({ modes }) => ({
      en: `right groups of both modes, in this order: ${modes.join(", ")}`,
      fr: `des groupes justes des deux modes, dans cet ordre : ${modes.join(", ")}`,
    }),
  },
  "terminal": {
    title: {
      en: "A terminal has changed the line: its ends of lines or its ETX are gone.",
      fr: "Un terminal a modifié la ligne : fins de ligne ou ETX perdus.",
    },
    maybe: { en: "bytes changed by a terminal", fr: "des octets modifiés par un terminal" },
    why: ({ otherwise, good, controls }) => ({
      en: otherwise.strayEnds >= 3 && otherwise.lineEnds <= good
        ? `${otherwise.strayEnds} line ends too many, at the edges of frames`
        : otherwise.lineEnds > good
        ? `${otherwise.lineEnds} groups are right once the line ends are put back, ${good} as they are`
        : `${good} right groups, but no ETX (${controls.STX} STX): a terminal takes it for Ctrl-C`,
      fr: otherwise.strayEnds >= 3 && otherwise.lineEnds <= good
        ? `${otherwise.strayEnds} fins de ligne de trop, aux bords des trames`
        : otherwise.lineEnds > good
        ? `${otherwise.lineEnds} groupes justes une fois les fins de ligne remises, ${good} tels quels`
        : `${good} groupes justes, mais pas d'ETX (${controls.STX} STX) : un terminal le prend pour Ctrl-C`,
    }),
  },
  "interrupted": {
    title: {
      en: "The meter breaks its frames off again and again (EOT).",
      fr: "Le compteur interrompt sans cesse ses trames (EOT).",
    },
    maybe: { en: "frames broken off by the meter", fr: "des trames interrompues par le compteur" },
    why: ({ controls, frames }) => ({
      en: `${controls.EOT} EOT for ${frames.all} frames: it serves another link in between`,
      fr: `${controls.EOT} EOT pour ${frames.all} trames : il sert une autre liaison entre-temps`,
    }),
  },
  "cut": {
    title: {
      en: "The line is good while it lasts, but it is cut.",
      fr: "La ligne est bonne tant qu'elle dure, mais elle est coupée.",
    },
    maybe: { en: "a loose contact", fr: "un faux contact" },
    why: ({ silences: { count, longest }, unplugged, errors }) => ({
      en: unplugged > 0
        ? `the port went away ${unplugged === 1 ? "once" : `${unplugged} times`}`
        : count === 1
        ? `a silence of ${seconds(longest)} s`
        : count > 0
        ? `${count} silences of more than 1 s, up to ${seconds(longest)} s`
        : `${errors.truncated ?? 0} frames stop in the middle; what is there is right`,
      fr: unplugged > 0
        ? `le port a disparu ${unplugged} fois`
        : count === 1
        ? `un silence de ${comma(seconds(longest))} s`
        : count > 0
        ? `${count} silences de plus de 1 s, jusqu'à ${comma(seconds(longest))} s`
        : `${errors.truncated ?? 0} trames s'arrêtent au milieu ; le reste est juste`,
    }),
  },
  "standby": {
    title: {
      en: "The meter is in standby: it says its number and nothing else.",
      fr: "Le compteur est en veille : il ne dit que son numéro.",
    },
    maybe: { en: "a meter in standby", fr: "un compteur en veille" },
    why: ({ frames }) => ({
      en: `${frames.standby} of ${frames.all} frames hold the address alone`,
      fr: `${frames.standby} trames sur ${frames.all} ne portent que l'adresse`,
    }),
  },
  "doubled": {
    title: { en: "Everything arrives twice.", fr: "Tout arrive en double." },
    maybe: { en: "an echo", fr: "un écho" },
    why: ({ otherwise, good, repeated }) => ({
      en: otherwise.doubled > good
        ? `${otherwise.doubled} groups are right once every second byte is left out`
        : `${repeated} of ${good} groups say once more what the one before said`,
      fr: otherwise.doubled > good
        ? `${otherwise.doubled} groupes justes si l'on saute un octet sur deux`
        : `${repeated} groupes sur ${good} répètent le précédent`,
    }),
  },
  "edited": {
    title: {
      en: "The same group is wrong in every frame: this was edited by hand.",
      fr: "Le même groupe est faux à chaque trame : modifié à la main.",
    },
    maybe: { en: "an edited recording", fr: "un enregistrement modifié" },
    why: ({ wrongSums, frames }) => {
      const [[label, count] = ["?", 0]] = [...wrongSums].sort((a, b) => b[1] - a[1]);
      return {
        en: `the sum of ${label} is wrong in ${count} of ${frames.all} frames, others are right`,
        fr:
          `la somme de ${label} est fausse dans ${count} trames sur ${frames.all}, le reste est juste`,
      };
    },
  },
  "damaged": {
    title: {
      en: "A meter is heard, but the line is damaged: too many groups are wrong.",
      fr: "Un compteur parle, mais la ligne est abîmée : trop de groupes faux.",
    },
    maybe: { en: "a damaged line", fr: "une ligne abîmée" },
    why: (facts) => ({
      en: `${badPercent(facts)} of the groups are lost (${facts.bad} lost, ${facts.good} right)`,
      fr: `${badPercent(facts)} des groupes perdus (${facts.bad} perdus, ${facts.good} justes)`,
    }),
  },
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
  "inverted": {
    title: {
      en: "A meter speaks, upside down: the levels of the line are inverted.",
      fr: "Un compteur parle, à l'envers : les niveaux de la ligne sont inversés.",
    },
    maybe: { en: "an inverted line", fr: "une ligne inversée" },
    why: ({ otherwise: { turnedOver } }) => ({
      en: turnedOver > 0
        ? `${turnedOver} groups are right once every bit is turned over, none as they are`
        : "no right group, and the bytes are those of a UART that hears stop bits as starts",
      fr: turnedOver > 0
        ? `${turnedOver} groupes justes une fois chaque bit retourné, aucun tel quel`
        : "aucun groupe juste, et les octets d'un UART qui prend les bits d'arrêt pour des départs",
    }),
  },
  "nmea": {
    title: { en: "This is a GPS, not a meter.", fr: "C'est un GPS, pas un compteur." },
    maybe: { en: "a GPS", fr: "un GPS" },
    why: ({ otherwise: { nmea } }) => ({
      en: `${nmea} right sentences of NMEA 0183 ($GP…*sum)`,
      fr: `${nmea} phrases NMEA 0183 justes ($GP…*somme)`,
    }),
  },
  "modbus": {
    title: {
      en: "Another protocol: Modbus, not a meter's TIC.",
      fr: "Un autre protocole : Modbus, pas la TIC d'un compteur.",
    },
    maybe: { en: "Modbus", fr: "Modbus" },
    why: ({ otherwise: { modbus } }) => ({
      en: `${modbus} messages with a right CRC of Modbus RTU`,
      fr: `${modbus} messages au CRC Modbus RTU juste`,
    }),
  },
  "text": {
    title: {
      en: "Plain text, not a meter: a console, a boot log or a program.",
      fr: "Du texte, pas un compteur : une console, un démarrage ou un programme.",
    },
    maybe: { en: "plain text", fr: "du texte" },
    why: ({ otherwise: { text } }) => ({
      en: `${percent(text)} of it are lines of text, and no group of a meter`,
      fr: `${percent(text)} en lignes de texte, et aucun groupe d'un compteur`,
    }),
  },
  "binary": {
    title: {
      en: "A file of another kind, not the recording of a line.",
      fr: "Un fichier d'un autre genre, pas l'enregistrement d'une ligne.",
    },
    maybe: { en: "another kind of file", fr: "un autre genre de fichier" },
    why: ({ otherwise: { file } }) => ({
      en: `it begins as a file of the kind ${file}`,
      fr: `il commence comme un fichier ${file}`,
    }),
  },
  "line-slower": {
    title: {
      en: "Wrong speed: the line is slower than the port.",
      fr: "Mauvaise vitesse : la ligne est plus lente que le port.",
    },
    maybe: { en: "a port too fast for its line", fr: "un port trop rapide pour sa ligne" },
    why: ({ nul, otherwise: { distinct } }) => ({
      en: `${percent(nul)} errors, ${distinct} different bytes: each bit is heard several times`,
      fr: `${
        percent(nul)
      } d'erreurs, ${distinct} octets différents : chaque bit est lu plusieurs fois`,
    }),
  },
  "line-faster": {
    title: {
      en: "Wrong speed: the line is faster than the port.",
      fr: "Mauvaise vitesse : la ligne est plus rapide que le port.",
    },
    maybe: { en: "a port too slow for its line", fr: "un port trop lent pour sa ligne" },
    why: ({ nul }) => ({
      en: `${percent(nul)} errors without a pause, and the rest comes again and again`,
      fr: `${percent(nul)} d'erreurs sans pause, et le reste revient sans cesse`,
    }),
  },
  "noise": {
    title: { en: "Noise: bytes without any order.", fr: "Du bruit : des octets sans ordre." },
    maybe: { en: "noise", fr: "du bruit" },
    why: ({ bytes, scanned }) => ({
      en: `${bytes} bytes, nothing in them comes again${scanned ? ", at no speed a group" : ""}`,
      fr: `${bytes} octets, rien n'y revient${scanned ? ", aucun groupe à aucune vitesse" : ""}`,
    }),
  },
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
