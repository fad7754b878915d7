import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Ledger } from "./ledger.ts";
import type { Outlet } from "./outlet.ts";
import { playLine } from "./play_line.ts";
import { Player } from "./player.ts";
import { readScenario, type Scenario } from "./scenario.ts";

const HEAD = "title: x\nabout: x\nclock: { start: 2026-01-14T12:00:00 }\n";

function scenario(body: string): Scenario {
  return readScenario(HEAD + body, { file: "x.yaml" });
}

/** Keeps what is sent. */
function recorder(): { outlet: Outlet; bytes(): Uint8Array } {
  const pieces: Uint8Array[] = [];
  const keep = (piece: Uint8Array) => void pieces.push(piece.slice());
  return {
    outlet: {
      url: "file:memory",
      ended: new Promise(() => {}),
      write: keep,
      send: (piece) => Promise.resolve(keep(piece)),
      status: () => ({ readers: null, readerSpeed: null, bytes: 0, lost: 0 }),
      close: () => Promise.resolve(),
    },
    bytes: () => Uint8Array.from(pieces.flatMap((piece) => [...piece])),
  };
}

/** Plays at a speed on a clock of its own, and gives what was sent and what the ledger says. */
async function played(scenario: Scenario, speed = Infinity) {
  const { outlet, bytes } = recorder();
  let now = 0;
  const lines: string[] = [];
  const player = new Player(scenario);
  await playLine(player, {
    outlets: [outlet],
    clock: { now: () => now, sleepUntil: (time) => Promise.resolve(void (now = time)) },
    signal: new AbortController().signal,
    speed,
    ledger: new Ledger((line) => lines.push(line)),
  });
  return { bytes: bytes(), ledger: lines.map((line) => JSON.parse(line)), player, now };
}

const MIXED = `meter: { mode: historique, contract: hc, power: 9 kVA }
timeline:
  - { at: +5 s, every: 20 s, fault: { garbage: { byte: 0, length: 20 } } }
  - { at: +20 s, meter: { mode: standard } }
  - { at: +30 s, meter: { outage: 10 s } }
  - { at: +45 s, fault: { flip: { label: SINSTS }, frames: 5 } }
  - { at: +50 s, line: { cut: 2 s } }
run: { for: 1 min }
`;

Deno.test("playLine() gives the same bytes and ledger for the same seed, and others for another", async () => {
  const one = await played(scenario(`seed: 1\n${MIXED}`));
  const same = await played(scenario(`seed: 1\n${MIXED}`));
  const other = await played(scenario(`seed: 2\n${MIXED}`));
  assertEquals(one.bytes, same.bytes);
  assertEquals(one.ledger, same.ledger);
  assertNotEquals(one.bytes, other.bytes);
});

Deno.test("playLine() sends the same bytes at any speed, in the time of the line", async () => {
  const atOnce = await played(scenario(MIXED));
  const paced = await played(scenario(MIXED), 10);
  assertEquals(paced.bytes, atOnce.bytes);
  // The gap of the switch and what follows the last frame are not waited for.
  assert(Math.abs(paced.now - 6_000) < 250, `${paced.now}`);
});

Deno.test("a fault moves nothing but its own bytes", async () => {
  const body = "meter: { mode: standard }\nrun: { for: 20 s }\n";
  const plain = await played(scenario(body));
  const flipped = await played(
    scenario(
      `${body}timeline: [{ at: +5 s, fault: { flip: { label: SINSTS, byte: 2, bit: 0 } } }]`,
    ),
  );
  const differ = [...plain.bytes.keys()].filter((i) => plain.bytes[i] !== flipped.bytes[i]);
  const [mark] = flipped.ledger.flatMap(({ faults = [] }) => faults);
  assertEquals(mark, { do: "flip", label: "SINSTS", byte: 2, bit: 0, at: differ[0], length: 1 });
  assertEquals(differ.length, 1);
});

Deno.test("a fault that lengthens frames moves nothing of what the meter means", async () => {
  const body = "meter: { mode: standard }\nrun: { for: 20 s }\n";
  const plain = await played(scenario(body));
  const longer = await played(
    scenario(`${body}timeline: [{ at: +5 s, fault: { garbage: { length: 300 }, frames: 4 } }]`),
  );
  const meant = ({ ledger }: typeof plain) =>
    ledger.filter(({ frame }) => frame !== undefined).map(({ t, groups }) => ({ t, groups }));
  assertEquals(meant(longer), meant(plain));
  assertEquals(longer.bytes.length, plain.bytes.length + 1_200);
});

Deno.test("the ledger tells in order what was done, and where each frame lies", async () => {
  const { ledger, bytes } = await played(scenario(MIXED));
  const actions = ledger.filter(({ event }) => event === "action").map((e) =>
    `${e.t.slice(14, 19)} ${e.do}`
  );
  assertEquals(actions, [
    "00:05 garbage",
    "00:20 mode",
    "00:25 garbage",
    "00:30 outage",
    "00:45 flip",
    "00:45 garbage",
    "00:50 cut",
  ]);
  const frames = ledger.filter(({ frame }) => frame !== undefined);
  let offset = 0;
  for (const frame of frames) {
    assertEquals(frame.offset, offset);
    offset += frame.length;
  }
  assertEquals(ledger.at(-1), {
    event: "end",
    frames: frames.length,
    length: offset,
    unhappened: [],
  });
  const cut = frames.filter(({ heard }) => heard.length === 0);
  assert(cut.length >= 2 && cut.length <= 4, `${cut.length}`);
  // Two seconds of 960 characters each, less the silences between frames.
  const missing = offset - bytes.length;
  assert(missing > 1_800 && missing <= 1_920, `${missing}`);
});

Deno.test("Player switches the mode between two frames, and is silent without mains", () => {
  const player = new Player(scenario(MIXED));
  const frames = Array.from(player.frames());
  const start = frames[0]!.instant;
  const first = frames.findIndex(({ state }) => state.mode === "standard");
  assert(frames.slice(first).every(({ state }) => state.mode === "standard"));
  assert(frames[first]!.instant - start < 22_000);
  const gaps = frames.slice(1).map((frame, i) => frame.instant - frames[i]!.instant);
  const [dark] = frames.filter((_, i) => gaps[i]! > 5_000);
  assertEquals(
    frames.find(({ instant }) => instant > dark!.instant)!.instant,
    start + 40_000,
  );
});

Deno.test("Player.perform() shows in the next frame, and refuses what no meter does", () => {
  const player = new Player(scenario("meter: { mode: standard }\nrun: { for: 1 min }\n"));
  const frames = player.frames();
  frames.next();
  const action = { do: "power", power: 9_000 };
  assertEquals(player.perform({ target: "meter", action }), 1);
  frames.next();
  assertEquals(player.frame?.groups.find(({ label }) => label === "PREF")?.value, "09");
  let refused = "";
  try {
    player.perform({ target: "meter", action: { do: "power", power: 9_500 } });
  } catch (error) {
    refused = (error as Error).message;
  }
  assert(refused.includes("whole kVA"), refused);
});

Deno.test("a fault that finds no place is told in the result", () => {
  const body = "meter: { mode: standard }\nrun: { for: 10 s }\n";
  const player = new Player(
    scenario(`${body}timeline: [{ at: +2 s, fault: { drop: { label: PTEC } } }]`),
  );
  for (const _ of player.frames());
  assertEquals(player.result().unhappened, [{ do: "drop", label: "PTEC" }]);
});

Deno.test("Player plays what lies before `from` without frames, to the same meter", () => {
  const whole = scenario(MIXED);
  const from = whole.start + 42_000;
  const player = new Player(whole, { from });
  const [first] = player.frames();
  assertEquals(first!.instant, from);
  assertEquals(first!.marks, []);
  const later = Array.from(new Player(whole).frames()).find(({ instant }) => instant >= from);
  const energy = (frame: typeof first) => frame!.state.energy;
  assertEquals(energy(first), energy(later));
  assertEquals(first!.state.mode, "standard");
});
