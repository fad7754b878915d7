/**
 * `ticlab scenarios`: lists the library.
 *
 * @module
 */
import type { CommandSpec, Options } from "./options.ts";
import { palette } from "./screen.ts";
import { loadScenario, scenarioNames } from "./sim_scenario.ts";

/** Options and help of `ticlab scenarios`. */
export const spec: CommandSpec = {
  name: "scenarios",
  summary: "list the scenarios that sim can play",
  usage: "ticlab scenarios [WORD...]",
  options: { "json": { help: "one line of JSON a scenario" } },
  examples: [
    ["ticlab scenarios", "all of them"],
    ["ticlab scenarios tempo", "those whose name, title or text has a word"],
    ["ticlab explain NAME", "one of them, in full"],
  ],
  exits: [],
};

/** Prints name, title and text of each scenario that has all the words. */
export function run(options: Options): Promise<number> {
  const paint = palette(Deno.stdout);
  const words = options.words.map((word) => word.toLowerCase());
  for (const name of scenarioNames()) {
    const { title, about } = loadScenario(name);
    const text = about.trim().replace(/\s+/g, " ");
    const all = `${name} ${title} ${text}`.toLowerCase();
    if (!words.every((word) => all.includes(word))) continue;
    if (options.has("json")) console.log(JSON.stringify({ name, title, about: text }));
    else console.log(`${paint.bold(name)}  ${title}\n    ${paint.dim(text)}`);
  }
  return Promise.resolve(0);
}
