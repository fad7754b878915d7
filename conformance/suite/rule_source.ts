/**
 * A rule as its author writes it, `rules/TOPIC.yaml`, checked.
 *
 * @module
 */
import { CheckedRecord, type Complain } from "./checked_record.ts";
import type { ReceiverRule } from "./rule.ts";

/** Reads one rule; null where something of it is missing. */
export function ruleSource(
  value: unknown,
  { topic, complain }: { topic: string; complain: Complain },
): ReceiverRule | null {
  const keys = ["id", "level", "text", "source", "why"];
  const read = new CheckedRecord(value, { keys, complain });
  const id = read.text("id", { required: true, form: /^[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*$/ });
  const level = read.word("level", ["must", "should", "observe"]);
  if (level === undefined && !read.has("level")) complain(`write "level"`, "id");
  const text = read.text("text", { required: true });
  const source = read.text("source", { required: true });
  const why = read.text("why", { required: true });
  if (id !== undefined && !id.startsWith(`${topic}/`)) {
    complain(`rule "${id}" has to begin with "${topic}/", or to stand in another file`, "id");
  }
  // What binds has to stand in a document, not in our deductions or in a trouble of the field.
  if (level === "must" && source !== undefined && !/\b(54E|02E|44E)\b/.test(source)) {
    complain(`level must needs a source of 54E, 02E or 44E, or the level should`, "source");
  }
  if (!id || !level || !text || !source || !why) return null;
  return { id, topic, level, text, source, why };
}
