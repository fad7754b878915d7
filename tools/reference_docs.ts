/**
 * Writes the generated pages of `docs/reference/`:
 *
 *     deno run -A --config deno.json tools/reference_docs.ts [--check]
 *
 * @module
 */
import { loadSuite } from "../conformance/suite/load.ts";
import { casesPage, changesPage } from "./reference_docs_cases.ts";
import { commandsPage } from "./reference_docs_commands.ts";
import { eventsPage } from "./reference_docs_events.ts";
import { labelsPage } from "./reference_docs_labels.ts";

/** Where they stand. */
export const REFERENCE = new URL("../docs/reference/", import.meta.url);

const HEAD = `<!-- deno-fmt-ignore-file -->
<!-- written by tools/reference_docs.ts -->

`;

/** Each page as it must be now, by its file. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const suite = await loadSuite();
  const pages = {
    "commands.md": await commandsPage(),
    "labels.md": labelsPage(),
    "cases.md": casesPage(suite),
    "events.md": eventsPage(),
    "suite-changelog.md": changesPage(suite),
  };
  return new Map(Object.entries(pages).map(([file, text]) => [file, HEAD + text]));
}

if (import.meta.main) {
  const check = Deno.args.includes("--check");
  for (const [file, text] of await referencePages()) {
    const path = new URL(file, REFERENCE);
    if (!check) Deno.writeTextFileSync(path, text);
    else if (Deno.readTextFileSync(path) !== text) {
      console.error(`Cannot keep docs/reference/${file}: run tools/reference_docs.ts`);
      Deno.exitCode = 1;
    }
  }
}
