import { assert, assertEquals } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import { outside } from "../../tools/outside.ts";
import { auditLine } from "./audit.ts";

interface Capture {
  file: string;
  emitter_ok: boolean;
  groups_valid: number;
}

const folder = outside("captures", "TICLAB_CAPTURES");
const captures: Capture[] = folder === null
  ? []
  : JSON.parse(Deno.readTextFileSync(`${folder}/index.json`));

/** What each capture is to be explained with, by its notes: `rule: id of the known deviation`. */
const EXPLAINED: Readonly<Record<string, string[]>> = {
  "angristan__README.tic": ["presence.always: left-out", "meter.type: type-replaced"],
  "arduino-comment__hist-tempo-hpjw.tic": [
    "value.constant: imax-older",
    "group.checksum: identifier-replaced",
  ],
  "destroyedlolo__trame_linky_producer.tic": [
    "group.checksum: wrong-sum",
    "group.checksum: identifier-replaced",
  ],
  "duglof__std_hchp.tic": ["group.checksum: identifier-replaced"],
  "epsilonrt__capture.tic": ["presence.always: left-out", "energy.rate: frames-left-out"],
  "esphome-17291__std-tempo-0x0F-separators.hex.tic": ["frame.stray: reception"],
  "hallard__histo_base.tic": ["frame.stray: terminal"],
  "hallard__histo_base_tri.tic": ["hist.papp.step: papp-step"],
  "hleroy__README.tic": ["group.checksum: identifier-replaced"],
  "jlesauce__teleinfo_sample.tic": [
    "group.checksum: wrong-sum",
    "group.checksum: identifier-replaced",
  ],
  "lains-nom__stream_legacy_incomplete.tic": ["value.constant: imax"],
  "lains-nom__stream_legacy_raw.tic": ["value.constant: imax", "group.form: reception"],
  "lains-nom__stream_standard_complete.tic": ["group.checksum: wrong-sum", "group.form: reception"],
  "lains-nom__stream_standard_raw.tic": ["group.checksum: wrong-sum", "group.form: reception"],
  "lains__3P_historical.tic": [
    "frame.stray: terminal",
    "group.form: terminal",
    "meter.type: type-replaced",
  ],
  "lains__3P_historical_2024.tic": ["meter.type: type-replaced"],
  "npen__badchecksum.tic": ["value.constant: imax-older", "group.checksum: identifier-replaced"],
  "ook__teleinfo_HCHP_anon.tic": [
    "value.constant: imax-older",
    "group.form: terminal",
    "group.checksum: identifier-replaced",
  ],
  "qt-teleinfo-comment__std-mono-producer.tic": ["group.checksum: wrong-sum"],
  "rfd59__main.go.tic": ["presence.contract: left-out", "meter.type: type-replaced"],
  "sifourquier__log.tic": ["hist.papp.step: papp-step"],
  "tbibard__RecorderTest.php.tic": ["value.constant: imax-older", "presence.always: left-out"],
  "tdouez__README_std_mono.tic": ["presence.always: left-out"],
  "trychlos__tic_standard.tic": ["group.checksum: wrong-sum", "presence.always: buffer-cut"],
  "trychlos__tic_trame.tic": ["group.checksum: wrong-sum"],
  "wifinfo__mock.cpp.tic": ["value.constant: imax-older", "meter.type: type-replaced"],
};

for (const { file, emitter_ok, groups_valid } of captures) {
  if (!emitter_ok) continue;
  Deno.test(`auditLine() names every deviation of a real meter as known: ${file}`, () => {
    const bytes = Deno.readFileSync(`${folder}/${file}`);
    const { verdict, deviations, line } = auditLine(bytes, { name: file, ticlab: "0.1.0" });
    const named = deviations.map(({ rule, known }) => `${rule.id}: ${known?.id ?? "new"}`);
    assertEquals(named.sort(), [...EXPLAINED[file] ?? []].sort());
    assertEquals([verdict, line.groups], ["good", groups_valid]);
  });
}

Deno.test({
  name: "auditLine() tells what people have put into captures as new",
  ignore: captures.length === 0,
  fn() {
    const fresh = (file: string) =>
      auditLine(Deno.readFileSync(`${folder}/${file}`), { name: file, ticlab: "0.1.0" }).deviations
        .filter(({ known }) => known === null).map(({ rule }) => rule.id);
    assert(fresh("hallard__histo_hc_tension.tic").includes("label.known"));
    assert(fresh("go-mqtt-testcases__hist-tri-hc-adir.tic").includes("label.order"));
    assert(fresh("openhab__invalid-adps-groupline.tic").includes("label.known"));
  },
});

Deno.test({
  name: "auditLine() asks the owner of the only overrun and of the only EJP line to share them",
  ignore: captures.length === 0,
  fn() {
    const rare = (file: string) =>
      auditLine(Deno.readFileSync(`${folder}/${file}`), { name: file, ticlab: "0.1.0" })
        .unpublished.map(({ id, example }) => `${id} ${example}`);
    assertEquals(rare("go-mqtt-testcases__hist-tri-hc-adir.tic"), ["adir ADIR1 001"]);
    assertEquals(rare("openhab__cbetm-ejp-option-1.tic"), ["ejp EJPHN 001111111"]);
    assertEquals(rare("hallard__stand_base_long.tic"), []);
  },
});

Deno.test({
  name: "the stream of a PME-PMI decodes completely, each group with its type",
  ignore: captures.length === 0,
  fn() {
    const bytes = Deno.readFileSync(`${folder}/liberasys__pmepmi.tic`);
    const decoder = new TicDecoder();
    const events = [...decoder.push(bytes), ...decoder.end()];
    const groups = events.filter((event) => event.event === "group");
    const values = events.filter((event) => event.event === "value");
    assertEquals(groups.length, 493);
    assertEquals(groups.filter(({ grade }) => grade !== "ok"), []);
    assertEquals(values.map(({ label }) => label), groups.map(({ label }) => label));
    // Its ends are cut, and its publisher set one byte to EOT; nothing else is lost.
    const lost = events.filter((event) => event.event === "error");
    assertEquals(lost.map(({ kind, offset }) => [kind, offset]), [
      ["framing", 0],
      ["interrupted", 6_212],
      ["framing", 6_216],
      ["truncated", 9_995],
    ]);
    const types = new Map(
      values.map(({ label, value, unit }) => [label, unit ?? typeof value]),
    );
    assertEquals(types.size, 44);
    const some = ["ADS", "DATE", "EA_s", "EAPP_s", "ER+P-1_s", "EAP-1_s2", "PS", "TGPHI_s"];
    assertEquals(some.map((label) => types.get(label)), [
      "string",
      "string",
      "Wh",
      "VAh",
      "kvarh",
      "kWh",
      "kVA",
      "number",
    ]);
    const { line, deviations } = auditLine(bytes, { name: "pme", ticlab: "0.1.0" });
    assertEquals(line.meters, ["pme-pmi"]);
    // What follows the EOT of its publisher stands outside any frame.
    assertEquals(deviations.map(({ rule, known }) => [rule.id, known?.id]), [
      ["line.outside", "reception"],
    ]);
  },
});
