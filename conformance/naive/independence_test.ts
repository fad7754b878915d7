import { assert, assertEquals } from "@std/assert";
import { readdirSync, readFileSync } from "node:fs";

/** What the naive decoder is made of; the files about it may know more. */
const DECODER =
  /^(naive_(decoder|frame|groups|values)|label_table|clock_words|registers|mutants\/\w+)\.ts$/;

Deno.test("the naive decoder and its mutants share nothing with tic/ and decoder/", () => {
  const folder = new URL(".", import.meta.url);
  const names = readdirSync(folder, { recursive: true }).map(String).filter((name) =>
    DECODER.test(name)
  );
  assert(names.length > 12, "no files found: the test reads the wrong place");
  for (const name of names) {
    const text = readFileSync(new URL(name, folder), "utf8").replace(/\/\*[^]*?\*\//g, "");
    const targets = Array.from(text.matchAll(/from "([^"]+)"/g), ([, target]) => target!);
    const foreign = targets.filter((target) =>
      !/^(\.\.?\/[a-z_]+|(\.\.\/)+oracle\/said)\.ts$/.test(target)
    );
    assertEquals(foreign, [], name);
  }
});
