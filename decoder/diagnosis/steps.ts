/**
 * What to do about a line, in English and French.
 *
 * @module
 */

/** Something said in both languages. */
export type Words = Readonly<Record<"en" | "fr", string>>;

/** What can be done, each with its words. Commands stand on lines of their own, indented. */
export const STEPS = {
  "wire": {
    en:
      "Check the two wires: on a Linky they go to I1 and I2, in either order. A is the supply, not data.",
    fr:
      "Vérifiez les deux fils : sur un Linky ils vont en I1 et I2, dans un sens ou dans l'autre. A est l'alimentation, pas les données.",
  },
  "mode": {
    en: "See on the meter's display that the TIC is on: it says historique or standard.",
    fr: "Vérifiez à l'écran du compteur que la TIC est active : il affiche historique ou standard.",
  },
  "ask-active": {
    en:
      "The meter waits. Ask your supplier to have the TIC activated:\n  « Bonjour, merci de faire activer la télé-information client (TIC)\n  de mon compteur. »",
    fr:
      "Le compteur est en veille. Demandez à votre fournisseur d'activer la TIC :\n  « Bonjour, merci de faire activer la télé-information client (TIC)\n  de mon compteur. »",
  },
  "uart": {
    en: "On a Raspberry Pi: put enable_uart=1 into /boot/firmware/config.txt and restart.",
    fr: "Sur un Raspberry Pi : mettez enable_uart=1 dans /boot/firmware/config.txt et redémarrez.",
  },
  "port": {
    en: "See that it is the right port:\n  ticlab ports",
    fr: "Vérifiez que c'est le bon port :\n  ticlab ports",
  },
  "invert": {
    en:
      "The optocoupler's stage gives the levels upside down: take its output from the other side (collector with a pull-up), or invert it with one transistor, or in the UART (ESP: invert, FTDI: FT_PROG).",
    fr:
      "L'étage de l'optocoupleur donne les niveaux à l'envers : prenez la sortie de l'autre côté (collecteur avec résistance de rappel), ou inversez avec un transistor, ou dans l'UART (ESP : invert, FTDI : FT_PROG).",
  },
  "short": {
    en:
      "If it never changes: measure the adapter's output. It must rest near its supply voltage while the meter is unplugged.",
    fr:
      "Si rien ne change : mesurez la sortie de l'adaptateur. Compteur débranché, elle doit rester près de sa tension d'alimentation.",
  },
  "again": {
    en:
      "Nothing is broken: the meter was switched, or two speeds are in one recording. Check again.",
    fr:
      "Rien n'est cassé : le compteur a changé de mode, ou l'enregistrement mêle deux vitesses. Relancez.",
  },
  "raw": {
    en:
      "A terminal changed the bytes. Read the port raw, or record it with ticlab:\n  stty -F PORT raw -echo\n  ticlab record PORT line.txt",
    fr:
      "Un terminal a modifié les octets. Lisez le port en mode brut, ou enregistrez avec ticlab :\n  stty -F PORT raw -echo\n  ticlab record PORT ligne.txt",
  },
  "sums": {
    en:
      "If numbers were taken out by hand, their sums no longer fit; ticlab keeps them right:\n  ticlab anonymise FILE --to to-share.txt",
    fr:
      "Si des numéros ont été retirés à la main, leurs sommes sont fausses ; ticlab les garde justes :\n  ticlab anonymise FILE --to a-partager.txt",
  },
  "wait": {
    en:
      "The operator may be reading the meter over another link (phone, optical port): wait, then check again.",
    fr:
      "Le gestionnaire lit peut-être le compteur par une autre liaison (téléphone, optique) : attendez, puis relancez.",
  },
  "record": {
    en: "If it goes on, keep it:\n  ticlab record PORT line.txt",
    fr: "Si cela dure, gardez-en la trace :\n  ticlab record PORT ligne.txt",
  },
  "connector": {
    en: "Look for a loose contact: terminals I1 and I2 (strip 5 mm of wire), adapter, USB plug.",
    fr: "Cherchez un faux contact : bornes I1 et I2 (dénudez 5 mm), adaptateur, prise USB.",
  },
  "supply": {
    en:
      "An adapter fed by the meter (I1 and A) has 130 mW: feed it otherwise to see if that is it.",
    fr:
      "Un adaptateur alimenté par le compteur (I1 et A) n'a que 130 mW : alimentez-le autrement pour voir.",
  },
  "adapter": {
    en: "Try another USB port, without a hub, and see what the system says:\n  dmesg | tail",
    fr:
      "Essayez un autre port USB, sans concentrateur, et voyez ce que dit le système :\n  dmesg | tail",
  },
  "one-reader": {
    en:
      "See that a single cable ends at the receive pin: two adapters on one UART, or transmit tied to receive, give everything twice.",
    fr:
      "Vérifiez qu'un seul câble arrive à la broche de réception : deux adaptateurs sur un UART, ou émission reliée à réception, doublent tout.",
  },
  "echo": {
    en: "If a bridge is between (ser2net, socat, ESP), turn its echo off.",
    fr: "S'il y a un pont (ser2net, socat, ESP), coupez son écho.",
  },
  "resistor": {
    en:
      "At 9600 baud the optocoupler must be quick: try a smaller pull-up (1 to 3.3 kΩ) and a smaller series resistor (1 kΩ and less).",
    fr:
      "À 9600 bauds l'optocoupleur doit être rapide : essayez une résistance de rappel plus faible (1 à 3,3 kΩ) et une résistance série plus faible (1 kΩ et moins).",
  },
  "cable": {
    en: "Use a short twisted pair, away from mains cables; a longer one shielded.",
    fr:
      "Prenez une paire torsadée courte, loin des câbles du secteur ; blindée si elle est longue.",
  },
  "receivers": {
    en: "Take other receivers off the bus for a test: five at most are allowed.",
    fr: "Débranchez les autres récepteurs pour un essai : cinq au plus sont admis.",
  },
  "mini-uart": {
    en:
      "On a Raspberry Pi, ttyS0 is the mini-UART: it knows no parity and its speed drifts with the core clock. Put dtoverlay=disable-bt into config.txt and read ttyAMA0.",
    fr:
      "Sur un Raspberry Pi, ttyS0 est le mini-UART : il ignore la parité et sa vitesse suit l'horloge du cœur. Mettez dtoverlay=disable-bt dans config.txt et lisez ttyAMA0.",
  },
  "set-7e1": {
    en:
      "Set your program to 7 bits, even parity, 1 stop bit (7E1), or take bit 7 away and check it. ticlab reads it as it is.",
    fr:
      "Réglez votre programme sur 7 bits, parité paire, 1 bit d'arrêt (7E1), ou ôtez le bit 7 et vérifiez-le. ticlab la lit telle quelle.",
  },
  "decode": {
    en: "Read it:\n  ticlab decode SOURCE",
    fr: "Lisez-la :\n  ticlab decode SOURCE",
  },
  "share": {
    en:
      "Few lines of such meters are public. Would you share a recording of yours?\n  ticlab record PORT line.txt\n  ticlab anonymise line.txt --to to-share.txt",
    fr:
      "Peu de lignes de tels compteurs sont publiques. Partageriez-vous un enregistrement ?\n  ticlab record PORT ligne.txt\n  ticlab anonymise ligne.txt --to a-partager.txt",
  },
  "ask-standard": {
    en:
      "On a Linky, standard mode says more (voltage, tariffs, production). It is free; write to your supplier, in French:\n  « Bonjour, je souhaite que la télé-information client (TIC) de mon\n  compteur Linky passe du mode historique au mode standard (prestation\n  F185 d'Enedis). Mon point de livraison (PRM) est : … Merci. »",
    fr:
      "Sur un Linky, le mode standard en dit plus (tension, tarifs, production). Il est gratuit ; écrivez à votre fournisseur :\n  « Bonjour, je souhaite que la télé-information client (TIC) de mon\n  compteur Linky passe du mode historique au mode standard (prestation\n  F185 d'Enedis). Mon point de livraison (PRM) est : … Merci. »",
  },
  "other-port": {
    en: "Something else talks here. See which port is the meter's:\n  ticlab ports",
    fr: "Un autre appareil parle ici. Voyez quel port est celui du compteur :\n  ticlab ports",
  },
  "console": {
    en:
      "If it is the console of a Raspberry Pi, turn it off: raspi-config, Interface Options, Serial Port; login shell no, hardware yes; restart.",
    fr:
      "Si c'est la console d'un Raspberry Pi, coupez-la : raspi-config, Interface Options, Serial Port ; login shell non, hardware oui ; redémarrez.",
  },
  "other-file": {
    en: "Name the recording of a line instead.",
    fr: "Indiquez plutôt l'enregistrement d'une ligne.",
  },
  "speed": {
    en:
      "Read the port at the meter's speed: 1200 baud in historique mode, 9600 in standard mode. On a port, ticlab finds it:\n  ticlab check PORT",
    fr:
      "Lisez le port à la vitesse du compteur : 1200 bauds en mode historique, 9600 en mode standard. Sur un port, ticlab la trouve :\n  ticlab check PORT",
  },
  "longer": {
    en:
      "Listen longer, or keep the line and show it to somebody:\n  ticlab check SOURCE --for 60s\n  ticlab record PORT line.txt",
    fr:
      "Écoutez plus longtemps, ou gardez la ligne et montrez-la :\n  ticlab check SOURCE --for 60s\n  ticlab record PORT ligne.txt",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Name of something to do. */
export type StepId = keyof typeof STEPS;
