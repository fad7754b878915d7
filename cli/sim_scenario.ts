/**
 * Scenarios by the word that the user says: a name of the library, or a file.
 *
 * @module
 */
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readScenario, type Scenario } from "../sim/scenario.ts";
import { ScenarioError } from "../sim/scenario/scenario_error.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import { userFolder } from "./user_folder.ts";

/** The library. */
const LIBRARY = fileURLToPath(new URL("../scenarios/", import.meta.url));

/** Names of the scenarios of the library, in order. */
export function scenarioNames(): string[] {
  return Array.from(Deno.readDirSync(LIBRARY), ({ name }) => name)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort();
}

/**
 * Reads the scenario that a word names.
 *
 * @throws {Failure} exit code 2: there is none, with the nearest name; or it is wrong, with each place.
 */
export function loadScenario(word: string): Scenario {
  const { path, shown } = find(word);
  const text = read(path, word);
  const folder = dirname(path);
  try {
    return readScenario(text, {
      file: shown,
      readText: (name) => Deno.readTextFileSync(resolve(folder, name)),
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      // The package yaml looks at two variables for its own debugging.
      throw new Failure(`may not read ${word}: ${error.message}`, {
        exitCode: 2,
        next: "Allow it: deno run --allow-read --allow-env=LOG_TOKENS,LOG_STREAM …",
        cause: error,
      });
    }
    if (!(error instanceof ScenarioError)) throw error;
    const count = error.problems.length;
    throw new Failure(
      `cannot play ${word}: ${count === 1 ? "one thing is" : `${count} things are`} wrong\n` +
        error.message,
      { exitCode: 2, cause: error },
    );
  }
}

function find(word: string): { path: string; shown: string } {
  if (/[/\\]|\.ya?ml$/.test(word)) {
    return { path: resolve(userFolder() ?? Deno.cwd(), word), shown: word };
  }
  return { path: `${LIBRARY}${word}.yaml`, shown: `${word}.yaml` };
}

/** The names with that beginning or that word, else the one that was probably meant. */
function nearestScenarios(word: string): string {
  const names = scenarioNames();
  const parts = names.filter((name) => name.split("-").includes(word) || name.startsWith(word));
  const near = nearest(word, names);
  const meant = parts.length > 0 ? parts : near ? [near] : [];
  return meant.length > 0
    ? `Did you mean: ${meant.join(", ")}`
    : "See: ticlab scenarios; a file is named as ./my.yaml";
}

function read(path: string, word: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotCapable) {
      throw new Failure(`may not read ${path}`, {
        exitCode: 2,
        next: `Allow it: deno run --allow-read=${path} …`,
        cause,
      });
    }
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    if (path.startsWith(LIBRARY)) {
      throw new Failure(`there is no scenario "${word}"`, {
        exitCode: 2,
        next: nearestScenarios(word),
        cause,
      });
    }
    throw new Failure(`there is no file ${word}`, {
      exitCode: 2,
      next: "Scenarios of the library are named without a path: ticlab scenarios",
      cause,
    });
  }
}
