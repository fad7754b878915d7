/**
 * What is right and wrong in the answers of a program that is tried.
 *
 * @module
 */
import type { Said } from "../oracle/said.ts";
import { type Canary, groupsOf, INDEX_LABEL, type LineKind, METER_LABEL } from "./_probe_lines.ts";
import type { Trouble } from "./_outcomes.ts";
import type { Outcome } from "./driver.ts";

/** What was found of one thing that was tried. */
export interface Check {
  /** In order, worth knowing, or against the contract. */
  verdict: "fine" | "note" | "wrong";
  /** What was tried and what came of it, in one sentence. */
  what: string;
  /** The line as it should be, or what to do. */
  fix?: string;
  /** The end of what the program wrote on standard error, where it failed. */
  stderr?: string;
}

/** Makes a check. */
export const fine = (what: string): Check => ({ verdict: "fine", what });
/** Makes a check. */
export const note = (what: string): Check => ({ verdict: "note", what });
/** Makes a check. */
export const wrong = (what: string, fix?: string): Check => ({
  verdict: "wrong",
  what,
  ...fix !== undefined && { fix },
});

/** The check of a run that brought nothing that could be judged. */
export function troubled(tried: string, outcome: Trouble): Check {
  if (outcome.kind === "unsupported") {
    return wrong(`${tried}: says that it lacks ${outcome.capability}, which that does not need`);
  }
  const { what, stderr } = outcome;
  const fix = outcome.kind === "protocol" ? outcome.fix : undefined;
  return { ...wrong(`${tried}: ${what}`, fix), ...stderr !== "" && { stderr } };
}

/** Judges what it says where nothing can be said. */
export function silent(tried: string, outcome: Outcome): Check {
  if (outcome.kind !== "said") return troubled(tried, outcome);
  const { groups, frames, values, errors } = outcome.said;
  const [said] = [...groups, ...values];
  if (said) {
    return wrong(`${tried}: says ${said.label} = ${JSON.stringify(said.value)}, out of nothing`);
  }
  const whole = frames.find(({ complete }) => complete);
  if (whole) return wrong(`${tried}: says a complete frame, out of nothing`);
  return fine(`${tried}: says no group${errors.length > 0 ? `, and ${errors.length} errors` : ""}`);
}

/**
 * Judges what it does with noise. A program that dies of it or takes it for groups keeps the contract
 * all the same: what is wrong with its decoder is for the suite to tell, byte by byte.
 */
export function unmoved(tried: string, outcome: Outcome): Check {
  if (outcome.kind === "crash" || outcome.kind === "timeout") {
    return note(`${tried}: ${outcome.what}; the cases will show on which bytes`);
  }
  const check = silent(tried, outcome);
  return outcome.kind === "said" && check.verdict === "wrong" ? note(check.what) : check;
}

/** Judges what it does with a mode that there is not: it may refuse it, but not hang. */
export function nonsense(mode: string, outcome: Outcome): Check {
  const tried = `a mode that there is not (${mode})`;
  if (outcome.kind === "said") return fine(`${tried}: reads on`);
  if (outcome.kind === "unsupported") return fine(`${tried}: says that it is unsupported`);
  if (outcome.kind !== "crash") return troubled(tried, outcome);
  if (typeof outcome.exit === "number") {
    return fine(`${tried}: refuses with exit code ${outcome.exit}`);
  }
  return note(`${tried}: dies of ${outcome.exit}; an exit code would say more`);
}

/**
 * Whether something said shows that the program read this line. Other meters have labels that an
 * older one has too, so there it has to be what was drawn.
 */
export function hasHeard(kind: LineKind, said: Said, canary: Canary): boolean {
  const right = groupsOf(kind, canary).filter(({ label }) =>
    kind !== "older" || label === METER_LABEL.older || label === INDEX_LABEL.older
  );
  return said.groups.some((group) =>
    right.some(({ label, value }) => group.label === label && group.value.trim() === value.trim())
  );
}

/** Judges what it says of a right line; each value has to come from there. */
export function hears(kind: LineKind, said: Said, canary: Canary): Check {
  const label = METER_LABEL[kind];
  const meters = said.groups.filter((group) => group.label === label).map(({ value }) =>
    value.trim()
  );
  const invented = meters.find((meter) => Number(meter) !== Number(canary.meter));
  if (invented !== undefined) {
    return wrong(
      `${kind}: says ${label} = "${invented}" where the line had "${canary.meter}"`,
      "Say what stands on the line; the number of the meter is drawn anew each time",
    );
  }
  if (meters.includes(canary.meter)) {
    return fine(`${kind}: says the meter number ${canary.meter}, drawn for this run`);
  }
  if (meters.length > 0) {
    return note(`${kind}: says ${label} = "${meters[0]}" for "${canary.meter}": a zero is lost`);
  }
  if (hasHeard(kind, said, canary)) return note(`${kind}: says groups, but not ${label}`);
  return note(`${kind}: says no group of a right line`);
}

/**
 * Judges what a session says of the rest of a line whose beginning was in the run before: a decoder
 * that was made for this run cannot know the group that was cut.
 */
export function fresh(outcome: Outcome, cut: { label: string; value: string }): Check {
  const tried = "a second run";
  if (outcome.kind !== "said") return troubled(tried, outcome);
  const kept = outcome.said.groups.some(({ label, value }) =>
    label === cut.label && value.trim() === cut.value
  );
  if (!kept) return fine(`${tried}: begins with a fresh decoder`);
  return wrong(
    `${tried}: says ${cut.label} = "${cut.value}", which began in the run before`,
    "Make a new decoder for each run",
  );
}
