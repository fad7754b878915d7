import { assertEquals } from "@std/assert";
import { diagnose } from "../decoder/diagnosis/diagnose.ts";
import { listenToFile } from "../decoder/sources/listen_file.ts";
import { outside } from "../tools/outside.ts";

const CAPTURES = outside("captures", "TICLAB_CAPTURES");

/** What may be said of a real meter's own bytes, in part or cut by hand; anything else is wrong. */
const RIGHT: Readonly<Record<string, readonly string[]>> = {
  historique: ["historique", "older", "terminal", "unsure"],
  standard: ["standard", "unsure"],
};

/** Captures of which more is known: by their notes, identities changed by hand and bad receptions. */
const SPECIAL: Readonly<Record<string, string>> = {
  "destroyedlolo__trame_linky_producer.tic": "edited",
  "jlesauce__teleinfo_sample.tic": "edited",
  "lains-nom__stream_standard_raw.tic": "damaged",
};

Deno.test({
  name: "diagnose() finds no trouble in what real meters sent",
  ignore: CAPTURES === null,
  fn: async () => {
    const index: { file: string; mode: string; emitter_ok: boolean }[] = JSON.parse(
      Deno.readTextFileSync(`${CAPTURES}/index.json`),
    );
    const wrong: string[] = [];
    for (const { file, mode } of index.filter(({ emitter_ok }) => emitter_ok)) {
      const bytes = Deno.readFileSync(`${CAPTURES}/${file}`);
      const { cause } = diagnose(await listenToFile(ReadableStream.from([bytes])));
      const named = cause?.id ?? "unsure";
      if (!(RIGHT[mode] ?? ["older"]).includes(named) && SPECIAL[file] !== named) {
        wrong.push(`${file} (${mode}): ${named}`);
      }
    }
    assertEquals(wrong, []);
  },
});
