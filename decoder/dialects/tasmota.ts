/**
 * The messages of Tasmota's own Teleinfo driver.
 *
 * @module
 */
import type { Dialect, Message, SaidValue, Speaker, SpeakOptions } from "./dialect.ts";
import { flatValues } from "./flat_values.ts";
import type { FrameReading, LabelReading } from "./frame_reading.ts";
import { jsonObject, objectOf } from "./json_object.ts";
import { localText } from "./local_text.ts";
import { Settings } from "./settings.ts";
import { TasmotaEnergy } from "./tasmota_energy.ts";

/** Labels that it leaves out. */
const LEFT_OUT = /^(PJOURF\+1|MSG1)$/;
/** Digits that stay text: its `atol` would lose a leading zero, and all of PRM on 32 bits. */
const IDENTITIES = /^(ADCO|ADSC|PRM)$/;
const ALARM = /^(ADPS|ADIR[123])$/;
const PHASES = 3;

/**
 * `{"TIC":{"PAPP":210}}` for each frame, `{"TIC":{"ADPS":1}}` in an overload, and telemetry with ENERGY.
 *
 * @example
 * ```ts
 * import { TASMOTA } from "./tasmota.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const topic = "tele/teleinfo/SENSOR";
 * assertEquals(TASMOTA.values({ topic, payload: `{"TIC":{"PAPP":210}}` }), [
 *   { label: "PAPP", value: 210 },
 * ]);
 * assertEquals(TASMOTA.values({ topic, payload: `{"TIC":{"ADPS":1}}` }), [
 *   { label: "ADPS", value: true },
 * ]);
 * ```
 */
export const TASMOTA: Dialect = {
  id: "tasmota",
  about: "Tasmota, xnrg_15_teleinfo, from its source",
  base: "teleinfo",
  settings: {
    raw: "full (every label of a frame), changed (what is new in it) or none",
    skip: "Frames left out between two that are said, 0 to 255; 0 unless set",
    teleperiod: "Seconds between two messages with ENERGY, 10 to 3600, 0 for none; 300 unless set",
    mend: "total: the total of ENERGY counts Tempo and EJP, too",
  },
  speaker: (options) => new TasmotaSpeaker(options),
  values,
};

class TasmotaSpeaker implements Speaker {
  readonly online: Message;
  readonly offline: Message;
  readonly #topic: string;
  readonly #raw: "full" | "changed" | "none";
  readonly #skip: number;
  readonly #period: number;
  readonly #energy: TasmotaEnergy;
  readonly #known = new Map<string, string>();
  #toSkip: number;
  #reportedAt = -Infinity;

  constructor(options: SpeakOptions) {
    const settings = new Settings(TASMOTA, options);
    const prefix = `tele/${options.base}`;
    this.online = { topic: `${prefix}/LWT`, payload: "Online", retain: true };
    this.offline = { topic: `${prefix}/LWT`, payload: "Offline", retain: true };
    this.#topic = `${prefix}/SENSOR`;
    this.#raw = settings.choice("raw", ["full", "changed", "none"]);
    this.#skip = settings.number("skip", { from: 0, to: 255, otherwise: 0 });
    this.#period = settings.number("teleperiod", { from: 0, to: 3600, otherwise: 300 }) * 1_000;
    this.#energy = new TasmotaEnergy(settings.list("mend", ["total"]).has("total"));
    this.#toSkip = this.#skip;
  }

  say(reading: FrameReading): Message[] {
    this.#energy.hear(reading);
    return [...this.#alarms(reading), ...this.#frame(reading), ...this.#telemetry(reading)]
      .map((object) => ({
        topic: this.#topic,
        payload: JSON.stringify(object),
        retain: false,
      }));
  }

  /** The number is the phase, 1 for ADPS; in the frame, it is amperes. */
  #alarms({ readings }: FrameReading): object[] {
    return readings.filter(({ label }) => ALARM.test(label)).map(({ label }) => ({
      TIC: { [label]: Number(label.at(-1)) || 1 },
    }));
  }

  /** What is new is so since it was last said, so that a frame left out hides nothing. */
  #frame({ readings }: FrameReading): object[] {
    const said = readings.filter(isSaid);
    const shown = this.#raw === "changed"
      ? said.filter(({ label, raw }) => this.#known.get(label) !== raw)
      : said;
    if (this.#raw === "none" || shown.length === 0) return [];
    if (this.#toSkip > 0) {
      this.#toSkip--;
      return [];
    }
    this.#toSkip = this.#skip;
    for (const { label, raw } of shown) this.#known.set(label, raw);
    return [{ TIC: ticOf(shown) }];
  }

  /** Of whole frames only: half of one has not all that ENERGY is made of. */
  #telemetry(reading: FrameReading): object[] {
    const { at, kind, complete, readings } = reading;
    const since = at - this.#reportedAt;
    const due = since >= this.#period || since < 0;
    if (this.#period === 0 || !due || !complete || kind !== "long") return [];
    this.#reportedAt = at;
    return [{
      Time: localText(at),
      ENERGY: this.#energy.object(reading),
      TIC: ticOf(readings.filter(isSaid)),
    }];
  }
}

/** It says no label without data: DATE. */
function isSaid({ label, raw }: LabelReading): boolean {
  return raw !== "" && !LEFT_OUT.test(label);
}

function ticOf(readings: readonly LabelReading[]): object {
  return Object.fromEntries(readings.map(({ label, raw }) => {
    const number = /^[0-9]{1,9}$/.test(raw) && !IDENTITIES.test(label);
    return [label, number ? Number(raw) : raw];
  }));
}

/** Of an alarm that stands alone the number is a phase, so that it only says that there is one. */
function values({ payload }: Pick<Message, "topic" | "payload">): SaidValue[] {
  const object = jsonObject(payload);
  const tic = flatValues(objectOf(object?.TIC));
  const [only] = tic;
  if (
    tic.length === 1 && only !== undefined && ALARM.test(only.label) &&
    typeof only.value === "number" && only.value <= PHASES
  ) {
    return [{ ...only, value: true }];
  }
  const energy = flatValues(objectOf(object?.ENERGY))
    .map((said) => ({ ...said, label: `ENERGY.${said.label}` }));
  return [...tic, ...energy];
}
