/**
 * A message on a broker, before anybody knows what it means.
 *
 * @module
 */

/** A message, and when it was seen. */
export interface HeardMessage {
  topic: string;
  /** Its text. */
  payload: string;
  /** When it was seen, ms since 1970 UTC. */
  seen: number;
}
