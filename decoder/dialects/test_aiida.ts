/**
 * What EDDIE AIIDA accepts of teleinfo2mqtt, written down from its `MicroTeleinfoV3Adapter` (dialects.md
 * B8) apart from our dialect, so that both can be wrong only each on its own.
 *
 * @module
 */

/** Keys that it knows, by the mode of the first message. */
const KEYS = {
  history: (
    "ADCO OPTARIF ISOUSC BASE HCHC HCHP EJPHN EJPHPM BBRHCJB BBRHPJB BBRHCJW BBRHPJW BBRHCJR BBRHPJR " +
    "PEJP PTEC DEMAIN IINST IINST1 IINST2 IINST3 ADPS IMAX IMAX1 IMAX2 IMAX3 PMAX PAPP HHPHC MOTDETAT PPOT"
  ).split(" "),
  standard: (
    "ADSC VTIC DATE NGTF LTARF EAST EASF01 EASF02 EASF03 EASF04 EASF05 EASF06 EASF07 EASF08 EASF09 EASF10 " +
    "EASD01 EASD02 EASD03 EASD04 EAIT ERQ1 ERQ2 ERQ3 ERQ4 IRMS1 IRMS2 IRMS3 URMS1 URMS2 URMS3 PREF PCOUP " +
    "SINSTS SINSTS1 SINSTS2 SINSTS3 SMAXSN SMAXSN1 SMAXSN2 SMAXSN3 SMAXSN-1 SMAXSN1-1 SMAXSN2-1 SMAXSN3-1 " +
    "SINSTI SMAXIN SMAXIN-1 CCASN CCASN-1 CCAIN CCAIN-1 UMOY1 UMOY2 UMOY3 STGE DPM1 FPM1 DPM2 FPM2 DPM3 " +
    "FPM3 MSG1 MSG2 PRM RELAIS NTARF NJOURF NJOURF+1 PJOURF+1 PPOINTE"
  ).split(" "),
};

/** Keys that must have `timestamp: {dst, date}`. */
const DATED = (
  "DATE SMAXSN SMAXSN1 SMAXSN2 SMAXSN3 SMAXSN-1 SMAXSN1-1 SMAXSN2-1 SMAXSN3-1 SMAXIN SMAXIN-1 CCASN " +
  "CCASN-1 CCAIN CCAIN-1 UMOY1 UMOY2 UMOY3 DPM1 DPM2 DPM3 FPM1 FPM2 FPM3"
).split(" ");

/** Volts by which it makes a power of a current. */
const VOLTS = 200;

/** What it took of a message. */
export interface AiidaRecord {
  /** Raw text by key. */
  raw: Map<string, string>;
  /** AIIDA_POSITIVE_ACTIVE_ENERGY, Wh, where both indexes are there. */
  energy?: number;
  /** AIIDA_POSITIVE_ACTIVE_INSTANTANEOUS_POWER, W, of a single-phase meter. */
  power?: number;
}

/** One data source of AIIDA, subscribed to `base/#`. */
export class Aiida {
  /** Health of the source. */
  status: "unknown" | "up" | "down" = "unknown";
  #mode: "history" | "standard" | undefined;

  /**
   * Hears a message; null where it is one of status.
   *
   * @throws {Error} where AIIDA would throw.
   */
  hear(topic: string, payload: string): AiidaRecord | null {
    if (topic.endsWith("/status")) {
      this.status = payload.toLowerCase() === "up" ? "up" : "down";
      return null;
    }
    const root = JSON.parse(payload);
    if (typeof root !== "object" || root === null) throw new Error("no object");
    this.#mode ??= "ADCO" in root ? "history" : "ADSC" in root ? "standard" : undefined;
    if (this.#mode === undefined) throw new Error("mode not supported");
    const raw = new Map<string, string>();
    for (const [key, entry] of Object.entries(root)) {
      raw.set(key, rawOf(this.#mode, key, entry));
    }
    return { raw, ...derivedOf(raw) };
  }
}

function rawOf(mode: "history" | "standard", key: string, entry: unknown): string {
  if (!KEYS[mode].includes(key)) throw new Error(`IllegalArgumentException: ${key}`);
  const { raw, value, timestamp } = entry as Record<string, unknown>;
  if (raw === undefined || value === undefined) throw new Error(`${key} has no raw or value`);
  if (DATED.includes(key)) {
    const { dst, date } = (timestamp ?? {}) as Record<string, unknown>;
    if (typeof dst !== "string" || typeof date !== "string") throw new Error(`${key} has no date`);
  }
  return String(raw);
}

function derivedOf(raw: ReadonlyMap<string, string>): Omit<AiidaRecord, "raw"> {
  const [hc, hp, current] = ["HCHC", "HCHP", "IINST"].map((key) => raw.get(key));
  return {
    ...(hc === undefined || hp === undefined ? {} : { energy: parsed(hc) + parsed(hp) }),
    ...(current === undefined ? {} : { power: VOLTS * parsed(current) }),
  };
}

/** As Java's `Integer.parseInt`: digits only. */
function parsed(text: string): number {
  if (!/^[+-]?[0-9]+$/.test(text)) throw new Error(`NumberFormatException: ${text}`);
  return Number(text);
}
