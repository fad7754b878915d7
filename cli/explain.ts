/**
 * `ticlab explain`: what a scenario does.
 *
 * @module
 */
import { resolve } from "node:path";
import { scenarioPicture } from "../sim/scenario_picture.ts";
import { scenarioStory } from "../sim/scenario_story.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { palette } from "./screen.ts";
import { loadScenario } from "./sim_scenario.ts";
import { userFolder } from "./user_folder.ts";

/** Options and help of `ticlab explain`. */
export const spec: CommandSpec = {
  name: "explain",
  summary: "show what a scenario does: its timeline, load, frames and assumptions",
  usage: "ticlab explain SCENARIO [--svg FILE]",
  options: {
    "svg": {
      value: "FILE",
      help: "draw power, indexes and events over time; - is standard output",
    },
  },
  examples: [
    ["ticlab explain tempo-red-day", "a scenario of the library"],
    ["ticlab explain ./mine.yaml --svg mine.svg", "a picture of one of yours"],
  ],
  exits: [[3, "the picture cannot be written"]],
};

/**
 * Prints the story of a scenario, or draws it.
 *
 * @throws {Failure} exit code 2 where there is no such scenario or it is wrong, 3 for the picture.
 */
export function run(options: Options): Promise<number> {
  const [word, another] = options.words;
  if (word === undefined || another !== undefined) {
    throw new Failure("one scenario is wanted", { exitCode: 2, next: "See: ticlab scenarios" });
  }
  const scenario = loadScenario(word);
  const file = options.get("svg");
  if (file === "-") console.log(scenarioPicture(scenario));
  else if (file !== undefined) draw(scenarioPicture(scenario), file);
  else {
    const paint = palette(Deno.stdout);
    console.log(`${paint.bold(scenario.title)}\n${scenario.about.trim()}`);
    for (const { heading, lines } of scenarioStory(scenario)) {
      console.log(`\n${paint.bold(heading)}\n${lines.map((line) => `  ${line}`).join("\n")}`);
    }
  }
  return Promise.resolve(0);
}

function draw(picture: string, file: string): void {
  const path = resolve(userFolder() ?? Deno.cwd(), file);
  try {
    Deno.writeTextFileSync(path, picture);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Allow it: deno run --allow-write=${path} …, or take it from standard output: --svg -`
      : "Name a file in a folder that exists and that you may write to";
    throw new Failure(`cannot write ${path}: ${cause.message}`, { exitCode: 3, next, cause });
  }
}
