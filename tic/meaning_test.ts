import { assertEquals } from "@std/assert";
import { labels } from "./labels.ts";
import { describe, meaningOf } from "./meaning.ts";
import type { TicMode } from "./types.ts";

Deno.test("meaningOf() has words in both languages for every label", () => {
  for (const { label, mode } of labels) {
    for (const lang of ["en", "fr"] as const) {
      const meaning = meaningOf(label, mode === "saphir" ? "standard" : mode, { lang });
      assertEquals(meaning !== null && meaning.length > 2, true, `${label} ${lang}`);
    }
  }
  assertEquals(meaningOf("PAPP", "standard", { lang: "en" }), null);
});

Deno.test("describe() says what data mean, in both languages", () => {
  const rows: [TicMode, string, string, string, string][] = [
    ["historique", "PTEC", "HPJR", "peak hours, red day", "heures pleines, jour rouge"],
    ["historique", "DEMAIN", "----", "not announced", "pas encore connue"],
    ["historique", "OPTARIF", "HC..", "off-peak and peak hours", "heures creuses"],
    ["historique", "OPTARIF", "BBR(", "Tempo, A P0", "Tempo, A P0"],
    ["historique", "PPOT", "00", "all phases", "toutes les phases"],
    ["historique", "PPOT", "0A", "missing: phase 1, 3", "absente : phase 1, 3"],
    ["historique", "PREAVIS", "DEP ", "overrun", "dépassement"],
    ["standard", "RELAIS", "000", "all open", "tous ouverts"],
    ["standard", "RELAIS", "140", "closed: 3, 4, 8", "fermés : 3, 4, 8"],
    ["standard", "NTARF", "02", "index 2 in force", "index 2 en cours"],
    ["standard", "STGE", "003A0001", "contact open", "contact ouvert"],
    [
      "standard",
      "STGE",
      "2D3A8082",
      "contact closed, cut off: overpower, reference power exceeded, blue day, red tomorrow, peak PM2 announced",
      "contact fermé, coupé : surpuissance, puissance de référence dépassée, jour bleu, rouge demain, pointe PM2 annoncée",
    ],
    [
      "standard",
      "ADSC",
      "021976551234",
      "Linky, three-phase 60 A, G3, Sagemcom, 2019",
      "Linky triphasé 60 A, G3, Sagemcom, 2019",
    ],
    [
      "standard",
      "PJOURF+1",
      "00008000 2200C002" + " NONUTILE".repeat(9),
      "00:00 no change, 22:00 index 2",
      "00:00 sans changement, 22:00 index 2",
    ],
    ["standard", "PPOINTE", "00008001" + " NONUTILE".repeat(10), "00:00 index 1", "00:00 index 1"],
  ];
  for (const [mode, label, value, en, fr] of rows) {
    assertEquals(describe({ label, value }, mode), en);
    assertEquals(describe({ label, value }, mode, { lang: "fr" }), fr);
  }
  assertEquals(describe({ label: "ADCO", value: "999999000001" }, "historique"), "1999");
});

Deno.test("describe() is silent where data speak for themselves, or mean nothing", () => {
  assertEquals(describe({ label: "PAPP", value: "00360" }, "historique"), null);
  assertEquals(describe({ label: "PTEC", value: "constructor" }, "historique"), null);
  assertEquals(describe({ label: "PTEC", value: "HC.." }, "standard"), null);
  assertEquals(describe({ label: "RELAIS", value: "999" }, "standard"), null);
  assertEquals(describe({ label: "TENSION", value: "230" }, "historique"), null);
});
