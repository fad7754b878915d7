import { assert, assertEquals } from "@std/assert";
import type { FrameReading, LabelReading } from "../../decoder/dialects/frame_reading.ts";
import { SmallGateway, type SmallGatewayOptions } from "./broken/small_gateway.ts";
import type { Promised } from "./gateway_profile.ts";
import { gatewayRules } from "./gateway_rules.ts";
import { judgeRun } from "./judge.ts";
import { loadGatewayCases } from "./load_cases.ts";
import { PLAIN_DIALECT } from "./test_plain_dialect.ts";
import { type Listening, virtualProfile, virtualRuns } from "./test_run.ts";

/** A right gateway that goes its own way. */
interface Style extends Omit<Listening, "dialect"> {
  about: string;
  promises?: Partial<Promised>;
  autoMode?: false;
  /** A case that its promises are not made for. */
  not?: string;
}

const isName = (label: string) => /^(ADCO|ADSC|PRM)$/.test(label);

/** Changes the groups of each frame. */
const saying = (alter: (readings: readonly LabelReading[]) => readonly LabelReading[]) =>
  class extends SmallGateway {
    override say(reading: FrameReading) {
      super.say({ ...reading, readings: alter(reading.readings) });
    }
  };

const raw = (label: string, raw: string): LabelReading => ({ label, raw, value: null, unit: null });

const STYLES: readonly Style[] = [
  {
    about: "drops the whole frame for one bad group (02E §1.5.3.1)",
    Gateway: class extends SmallGateway {
      override reading(reading: FrameReading) {
        if (reading.complete) super.reading(reading);
      }
    },
  },
  {
    about: "says changes alone",
    every: 0,
    Gateway: class extends SmallGateway {
      #said = new Map<string, string>();
      override say(reading: FrameReading) {
        const readings = reading.readings.filter(({ label, raw }) => this.#said.get(label) !== raw);
        for (const { label, raw } of readings) this.#said.set(label, raw);
        super.say({ ...reading, readings });
      }
    },
  },
  {
    about: "says a number when it moved by more than 50",
    every: 0,
    promises: { deadband: 50 },
    Gateway: class extends SmallGateway {
      #said = new Map<string, string>();
      override say(reading: FrameReading) {
        const readings = reading.readings.filter(({ label, raw }) => {
          const said = this.#said.get(label);
          const isNear = Math.abs(Number(said) - Number(raw)) <= 50;
          return said === undefined || /^(NTARF|ADPS)$/.test(label) || !isNear;
        });
        for (const { label, raw } of readings) this.#said.set(label, raw);
        super.say({ ...reading, readings });
      }
    },
  },
  {
    about: "says what it knows every five seconds by its own clock, line or no line",
    every: 5_000,
    promises: { events: [] },
    // It leaves out short frames.
    not: "gateway/overload-three-phase",
    Gateway: class extends SmallGateway {
      #last: FrameReading | undefined;
      #next = -Infinity;
      override hear(bytes: Uint8Array, at: number) {
        // Ticks that nobody called for while the line was silent.
        for (; this.#last && this.#next <= at; this.#next += this.every) super.say(this.#last);
        super.hear(bytes, at);
      }
      override reading(reading: FrameReading) {
        if (reading.kind === "long") this.#last = reading;
        if (this.#next === -Infinity) this.#next = reading.at;
      }
    },
  },
  {
    about: "sees the end of a frame at the next STX",
    every: 0,
    Gateway: class extends SmallGateway {
      #waiting: FrameReading | undefined;
      override reading(reading: FrameReading) {
        if (this.#waiting) super.reading(this.#waiting);
        this.#waiting = reading;
      }
    },
  },
  {
    about: "makes numbers of digits, and texts without padding",
    Gateway: saying((readings) =>
      readings.map((one) => {
        const isNumber = /^\d{1,9}$/.test(one.raw) && !isName(one.label);
        return {
          ...one,
          raw: isNumber ? String(Number(one.raw)) : one.raw.replace(/\.+$/, "").trim(),
        };
      })
    ),
  },
  {
    about: "says some labels",
    promises: { labels: ["ADCO", "PAPP", "IINST", "BASE", "ADSC", "SINSTS", "EAST", "STGE"] },
    Gateway: saying((readings) =>
      readings.filter(({ label }) => /^(ADCO|PAPP|IINST|BASE|ADSC|SINSTS|EAST|STGE)$/.test(label))
    ),
  },
  {
    about: "says of an alarm that there is none",
    every: 0,
    Gateway: saying((readings) =>
      readings.some(({ label }) => label === "ADPS") ? readings : [...readings, raw("ADPS", "0")]
    ),
  },
  {
    about: "has names of its own beside the labels",
    Gateway: saying((readings) => [...readings, raw("uptime", "4711"), raw("rssi", "-61")]),
  },
  { about: "is three seconds late", late: 3_000 },
  { about: "keeps for the broker what it could not say", every: 0, keeps: true },
  {
    about: "is bound to the mode and the meter that it met first",
    autoMode: false,
    Gateway: class extends SmallGateway {
      #first: FrameReading | undefined;
      override reading(reading: FrameReading) {
        this.#first ??= reading;
        const { mode, meter } = this.#first;
        if (reading.mode === mode && reading.meter === meter) super.reading(reading);
      }
    },
  },
];

const rules = gatewayRules();
const cases = loadGatewayCases();

/** The quick cases, and one of each other kind: every style is tried on each. */
const TRIED = cases.filter(({ id, quick }) =>
  quick || /three-phase$|producer|power-cut|replaced|to-standard|line-cut|odd|bad-digit/.test(id)
);

for (const test of TRIED) {
  Deno.test(`no right gateway is accused: ${test.id}`, async () => {
    const styles = STYLES.filter(({ not }) => not !== test.id);
    const runs = await virtualRuns(
      test,
      styles.map((style) => ({ dialect: PLAIN_DIALECT, ...style })),
    );
    for (const [place, run] of runs.entries()) {
      const { about, every = 10_000, autoMode = true, promises } = styles[place]!;
      const profile = virtualProfile({ every, autoMode });
      const line = judgeRun(run, {
        profile: { ...profile, promises: { ...profile.promises, ...promises } },
        rules,
      });
      const { verdict, failure, note, rule } = line;
      // What is bound to a meter and a mode is watched, not judged.
      const isWatched = autoMode === false && verdict === "observed";
      const hasPassed = verdict === (rule.level === "observe" ? "observed" : "pass");
      assert(isWatched || hasPassed, `one that ${about}: ${rule.id}: ${failure?.what}; ${note}`);
    }
  });
}

/** As j-fremont/home-control, dialects.md B6. */
class MeanCurrent extends SmallGateway {
  #currents: number[] = [];
  #until = -Infinity;
  constructor(options: SmallGatewayOptions) {
    super({ ...options, every: 0 });
  }
  override say(reading: FrameReading) {
    const current = reading.readings.find(({ label }) => label === "IINST");
    if (current) this.#currents.push(Number(current.raw));
    if (reading.at < this.#until || this.#currents.length === 0) return;
    this.#until = reading.at + 10_000;
    const mean = this.#currents.reduce((sum, one) => sum + one, 0) / this.#currents.length;
    this.#currents = [];
    super.say({ ...reading, readings: [raw("iinst", mean.toFixed(2))] });
  }
}

Deno.test("a mean over the period is computed again, and a wrong one is named", async () => {
  const test = cases.find(({ id }) => id === "gateway/base-historique")!;
  const profile = virtualProfile({ labels: [] });
  const derived = { iinst: { how: "mean", of: ["IINST"], decimals: 2 } } as const;
  const options = { profile: { ...profile, promises: { ...profile.promises, derived } }, rules };
  const [run] = await virtualRuns(test, [{ dialect: PLAIN_DIALECT, Gateway: MeanCurrent }]);
  const right = judgeRun(run!, options);
  assertEquals([right.verdict, right.note], ["pass", undefined]);
  const values = run!.values.map((one) => ({ ...one, value: Number(one.value) + 0.25 }));
  const wrong = judgeRun({ ...run!, values }, options);
  assertEquals([wrong.verdict, wrong.rule.id], ["fail", "gateway/sound"]);
  const silent = judgeRun({ ...run!, values: run!.values.slice(0, 1) }, options);
  assertEquals([silent.verdict, silent.rule.id], ["fail", "gateway/complete"]);
});

Deno.test("a gateway with a period longer than a case is not scored by it", async () => {
  const test = cases.find(({ id }) => id === "gateway/base-historique")!;
  const [run] = await virtualRuns(test, [{ dialect: PLAIN_DIALECT, every: 600_000 }]);
  const line = judgeRun(run!, { profile: virtualProfile({ every: 600_000 }), rules });
  assertEquals(line.verdict, "unsupported");
  assert(line.note?.includes("600 s"), line.note);
});
