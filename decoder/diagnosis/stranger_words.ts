/**
 * Words of what is heard where no meter is, or none that is read as it stands.
 *
 * @module
 */
import type { CauseId } from "./causes.ts";
import type { CauseWords } from "./cause_words.ts";
import { percent } from "./spoken_numbers.ts";

/** See the module. */
export const STRANGER_WORDS = {
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
} satisfies Partial<Record<CauseId, CauseWords>>;
