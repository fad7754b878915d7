/**
 * What was learned of a gateway, as a profile that a person may go on with.
 *
 * @module
 */
import { Document, isCollection } from "yaml";
import type { Learned } from "./learn.ts";

/** What the command line says. */
export interface LearnedFrom {
  /** As the gateway is to be called. */
  name: string;
  /** Command that started it. */
  run: string;
  /** Folder in which it was started, from that of the profile, where that is another. */
  folder?: string | undefined;
  /** Variables that it was given. */
  env?: Readonly<Record<string, string>>;
  /** Mode in which it was played. */
  mode: string;
  /** The run's own topic, where the gateway was given it: `{topic}` stands for it. */
  topic?: string | undefined;
}

/** Writes the profile. */
export function learnedProfile(
  learned: Learned,
  { name, run, folder, env = {}, mode, topic }: LearnedFrom,
): string {
  const { out: { topic: pattern, dialect, values, label }, period, labels, derived } = learned;
  const own = topic === undefined ? pattern : pattern.replace(topic, "{topic}");
  const mqtt = { topic: own, ...(dialect ? { dialect } : { values, ...(label && { label }) }) };
  const made = Object.entries(derived).map(([made, { how, of, decimals }]) => [
    made,
    { [how]: of.length === 1 ? of[0] : of, ...(decimals > 0 && { decimals }) },
  ]);
  const document = new Document({
    name,
    start: { run, ...(folder && { folder }), ...(Object.keys(env).length > 0 && { env }) },
    modes: [mode],
    out: { mqtt },
    // Rounded up, so that a message that is a little late breaks no promise.
    period: `${Math.max(1, Math.ceil(period * 1.1 / 1_000))} s`,
    ...(labels && { labels }),
    ...(made.length > 0 && { derived: Object.fromEntries(made) }),
  });
  for (const key of ["modes", "out", "labels"]) {
    const node = document.get(key);
    if (isCollection(node)) node.flow = true;
  }
  const rest = learned.unexplained.length === 0
    ? []
    : [`# Not looked at, since nothing on the line explains it: ${learned.unexplained.join(", ")}`];
  return [
    `# Proposed by ticlab learn: ${learned.right} of ${learned.of} values were on the line.`,
    "# Look at period and labels: they are what was seen, not what is promised.",
    ...rest,
    document.toString({ lineWidth: 100 }),
  ].join("\n");
}
