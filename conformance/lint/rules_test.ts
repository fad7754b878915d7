import { assert, assertEquals } from "@std/assert";
import { Lint, type LintOptions, RULES } from "./mod.ts";
import {
  BASE,
  HIST_EJP,
  HIST_HC,
  HIST_TEMPO,
  HIST_TRI,
  HIST_TRI_OVER,
  SHORT_AFTER,
  SHORT_FRAME,
} from "./test_historique_lines.ts";
import {
  bytesOf,
  edited,
  type Edits,
  type Fields,
  frameText,
  groupText,
  HC,
  MONO,
  ONE_BLOCK,
  PILOT,
  played,
  PRODUCER,
  TEMPO,
  TEMPO_NOTICE,
  TRI,
} from "./test_lines.ts";

/** A line of frames, in pieces, each with when it came. */
interface Told {
  readonly pieces: readonly Uint8Array[];
  readonly times?: readonly (number | number[])[];
  readonly options?: LintOptions;
}

const line = (fields: Fields, ...turns: Edits[]): Told => ({
  pieces: played(fields, {}, ...turns),
});

/** A single frame with another text; the sums are as they come. */
const text = (fields: Fields, change: (text: string) => string): Told => ({
  pieces: [bytesOf(change(frameText(fields)))],
});

const repeat = (count: number, fields: Fields) => played(fields, ...Array(count).fill({}));

/** Just after the hour that March leaves out. */
const SPRING = edited(MONO, {
  DATE: ["E260329030510", ""],
  SMAXSN: ["H260329013000", "03210"],
  "SMAXSN-1": ["H260328191522", "04120"],
  CCASN: ["E260329030000", "00432"],
  "CCASN-1": ["H260329013000", "00300"],
  UMOY1: ["E260329030000", "229"],
});

/** Just before the off-peak hours begin. */
const EVENING = edited(HC, {
  DATE: ["H260114215955", ""],
  CCASN: ["H260114213000", "00432"],
  "CCASN-1": ["H260114210000", "00300"],
  UMOY1: ["H260114215000", "229"],
});

/** Points every 10 minutes, just before a new one. */
const NEW_POINT = edited(MONO, {
  DATE: ["H260114122959", ""],
  CCASN: ["H260114122000", "00432"],
  "CCASN-1": ["H260114121000", "00300"],
  UMOY1: ["H260114122000", "229"],
});

/** A profile that leaves the index and the contact as they are. */
const FREE = ONE_BLOCK.replace("8001", "0000");

/** A mobile peak of a free contract, announced. */
const NOTICE = edited(MONO, {
  NGTF: null,
  STGE: "103A0001",
  DPM1: [" 260115060000", "00"],
  PPOINTE: ONE_BLOCK.replace("8001", "8002"),
});

/** Starts of bytes `step` ms apart, with a silence before one of them. */
function bytewise(count: number, step: number, silent: { before: number; for: number }): number[] {
  return Array.from({ length: count }, (_, i) => i * step + (i >= silent.before ? silent.for : 0));
}

/** The last second of a day, and the first minute after it. */
const LAST_SECOND = edited(MONO, {
  DATE: ["H260114235959", ""],
  CCASN: ["H260114233000", "00432"],
  "CCASN-1": ["H260114230000", "00300"],
  UMOY1: ["H260114235000", "229"],
});
const MIDNIGHT = { DATE: ["H260115000001", ""] } as const;

/**
 * For every rule, at least one line that breaks it and no other.
 *
 * The first frame of `line` is right; the edits of each turn are those of the frames that follow.
 */
const BROKEN: readonly (readonly [rule: string, line: Told])[] = [
  ["line.outside", { pieces: [...played(MONO, {}), bytesOf("ok "), ...played(MONO, {})] }],
  ["line.outside", { pieces: [...played(BASE, {}), bytesOf("\r\n"), ...played(BASE, {})] }],
  ["line.outside", { pieces: [...played(BASE, {}), ...played(BASE, {}).map((f) => f.slice(1))] }],
  ["frame.end", text(BASE, (frame) => frame.slice(0, -1) + frame)],
  ["frame.empty", text(BASE, (frame) => `\x02\x03${frame}`)],
  ["frame.stray", text(BASE, (frame) => frame.replace("\nPTEC", "\r\nPTEC"))],
  ["group.form", text(MONO, (frame) => frame.replace("\nVTIC\t02\tJ\r", "\nVTIC\r"))],
  ["group.form", text(BASE, (frame) => frame.replace("BASE 0\r", "BASE 0"))],
  [
    "group.form",
    text(MONO, (frame) =>
      frame.replace(
        groupText("IRMS1", "002", true),
        groupText("IRMS1", ["002", "1\t2"], true),
      )),
  ],
  ["group.separator", text(MONO, (frame) => frame.replace("\nVTIC\t02\tJ\r", "\nVTIC 02 J\r"))],
  ["group.characters", text(MONO, (frame) => frame.replace("DE   ", "D\xc9   "))],
  ["group.checksum", text(MONO, (frame) => frame.replace("\t06\tE\r", "\t06\tF\r"))],
  ["label.known", line(BASE, { TENSION: "230" })],
  ["label.known", line(edited(PILOT, { MSG1: "PAS DE          MESSAGE         " }), {})],
  ["label.once", text(BASE, (frame) => frame.replace(/\nPTEC.*\r/, (group) => group + group))],
  ["label.order", text(BASE, (frame) => frame.replace(/(\nPAPP.{8}\r)(\nHHPHC.{4}\r)/, "$2$1"))],
  ["value.length", line(BASE, { IINST: "02" })],
  ["value.length", line(MONO, { DATE: ["H260114120511", "0"] })],
  ["value.characters", line(BASE, { PAPP: "0046 " })],
  ["value.characters", line(MONO, { STGE: "003a0001" })],
  ["value.listed", line(BASE, { OPTARIF: "BASF" })],
  ["value.listed", line(HIST_TEMPO, { OPTARIF: "BBR@" })],
  ["value.listed", line(HIST_TRI, { PPOT: "01" })],
  ["value.listed", line(MONO, { NJOURF: "10" })],
  ["value.constant", line(BASE, { IMAX: "042" })],
  ["value.constant", line(HIST_EJP, { PEJP: "15" })],
  ["stamp.presence", line(MONO, { PREF: ["H260114120511", "06"] })],
  ["stamp.presence", line(MONO, { SMAXSN: "03210" })],
  ["stamp.form", line(MONO, { UMOY1: ["X260114120000", "229"] })],
  ["stamp.calendar", line(MONO, { "SMAXSN-1": ["H260132191522", "04120"] })],
  ["stamp.calendar", line(MONO, { "CCASN-1": ["H260114240000", "00300"] })],
  ["stamp.blank", line(TEMPO, { DPM1: ["H260114060000", "00"] })],
  ["stamp.blank", { pieces: played(MONO, { "SMAXSN-1": [" 260113191522", "04120"] }) }],
  ["stamp.season", { pieces: played(MONO, { "SMAXSN-1": ["E260113191522", "04120"] }) }],
  ["stamp.season", { pieces: played(SPRING, { SMAXSN: ["H260329020500", "03210"] }) }],
  ["stamp.season", { pieces: played(SPRING, { SMAXSN: ["E260329023000", "03210"] }) }],
  ["presence.always", line(BASE, { MOTDETAT: null })],
  ["presence.always", line(MONO, { EASF07: null })],
  ["presence.always", line(TRI, { URMS2: null })],
  ["presence.always", { pieces: played(SHORT_FRAME, { IINST1: null }) }],
  ["presence.phases", line(BASE, { PPOT: "00" })],
  ["presence.phases", line(MONO, { SINSTS1: "00460" })],
  ["presence.producer", line(MONO, { EAIT: "000000001" })],
  ["presence.producer", line(PRODUCER, { ERQ3: null })],
  ["presence.producer", line(MONO, { STGE: "003A0101" })],
  ["presence.contract", line(BASE, { DEMAIN: "----" })],
  ["presence.contract", line(HIST_TEMPO, { BBRHCJR: null })],
  ["presence.contract", line(BASE, { PEJP: "30" })],
  ["meter.given", { ...line(MONO), options: { meter: { phases: 3 } } }],
  ["meter.given", { ...line(BASE), options: { meter: { contract: "tempo" } } }],
  ["meter.type", { pieces: played(BASE, { ADCO: "021834000042" }) }],
  ["meter.phases", { pieces: played(MONO, { ADSC: "021863000042" }) }],
  ["meter.prm", line(MONO, { PRM: "00000000000000" })],
  ["hist.ptec", line(BASE, { PTEC: "HC.." })],
  ["hist.isousc", line(BASE, { ISOUSC: "31" })],
  ["hist.isousc", line(HIST_TRI, { ISOUSC: "61" })],
  ["hist.adps.sent", line(BASE, { IINST: "031", PAPP: "07130" })],
  ["hist.adps.begins", line(BASE, { IINST: "029", ADPS: "029", PAPP: "06670" })],
  ["hist.adps.value", line(BASE, { IINST: "031", ADPS: "032", PAPP: "07130" })],
  ["hist.papp.step", line(BASE, { PAPP: "00461" })],
  ["hist.papp.current", line(BASE, { IINST: "010" }, {})],
  ["hist.papp.current", line(HIST_TRI, { PAPP: "02500" }, {})],
  ["hist.ppot", line(HIST_TRI, { PPOT: "04" })],
  ["hist.pejp", line(HIST_EJP, { PTEC: "PM.." })],
  ["hist.tempo.colour", line(HIST_TEMPO, { PTEC: "HPJB", DEMAIN: "----" })],
  ["hist.tempo.colour", line(HIST_TEMPO, { PTEC: "HCJR", DEMAIN: "----" })],
  ["hist.demain", line(HIST_TEMPO, { DEMAIN: "BLAN" })],
  ["hist.short.begins", { pieces: [...repeat(2, HIST_TRI_OVER)] }],
  ["hist.short.cycle", {
    pieces: [...repeat(1, HIST_TRI_OVER), ...repeat(21, SHORT_FRAME), ...repeat(1, HIST_TRI_OVER)],
  }],
  ["hist.short.cycle", {
    pieces: [...repeat(1, HIST_TRI_OVER), ...repeat(19, SHORT_FRAME), ...repeat(1, HIST_TRI_OVER)],
  }],
  ["hist.short.minute", {
    pieces: [
      ...repeat(1, HIST_TRI),
      ...repeat(3, SHORT_FRAME),
      ...repeat(10, SHORT_AFTER),
      ...repeat(1, HIST_TRI),
    ],
  }],
  ["hist.short.minute", {
    pieces: [
      ...repeat(1, HIST_TRI),
      ...repeat(20, SHORT_FRAME),
      ...Array(7).fill([...repeat(1, HIST_TRI), ...repeat(20, SHORT_AFTER)]).flat(),
    ],
  }],
  ["hist.adir.sent", {
    pieces: [...repeat(1, HIST_TRI), ...played(SHORT_FRAME, { IINST1: "030" })],
  }],
  ["hist.adir.sent", {
    pieces: [...repeat(1, HIST_TRI), ...played(SHORT_FRAME, { ADIR1: "002" })],
  }],
  ["hist.adir.value", { pieces: played(SHORT_FRAME, { ADIR3: "026" }) }],
  ["stge.tic", line(MONO, { STGE: "00380001" })],
  ["stge.tic", { pieces: played(PILOT, { STGE: "003E0001" }) }],
  ["stge.unused", line(MONO, { STGE: "003A0021" })],
  ["stge.unused", line(MONO, { STGE: "003E0001" })],
  ["stge.breaker", { pieces: played(MONO, { STGE: "003A000F" }) }],
  ["stge.supplier", line(MONO, { STGE: "003A2801" })],
  ["stge.euridis", line(MONO, { STGE: "00320001" })],
  ["stge.plc", line(MONO, { STGE: "007A0001" })],
  ["stge.clock", line(MONO, { DATE: ["h260114120511", ""] })],
  ["stge.clock", line(MONO, { STGE: "003B0001" })],
  ["stge.overload", line(MONO, { IRMS1: "035", SINSTS: "08050" }, {})],
  ["stge.overload", line(MONO, { STGE: "003A0081" })],
  ["stge.cut", line(MONO, { STGE: "003A0003" }, {})],
  [
    "tariff.ntarf",
    line(edited(HC, { "PJOURF+1": FREE }), { NTARF: "01" }),
  ],
  ["tariff.contract", { pieces: played(HC, { NTARF: "03", STGE: "003A0801", "PJOURF+1": FREE }) }],
  ["tariff.contact", line(MONO, { RELAIS: "001" })],
  ["tariff.name", line(HC, {}, {}, {}, { LTARF: " HEURE  CREUSE  " }, {})],
  ["tariff.name", line(EVENING, {}, {}, { NTARF: "01", STGE: "003A0000", RELAIS: "001" }, {})],
  ["tariff.tempo.name", line(TEMPO, { LTARF: "   HP  ROUGE    " })],
  ["tariff.tempo.today", line(TEMPO_NOTICE, { STGE: "2C3A0401" })],
  ["tariff.tempo.today", line(MONO, { STGE: "013A0001" })],
  ["tariff.tempo.index", { pieces: played(TEMPO, { STGE: "463A1401", NTARF: "06", LTARF: null }) }],
  [
    "tariff.tempo.change",
    line(edited(MONO, { NGTF: null, STGE: "053A0001" }), {
      STGE: "463A0801",
      DPM1: [" 260114120510", "00"],
      NTARF: "03",
    }),
  ],
  ["power.product", line(MONO, { SINSTS: "01460" }, {})],
  ["power.product", line(MONO, { SINSTS: "00000" }, {})],
  ["power.product", line(PRODUCER, { SINSTI: "01460" }, {})],
  ["power.product", line(TRI, { SINSTS2: "00900" }, {})],
  ["power.sum", line(TRI, { SINSTS: "01400" }, {})],
  ["power.direction", line(PRODUCER, { SINSTS: "00460" })],
  ["power.sign", line(PRODUCER, { STGE: "003A0101" })],
  ["power.sign", line(MONO, { STGE: "003A0201" })],
  ["power.voltage", line(MONO, { UMOY1: ["H260114121000", "400"], DATE: ["H260114121001", ""] })],
  ["power.voltage", line(TRI, { URMS2: "000", IRMS2: "000", SINSTS2: "00000", SINSTS: "01147" })],
  ["power.reference", line(MONO, { PREF: "00" })],
  ["power.reference", line(MONO, { PREF: "24" })],
  ["energy.supplier", { pieces: played(MONO, { EASF10: "000000002" }) }],
  ["energy.grid", { pieces: played(MONO, { EASD03: "000000001" }) }],
  ["energy.back", line(PRODUCER, { EAIT: "000133861" })],
  ["energy.back", line(BASE, { BASE: "012337962" })],
  ["energy.rate", line(PRODUCER, { EAIT: "000134862" })],
  ["energy.rate", line(BASE, { BASE: "012338963" })],
  ["energy.tariff", line(MONO, { EAST: "012337964", EASF02: "000000001", EASD01: "000037964" })],
  ["energy.tariff", line(HIST_HC, { HCHC: "012300001" })],
  [
    "energy.grid.tariff",
    line(MONO, {
      EAST: "012337964",
      EASF01: "012337964",
      EASD02: "012300001",
    }),
  ],
  ["max.today", { pieces: played(MONO, { SMAXSN: ["H260113080000", "03210"] }) }],
  ["max.yesterday", { pieces: played(MONO, { "SMAXSN-1": ["H260110191522", "04120"] }) }],
  ["max.yesterday", { pieces: played(MONO, { "SMAXSN-1": ["H260114080000", "04120"] }) }],
  ["max.grows", line(MONO, { SMAXSN: ["H260114080000", "03209"] })],
  ["max.grows", line(MONO, { SMAXSN: ["H260114080000", "03211"] })],
  ["max.kept", line(MONO, { "SMAXSN-1": ["H260113191522", "04121"] })],
  ["max.midnight", {
    pieces: played(LAST_SECOND, {}, {
      ...MIDNIGHT,
      SMAXSN: ["H260115000000", "00460"],
      "SMAXSN-1": ["H260114080000", "03209"],
    }),
  }],
  ["curve.end", { pieces: played(MONO, { CCASN: ["H260114120001", "00432"], "CCASN-1": null }) }],
  ["curve.end", { pieces: played(MONO, { "CCASN-1": ["H260114113700", "00300"] }) }],
  ["curve.end", {
    pieces: played(MONO, {
      CCASN: ["H260114115500", "00432"],
      "CCASN-1": ["H260114112500", "00300"],
    }),
  }],
  ["curve.order", { pieces: played(MONO, { "CCASN-1": ["H260114120000", "00432"] }) }],
  ["curve.fresh", {
    pieces: played(MONO, {
      CCASN: ["H260114113000", "00432"],
      "CCASN-1": ["H260114110000", "00300"],
    }),
  }],
  [
    "curve.shift",
    line(NEW_POINT, {
      DATE: ["H260114123000", ""],
      CCASN: ["H260114123000", "00500"],
      "CCASN-1": ["H260114122500", "00432"],
    }),
  ],
  ["curve.kept", line(MONO, { CCASN: ["H260114120000", "00433"] })],
  ["mean.end", { pieces: played(MONO, { UMOY1: ["H260114120010", "229"] }) }],
  ["mean.fresh", { pieces: played(MONO, { UMOY1: ["H260114115000", "229"] }) }],
  ["mean.phases", {
    pieces: played(TRI, { UMOY2: ["H260114115000", "230"], DATE: ["H260114120005", ""] }),
  }],
  ["mean.kept", line(MONO, { UMOY1: ["H260114120000", "230"] })],
  ["date.back", line(MONO, { DATE: ["H260114120509", ""] })],
  ["date.pace", { pieces: played(MONO, ...Array(5).fill({ DATE: ["H260114120510", ""] })) }],
  ["stamp.future", { pieces: played(MONO, { UMOY1: ["H260114121000", "229"] }) }],
  ["peak.start", { pieces: played(TEMPO, { FPM2: [" 260116060000", "00"] }) }],
  ["peak.order", { pieces: played(TEMPO_NOTICE, { FPM2: [" 260115060000", "00"] }) }],
  ["peak.over", {
    pieces: played(TEMPO, { DPM1: [" 260113060000", "00"], FPM1: [" 260114060000", "00"] }),
  }],
  ["peak.status", { pieces: played(MONO, { STGE: "103A0001" }) }],
  ["peak.status", { pieces: played(NOTICE, { STGE: "403A0001" }) }],
  ["peak.status", {
    pieces: played(NOTICE, { PPOINTE: null, DPM1: [" 260114060000", "00"] }),
  }],
  ["peak.tempo", { pieces: played(TEMPO, { STGE: "863A0C01", DPM2: [" 260114060000", "00"] }) }],
  ["peak.tempo", { pieces: played(TEMPO_NOTICE, { STGE: "0D3A0401" }) }],
  ["peak.profile", { pieces: played(TEMPO_NOTICE, { PPOINTE: null }) }],
  ["peak.profile", { pieces: played(MONO, { PPOINTE: ONE_BLOCK }) }],
  ["profile.form", line(MONO, { "PJOURF+1": ONE_BLOCK.replace("00008001", "0000800G") })],
  [
    "profile.unused",
    line(MONO, {
      "PJOURF+1": ONE_BLOCK.replace("NONUTILE NONUTILE", "NONUTILE 06008001"),
    }),
  ],
  ["profile.hours", line(MONO, { "PJOURF+1": ONE_BLOCK.replace("0000", "2475") })],
  [
    "profile.order",
    line(HC, {
      "PJOURF+1": ["2200C001", "06008002", "0000C001", ...Array(8).fill("NONUTILE")].join(" "),
    }),
  ],
  ["profile.action", line(MONO, { "PJOURF+1": ONE_BLOCK.replace("8001", "8801") })],
  ["profile.index", { pieces: played(HC, { STGE: "003A0001", NTARF: "01" }) }],
  ["profile.contact", line(MONO, { STGE: "003A0000", RELAIS: "001" })],
  ["day.next", line(MONO, { NJOURF: "01", "NJOURF+1": "01" })],
  ["day.next", {
    pieces: played(edited(LAST_SECOND, { "NJOURF+1": "02" }), {}, {
      ...MIDNIGHT,
      NJOURF: "01",
      "NJOURF+1": "01",
    }),
  }],
  ["message.once", line(MONO, { MSG2: "MESSAGE COURT   " }, {})],
  ["mode.power", { pieces: [...played(MONO, {}), ...played(BASE, { ISOUSC: "45" })] }],
  ["mode.power", { pieces: [...played(HIST_TRI, {}), ...played(TRI, { PREF: "15" })] }],
  ["mode.energy", { pieces: [...played(MONO, {}), ...played(BASE, { BASE: "012337962" })] }],
  ["mode.energy", {
    pieces: [
      ...played(HIST_HC, {}),
      ...played(HC, { EASF02: "000037962", EAST: "012337962", EASD01: "000037962" }),
    ],
  }],
  ["time.frames", { pieces: repeat(2, MONO), times: [0, 865 * 10 / 9.6 + 16] }],
  ["time.frames", { pieces: repeat(2, BASE), times: [0, 152 * 10 / 1.2 + 34] }],
  ["time.groups", {
    pieces: repeat(1, BASE),
    times: [bytewise(152, 10 / 1.2, { before: 22, for: 34 })],
  }],
  ["time.speed", {
    pieces: repeat(1, BASE),
    times: [bytewise(152, 10 / 1.3, { before: 0, for: 0 })],
  }],
];

function findingsOf({ pieces, times, options }: Told) {
  const lint = new Lint(options);
  const found = pieces.flatMap((piece, i) => {
    const at = times?.[i];
    return lint.push(piece, at === undefined ? {} : { at });
  });
  return [...found, ...lint.end()];
}

Deno.test("lint() finds nothing in lines that are right", () => {
  const right: Record<string, Told> = {
    ...Object.fromEntries(
      Object.entries({
        ...{ MONO, PRODUCER, TRI, HC, TEMPO, TEMPO_NOTICE, PILOT, SPRING, EVENING, NEW_POINT },
        ...{ LAST_SECOND, NOTICE, BASE, HIST_HC, HIST_EJP, HIST_TEMPO, HIST_TRI },
      }).map(([name, fields]) => [name, line(fields, {}, {})]),
    ),
  };
  for (const [name, told] of Object.entries(right)) assertEquals(findingsOf(told), [], name);
});

for (const [i, [rule, told]] of BROKEN.entries()) {
  Deno.test(`lint() finds what breaks ${rule}, and nothing else (${i})`, () => {
    const found = findingsOf(told);
    assert(found.length > 0, "nothing found");
    assertEquals(found.filter((finding) => finding.rule !== rule), []);
  });
}

Deno.test("RULES are each broken by a line of their own, and have ids and words of their own", () => {
  const broken = new Set(BROKEN.map(([rule]) => rule));
  // Those of older meters are broken in older/.
  const ours = RULES.filter(({ id }) => !id.startsWith("older."));
  assertEquals(ours.filter(({ id }) => !broken.has(id)).map(({ id }) => id), []);
  assertEquals(new Set(RULES.map(({ id }) => id)).size, RULES.length);
  assertEquals(new Set(RULES.map(({ sentence }) => sentence)).size, RULES.length);
  for (const { id, sentence, source } of RULES) {
    assert(sentence.endsWith("."), id);
    assert(/§|the options of the lint/.test(source), id);
  }
});
