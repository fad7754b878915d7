/**
 * What is connected behind the meter: power drawn or given in each phase, over time.
 *
 * @module
 */
import type { MeterAction, Phase } from "./action.ts";
import { type LoadProfile, profileIndex } from "./load_profile.ts";

/** Something that is switched on every day. */
export interface Appliance {
  /** What it is. */
  name: string;
  /** Active power, W; negative: it gives. */
  power: number;
  /** Phase that it hangs on, 1 by default. */
  phase?: Phase;
  /** -1 to 1, 1 by default; negative is capacitive. */
  powerFactor?: number;
  /** Local time of day at which it is switched on, ms after midnight. */
  from: number;
  /** How long it stays on, ms; 24 h is always. */
  for: number;
}

/** Solar panels: half a sine from sunrise to sunset, in steps of a minute. */
export interface Solar {
  /** Power at the middle of the day, W. */
  peak: number;
  /** Phase that they feed; all of them by default. */
  phase?: Phase;
  /** Local sunrise, ms after midnight; 07:00 by default. */
  from?: number;
  /** Local sunset; 21:00 by default. */
  until?: number;
}

/** What is connected. */
export interface LoadOptions {
  /** Power that is always drawn, W: in all, shared evenly by the phases, or phase by phase. */
  base?: number | readonly number[];
  /** Power factor of the base load, -1 to 1, 1 by default; negative is capacitive. */
  powerFactor?: number;
  /** What is switched on and off every day. */
  appliances?: readonly Appliance[];
  /** Measured power by phase, added to the rest. */
  profile?: LoadProfile;
  /** Power given: W without pause, or panels. */
  export?: number | Solar;
}

/** Power of each phase. */
export interface PhasePowers {
  /** Active, W; negative: given. */
  active: number[];
  /** Reactive, var; negative: capacitive. */
  reactive: number[];
}

type LoadAction = Extract<MeterAction, { do: "load" }>;
type OverloadAction = Extract<MeterAction, { do: "overload" }>;
type Timed<T> = { readonly action: T; readonly until: number };

const MINUTE = 60_000;
const DAY = 86_400_000;
const SUNRISE = 7 * 3_600_000;
const SUNSET = 21 * 3_600_000;
/** Five digits of PAPP and SINSTS. */
const MOST = 99_990;

/** The load of a meter. It is constant between the instants that `until` tells. */
export class Load {
  #phases: number;
  #most: number;
  #base: PhasePowers;
  #options: LoadOptions;
  /** Base loads that hold for a time: the last one counts. */
  #loads: Timed<LoadAction>[] = [];
  #overloads: Timed<OverloadAction>[] = [];

  /**
   * Connects a load to a meter of one or three phases, through which at most so many W go.
   *
   * @throws {RangeError} where a power or a power factor is out of range.
   */
  constructor(
    options: LoadOptions,
    { phases, most = MOST }: { phases: 1 | 3; most?: number | undefined },
  ) {
    const { base = 0, powerFactor = 1, appliances = [] } = options;
    this.#phases = phases;
    this.#most = most;
    this.#options = options;
    if (typeof base !== "number" && base.length !== phases) {
      refuse(`base load of ${base.length} phases: the meter has ${phases}`);
    }
    const active = typeof base === "number" ? this.#shared(base) : [...base];
    active.forEach((power) => this.#checkPower(power));
    this.#base = { active, reactive: active.map((power) => reactive(power, powerFactor)) };
    for (const { name, phase = 1, power, powerFactor = 1 } of appliances) {
      this.#checkPower(power);
      reactive(power, powerFactor);
      if (phase > phases) refuse(`${name} on phase ${phase}: the meter has one`);
    }
    if (typeof options.export === "number") this.#checkPower(options.export);
  }

  /** Replaces the base load, from an instant on. */
  replaceBase(action: LoadAction, instant: number): void {
    this.#checkPower(action.power);
    reactive(action.power, action.powerFactor ?? 1);
    this.#checkPhase(action.phase);
    if (action.for === undefined) this.#replace(this.#base, action);
    else this.#loads.push({ action, until: instant + action.for });
  }

  /** Adds what lacks to an apparent power, from an instant on. */
  overload(action: OverloadAction, instant: number): void {
    this.#checkPower(action.power);
    this.#checkPhase(action.phase);
    this.#overloads.push({ action, until: instant + action.for });
  }

  /** Powers at an instant whose local time is that of `local` (ms since 1970, as if it were UTC). */
  at(instant: number, local: number): PhasePowers {
    this.#loads = this.#loads.filter(({ until }) => until > instant);
    this.#overloads = this.#overloads.filter(({ until }) => until > instant);
    const powers = { active: [...this.#base.active], reactive: [...this.#base.reactive] };
    for (const { action } of this.#loads) this.#replace(powers, action);
    for (const appliance of this.#options.appliances ?? []) {
      if (modulo(local - appliance.from) >= appliance.for) continue;
      const { phase = 1, power, powerFactor = 1 } = appliance;
      powers.active[phase - 1]! += power;
      powers.reactive[phase - 1]! += reactive(power, powerFactor);
    }
    this.#addProfile(powers, instant, local);
    this.#addExport(powers, local);
    for (const { action } of this.#overloads) this.#raise(powers, action);
    return powers;
  }

  /** The instant until which the powers of an instant hold, a minute later at most. */
  until(instant: number, local: number): number {
    let until = instant + MINUTE - modulo(local) % MINUTE;
    for (const timed of [...this.#loads, ...this.#overloads]) until = Math.min(until, timed.until);
    for (const { from, for: lasting } of this.#options.appliances ?? []) {
      until = Math.min(
        until,
        instant + (DAY - modulo(local - from)),
        instant + (DAY - modulo(local - from - lasting)),
      );
    }
    const { profile } = this.#options;
    if (!profile) return until;
    const now = profile.daily ? modulo(local) : instant;
    const next = profile.times[profileIndex(profile, now) + 1];
    return next === undefined ? until : Math.min(until, instant + next - now);
  }

  #replace(powers: PhasePowers, { power, phase, powerFactor = 1 }: LoadAction): void {
    const share = this.#shared(power);
    for (let i = 0; i < this.#phases; i++) {
      if (phase !== undefined && phase !== i + 1) continue;
      powers.active[i] = phase === undefined ? share[i]! : power;
      powers.reactive[i] = reactive(powers.active[i]!, powerFactor);
    }
  }

  /** The active power that brings a phase to its apparent power; none where it is there already. */
  #raise(powers: PhasePowers, { power, phase }: OverloadAction): void {
    const share = this.#shared(power);
    for (let i = 0; i < this.#phases; i++) {
      if (phase !== undefined && phase !== i + 1) continue;
      const wanted = phase === undefined ? share[i]! : power;
      const active = Math.sqrt(Math.max(0, wanted ** 2 - powers.reactive[i]! ** 2));
      powers.active[i] = Math.max(powers.active[i]!, active);
    }
  }

  #addProfile(powers: PhasePowers, instant: number, local: number): void {
    const { profile } = this.#options;
    if (!profile) return;
    const index = profileIndex(profile, profile.daily ? modulo(local) : instant);
    // A day begins with what the day before ended with; before its first instant there is nothing.
    const row = index < 0 && !profile.daily ? undefined : profile.powers.at(index);
    row?.forEach((power, i) => {
      if (i < this.#phases) powers.active[i]! += power;
    });
  }

  #addExport(powers: PhasePowers, local: number): void {
    const { export: given } = this.#options;
    if (given === undefined) return;
    const { peak, phase, sun } = typeof given === "number"
      ? { peak: given, phase: undefined, sun: 1 }
      : { peak: given.peak, phase: given.phase, sun: sunshine(given, modulo(local)) };
    const share = this.#shared(peak * sun);
    for (let i = 0; i < this.#phases; i++) {
      if (phase === undefined) powers.active[i]! -= share[i]!;
      else if (phase === i + 1) powers.active[i]! -= peak * sun;
    }
  }

  #shared(power: number): number[] {
    return new Array<number>(this.#phases).fill(power / this.#phases);
  }

  #checkPower(power: number): void {
    if (Math.abs(power) <= this.#most) return;
    const most = this.#most.toLocaleString("en");
    const why = this.#most === MOST ? " (five digits of PAPP)" : "";
    refuse(`${power} W: a load is from 0 to ${most} W${why}, or as much given`);
  }

  #checkPhase(phase: Phase | undefined): void {
    if (phase !== undefined && phase > this.#phases) refuse(`phase ${phase}: the meter has one`);
  }
}

/** Share of the peak that the panels give at a time of the day. */
function sunshine({ from = SUNRISE, until = SUNSET }: Solar, time: number): number {
  const minute = Math.floor(time / MINUTE) * MINUTE;
  if (minute < from || minute > until) return 0;
  return Math.sin(Math.PI * (minute - from) / (until - from));
}

/** Time of day of a local time, ms. */
function modulo(local: number): number {
  return ((local % DAY) + DAY) % DAY;
}

/** Reactive power that goes with an active one. */
function reactive(active: number, powerFactor: number): number {
  const factor = Math.abs(powerFactor);
  if (!(factor > 0 && factor <= 1)) {
    refuse(`power factor ${powerFactor}: it is 0.01 to 1, negative where it is capacitive`);
  }
  return Math.sign(powerFactor) * Math.abs(active) * Math.sqrt(1 / factor ** 2 - 1);
}

function refuse(why: string): never {
  throw new RangeError(`Cannot connect ${why}`);
}
