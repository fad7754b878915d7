import { assertEquals } from "@std/assert";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";
import { lint } from "./lint/mod.ts";

/** Bytes of the frames of a meter in a contract (reference §1.8; a group is label + data + 5, §1.5). */
const SIZES: readonly (readonly [model: string, contract: string, sizes: readonly number[]])[] = [
  ["concentrator", "base", [120]],
  ["concentrator", "hc", [137]],
  ["concentrator", "ejp", [140]],
  // As on a Linky, without the 14 bytes of PAPP.
  ["cbemm", "base", [138]],
  ["cbemm", "hc", [156]],
  ["cbemm", "ejp", [159]],
  ["cbemm", "tempo", [261]],
  ["cbemm-icc", "base", [152]],
  ["cbemm-icc", "hc", [170]],
  ["cbemm-icc", "ejp", [173]],
  ["cbemm-icc", "tempo", [275]],
  ["cbetm", "base", [233]],
  ["cbetm", "hc", [251]],
  ["cbetm", "ejp", [254]],
  ["cbetm", "tempo", [356]],
  ["cje", "base", [194]],
];

const load = (model: string) => model === "cje" ? "20 kW" : "300 W";

for (const [model, contract, sizes] of SIZES) {
  Deno.test(`a ${model} in ${contract} sends frames of the size of the reference, in its order`, () => {
    const scenario = readScenario(
      `
title: plain
about: Nothing happens.
meter: { model: ${model}, contract: ${contract} }
clock: { start: 2026-07-14T12:00:00 }
load: { base: ${load(model)} }
run: { for: 20 s }
`,
      { file: "plain.yaml", readText: () => "" },
    );
    const frames = [...new Player(scenario).frames()].map(({ bytes }) => bytes.slice());
    assertEquals([...new Set(frames.map(({ length }) => length))], sizes);
    assertEquals(lint(frames), []);
  });
}
