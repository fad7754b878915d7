/**
 * `deno task bench [NAME…]`: measures what the bars are about, and says whether they are kept.
 *
 * The figures are for two idle cores; on a busy machine they are lower, so that a bar that is not kept
 * here is a reason to look, and CI does not run this.
 *
 * @module
 */
import { decoding } from "./bench/decoding.ts";
import { type Figure, keeps } from "./bench/figure.ts";
import { meter } from "./bench/meter.ts";
import { mqtt } from "./bench/mqtt.ts";
import { firstByte, pacing, speed } from "./bench/speaking.ts";

const BENCHES: Readonly<Record<string, () => Promise<Figure[]>>> = {
  decoding,
  "first-byte": firstByte,
  meter,
  mqtt,
  pacing,
  speed,
};

const names = Deno.args.length > 0 ? Deno.args : Object.keys(BENCHES);
let kept = true;
for (const name of names) {
  const bench = BENCHES[name];
  if (!bench) {
    console.error(
      `bench: there is no "${name}"; there are ${Object.keys(BENCHES).join(", ")}`,
    );
    Deno.exit(2);
  }
  for (const figure of await bench()) {
    kept &&= keeps(figure);
    const { value, unit, bar, note } = figure;
    const limit = bar && ("least" in bar ? `≥ ${bar.least}` : `≤ ${bar.most}`);
    const shown = value >= 100 ? value.toFixed(0) : value.toPrecision(3);
    console.log(
      `${keeps(figure) ? "✓" : "✗"} ${figure.name}: ${shown} ${unit}` +
        (limit ? ` (bar ${limit})` : "") + (note ? `; ${note}` : ""),
    );
  }
}
Deno.exit(kept ? 0 : 1);
