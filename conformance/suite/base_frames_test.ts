import { assert, assertEquals, assertThrows } from "@std/assert";
import { PILOT, STANDARD } from "../lint/tables.ts";
import { readSuite } from "./load.ts";
import { BaseFrames } from "./base_frames.ts";
import { YamlFile } from "./yaml_file.ts";
import { readWire } from "./wire.ts";

const frames = new BaseFrames({
  tiny: "␂␊PAPP 00360 ✓␍␊NJOURF+1␉00␉✓␍␊DATE␉H260115101530␉␉✓␍␊SMAXSN␉H260115073012␉02410␉✓␍␃",
});
const said = (words: string) =>
  readWire(frames.write(words), "raw").runs.map(({ readings: [one] }) =>
    `${one?.label}@${one?.timestamp ?? ""}=${one?.value}`
  );

Deno.test("BaseFrames.write() changes data and horodate, leaves groups out, and sums anew", () => {
  assertEquals(said("tiny PAPP=0␠420 NJOURF+1=07 DATE@e250101000000= SMAXSN=00001"), [
    "PAPP@=0 420",
    "NJOURF+1@=07",
    "DATE@e250101000000=",
    "SMAXSN@H260115073012=00001",
  ]);
  assertEquals(said("tiny -PAPP -DATE SMAXSN@E260715073012=00002"), [
    "NJOURF+1@=00",
    "SMAXSN@E260715073012=00002",
  ]);
});

Deno.test("BaseFrames.write() says the nearest right thing", () => {
  assertThrows(() => frames.write("tniy"), Error, `did you mean "tiny"?`);
  assertThrows(() => frames.write("tiny PAP=1"), Error, `did you mean "PAPP"?`);
  assertThrows(() => frames.write("tiny PAPP@H26=1"), Error, "it has none");
  assertThrows(() => frames.write("tiny PAPP"), Error, "write LABEL=data");
});

function ours(): BaseFrames {
  const text = Deno.readTextFileSync(new URL("../cases/_frames.yaml", import.meta.url));
  return new BaseFrames(new YamlFile(text, { path: "_frames.yaml", problems: [] }).mapping());
}

Deno.test("every base frame is whole, good, and has a label once only where its meter has", async () => {
  const { problems } = await readSuite({ topics: [] });
  assertEquals(problems.filter(({ file }) => file.endsWith("_frames.yaml")), []);
  const frames = ours();
  assert(frames.names.length >= 14, `${frames.names}`);
  for (const name of frames.names) {
    const { frames: [frame, ...others], runs, damage } = readWire(frames.write(name), "raw");
    assertEquals([frame?.intact, others, damage], [true, [], []], name);
    const labels = runs.map(({ label }) => label!);
    const twice = labels.filter((label, i) => labels.indexOf(label) !== i);
    // An ICE-4Q says its labels again after "Appli" (02E §2.8); ICE and PME-PMI may repeat a notice.
    if (!/^(ice|pme)/.test(name)) assertEquals(twice, [], name);
  }
});

Deno.test("base frames of a Linky in standard mode keep the order of the table", () => {
  const frames = ours();
  for (const name of frames.names.filter((name) => /^(std|vtic)/.test(name))) {
    const table = name.startsWith("vtic") ? PILOT : STANDARD;
    const orders = readWire(frames.write(name), "raw").runs
      .map(({ label }) => table.get(label!)?.order ?? NaN);
    const sorted = orders.toSorted((a, b) => a - b);
    if (name !== "std-few") assertEquals(orders, sorted, name);
  }
});
