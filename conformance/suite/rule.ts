/**
 * A statement of the documents that a receiver can keep or break.
 *
 * @module
 */

/**
 * How strongly a rule binds: `must` only where 54E, 02E or 44E says so and the output shows it;
 * `should` for what follows from them and for troubles of the field; `observe` for free choices.
 */
export type Level = "must" | "should" | "observe";

/** A statement about receivers, with its source. */
export interface ReceiverRule {
  /** Permanent name, `topic/what` in kebab case. */
  id: string;
  /** Topic, the first part of the name: a file of rules and usually one of cases. */
  topic: string;
  /** How strongly it binds. */
  level: Level;
  /** What a receiver does, in one sentence. */
  text: string;
  /** Where that stands, cited as in the reference: `02E §1.5.2 p19`, `[derived]`, `impl: owner/repo`. */
  source: string;
  /** What goes wrong at home where it is broken. */
  why: string;
}
