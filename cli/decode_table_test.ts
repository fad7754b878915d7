import { assertEquals, assertLess } from "@std/assert";
import fc from "fast-check";
import { LineQuality } from "../decoder/quality.ts";
import { readingsTable, type Row, type TableState } from "./decode_table.ts";
import { palette } from "./screen.ts";

const plain = palette({ isTerminal: () => false });

function row(label: string, value: string, rest: Partial<Row> = {}): Row {
  return {
    label,
    value,
    unit: undefined,
    meaning: "",
    explained: false,
    suspect: undefined,
    age: undefined,
    ...rest,
  };
}

function state(rows: readonly Row[], rest: Partial<TableState> = {}): TableState {
  const quality = new LineQuality();
  quality.push({
    event: "error",
    kind: "checksum",
    offset: 0,
    length: 14,
  });
  return {
    header: ["standard mode", "linky", "meter 021976551234", "/dev/ttyUSB0 at 9600 baud"],
    notice: "",
    rows,
    quality,
    paint: plain,
    ...rest,
  };
}

const ROWS: readonly Row[] = [
  row("PTEC", "HC..", { meaning: "off-peak hours · Tariff period in force", age: 1.2 }),
  row("PAPP", "2 310", { unit: "VA", meaning: "Apparent power drawn", age: 1.2 }),
  row("HCHC", "16 871 495", { unit: "Wh", meaning: "Off-peak energy index", age: 75 }),
  row("ISOUSC", "30", { unit: "A", meaning: "Subscribed current", suspect: "length 3", age: 6500 }),
  row("MSG1", "COUPURE LE 24 A PARTIR DE 8H", { meaning: "Short message", age: 400_000 }),
  row("PJOURF+1", "00004001 06004002 22004001 NONUTILE", {
    meaning: "00:00 index 1, 06:00 index 2, 22:00 index 1 · Profile of the next supplier day",
    explained: true,
    age: 0,
  }),
];

Deno.test("readingsTable() at 80 columns: quantities under each other, long texts wrapped", () => {
  assertEquals(readingsTable(state(ROWS), { columns: 80 }), [
    "standard mode · linky · meter 021976551234 · /dev/ttyUSB0 at 9600 baud",
    "",
    "  PTEC      HC..               off-peak hours · Tariff period in force       1 s",
    "  PAPP               2 310 VA  Apparent power drawn                          1 s",
    "  HCHC          16 871 495 Wh  Off-peak energy index                        75 s",
    "? ISOUSC                30 A   suspect: length 3                             1 h",
    "  MSG1      COUPURE LE 24 A    Short message                               111 h",
    "            PARTIR DE 8H",
    "  PJOURF+1  00004001 0600400…  00:00 index 1, 06:00 index 2, 22:00 index 1   0 s",
    "                               · Profile of the next supplier day",
    "",
    "frames 0 (0 complete) · groups ok 0 · errors 1 checksum",
  ]);
});

Deno.test("readingsTable() at 160 columns: two columns, no row torn", () => {
  const rows = ROWS.map((row) => ({ ...row, age: undefined }));
  assertEquals(readingsTable(state(rows, { notice: "/dev/ttyUSB0 is gone" }), { columns: 160 }), [
    "standard mode · linky · meter 021976551234 · /dev/ttyUSB0 at 9600 baud",
    "/dev/ttyUSB0 is gone",
    "",
    "  PTEC      HC..               off-peak hours · Tariff period in force              " +
    "MSG1      COUPURE LE 24 A    Short message",
    "  PAPP               2 310 VA  Apparent power drawn                                 " +
    "          PARTIR DE 8H",
    "  HCHC          16 871 495 Wh  Off-peak energy index                                " +
    "PJOURF+1  00004001 0600400…  00:00 index 1, 06:00 index 2, 22:00 index 1 ·",
    "? ISOUSC                30 A   suspect: length 3                                    " +
    "                             Profile of the next supplier day",
    "",
    "frames 0 (0 complete) · groups ok 0 · errors 1 checksum",
  ]);
});

Deno.test("readingsTable() breaks a long header between its facts", () => {
  const header = ["historique mode", "linky", "meter 021976551234", `/dev/${"x".repeat(40)}`];
  assertEquals(readingsTable(state([], { header }), { columns: 80 }).slice(0, 2), [
    "historique mode · linky · meter 021976551234",
    `/dev/${"x".repeat(40)}`,
  ]);
});

const zeros = (stem: string, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const nth = String(i + 1).padStart(2, "0");
    return row(`${stem}${nth}`, "0", { unit: "Wh", meaning: `Energy, index ${i + 1}` });
  });

Deno.test("readingsTable() puts zeros together, then cuts, then counts what does not fit", () => {
  const rows = [
    row("EASF01", "7", { unit: "Wh", meaning: "Energy, index 1" }),
    ...zeros("EASF", 4).slice(1),
    row("MSG1", "COUPURE LE 24 A PARTIR DE 8H", { meaning: "Short message" }),
    row("PRM", "12345678901234", { meaning: "Delivery-point reference" }),
  ];
  const shown = (height: number) =>
    readingsTable(state(rows), { columns: 80, height }).slice(2, -2).map((line) =>
      line.replace(/ {2,}/g, "  ")
    );
  assertEquals(shown(11), [
    "  EASF01  7 Wh  Energy, index 1",
    "  EASF02  0 Wh  Energy, index 2",
    "  EASF03  0 Wh  Energy, index 3",
    "  EASF04  0 Wh  Energy, index 4",
    "  MSG1  COUPURE LE 24 A  Short message",
    "  PARTIR DE 8H",
    "  PRM  12345678901234  Delivery-point reference",
  ]);
  assertEquals(shown(9), [
    "  EASF01  7 Wh  Energy, index 1",
    "  EASF02…04  0 Wh  Energy, index",
    "  MSG1  COUPURE LE 24 A  Short message",
    "  PARTIR DE 8H",
    "  PRM  12345678901234  Delivery-point reference",
  ]);
  assertEquals(shown(8), [
    "  EASF01  7 Wh  Energy, index 1",
    "  EASF02…04  0 Wh  Energy, index",
    "  MSG1  COUPURE LE 24 A …  Short message",
    "  PRM  12345678901234  Delivery-point reference",
  ]);
  assertEquals(shown(7), [
    "  EASF01  7 Wh  Energy, index 1",
    "  EASF02…04  0 Wh  Energy, index",
    "  … 2 more lines in a taller or wider window",
  ]);
});

Deno.test("readingsTable() never puts labels together that are no neighbours in number or name", () => {
  const rows = [...zeros("EASF", 1), ...zeros("EASD", 1), row("ERQ1", "0"), row("SINSTS", "0")];
  const lines = readingsTable(state(rows), { columns: 80, height: 1 });
  assertEquals(lines.some((line) => line.includes("EASF01…")), false);
});

Deno.test("readingsTable() marks a suspect reading in yellow, and colours take no room", () => {
  const paint = { ...plain, yellow: (text: string) => `<y>${text}</y>` };
  const [, , line = ""] = readingsTable(
    state([row("PAPQ", "02310", { suspect: "label unknown", meaning: "x" })], { paint }),
    { columns: 80 },
  );
  assertEquals(line, "? <y>PAPQ</y>  <y>02310</y>  <y>suspect: label unknown</y>");
});

Deno.test("readingsTable() is never wider than the window, never higher, and loses no word", () => {
  const text = fc.stringMatching(/^[A-Z0-9 ,.]{0,98}$/);
  const anyRow = fc.record({
    label: fc.stringMatching(/^[A-Z][A-Z0-9+-]{0,9}$/),
    value: fc.stringMatching(/^[A-Z0-9 ]{0,98}$/),
    meaning: text,
    explained: fc.boolean(),
    suspect: fc.option(text, { nil: undefined }),
    age: fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(
      fc.array(anyRow, { maxLength: 50 }),
      fc.integer({ min: 60, max: 200 }),
      fc.integer({ min: 8, max: 60 }),
      (some, columns, height) => {
        const rows = some.map((r) => row(r.label, r.value, r));
        const whole = readingsTable(state(rows), { columns });
        for (const line of whole) assertLess(line.length, columns + 1);
        const hasAll = (line: string, words: string) =>
          words.split(/ +/).every((word) => word.length > 12 || line.includes(word));
        for (const { meaning, suspect } of rows) {
          assertEquals(hasAll(whole.join("\n"), suspect ?? meaning), true);
        }
        const cut = readingsTable(state(rows), { columns, height });
        assertLess(cut.length, height + 1);
        for (const line of cut) assertLess(line.length, columns + 1);
      },
    ),
    { seed: 2 },
  );
});
