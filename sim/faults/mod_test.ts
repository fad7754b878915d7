import { assert, assertEquals } from "@std/assert";
import { latin1 } from "../../tic/latin1.ts";
import { type PlayedFrame, Player } from "../player.ts";
import { readScenario } from "../scenario.ts";
import { FAULTS } from "./mod.ts";

/** Plays two minutes with a timeline of faults. */
function run(mode: string, faults: readonly string[]) {
  const scenario = readScenario(
    `
title: A fault
about: It is done to some frames.
meter: { mode: ${mode}, contract: base }
clock: { start: 2026-01-14T12:00:00 }
timeline:
  - { at: +1 s, meter: { load: 2 kW } }
${faults.map((fault) => `  - { at: +20 s, fault: ${fault} }\n`).join("")}
run: { for: 2 min }
`,
    { file: "fault.yaml" },
  );
  const player = new Player(scenario);
  return { frames: [...player.frames()], unhappened: player.result().unhappened };
}

/** What the meter meant, and when. */
const meant = (frames: readonly PlayedFrame[]) =>
  frames.map(({ groups, instant }) =>
    `${instant} ${groups.map(({ timestamp, value }) => `${timestamp}${value}`)}`
  );

for (const [name, { example, about }] of Object.entries(FAULTS)) {
  const mode = /SINSTS|EAST/.test(example) ? "standard" : "historique";
  Deno.test(`${name} of its example happens where its marks say, and moves nothing else`, () => {
    assert(/^[A-Z].*\.$/.test(about));
    const clean = run(mode, []).frames;
    const { frames, unhappened } = run(mode, [example]);
    assertEquals(unhappened, []);
    assertEquals(meant(frames), meant(clean));
    let offset = 0;
    for (const [i, frame] of frames.entries()) {
      assertEquals(frame.offset, offset);
      offset += frame.bytes.length;
      const same = latin1(frame.bytes) === latin1(clean[i]!.bytes);
      assertEquals(same, frame.marks.length === 0, `frame ${i}`);
      assertEquals(new Set(frame.marks.map((mark) => mark.do)).size <= 1, true);
    }
    assert(frames.some(({ marks }) => marks.some((mark) => mark.do === name)));
  });
}
