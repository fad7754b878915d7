import { assert, assertEquals, assertThrows } from "@std/assert";
import { lint } from "../lint/mod.ts";
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

Deno.test("base frames of a Linky say what a Linky can say, as the lint of meters sees it", () => {
  const frames = ours();
  const linky = frames.names.filter((name) => /^(hist|std|vtic)/.test(name));
  assert(linky.length >= 14, `${linky}`);
  for (const name of linky) {
    // Some are short on purpose.
    const wrong = lint(frames.write(name)).filter(({ rule }) => !rule.startsWith("presence."));
    assertEquals(wrong, [], name);
  }
});

Deno.test("base frames are as long as the reference computes and captures show", () => {
  const frames = ours();
  const lengths = {
    "hist-base": 152,
    "hist-hc": 170,
    "hist-ejp": 184,
    "hist-tempo": 275,
    "hist-adps": 164,
    "hist-tri-base": 233,
    "hist-tri-hc": 251,
    "hist-tri-tempo": 356,
    "std-mono": 865,
    "std-tri": 1214,
    "std-producer": 1093,
    "std-tri-producer": 1727,
  };
  for (const [name, length] of Object.entries(lengths)) {
    assertEquals(frames.write(name).length, length, name);
  }
});
