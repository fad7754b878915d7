import { assert, assertEquals, assertMatch } from "@std/assert";
import { labels, labelsOf, type LabelSpec, lookup } from "./labels.ts";
import { Pattern } from "./pattern.ts";

Deno.test("labels have one place each in their meter's frame, in order from 1", () => {
  const tables = Map.groupBy(labels, (spec) => `${spec.meter} ${spec.frame}`);
  assertEquals(tables.size, 17);
  for (const [name, specs] of tables) {
    assertEquals(specs.map((spec) => spec.order), specs.map((_, i) => i + 1), name);
  }
});

Deno.test("labels are written as a line can carry them", () => {
  for (const { label, aliases } of labels) {
    for (const name of [label, ...aliases]) assertMatch(name, /^[A-Za-z][A-Za-z0-9_+\-]{0,9}$/);
  }
});

Deno.test("labels have patterns that their constants, values and lengths fit", () => {
  for (const { meter, label, constant, values = [], pattern, length } of labels) {
    const compiled = Pattern.of(pattern);
    for (const value of constant === undefined ? values : [constant, ...values]) {
      const sample = value === "BBRx" ? "BBR(" : value;
      assert(compiled.accepts(sample), `${meter} ${label} ${value}`);
    }
    if (typeof length === "number") {
      assertEquals(new RegExp(`^(?:${pattern})$`).test(""), length === 0, `${meter} ${label}`);
    }
  }
});

Deno.test("labelsOf() lists the frames that the documents count", () => {
  const counts = [
    ["linky", "long", 31],
    ["linky", "short", 7],
    ["linky", "standard", 71],
    ["pilot", "standard", 52],
    ["pme-pmi", "normal", 75],
    ["saphir", "long", 225],
    ["saphir", "short", 88],
    ["cbemm", "veille", 1],
  ] as const;
  for (const [meter, frame, count] of counts) {
    assertEquals(labelsOf(meter, { frame }).length, count, `${meter} ${frame}`);
  }
});

Deno.test("labelsOf() gives the groups of a single-phase off-peak contract in the meter's order", () => {
  const sent = labelsOf("linky", { frame: "long" }).filter((spec) =>
    spec.phases !== "tri" && (spec.contracts?.includes("HC") ?? true) &&
    (spec.presence === "always" || spec.presence === "contract")
  );
  assertEquals(
    sent.map((spec) => spec.label).join(" "),
    "ADCO OPTARIF ISOUSC HCHC HCHP PTEC IINST IMAX PAPP HHPHC MOTDETAT",
  );
});

/** Bytes of a frame, STX to ETX, of the groups that a choice takes (reference §1.5). */
function frameSize(frame: string, takes: (spec: LabelSpec) => boolean): [number, number] {
  const sent = labelsOf("linky", { frame }).filter(takes);
  const sizes = sent.map((spec) =>
    spec.label.length + (spec.length as number) + 5 + (spec.timestamped ? 14 : 0)
  );
  return [sent.length, sizes.reduce((sum, size) => sum + size, 2)];
}

Deno.test("labelsOf() makes frames of the sizes that the reference counts", () => {
  const event = (spec: LabelSpec) => spec.presence.startsWith("event");
  const historique = (contract: string, other: string) => (spec: LabelSpec) =>
    !event(spec) && spec.phases !== other && (spec.contracts?.includes(contract) ?? true);
  assertEquals(frameSize("long", historique("BASE", "tri")), [10, 152]);
  assertEquals(frameSize("long", historique("HC", "tri")), [11, 170]);
  assertEquals(frameSize("long", historique("EJP", "tri")), [11, 173]);
  assertEquals(frameSize("long", historique("TEMPO", "tri")), [16, 275]);
  assertEquals(frameSize("long", historique("BASE", "mono")), [16, 233]);
  assertEquals(frameSize("long", historique("TEMPO", "mono")), [22, 356]);
  assertEquals(frameSize("short", () => true), [7, 104]);

  const standard = (other: string, producer: boolean) => (spec: LabelSpec) =>
    !event(spec) && spec.phases !== other && (producer || spec.role !== "producer");
  assertEquals(frameSize("standard", standard("tri", false)), [38, 865]);
  assertEquals(frameSize("standard", standard("tri", true)), [48, 1093]);
  assertEquals(frameSize("standard", standard("", false)), [53, 1214]);
  assertEquals(frameSize("standard", standard("", true)), [63, 1442]);
  assertEquals(frameSize("standard", () => true), [71, 1727]);
});

Deno.test("lookup() finds what each meter says of a label", () => {
  assertEquals(lookup("BASE", "historique").map((spec) => [spec.meter, spec.length]), [
    ["linky", 9],
    ["concentrator", 8],
    ["cbemm", 9],
    ["cbemm-icc", 9],
    ["cbetm", 9],
  ]);
  assertEquals(lookup("BASE", "standard"), []);
  assertEquals(lookup("NOSUCH", "historique"), []);
});

Deno.test("lookup() finds SAPHIR in both of its formats", () => {
  for (const mode of ["historique", "standard"] as const) {
    assertEquals(lookup("LG_TRM", mode).map((spec) => spec.meter), ["saphir"]);
  }
});

Deno.test("lookup() finds labels of the PME-PMI as meters spell them", () => {
  const spellings = [
    ["EAP-1_s", "EaP-1_s"],
    ["EAP_s2", "EaP_s2"],
    ["EAP-1_s2", "EaP-1_s2"],
    ["DébP-1_2", "DebP-1_2"],
    ["debp", "DebP"],
    ["er+_S", "ER+_s"],
  ];
  for (const [spelling, label] of spellings) {
    assertEquals(lookup(spelling!, "historique").map((spec) => spec.label), [label], spelling);
  }
  assertEquals(lookup("papp", "historique"), []);
});
