// Goldens: the examples of dialects.md (B5, B7), and the rest worked out by hand.
import { assertEquals } from "@std/assert";
import { std, STD_BASE } from "../test_line.ts";
import { dialectNamed } from "./dialects.ts";
import {
  EXAMPLE_HC,
  EXAMPLE_STANDARD,
  frameWith,
  heardOf,
  objectsOf,
  readingsOf,
  saidOf,
} from "./test_readings.ts";

const EDGD1ER_EXAMPLE = `{"ADSC":"021976551234","VTIC":"02","DATE":"H240128235218",` +
  `"NGTF":"TEMPO","LTARF":"BASE","EAST":"017026175","PREF":"09","PCOUP":"09",` +
  `"SINSTS":"00519","SMAXSN":"05706","STGE":"003AC401","PRM":"19000000000123",` +
  `"PJOURF+1":"00008001 0600C002${" NONUTILE".repeat(9)}","TIME":"2026-11-22T04:35:00Z"}`;

Deno.test("edgd1er says a frame as its own example has it, TIME with its false Z", () => {
  assertEquals(saidOf("edgd1er", readingsOf(EXAMPLE_STANDARD)), [[
    { topic: "linky", payload: EDGD1ER_EXAMPLE, retain: false },
  ]]);
  const [mended] = objectsOf("edgd1er", EXAMPLE_STANDARD, { mend: "time" });
  assertEquals(mended.TIME, "2026-11-22T03:35:00Z");
});

Deno.test("edgd1er collapses the blanks inside a text, and its DATE is read as an instant", () => {
  const line = frameWith(STD_BASE);
  assertEquals(objectsOf("edgd1er", line)[0].MSG1, "PAS DE MESSAGE");
  const [message] = saidOf("edgd1er", readingsOf(line))[0]!;
  const date = dialectNamed("edgd1er").values(message!).find(({ label }) => label === "DATE");
  assertEquals(date, {
    label: "DATE",
    meter: "021961234567",
    value: "",
    at: Date.parse("2026-01-14T06:00:01+01:00"),
  });
});

Deno.test("jeedom says the same inside TIC", () => {
  assertEquals(saidOf("jeedom", readingsOf(EXAMPLE_STANDARD)), [[
    { topic: "linky", payload: `{"TIC":${EDGD1ER_EXAMPLE}}`, retain: false },
  ]]);
  assertEquals(heardOf("jeedom", EXAMPLE_HC), heardOf("edgd1er", EXAMPLE_HC));
});

Deno.test("nodered says a frame as its own example has it", () => {
  const readings = readingsOf(EXAMPLE_HC, { from: 1575315182914 });
  assertEquals(saidOf("nodered", readings), [[{
    topic: "teleinfo",
    payload: `{"timestamp":1575315182914,"ADCO":21861348497,"OPTARIF":"HC","ISOUSC":45,` +
      `"HCHC":19212,"HCHP":68306,"PTEC":"HP","IINST":8,"IMAX":90,"PAPP":1940,"HHPHC":"A",` +
      `"MOTDETAT":0}`,
    retain: false,
  }]]);
  const [mended] = objectsOf("nodered", EXAMPLE_HC, { mend: "identity" });
  assertEquals([mended.ADCO, mended.PAPP], ["021861348497", 1940]);
});

Deno.test("nodered trims standard texts, drops horodates, and keeps long digits as text", () => {
  const [said] = objectsOf(
    "nodered",
    frameWith(STD_BASE, std("MSG1", "12345678901234567890123456789012")),
  );
  assertEquals([said.NGTF, said.DATE, said.SMAXSN], ["BASE", "", 3120]);
  assertEquals(said.MSG1, "12345678901234567890123456789012");
});
