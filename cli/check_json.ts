/**
 * A diagnosis as JSON, for scripts.
 *
 * @module
 */
import { CAUSE_WORDS, verdictOf } from "../decoder/diagnosis/cause_words.ts";
import type { Diagnosis } from "../decoder/diagnosis/diagnose.ts";
import { meterFacts } from "../decoder/diagnosis/meter_facts.ts";

/** Writes what was found as one object; the words are English whatever the language. */
export function checkJson(source: string, diagnosis: Diagnosis): unknown {
  const { cause, likely, facts } = diagnosis;
  const { values: _, led, otherwise, wrongSums, ...line } = facts;
  const { kind, ...meter } = meterFacts(facts);
  return {
    source,
    cause: cause?.id ?? "unsure",
    healthy: cause?.healthy === true,
    verdict: verdictOf(diagnosis).en,
    why: cause ? CAUSE_WORDS[cause.id].why(facts).en : null,
    likely: likely.map(({ id }) => id),
    steps: cause ? cause.steps(facts) : [],
    meter: { ...meter, kind: kind?.en ?? null },
    line: { ...line, wrongSums: Object.fromEntries(wrongSums) },
    led: { decisions: led.decisions, turns: led.turns, states: led.changes },
    hypotheses: otherwise,
  };
}
