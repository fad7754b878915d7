import { assert, assertEquals } from "@std/assert";
import { lint, RULES } from "../mod.ts";
import { type Edits, type Fields, groupText, joined } from "../test_lines.ts";
import { OLDER_RULES } from "./older_rules.ts";
import {
  CONCENTRATOR,
  FOUR_QUADRANTS,
  frameOf,
  GREEN,
  GREEN_BEFORE,
  PME,
  PME_TEST,
  SHORT_SAPHIR,
  YELLOW,
} from "./test_lines.ts";

const line = (fields: Fields, ...turns: Edits[]) =>
  joined(...[{}, ...turns].map((edits) => frameOf(fields, { edits })));

/** A frame with two groups the other way round, or one twice. */
function moved(fields: Fields, label: string, { before }: { before: string }): Fields {
  const group = fields.find(([one]) => one === label)!;
  const rest = fields.filter((one) => one !== group);
  const place = rest.findIndex(([one]) => one === before);
  return [...rest.slice(0, place), group, ...rest.slice(place)];
}
const twice = (fields: Fields, label: string): Fields =>
  fields.flatMap((group) => group[0] === label ? [group, group] : [group]);

/** For every rule, at least one line that breaks it and no other. */
const BROKEN: readonly (readonly [rule: string, line: Uint8Array])[] = [
  ["older.separator", frameOf(PME, { tab: true })],
  ["older.label", line(CONCENTRATOR, { PAPP: "00420" })],
  ["older.label", line(GREEN, { ERN: "0varh" })],
  ["older.once", frameOf(twice(YELLOW, "PMAXC"))],
  ["older.order", frameOf(moved(PME, "PS", { before: "DATE" }))],
  ["older.order", frameOf(moved(FOUR_QUADRANTS, "I2", { before: "IPATMN" }))],
  ["older.form", line(CONCENTRATOR, { BASE: "012345678" })],
  ["older.form", line(YELLOW, { JAUNE: "10:29:26:08:11::01234:00" })],
  ["older.form", line(GREEN, { EA: "01234Wh" })],
  ["older.form", line(GREEN, { TGPHI: "-0.12" })],
  ["older.form", line(PME, { PA1_s: "6H.kW" })],
  ["older.form", line(PME, { DATE: "26/08/16 10/29/04" })],
  ["older.form", line(SHORT_SAPHIR, { EAS: "422" })],
  ["older.listed", line(CONCENTRATOR, { PTEC: "HPJB" })],
  ["older.listed", line(PME, { MESURES1: "BT 4" })],
  ["older.range", line(GREEN, { KDC: "79%" })],
  ["older.range", line(GREEN, { PA3: "32768kW" })],
  ["older.calendar", line(YELLOW, { JAUNE: "24:29:26:08:11:  :01234:00" })],
  ["older.calendar", line(YELLOW, { PERCP: "31:06:00:00" })],
  ["older.calendar", line(PME, { "DebP-1": "31/02/16 02:25:00" })],
  ["older.always", line(CONCENTRATOR, { GAZ: null })],
  ["older.always", line(YELLOW, { PSOUSP: null })],
  ["older.always", line(FOUR_QUADRANTS, { I3: null })],
  ["older.contract", line(CONCENTRATOR, { BASE: null })],
  ["older.contract", line(GREEN, { PSHPH: null })],
  ["older.contract", frameOf(moved(greenWith("EApHM", "1kWh"), "EApHM", { before: "ERPpP" }))],
  ["older.producer", frameOf(moved([...PME, ["PMAX_i", "1kVA"]], "PMAX_i", { before: "TGPHI_s" }))],
  ["older.producer", line(PME, { CONFIG: "PROD" })],
  ["older.long", frameOf(moved([...SHORT_SAPHIR, ["KDC", "90%"]], "KDC", { before: "TGPHIS" }))],
  ["older.series", line(GREEN, { ERPpHCE: null })],
  ["older.series", frameOf(moved(greenWith("ERNpP", "1kvarh"), "ERNpP", { before: "KDC" }))],
  ["older.series", line(GREEN_BEFORE, { DEBUTp1: null, FINp1: null, CAFp1: null })],
  ["older.release", line(PME, { ADS: null })],
  ["older.period", line(CONCENTRATOR, { PTEC: "HP.." })],
  ["older.period", line(GREEN, { PTCOUR: "PM" })],
  ["older.blocks", line(YELLOW, { PMAXC: "01200:00300" })],
  ["older.newest", line(PME, { DATEPA2: "26/08/16 09:30:00" })],
  ["older.newest", line(PME, { DATEPA1: "26/08/16 10:30:00" })],
  ["older.newest", line(GREEN, { DEBUTp: "26/08/16 10/30/00" })],
  ["older.clock", line(PME, { DATE: "26/08/16 10:29:03" })],
  ["older.index", line(CONCENTRATOR, { GAZ: "0123455" })],
  ["older.index", line(YELLOW, { ENERG: "012346:001233:000123:000012" })],
];

function greenWith(label: string, value: string): Fields {
  return [...GREEN, [label, value]];
}

Deno.test("lint() finds nothing in lines of older meters that are right", () => {
  const frames = {
    ...{ CONCENTRATOR, YELLOW, GREEN, GREEN_BEFORE, FOUR_QUADRANTS, PME, PME_TEST, SHORT_SAPHIR },
  };
  for (const [name, fields] of Object.entries(frames)) {
    assertEquals(lint(line(fields, {}, {})), [], name);
  }
  assertEquals(lint(frameOf(SHORT_SAPHIR, { tab: true })), []);
  // Labels as a real PME-PMI writes them (reference §6.8).
  const field = PME.map(([label, value]) => [label.replace("EaP", "EAP"), value] as const);
  assertEquals(lint(frameOf(field)), []);
});

for (const [i, [rule, bytes]] of BROKEN.entries()) {
  Deno.test(`lint() finds what breaks ${rule}, and nothing else (${i})`, () => {
    const found = lint(bytes);
    assert(found.length > 0, "nothing found");
    assertEquals(found.filter((finding) => finding.rule !== rule), []);
  });
}

Deno.test("OLDER_RULES are each broken by a line of their own, and are among RULES", () => {
  const broken = new Set(BROKEN.map(([rule]) => rule));
  assertEquals(OLDER_RULES.filter(({ id }) => !broken.has(id)).map(({ id }) => id), []);
  for (const rule of OLDER_RULES) assert(RULES.includes(rule), rule.id);
});

Deno.test("lint() knows a meter again in a frame that is cut before its own labels", () => {
  const text = groupText("ADCO", "041234567890", false) + groupText("BASE", "01234567", false);
  const cut = Uint8Array.from(`\x02${text}\x04`, (character) => character.charCodeAt(0));
  assertEquals(lint(joined(line(CONCENTRATOR), cut, line(CONCENTRATOR))), []);
});

Deno.test("lint() allows the frame that some green meters send for the voltage alone", () => {
  const voltage = frameOf([["U10MN", "231V"]]);
  const rest = frameOf(GREEN.filter(([label]) => label !== "U10MN"));
  assertEquals(lint(joined(rest, voltage, rest, voltage)), []);
});

Deno.test("lint() knows that the hour before three comes twice in October", () => {
  const twice: Edits = {
    DATE: "30/10/16 02:00:04",
    DATEPA1: "30/10/16 02:00:00",
    DATEPA2: "30/10/16 02:50:00",
    DATEPA3: "30/10/16 02:40:00",
  };
  const before = { ...twice, DATE: "30/10/16 02:59:58", DATEPA1: "30/10/16 02:50:00" };
  const points = { DATEPA2: "30/10/16 02:40:00", DATEPA3: "30/10/16 02:30:00" };
  const frames = [{ ...before, ...points }, twice].map((edits) => frameOf(PME, { edits }));
  assertEquals(lint(joined(...frames)), []);
});

Deno.test("lint() leaves derived rules out where it is told to", () => {
  const back = line(PME, { DATE: "26/08/16 10:29:03" });
  assertEquals(lint(back, { derived: false }), []);
});
