/**
 * The suite and the list of known failures for `ticlab test`.
 *
 * @module
 */
import { checkKnown, type KnownFailure, readKnown } from "../conformance/run/known.ts";
import { type Choosable, selectCases, type Selection } from "../conformance/run/select.ts";
import { loadSuite } from "../conformance/suite/load.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { Failure } from "./failure.ts";
import type { TestSettings } from "./test_settings.ts";

/** What is scored with. */
export interface TestCases {
  suite: Suite;
  known: readonly KnownFailure[];
  /** The list as it stands in its file. */
  knownText: string;
}

/**
 * Loads the suite and the known failures.
 *
 * @throws {Failure} exit code 2 where the list is wrong, 4 where the suite is.
 */
export async function loadCases(settings: TestSettings): Promise<TestCases> {
  const suite = await loadSuite().catch((cause) => {
    throw new Failure(`the suite cannot be loaded: ${cause.message}`, { exitCode: 4, cause });
  });
  const { known, knownText } = loadKnown(settings, (id) => !isOfGateways(id));
  try {
    checkKnown(known, suite.cases);
    return { suite, known, knownText };
  } catch (cause) {
    throw usage(cause, "See: ticlab list");
  }
}

/** Cases of gateways are called `gateway/…`; one list serves both. */
export const isOfGateways = (id: string): boolean => id.startsWith("gateway/");

/**
 * Reads the list of known failures, as far as it is of one kind of case.
 *
 * @throws {Failure} exit code 2 where it is wrong.
 */
export function loadKnown(
  settings: TestSettings,
  isOurs: (id: string) => boolean,
): Pick<TestCases, "known" | "knownText"> {
  const knownText = readList(settings);
  try {
    const known = readKnown(knownText, settings.known).filter(({ id }) => isOurs(id));
    return { known, knownText };
  } catch (cause) {
    throw usage(cause, "See: ticlab list");
  }
}

/**
 * Chooses the cases to run.
 *
 * @throws {Failure} exit code 2 where none is chosen.
 */
export function chooseCases<C extends Choosable>(
  suite: { version: string; cases: readonly C[] },
  selection: Selection,
): C[] {
  refuseLists(selection);
  try {
    return selectCases(suite, selection);
  } catch (cause) {
    const isGateways = suite.cases.some(({ id }) => isOfGateways(id));
    throw usage(cause, `See: ticlab list${isGateways ? " gateways" : ""}`);
  }
}

/** Each option takes one name, and no name has a comma. */
function refuseLists(selection: Selection): void {
  for (const name of ["only", "skip"] as const) {
    const list = selection[name]?.find((pattern) => pattern.includes(","));
    if (list === undefined) continue;
    const words = list.split(",").map((word) => word.trim()).filter((word) => word !== "");
    throw new Failure(`--${name} takes one name, not a list: "${list}"`, {
      exitCode: 2,
      next: `Say it for each: ${words.map((word) => `--${name} ${shellWord(word)}`).join(" ")}`,
    });
  }
}

function readList({ known, knownNamed, writeKnown }: TestSettings): string {
  try {
    return Deno.readTextFileSync(known);
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound && (!knownNamed || writeKnown)) return "";
    throw usage(cause, "Start one with: ticlab test --write-known -- CMD");
  }
}

function usage(cause: unknown, next: string): Failure {
  return new Failure((cause as Error).message, { exitCode: 2, next, cause });
}
