/**
 * Frames of made-up older meters for the tests of their lint, written by hand from the reference.
 *
 * @module
 */
import { bytesOf, edited, type Edits, type Fields, groupText } from "../test_lines.ts";

const numbers = <Made>(last: number, make: (n: number) => Made[]): Made[] =>
  Array.from({ length: last }, (_, i) => make(i + 1)).flat();
const groups = (text: string): [string, string][] =>
  text.trim().split("\n").map((line) => {
    const [label, ...data] = line.trim().split("|");
    return [label!, data.join("|")];
  });

/** A concentrator, one tariff. */
export const CONCENTRATOR: Fields = groups(`
  ADCO|041234567890
  OPTARIF|BASE
  BASE|01234567
  GAZ|0123456
  AUTRE|0000012
  PTEC|TH..
  MOTDETAT|000000`);

/** A yellow meter, one threshold, in overrun. */
export const YELLOW: Fields = groups(`
  JAUNE|10:29:26:08:11:DP:01234:00
  ENERG|012345:001234:000123:000012
  PERCC|01:08:00:00
  PMAXC|01200
  TDEPA|00017
  PERCP|01:07:00:00
  PMAXP|01180
  PSOUSC|01000
  PSOUSP|01000`);

const points = (label: string, power: string) =>
  numbers(6, (n): [string, string][] => [
    [`DATE${label}${n}`, `26/08/16 ${String(10 - n).padStart(2, "0")}/20/00`],
    [`${label}${n}`, power],
  ]);

/** Subscribed powers stand in an order of their own. */
const SUBSCRIBED = "PSP PSHPH PSHPD PSHCH PSHCD PSHPE PSHCE PSJA".split(" ");
const PERIODS = "P HCE HCH HCD JA HPE HPH HPD".split(" ");
const each = (prefix: string, value: string): [string, string][] =>
  PERIODS.map((period) => [prefix + period, value]);

const MEANS = groups(`
  PA1MN|231kW
  PA10MN|229kW
  PREA1MN|-12kvar
  PREA10MN|8kvar`);

/** A green meter while it sends the reactive indexes of its period. */
export const GREEN: Fields = [
  ...groups(`
  CONTRAT|BASE_A5
  DATECOUR|26/08/16 10/29/04
  EA|1234Wh
  ERP|0varh
  PTCOUR|HPE
  PREAVIS|DEP`),
  ...points("PA", "230H.kW"),
  ...groups(`
  DEBUTp|01/08/16 00/00/00
  FINp|26/08/16 10/29/04
  CAFp|0`),
  ...each("EAp", "12345kWh"),
  ...each("ERPp", "34kvarh"),
  ...groups(`
  KDC|100%
  KDCD|70%`),
  ...each("PS", "300kW").sort(([one], [other]) =>
    SUBSCRIBED.indexOf(one) - SUBSCRIBED.indexOf(other)
  ),
  ...MEANS,
  ["TGPHI", "-0,12"],
  ["U10MN", "231V"],
];

/** The same while it sends the active indexes of the period before. */
export const GREEN_BEFORE: Fields = GREEN.flatMap(([label, field]) =>
  label.startsWith("ERPp")
    ? label !== "ERPpP" ? [] : [
      ...groups(`
  DEBUTp1|01/07/16 00/00/00
  FINp1|01/08/16 00/00/00
  CAFp1|2`),
      ...each("EAp1", "11111kWh"),
    ]
    : [[label, field] as const]
);

/** A green meter that counts what is injected. */
export const FOUR_QUADRANTS: Fields = [
  ...GREEN.slice(0, -1),
  ...groups(`
  Appli|INJECTION
  U10MN|231V
  DATECOUR|26/08/16 10/29/04
  EA|77Wh
  ERP|1varh
  ERN|2varh
  PTCOUR|4`),
  ...points("P", "12kW"),
  ...groups(`
  DEBUTp|01/08/16 00/00/00
  EApCour|500kWh
  ERPpCour|1kvarh
  ERNpCour|2kvarh
  DEBUTp1|01/07/16 00/00/00`),
  ...numbers(8, (n): [string, string][] => [[`EAp1P${n}`, "40kWh"]]),
  ...groups(`
  PrapCour|12kW
  IPA1MN|12kW
  IPATMN|11kW
  IPREA1MN|0kvar
  IPREATMN|-1kvar
  I1|5,123A
  I2|12,000A
  I3|0,000A
  TGPHI|0,10`),
];

/** A consumer's PME-PMI of 2013, with one calendar. */
export const PME: Fields = [
  ...groups(`
  ADS|041436968229
  MESURES1|BT 4 SUP36
  DATE|26/08/16 10:29:04
  EA_s|422Wh
  ER+_s|0varh
  ER-_s|189varh
  EAPP_s|495VAh
  PTCOUR1|HPE
  TARIFDYN|INACTIF
  ETATDYN1|000
  CONFIG|CONSO`),
  ...numbers(6, (n): [string, string][] => [
    [`DATEPA${n}`, `26/08/16 ${String(10 - n).padStart(2, "0")}:20:00`],
    [`PA${n}_s`, n === 6 ? "0TkW" : "6kW"],
  ]),
  ...groups(`
  DebP|14/08/16 02:50:00
  EAP_s|9649kWh
  ER+P_s|229kvarh
  ER-P_s|7350kvarh
  DebP-1|14/07/16 02:25:00
  FinP-1|14/08/16 02:50:00
  EaP-1_s|9256kWh
  ER+P-1_s|229kvarh
  ER-P-1_s|6666kvarh
  PS|42kVA
  PA1MN|6kW
  PMAX_s|15kVA
  TGPHI_s|-0,39`),
];

/** The frame by which the release of 2013 tries readers. */
export const PME_TEST: Fields = groups(`
  TRAME|TEST
  ADS|000000000000
  PTCOUR1|HPE`);

/** A consumer's SAPHIR, short frame. */
export const SHORT_SAPHIR: Fields = [
  ...groups(`
  LG_TRM|TRM_COURTE
  ADS|041436968229
  DATE|26/08/16 10/29/04
  EAS|422Wh
  ER+S|0varh
  ER-S|189varh`),
  ...[["PTCOURD", "HPE"], ["ETATDYND", "0"]] as const,
  ...numbers(8, (n): [string, string][] => [[`EAp${n}SD`, "12kWh"]]),
  ...numbers(8, (n): [string, string][] => [[`ER+p${n}SD`, "1kvarh"], [`ER-p${n}SD`, "2kvarh"]]),
  ...groups(`
  TGPHIS|0,10
  U10MN|231V
  PTCOURF|HPE
  ETATDYNF|0`),
  ...numbers(8, (n): [string, string][] => [[`EAp${n}SF`, "12kWh"]]),
];

/** The bytes of a frame; `tab` for the format "STD" of a SAPHIR. */
export function frameOf(fields: Fields, { edits = {}, tab = false }: {
  edits?: Edits;
  tab?: boolean;
} = {}): Uint8Array<ArrayBuffer> {
  const texts = edited(fields, edits).map(([label, field]) =>
    field === null ? "" : groupText(label, field, tab)
  );
  return bytesOf(`\x02${texts.join("")}\x03`);
}
