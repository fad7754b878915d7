/**
 * The oracle: whether what a program said of an input is what a right decoder may say of it.
 *
 * It knows no protocol: what came on the wire and what has to be said of it stand in the expectation.
 *
 * @module
 */
import type { Capability } from "../suite/capability.ts";
import type { Alternative, SuiteCase } from "../suite/suite_case.ts";
import { choicesOf } from "./choices.ts";
import type { Complaint } from "./complaint.ts";
import { checkFrames } from "./frames.ts";
import { checkGroups } from "./groups.ts";
import type { Said } from "./said.ts";
import { checkStatus } from "./status.ts";
import { checkValues } from "./values.ts";
import { wireIndex } from "./wire_index.ts";

/** What of a program matters to the oracle. */
export interface Judged {
  /** What it can do. */
  capabilities: ReadonlySet<Capability>;
  /** Labels that it says, where it says only some. */
  labels?: ReadonlySet<string>;
}

/** What the oracle found. */
export interface Judgement {
  /** Whether the answer is one of a right decoder. */
  passed: boolean;
  /** The first difference, from the alternative that came nearest. */
  complaint: Complaint | null;
  /** Choices that the answer shows. */
  choices: Readonly<Record<string, string>>;
}

/**
 * Judges an answer.
 *
 * @param test The case, of which only the ways to be right are looked at.
 *
 * @example
 * ```ts
 * import { judge } from "./judge.ts";
 * import { assert } from "@std/assert";
 *
 * const expect = {
 *   frames: [{ offset: 0, length: 16, complete: true }],
 *   groups: [{ label: "PAPP", value: "00360", frame: 0, need: "must", offset: 1, length: 14 }],
 * } as const;
 * const said = { groups: [{ label: "PAPP", value: "360" }], frames: [], values: [], errors: [], modes: [], logs: [] };
 * const program = { capabilities: new Set(["historique"] as const) };
 * assert(judge({ expect: [{ choice: "right", expect }] }, said, program).passed);
 * ```
 */
export function judge(test: Pick<SuiteCase, "expect">, said: Said, program: Judged): Judgement {
  let nearest: Judgement | null = null;
  for (const alternative of test.expect) {
    const judgement = judgeOne(alternative, said, program);
    if (judgement.passed) {
      if (test.expect.length === 1) return judgement;
      return { ...judgement, choices: { ...judgement.choices, way: alternative.choice } };
    }
    nearest ??= judgement;
  }
  return nearest!;
}

function judgeOne({ expect }: Alternative, said: Said, program: Judged): Judgement {
  const { capabilities, labels } = program;
  const heard = labels ? project(said, labels) : said;
  const exactness = { timestamps: capabilities.has("timestamps"), raw: capabilities.has("raw") };
  const index = wireIndex(expect, { timestamps: exactness.timestamps, labels });
  const groups = checkGroups(index, heard, exactness);
  const complaint = groups.complaint ??
    checkFrames(index, heard, { ...exactness, strict: expect.errors !== undefined }) ??
    checkValues(labels ? projected(expect, labels) : expect, heard) ??
    checkStatus(expect, heard, capabilities);
  const choices = choicesOf(index, heard, groups.matched);
  return { passed: complaint === null, complaint, choices };
}

function project(said: Said, labels: ReadonlySet<string>): Said {
  const keep = (item: { label: string }) => labels.has(item.label);
  return {
    ...said,
    groups: said.groups.filter(keep),
    values: said.values.filter(keep),
    frames: said.frames.map((frame) => ({ ...frame, groups: frame.groups.filter(keep) })),
  };
}

function projected(expect: Alternative["expect"], labels: ReadonlySet<string>) {
  const values = expect.values?.filter(({ label }) => labels.has(label));
  return values ? { ...expect, values } : expect;
}
