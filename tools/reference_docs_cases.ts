/**
 * The reference of the cases, and what came with each version of the suite.
 *
 * @module
 */
import { loadGatewayCases } from "../conformance/gateway/load_cases.ts";
import lock from "../conformance/suite_lock.json" with { type: "json" };
import type { Suite } from "../conformance/suite/suite_case.ts";
import { code, plain, table } from "./markdown_table.ts";

/** The version that all others are told against. */
const FIRST = "1.0.0";

/** Writes `docs/reference/cases.md`. */
export function casesPage({ version, cases }: Suite): string {
  const topics = [...new Set(cases.map(({ topic }) => topic))];
  const gateway = loadGatewayCases();
  const sections = topics.map((topic) =>
    `## ${topic}\n\n${
      table(
        ["case", "level", "depth", "needs", "since", "what holds"],
        cases.filter((one) => one.topic === topic).map((one) => [
          code(one.id),
          `${one.level}${one.quarantined ? ", quarantined" : ""}`,
          one.depth,
          one.needs.join(" "),
          one.since,
          plain(one.title),
        ]),
      )
    }`
  );
  return `# Cases

The ${cases.length} cases of suite ${version} for decoders and the ${gateway.length} for gateways,
by the file that they stand in. \`ticlab explain CASE\` draws the bytes of one; the
[rules](../rules.md) say why. Ids are permanent.

${sections.join("\n\n")}

## Gateways

${
    table(
      ["case", "mode", "set", "since", "what happens"],
      gateway.map(({ id, mode, quick, since, title }) => [
        code(id),
        mode,
        quick ? "quick, full" : "full",
        since,
        plain(title),
      ]),
    )
  }
`;
}

/** Writes `docs/reference/suite-changelog.md`. */
export function changesPage({ version, cases }: Suite): string {
  const all = [
    ...cases.map((one) => ({ ...one, old: one.aliases })),
    ...loadGatewayCases().map((one) => ({ ...one, level: "gateway", old: [] as string[] })),
  ];
  const versions = [...new Set([version, ...all.map(({ since }) => since)])]
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
  const sections = versions.map((since) => {
    const born = all.filter((one) => one.since === since);
    const gone = Object.entries(lock.retired as Record<string, string>)
      .filter(([, retired]) => retired === since).map(([id]) => `- gone: ${code(id)}`);
    const came = since === FIRST
      ? [`- ${born.length} cases, the first ones: [all of them](cases.md)`]
      : born.map(({ id, level, title }) => `- new: ${code(id)} (${level}): ${plain(title)}`);
    const none = came.length + gone.length === 0 ? ["- no case came or went"] : [];
    return `## ${since}\n\n${[...came, ...gone, ...none].join("\n")}`;
  });
  const renamed = all.flatMap(({ id, old }) => old.map((before) => [code(before), code(id)]));
  return `# What changed in the suite

New and retired cases by version, newest first. [Versions](../versions.md) says what a version may
change, and how to take a newer one. What changed for a program of yours is told by
\`ticlab report diff BEFORE AFTER\`.

${sections.join("\n\n")}
${renamed.length === 0 ? "" : `\n## Renamed\n\n${table(["before", "now"], renamed)}\n`}`;
}
