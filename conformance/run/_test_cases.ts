/** Cases and answers for the tests of this folder. */
import type { Driver, Outcome, RunRequest } from "../drivers/driver.ts";
import type { ReceiverRule } from "../suite/rule.ts";
import type { Suite, SuiteCase } from "../suite/suite_case.ts";

export const RULE: ReceiverRule = {
  id: "grammar/fields",
  topic: "grammar",
  level: "must",
  text: "A group is said.",
  source: "02E §1.5.3.2 p20",
  why: "Nothing is shown.",
};

/** A frame with one group, `PAPP 00360`, which has to be said. */
export function testCase(id: string, more: Partial<SuiteCase> = {}): SuiteCase {
  const input = new TextEncoder().encode("\x02\nPAPP 00360 *\r\x03");
  const group = { label: "PAPP", value: "00360", frame: 0, need: "must", offset: 1, length: 14 };
  return {
    id,
    aliases: [],
    rule: RULE.id,
    level: RULE.level,
    topic: "grammar",
    title: "A group",
    needs: ["historique"],
    depth: "syntax",
    sets: ["historique"],
    since: "1.0.0",
    quarantined: false,
    mode: "historique",
    input,
    chunkings: ["whole"],
    expect: [{
      choice: "right",
      expect: {
        frames: [{ offset: 0, length: input.length, complete: true }],
        groups: [group as never],
      },
    }],
    seen: [],
    mutants: [],
    ...more,
  };
}

export function testSuite(...cases: SuiteCase[]): Suite {
  return { version: "1.2.0", hash: "0", rules: [RULE], cases };
}

/** What a program says that reads the group as `value`. */
export function says(value: string): Outcome {
  const groups = [{ label: "PAPP", value }];
  const said = { groups, frames: [], values: [], errors: [], modes: [], logs: [] };
  return { kind: "said", said };
}

/** A driver that answers by a function; `asked` keeps the requests. */
export function fakeDriver(
  answer: (request: RunRequest, n: number) => Outcome,
  keepsChunks = true,
): Driver & { asked: RunRequest[] } {
  const asked: RunRequest[] = [];
  return {
    asked,
    keepsChunks,
    run: (request) => Promise.resolve(answer(request, asked.push(request))),
    close: () => Promise.resolve(),
  };
}
