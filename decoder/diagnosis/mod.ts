/**
 * The diagnosis of a line: facts, causes, and what to do.
 *
 * @module
 */
export { CAUSE_WORDS, type CauseWords, verdictOf } from "./cause_words.ts";
export { type Cause, type CauseId, CAUSES } from "./causes.ts";
export * from "./diagnose.ts";
export type { Hypotheses } from "./hypotheses.ts";
export * from "./led.ts";
export { type LineFacts, Listening, type ListeningOptions } from "./line_facts.ts";
export { type MeterFacts, meterFacts } from "./meter_facts.ts";
export { type StepId, STEPS, type Words } from "./steps.ts";
