import { assert, assertEquals } from "@std/assert";
import { TicDecoder } from "../decoder/decoder.ts";
import { OLDER_MODELS, type OlderModel } from "../sim/older/mod.ts";
import { Player } from "../sim/player.ts";
import { readScenario } from "../sim/scenario.ts";
import type { Group } from "../tic/types.ts";
import { Lint } from "./lint/mod.ts";

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

/** A meter to which nothing happens, for a while. */
function plain(meter: Readonly<Record<string, string>>, { start, time }: {
  start: string;
  time: string;
}): Player {
  const load = ["concentrator", "cbemm", "cbemm-icc", "cbetm"].includes(meter.model!)
    ? "300 W"
    : "20 kW";
  const words = Object.entries(meter).map(([key, value]) => `${key}: ${value}`).join(", ");
  const text = `
title: plain
about: Nothing happens.
meter: { ${words} }
clock: { start: ${start} }
load: { base: ${load} }
run: { for: ${time} }
`;
  return new Player(readScenario(text, { file: "plain.yaml", readText: () => "" }));
}

for (const [model, contract, sizes] of SIZES) {
  Deno.test(`a ${model} in ${contract} sends frames of the size of the reference`, () => {
    const player = plain({ model, contract }, { start: "2026-07-14T12:00:00", time: "20 s" });
    const found = new Set(Array.from(player.frames(), ({ bytes }) => bytes.length));
    assertEquals([...found], sizes);
  });
}

Deno.test("a PME-PMI of a consumer sends 44 groups, of about the size of the captured one", () => {
  const meter = { model: "pme-pmi", contract: "bt-4-sup36" };
  const frames = [...plain(meter, { start: "2026-08-26T10:29:00", time: "1 min" }).frames()];
  for (const { bytes, groups } of frames) {
    assertEquals(groups.length, 44);
    // 885 to 891 bytes were captured; indexes have no leading zeros, so lengths differ (reference §1.8).
    assert(bytes.length > 850 && bytes.length < 910, `${bytes.length} bytes`);
  }
});

for (const [model, { contracts, roles, modes }] of Object.entries<OlderModel>(OLDER_MODELS)) {
  Deno.test(`every ${model} passes the lint, and decodes to itself, while the hour comes twice`, () => {
    for (const contract of Object.keys(contracts)) {
      for (const role of roles) {
        for (const mode of modes) {
          const meter = { model, contract, role, mode };
          const player = plain(meter, { start: "2026-10-25T02:58:00", time: "4 min" });
          const linter = new Lint();
          const decoder = new TicDecoder({ events: ["frame", "error"] });
          const fields = ({ label, value }: Group) => [label, value];
          const what = JSON.stringify(meter);
          for (const { bytes, groups, interrupted } of player.frames()) {
            assertEquals(linter.push(bytes), [], what);
            const [heard, ...others] = [...decoder.push(bytes)];
            assertEquals(others, [], what);
            assert(heard?.event === "frame" && heard.complete === !interrupted, what);
            assertEquals(heard.groups.map(fields), groups.map(fields), what);
            assertEquals(heard.conflicts, [], what);
          }
        }
      }
    }
  });
}
