import { assert, assertEquals, assertThrows } from "@std/assert";
import { TicDecoder } from "../../decoder/decoder.ts";
import type { TicEvent } from "../../decoder/events.ts";
import { ETX, STX } from "../../tic/control.ts";
import { lookup } from "../../tic/labels.ts";
import type { Group, TicMode } from "../../tic/types.ts";
import type { MeterState } from "../meter_state.ts";
import { Ledger } from "../ledger.ts";
import { Meter } from "../meter.ts";
import { playLine } from "../play_line.ts";
import { type PlayedFrame, Player } from "../player.ts";
import { readScenario, type Scenario } from "../scenario.ts";
import { OLDER_MODELS, olderModel } from "./mod.ts";

/** One of the forms that a meter has. */
interface Variant {
  model: string;
  contract: string;
  mode: TicMode;
  role: MeterState["role"];
}

/** A day with much in it, for whatever meter. */
function scenario({ model, contract, mode, role }: Variant, seed = 42): Scenario {
  const { power: { usual: power }, verbs } = olderModel(model)!;
  const telereport = verbs.includes("telereport")
    ? "- { at: +4 min, meter: { telereport: 10 s } }"
    : "";
  return readScenario(
    `
title: x
about: x
meter: { model: ${model}, contract: ${contract}, mode: ${mode}, role: ${role} }
clock: { start: 2012-01-18T06:55:00 }
calendar: { ejp: [2012-01-18], tempo: { 2012-01-18: red } }
seed: ${seed}
load: { base: ${role === "producer" ? -power / 4 : power / 4} W, power-factor: 0.9 }
timeline:
  - { at: +1 min, meter: { overload: { power: ${power * 1.5} VA, for: 40 s } } }
  - { at: +3 min, meter: { outage: 20 s } }
  ${telereport}
run: { for: 10 min }
`,
    { file: "x.yaml" },
  );
}

function play(scenario: Scenario): { frames: PlayedFrame[]; events: TicEvent[] } {
  const frames = [...new Player(scenario).frames()];
  const decoder = new TicDecoder({});
  const events = frames.flatMap(({ bytes }) => [...decoder.push(bytes)]);
  return { frames, events: [...events, ...decoder.end()] };
}

const EVERY: Variant[] = Object.entries(OLDER_MODELS).flatMap(([model, own]) =>
  Object.keys(own.contracts).flatMap((contract) =>
    own.modes.flatMap((mode) => own.roles.map((role) => ({ model, contract, mode, role })))
  )
);
/** The first contract of each is enough where contracts make no difference. */
const ONE_CONTRACT = EVERY.filter(({ model, contract }) =>
  contract === Object.keys(olderModel(model)!.contracts)[0]
);

for (const variant of EVERY) {
  const { model, mode } = variant;
  Deno.test(`Player() of ${Object.values(variant).join(" ")} is decoded as it was meant, with types`, () => {
    const { frames, events } = play(scenario(variant));
    const heard = events.filter((event) => event.event === "frame");
    const meant = frames.filter(({ groups }) => groups.length > 0);
    assertEquals(heard.length, meant.length);
    heard.forEach((frame, i) => {
      const { groups, kind, interrupted = false } = meant[i]!;
      const plain = frame.groups.map(({ label, value }) => ({ label, value }));
      assertEquals(plain, groups as Group[]);
      assertEquals(frame.complete, !interrupted);
      if (!interrupted) assertEquals(frame.kind, kind);
      assertEquals(frame.conflicts, []);
    });
    // The one error is the EOT, and no value is doubted.
    const errors = events.filter((event) => event.event === "error");
    assert(errors.every(({ kind }) => kind === "interrupted"), JSON.stringify(errors));
    const doubted = events.filter((event) => event.event === "group" && event.grade !== "ok");
    assertEquals(doubted, []);
    const values = events.filter((event) => event.event === "value");
    assertEquals(values.length, events.filter((event) => event.event === "group").length);
    const units = new Map(values.map(({ label, unit }) => [label, unit]));
    for (const [label, unit] of units) {
      const own = lookup(label, mode).filter(({ meter }) => meter === model);
      assert(own.length > 0, `no ${model} sends ${label}`);
      if (own.every(({ unitInData }) => !unitInData)) {
        const known = own.map(({ unit }) => unit === "mixed" ? null : unit);
        assert(known.includes(unit), `${label} in ${unit}`);
      }
    }
  });
}

Deno.test("playLine() keeps a ledger of older meters that agrees with the bytes", async () => {
  for (const variant of ONE_CONTRACT) {
    const pieces: number[] = [];
    const lines: string[] = [];
    await playLine(new Player(scenario(variant)), {
      outlets: [{
        url: "file:memory",
        ended: new Promise(() => {}),
        write: (piece) => void pieces.push(...piece),
        send: (piece) => Promise.resolve(void pieces.push(...piece)),
        status: () => ({ readers: null, readerSpeed: null, bytes: 0, lost: 0 }),
        close: () => Promise.resolve(),
      }],
      clock: { now: () => 0, sleepUntil: () => Promise.resolve() },
      signal: new AbortController().signal,
      speed: Infinity,
      ledger: new Ledger((line) => lines.push(line)),
    });
    const entries = lines.map((line) => JSON.parse(line));
    const frames = entries.filter(({ frame }) => frame !== undefined);
    let end = 0;
    for (const { offset, length, groups, interrupted } of frames) {
      assertEquals(offset, end, `${variant.model}: frames lie one behind the other`);
      end = offset + length;
      const bytes = Uint8Array.from(pieces.slice(offset, end));
      const decoder = new TicDecoder({ events: ["group"] });
      const said = [...decoder.push(bytes), ...decoder.end()].filter((event) =>
        event.event === "group"
      );
      assertEquals(said.map(({ label, value }) => [label, null, value]), groups);
      if (interrupted) assertEquals(bytes.at(-1), 0x04);
      else assertEquals([bytes[0], bytes.at(-1)], [STX, ETX]);
    }
    assertEquals(entries.at(-1), {
      event: "end",
      frames: frames.length,
      length: pieces.length,
      unhappened: [],
    });
    assertEquals(end, pieces.length);
  }
});

Deno.test("Player() of an older meter gives the same bytes for a seed, and others for another", () => {
  for (const variant of ONE_CONTRACT) {
    const line = (seed: number) =>
      [...new Player(scenario(variant, seed)).frames()].flatMap((
        { bytes, instant },
      ) => [
        instant,
        ...bytes,
      ]);
    assertEquals(line(7), line(7));
    assert(JSON.stringify(line(7)) !== JSON.stringify(line(8)), variant.model);
  }
});

Deno.test("Meter() refuses what an older meter cannot be or undergo, and says what it can", () => {
  const options = { contract: "base", power: 6_000, load: 0, start: 0 };
  const refused = (own: object, said: string) =>
    assertThrows(() => new Meter({ ...options, ...own }), RangeError, said);
  refused({ model: "cbem" }, 'Cannot play the meter "cbem": it is one of linky, concentrator');
  refused({ model: "cbemm", phases: 3 }, "Cannot use phases 3: a cbemm has 1");
  refused({ model: "cbemm", mode: "standard" }, "Cannot use mode standard: a cbemm has historique");
  refused({ model: "cbemm", role: "producer" }, "Cannot use role producer: a cbemm has consumer");
  refused({ model: "cbemm", baudRate: 9600 }, "Cannot use baud 9600: a cbemm has 1200");
  refused({ model: "cbemm", vtic: "01" }, "Cannot use VTIC: a cbemm has none");
  refused({ model: "cbemm", power: 24_000 }, "Cannot subscribe 24000 VA: a cbemm has 3 to 18 kVA");
  refused(
    { model: "cje", power: 60_000, contract: "tempo" },
    'Cannot use the contract "tempo": a cje has base, ejp',
  );
  refused(
    { model: "cbemm", quirks: ["imax-060"] },
    'Cannot have the quirk "imax-060": a cbemm has none',
  );
  refused({ quirks: ["papp-units"] }, 'Cannot have the quirk "papp-units": there are adir-never');
  refused({ baudRate: 9600 }, "Cannot choose the speed of a Linky: its mode decides it");
  refused({ contract: "yellow" }, 'Cannot use the contract "yellow": a Linky has base, hc');
  refused({ model: "cbemm", load: 100_000 }, "from 0 to 99,990 W (five digits of PAPP)");
  refused({ model: "cje", power: 60_000, load: 1_000_000 }, "from 0 to 333,330 W, or as much");
  const cbemm = new Meter({ ...options, model: "cbemm" });
  assertThrows(() => cbemm.apply({ do: "trip" }), RangeError, 'Cannot do "trip" to a cbemm');
  assertThrows(
    () => cbemm.apply({ do: "output", state: "metrology" }),
    RangeError,
    "say for how long",
  );
  assertThrows(
    () => new Meter(options).apply({ do: "telereport", for: 1 }),
    RangeError,
    'Cannot do "telereport" to a Linky',
  );
});
