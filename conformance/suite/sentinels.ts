/**
 * Sentinel frames: short, right, and each with its own index, so that nobody can mistake which of them
 * a program has said.
 *
 * @module
 */
import { frameOf } from "./frame_of.ts";
import { readRun } from "./wire_run.ts";

/** Makes the sentinel frames that follow a line. */
export class Sentinels {
  readonly #mode: "historique" | "standard";
  #serial = "021961551234";
  #index = 12_345_700;

  /** Starts in a mode, with the meter and the index that the line before showed last. */
  constructor(
    mode: "historique" | "standard",
    { before = [] }: { before?: readonly number[] | Uint8Array } = {},
  ) {
    this.#mode = mode;
    const [serial, index] = mode === "standard" ? ["ADSC", "EAST"] : ["ADCO", "BASE"];
    this.#serial = lastValue(before, { label: serial!, form: /^\d{12}$/ }) ?? this.#serial;
    this.#index = Number(lastValue(before, { label: index!, form: /^\d{9}$/ }) ?? this.#index);
  }

  /** Writes the next frame: serial number, an index one Wh higher, a power. */
  frame(): Uint8Array {
    this.#index = (this.#index + 1) % 1_000_000_000;
    const index = String(this.#index).padStart(9, "0");
    const power = String(300 + 10 * (this.#index % 500)).padStart(5, "0");
    const labels = this.#mode === "standard"
      ? ["ADSC", "EAST", "SINSTS"] as const
      : ["ADCO", "BASE", "PAPP"] as const;
    const [meter, energy, apparent] = labels;
    return frameOf([[meter, this.#serial], [energy, index], [apparent, power]], this.#mode);
  }

  /** Writes three of them. */
  triple(): Uint8Array {
    const [a, b, c] = [this.frame(), this.frame(), this.frame()];
    const bytes = new Uint8Array(a.length + b.length + c.length);
    bytes.set(a);
    bytes.set(b, a.length);
    bytes.set(c, a.length + b.length);
    return bytes;
  }
}

function lastValue(
  before: readonly number[] | Uint8Array,
  { label, form }: { label: string; form: RegExp },
): string | undefined {
  for (let cr = before.lastIndexOf(0x0d); cr > 0; cr = before.lastIndexOf(0x0d, cr - 1)) {
    const lf = before.lastIndexOf(0x0a, cr);
    if (cr - lf > 40 || before[lf + 1] !== label.charCodeAt(0)) continue;
    const reading = readRun(String.fromCharCode(...before.slice(lf + 1, cr)));
    if (reading?.label === label && form.test(reading.value)) return reading.value;
  }
  return undefined;
}
