/**
 * The téléreport concentrator: the index of an electricity meter, a gas meter and a third one.
 *
 * @module
 */
import { labelsOf } from "../../tic/labels.ts";
import type { Assumptions } from "../assumptions.ts";
import { composer, type Sayings } from "../compose.ts";
import { CONTRACTS } from "../contract.ts";
import { SAYINGS } from "../historique_sayings.ts";
import type { MeterOptions } from "../meter_options.ts";
import type { MeterState } from "../meter_state.ts";
import { random } from "../random.ts";
import type { Flow } from "../supply.ts";
import type { Memory, OlderModel } from "./older_model.ts";

/** What other meters have counted, dal. */
interface Counted {
  readonly gas: number;
  readonly other: number;
}

const HOUR = 3_600;

/** Counts what flows through the other meters, second by second. */
class OtherMeters implements Memory {
  #flows: Counted;
  #since: Counted;
  #seconds = 0;

  /** Begins with indexes of meters that have been there for years. */
  constructor({ assumptions, seed = 0 }: MeterOptions) {
    const { gasFlow, otherFlow } = assumptions as Assumptions;
    const draw = random(seed, "concentrator");
    this.#flows = { gas: gasFlow, other: otherFlow };
    this.#since = {
      gas: 1_000_000 + Math.floor(draw() * 1_000_000),
      other: 100_000 + Math.floor(draw() * 100_000),
    };
  }

  run(_flow: Flow, seconds: number): void {
    this.#seconds += seconds;
  }

  told(): Counted {
    const counted = (name: keyof Counted) =>
      this.#since[name] + Math.floor(this.#flows[name] * this.#seconds / HOUR);
    return { gas: counted("gas"), other: counted("other") };
  }
}

const counted = ({ told }: MeterState) => told as Counted;

const sayings: Sayings = {
  ...SAYINGS,
  GAZ: (state) => counted(state).gas,
  AUTRE: (state) => counted(state).other,
  MOTDETAT: ({ assumptions }) => "0".repeat(assumptions.motdetatLength),
};

const groups = composer(labelsOf("concentrator", { frame: "normal" }), sayings);

const { base, hc, ejp } = CONTRACTS;

/** Téléreport concentrator: indexes of eight digits, no currents, no power. */
export const concentrator: OlderModel = {
  id: "concentrator",
  name: "téléreport concentrator",
  source: "02E §2.2 p22-24",
  modes: ["historique"],
  speeds: [1200],
  phases: [1],
  roles: ["consumer"],
  contracts: { base, hc, ejp },
  power: { least: 3_000, most: 18_000, step: 1_000, usual: 6_000 },
  // The documents give no type digits of a concentrator.
  identity: { types: ["00"], years: [1992, 2010] },
  verbs: ["telereport"],
  memory: (options) => new OtherMeters(options),
  groups: (state) => groups(state),
};
