import { assert, assertEquals } from "@std/assert";
import { outside } from "../../tools/outside.ts";
import { type Finding, lint } from "./mod.ts";
import { joined } from "./test_lines.ts";

const [STX, ETX, EOT, LF] = [0x02, 0x03, 0x04, 0x0a];

/** What a capture breaks, and why that is not the lint's fault: from its notes, or the reference. */
interface Exception {
  rule: string;
  /** Only of these labels. */
  labels?: string[];
  /** How often. */
  count: number;
  why: string;
}

const ANONYMISED =
  "identifiers were replaced in the text, and their checksums or types are not right";
const CBEMM =
  "a blue meter, whose IMAX and HHPHC are real (reference §6.2); its serial number is replaced";
const DAMAGED = "notes: real errors of reception (reference §10.2 n°17)";
const TERMINAL =
  "notes: read through a terminal that turned CR and LF about (reference §10.2 n°18)";

const checksum = (count: number, why: string): Exception => ({
  rule: "group.checksum",
  count,
  why,
});
const constants = (count: number, why: string): Exception => ({
  rule: "value.constant",
  labels: ["IMAX", "HHPHC"],
  count,
  why,
});
const type = (count: number): Exception => ({ rule: "meter.type", count, why: ANONYMISED });

const EXCEPTIONS: Readonly<Record<string, Exception[]>> = {
  "angristan__README.tic": [
    type(1),
    { rule: "presence.always", count: 1, why: "a README that leaves MOTDETAT out" },
  ],
  "arduino-comment__hist-tempo-hpjw.tic": [checksum(1, ANONYMISED), constants(2, CBEMM)],
  "destroyedlolo__trame_linky_producer.tic": [
    checksum(50, "notes: ADSC and PRM checksum bad in each frame; one EAIT missing"),
  ],
  "duglof__std_hchp.tic": [checksum(1, ANONYMISED)],
  "epsilonrt__capture.tic": [
    { rule: "presence.always", count: 18, why: "notes: MOTDETAT present only in 5 of 23 frames" },
    {
      rule: "energy.rate",
      labels: ["HCHP"],
      count: 1,
      why: "frames are left out between two whose MOTDETAT changes: 29 Wh at 1.9 kVA are 54 s",
    },
  ],
  "esphome-17291__std-tempo-0x0F-separators.hex.tic": [
    {
      rule: "line.outside",
      count: 1,
      why: "notes: 0x0F instead of LF, 0x43 instead of STX (n°17)",
    },
  ],
  "hallard__histo_base.tic": [{
    rule: "frame.stray",
    count: 1,
    why: "notes: one group ends CR CR",
  }],
  "hallard__histo_base_tri.tic": [
    { rule: "hist.papp.step", count: 5, why: "an older three-phase meter (reference §10.2 n°4)" },
  ],
  "hleroy__README.tic": [checksum(1, ANONYMISED)],
  "jlesauce__teleinfo_sample.tic": [
    checksum(
      57,
      "genuine (ADCO anonymised, checksum left); notes: 4 IINST lines lost their checksum",
    ),
  ],
  "lains-nom__stream_legacy_incomplete.tic": [
    constants(1, "a type 61 Linky with IMAX 060 (reference §10.2 n°2)"),
  ],
  "lains-nom__stream_legacy_raw.tic": [
    constants(3, "a type 61 Linky with IMAX 060 (reference §10.2 n°2)"),
    { rule: "group.form", count: 1, why: "the capture is cut in its last group" },
  ],
  "lains-nom__stream_standard_complete.tic": [
    checksum(1, "notes: EAST digit replaced by space"),
    { rule: "group.form", count: 1, why: "notes: 0x0C before CR" },
  ],
  "lains-nom__stream_standard_raw.tic": [
    checksum(12, DAMAGED),
    { rule: "group.form", count: 4, why: DAMAGED },
  ],
  "lains__3P_historical.tic": [
    type(7),
    { rule: "frame.stray", count: 7, why: TERMINAL },
    { rule: "group.form", count: 6, why: TERMINAL },
  ],
  "lains__3P_historical_2024.tic": [type(5)],
  "npen__badchecksum.tic": [checksum(1, ANONYMISED), constants(3, CBEMM)],
  "ook__teleinfo_HCHP_anon.tic": [
    checksum(61, "notes: every ADCO has a wrong checksum"),
    { rule: "group.form", count: 124, why: `${TERMINAL}, after HHPHC` },
    constants(62, CBEMM),
  ],
  "qt-teleinfo-comment__std-mono-producer.tic": [
    checksum(1, 'notes: first fragment "EP*PREF" = lost bytes'),
  ],
  "rfd59__main.go.tic": [
    type(1),
    { rule: "presence.contract", count: 1, why: "the source of a program that leaves DEMAIN out" },
  ],
  "sifourquier__log.tic": [
    { rule: "hist.papp.step", count: 4, why: "notes: PAPP is not a multiple of 10 (n°4)" },
  ],
  "tbibard__RecorderTest.php.tic": [
    constants(2, CBEMM),
    {
      rule: "presence.always",
      count: 1,
      why: "a test of a program that leaves ADCO and MOTDETAT out",
    },
  ],
  "tdouez__README_std_mono.tic": [
    { rule: "presence.always", count: 1, why: "notes: partial label list" },
  ],
  "trychlos__tic_standard.tic": [
    { rule: "presence.always", count: 42, why: "notes: PJOURF+1 always cut by the reader" },
    checksum(1, "notes: real digit->? errors"),
  ],
  "trychlos__tic_trame.tic": [checksum(1, "notes: PJOURF+1 checksum shown as x (unknown)")],
  "wifinfo__mock.cpp.tic": [type(1), constants(2, CBEMM)],
};

interface Capture {
  file: string;
  emitter_ok: boolean;
  groups_valid: number;
}

/**
 * A capture in which the frames that its ends cut are interrupted ones, so that their groups are linted
 * like all others.
 */
function completed(bytes: Uint8Array): Uint8Array {
  const [first, group, end] = [STX, LF, ETX].map((byte) => bytes.indexOf(byte));
  const headless = group! >= 0 && (first! < 0 || group! < first!);
  const cut = end! < 0 ? bytes.length : end!;
  const whole = headless
    ? joined(
      Uint8Array.of(STX),
      bytes.subarray(group, cut),
      Uint8Array.of(EOT),
      bytes.subarray(cut + 1),
    )
    : bytes;
  const open = whole.lastIndexOf(STX) > Math.max(whole.lastIndexOf(ETX), whole.lastIndexOf(EOT));
  return open ? joined(whole, Uint8Array.of(EOT)) : whole;
}

function excepts({ rule, labels }: Exception, finding: Finding): boolean {
  return finding.rule === rule && (!labels || labels.includes(finding.label ?? ""));
}

const folder = outside("captures", "TICLAB_CAPTURES");
const captures: Capture[] = folder === null
  ? []
  : JSON.parse(Deno.readTextFileSync(`${folder}/index.json`));

for (const { file, emitter_ok } of captures) {
  if (!emitter_ok) continue;
  Deno.test(`lint() passes what a meter emitted, but for what is explained: ${file}`, () => {
    const found = lint(completed(Deno.readFileSync(`${folder}/${file}`)));
    const exceptions = EXCEPTIONS[file] ?? [];
    const unexplained = found.filter((each) => !exceptions.some((one) => excepts(one, each)));
    assertEquals(unexplained, []);
    for (const exception of exceptions) {
      const excepted = found.filter((each) => excepts(exception, each));
      assertEquals(excepted.length, exception.count, exception.why);
    }
  });
}

Deno.test({
  name: "lint() faults the captures that people have altered",
  ignore: captures.length === 0,
  fn() {
    const rules = (file: string) =>
      new Set(lint(Deno.readFileSync(`${folder}/${file}`)).map(({ rule }) => rule));
    assert(rules("hallard__histo_hc_tension.tic").has("label.known"));
    assert(rules("go-mqtt-testcases__hist-tri-hc-adir.tic").has("label.order"));
    assert(rules("epsilonrt__badframe.tic").has("group.checksum"));
  },
});

Deno.test({
  name: "lint() passes the captured PME-PMI, but for the EOT that its publisher put into a label",
  ignore: captures.length === 0,
  fn() {
    const found = lint(completed(Deno.readFileSync(`${folder}/liberasys__pmepmi.tic`)));
    assertEquals(found.map(({ rule }) => rule), ["line.outside"]);
    assert(found[0]!.what.startsWith('"OUR1 HPE'), found[0]!.what);
  },
});
