/**
 * French for the meanings of `spec/labels.json`, which has them without accents, and in English
 * for some of the older meters.
 *
 * @module
 */

/** English meanings; the first that fits replaces. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [
    /^Active energy exported since Td tick.*/,
    "Énergie active injectée depuis top Td",
  ],
  [
    /^Active energy imported since Td tick/,
    "Énergie active soutirée depuis top Td",
  ],
  [
    /^Apparent energy exported since Td tick/,
    "Énergie apparente injectée depuis top Td",
  ],
  [
    /^Apparent energy imported since Td tick/,
    "Énergie apparente soutirée depuis top Td",
  ],
  [/^Active exported, period (\d)/, "Index actif injecté, période $1"],
  [/^Active imported, period (\d)/, "Index actif soutiré, période $1"],
  [/^Active exported, period P/, "Index actif injecté, période P"],
  [/^Active imported, period P/, "Index actif soutiré, période P"],
  [
    /^Active power (?:exported|injected) (\d+) min/,
    "Puissance active injectée $1 min",
  ],
  [/^Active power imported (\d+) min/, "Puissance active soutirée $1 min"],
  [/^Active power exported, point (\d)/, "Puissance active injectée, point $1"],
  [/^Active power imported, point (\d)/, "Puissance active soutirée, point $1"],
  [
    /^Reactive power exporting (\d+) min/,
    "Puissance réactive en injection $1 min",
  ],
  [
    /^Reactive power importing (\d+) min/,
    "Puissance réactive en soutirage $1 min",
  ],
  [/^Reactive power (\d+) min/, "Puissance réactive $1 min"],
  [
    /^Reactive ([+-]) exporting, period (\d)/,
    "Index réactif $1 en injection, période $2",
  ],
  [
    /^Reactive ([+-]) importing, period (\d)/,
    "Index réactif $1 en soutirage, période $2",
  ],
  [
    /^Negative reactive.* since Td tick.*export.*/,
    "Énergie réactive - en injection depuis top Td",
  ],
  [
    /^Negative reactive.* since Td tick.*import.*/,
    "Énergie réactive - en soutirage depuis top Td",
  ],
  [
    /^Positive reactive.* since Td tick.*export.*/,
    "Énergie réactive + en injection depuis top Td",
  ],
  [
    /^Positive reactive.* since Td tick.*import.*/,
    "Énergie réactive + en soutirage depuis top Td",
  ],
  [
    /^Negative reactive while exporting, (?:period )?/,
    "Index réactif - en injection, période ",
  ],
  [
    /^Negative reactive while importing, (?:period )?/,
    "Index réactif - en soutirage, période ",
  ],
  [
    /^Positive reactive while exporting, (?:period )?/,
    "Index réactif + en injection, période ",
  ],
  [
    /^Positive reactive while importing, (?:period )?/,
    "Index réactif + en soutirage, période ",
  ],
  [
    /^Negative reactive, exporting, point/,
    "Puissance réactive - en injection, point",
  ],
  [
    /^Negative reactive, importing, point/,
    "Puissance réactive - en soutirage, point",
  ],
  [
    /^Positive reactive, exporting, point/,
    "Puissance réactive + en injection, point",
  ],
  [
    /^Positive reactive, importing, point/,
    "Puissance réactive + en soutirage, point",
  ],
  [/^Current date/, "Date courante"],
  [/^Date of point/, "Date du point"],
  [/^Dynamic state/, "État dynamique"],
  [/^Dynamic tariff notice/, "Préavis tarifaire dynamique"],
  [/^End of period/, "Fin de la période"],
  [/^Frame kind/, "Type de trame"],
  [
    /^Grid-operator tariff grid name/,
    "Nom de la grille tarifaire du distributeur",
  ],
  [/^Supplier tariff grid name/, "Nom de la grille tarifaire du fournisseur"],
  [/^HV-side injected current phase/, "Courant injecté côté HTA, phase"],
  [/^Mean line voltage, point/, "Tension composée moyenne, point"],
  [
    /^Mean of 3 line voltages, last 10 min/,
    "Moyenne 10 min des 3 tensions composées",
  ],
  [/^Message from the grid operator/, "Message du distributeur"],
  [/^Meter serial number/, "Numéro de série du compteur"],
  [
    /^Name of tariff period (\d).* grid (.).*/,
    "Libellé de la période tarifaire $1, grille $2",
  ],
  [/^Operator control mode/, "Mode contrôle du distributeur"],
  [/^Overrun integration time/, "Temps d'intégration des dépassements"],
  [/^Overrun notice/, "Préavis de dépassement"],
  [
    /^Overrun-notice release threshold/,
    "Seuil de dégagement du préavis de dépassement",
  ],
  [/^Overrun-notice threshold/, "Seuil de préavis de dépassement"],
  [/^Point integration time/, "Temps d'intégration des points"],
  [
    /^Start .*or end.* of a dynamic phase, grid (.).*/,
    "Début ou fin de phase dynamique, grille $1",
  ],
  [/^Subscribed power, period/, "Puissance souscrite, période"],
  [/^Tariff period, grid/, "Période tarifaire, grille"],
  [/^end, current dynamic period/, "Fin de la période dynamique en cours"],
  [/^end, next dynamic period/, "Fin de la prochaine période dynamique"],
  [/^start, current dynamic period/, "Début de la période dynamique en cours"],
  [/^start, next dynamic period/, "Début de la prochaine période dynamique"],
  [/^tan phi exporting.*/, "Tangente phi en injection"],
  [/^tan phi importing.*/, "Tangente phi en soutirage"],
];

/** Words without their accents, by stem; case of the first letter is kept. */
const ACCENTS: Readonly<Record<string, string>> = {
  composee: "composée",
  controle: "contrôle",
  debut: "début",
  degagement: "dégagement",
  depassement: "dépassement",
  ecoute: "écoute",
  energie: "énergie",
  energies: "énergies",
  "en-tete": "en-tête",
  etat: "état",
  fenetre: "fenêtre",
  injecte: "injecté",
  injectee: "injectée",
  instantanee: "instantanée",
  intensite: "intensité",
  libelle: "libellé",
  numero: "numéro",
  periode: "période",
  preavis: "préavis",
  presence: "présence",
  reactif: "réactif",
  reactive: "réactive",
  reference: "référence",
  soutiree: "soutirée",
  triphasee: "triphasée",
  troisieme: "troisième",
};

/** Turns a short French meaning of the reference into French as it is written. */
export function french(meaning: string): string {
  for (const [english, text] of PHRASES) {
    if (english.test(meaning)) {
      return meaning.replace(english, text).replace(" grid ", " grille ");
    }
  }
  return meaning.replace(/[A-Za-z]+(?:-tete)?/g, (word) => {
    const written = ACCENTS[word.toLowerCase()];
    if (written === undefined) return word;
    return word[0] === word[0]!.toLowerCase()
      ? written
      : written[0]!.toUpperCase() + written.slice(1);
  });
}
