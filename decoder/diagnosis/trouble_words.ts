/**
 * Words of what may be wrong with a line on which a meter is heard, or nobody.
 *
 * @module
 */
import type { CauseId } from "./causes.ts";
import type { CauseWords } from "./cause_words.ts";
import type { LineFacts } from "./line_facts.ts";
import { comma, percent, seconds } from "./spoken_numbers.ts";

const badPercent = ({ good, suspect, bad }: LineFacts) =>
  percent(bad / Math.max(1, good + suspect + bad));

/** See the module. */
export const TROUBLE_WORDS = {
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
} satisfies Partial<Record<CauseId, CauseWords>>;
