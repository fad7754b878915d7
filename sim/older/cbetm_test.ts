import { assert, assertEquals } from "@std/assert";
import { EOT, ETX, STX } from "../../tic/control.ts";
import { Ledger } from "../ledger.ts";
import { playLine } from "../play_line.ts";
import { type PlayedFrame, Player } from "../player.ts";
import { readScenario } from "../scenario.ts";

const HEAD = `title: x
about: x
meter: { model: cbetm, contract: hc, power: 9 kVA }
clock: { start: 2012-01-18T12:00:00, past: 1 min }
load: { base: [400 W, 300 W, 200 W] }
`;

function played(body: string): PlayedFrame[] {
  return [...new Player(readScenario(HEAD + body, { file: "x.yaml" })).frames()];
}

const OVERRUN = `timeline:
  - { at: +10 s, meter: { overload: { power: 4600 VA, phase: 2, for: 30 s } } }
run: { for: 3 min }
`;

/** How each frame goes over to the next: `long EOT short`. */
function transitions(frames: readonly PlayedFrame[]): Set<string> {
  return new Set(
    frames.slice(1).map(({ kind }, i) => {
      const { kind: before, bytes } = frames[i]!;
      return `${before} ${bytes.at(-1) === EOT ? "EOT" : "ETX"} ${kind}`;
    }),
  );
}

Deno.test("Player() of a CBETM breaks off the long frame behind the group in which the overrun begins", () => {
  const frames = played(OVERRUN);
  const cut = frames.find(({ interrupted }) => interrupted)!;
  const overrun = Date.parse("2012-01-18T12:00:10+01:00");
  const end = cut.instant + cut.bytes.length * 10 / 1.2;
  const group = cut.groups.at(-1)!;
  const length = (group.label.length + group.value.length + 5) * 10 / 1.2;
  assert(cut.instant < overrun && end >= overrun && end <= overrun + length + 10 / 1.2);
  assertEquals([cut.bytes[0], cut.bytes.at(-2), cut.bytes.at(-1)], [STX, 0x0d, EOT]);
  const next = frames[cut.number + 1]!;
  assertEquals(next.kind, "short");
  assertEquals(next.groups.map(({ label }) => label), [
    "ADIR2",
    "ADCO",
    "IINST1",
    "IINST2",
    "IINST3",
  ]);
  const silence = next.instant - end;
  assert(silence >= 16.6 && silence <= 33.4, `${silence} ms`);
});

Deno.test("Player() of a CBETM sends 20 short frames for a long one until a minute after the overrun", () => {
  const frames = played(OVERRUN);
  const first = frames.findIndex(({ kind }) => kind === "short");
  const last = frames.findLastIndex(({ kind }) => kind === "short");
  const kinds = frames.slice(first, last + 1).map(({ kind }) => kind);
  kinds.forEach((kind, i) => assertEquals(kind, i % 21 === 20 ? "long" : "short", `${i}`));
  const end = Date.parse("2012-01-18T12:01:40+01:00");
  assert(frames[last]!.instant < end && frames[last + 1]!.instant >= end);
  // ADIR goes with the overrun itself.
  const adir = frames.findLast(({ groups }) => groups[0]!.label === "ADIR2")!;
  assert(adir.instant < Date.parse("2012-01-18T12:00:40+01:00"));
});

Deno.test("Player() of a CBETM goes from frame to frame as 02E table 6 says", () => {
  // EOT from a long frame that is left for a short one, and nowhere else (02E §2.5.5 table 6 p34); the long
  // frame of a cycle is whole.
  assertEquals(
    transitions(played(OVERRUN)),
    new Set([
      "long ETX long",
      "long EOT short",
      "short ETX short",
      "short ETX long",
      "long ETX short",
    ]),
  );
});

Deno.test("Player() of a CBETM begins twenty short frames anew for an overrun within the alert", () => {
  const frames = played(`timeline:
  - { at: +10 s, meter: { overload: { power: 4600 VA, phase: 2, for: 3 s } } }
  - { at: +25 s, every: 15 s, meter: { overload: { power: 4600 VA, phase: 2, for: 3 s } } }
run: { for: 2 min }
`);
  const starts = frames.flatMap(({ groups, number }) =>
    groups[0]!.label === "ADIR2" && frames[number - 1]!.groups[0]!.label !== "ADIR2" ? number : []
  );
  assert(starts.length > 5);
  for (const start of starts.slice(0, -1)) {
    const kinds = frames.slice(start, start + 20).map(({ kind }) => kind);
    assertEquals(new Set(kinds), new Set(["short"]));
  }
});

Deno.test("Player() of an older meter ends with EOT for another link, and begins again with STX", () => {
  const body = (at: string) =>
    `timeline:
  - { at: ${at}, meter: { telereport: 10 s } }
run: { for: 1 min }
`;
  const frames = played(body("+20 s"));
  const cut = frames.find(({ interrupted }) => interrupted)!;
  assertEquals(cut.bytes.at(-1), EOT);
  const next = frames[cut.number + 1]!;
  assert(next.instant >= Date.parse("2012-01-18T12:00:30+01:00"));
  assert(next.instant < Date.parse("2012-01-18T12:00:31+01:00"));
  assertEquals([next.bytes[0], next.bytes.at(-1), next.kind], [STX, ETX, "long"]);
  assertEquals(frames.filter(({ interrupted }) => interrupted).length, 1);
});

Deno.test("Player.perform() lets EOT stand alone where another link is served between two frames", () => {
  const player = new Player(readScenario(`${HEAD}run: { for: 1 min }\n`, { file: "x.yaml" }));
  const frames = player.frames();
  for (let i = 0; i < 3; i++) frames.next();
  player.perform({ target: "meter", action: { do: "telereport", for: 10_000 } });
  const [eot, next] = [frames.next().value, frames.next().value] as [PlayedFrame, PlayedFrame];
  assertEquals([[...eot.bytes], eot.groups, eot.interrupted], [[EOT], [], true]);
  assert(next.instant - eot.instant > 8_000);
  assertEquals([next.bytes[0], next.bytes.at(-1)], [STX, ETX]);
});

Deno.test("playLine() says in the ledger what was broken off, and what happened meanwhile", async () => {
  const lines: string[] = [];
  await playLine(new Player(readScenario(HEAD + OVERRUN, { file: "x.yaml" })), {
    outlets: [],
    clock: { now: () => 0, sleepUntil: () => Promise.resolve() },
    signal: new AbortController().signal,
    speed: Infinity,
    ledger: new Ledger((line) => lines.push(line)),
  });
  const entries = lines.map((line) => JSON.parse(line));
  const at = entries.findIndex(({ interrupted }) => interrupted);
  assertEquals(entries.filter(({ interrupted }) => interrupted).length, 1);
  assertEquals(entries[at + 1].do, "overload");
  assertEquals(entries[at + 2].kind, "short");
});
