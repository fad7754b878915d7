import { assertEquals } from "@std/assert";
import { french } from "./labels_french.ts";
import { labelsJson } from "./labels.ts";
import { outside } from "./outside.ts";

Deno.test("labelsJson() makes tic/labels.json from the reference", () => {
  const folder = outside("spec", "TICLAB_SPEC");
  if (folder === null) return;
  const spec = JSON.parse(Deno.readTextFileSync(`${folder}/labels.json`));
  const text = labelsJson([...spec.labels, ...spec.vtic01_labels, ...spec.older_meters]);
  const kept = Deno.readTextFileSync(new URL("../tic/labels.json", import.meta.url));
  assertEquals(text === kept, true, "tools/labels.ts has to be run again");
});

Deno.test("french() sets accents and translates what the reference has in English", () => {
  assertEquals(french("Intensite instantanee phase 1"), "Intensité instantanée phase 1");
  assertEquals(french("Etat dynamique 1"), "État dynamique 1");
  assertEquals(french("Dynamic state, grid D"), "État dynamique, grille D");
  assertEquals(
    french("Active exported, period 3, grid D"),
    "Index actif injecté, période 3, grille D",
  );
});
