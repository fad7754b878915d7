/**
 * Writes `docs/rules.md` from the rules and cases of the conformance suite:
 *
 *     deno run -A --config deno.json tools/rules_docs.ts [--check]
 *
 * @module
 */
import { loadSuite } from "../conformance/suite/load.ts";
import type { Level, ReceiverRule } from "../conformance/suite/rule.ts";
import type { Suite } from "../conformance/suite/suite_case.ts";

/** The page. */
export const RULES_FILE = new URL("../docs/rules.md", import.meta.url);

/** Topics with their titles, in the order of the page. */
const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "The line": {
    framing: "Frames and groups on the line",
    checksum: "The checksum",
    grammar: "Labels, separators and data",
    eot: "EOT, the interruption",
    atomicity: "What a bad group costs",
    resync: "Finding back into the line",
    parity: "Parity and bit 7",
    limits: "Long, short and endless",
    chunking: "How the bytes arrive",
    modes: "Historique, standard, and the switch",
    status: "What is told of losses",
  },
  "Linky": {
    historique: "Groups of historique mode",
    standard: "Groups of standard mode",
    timestamps: "Horodates",
    values: "Numbers and texts",
    indexes: "Energy indexes from frame to frame",
    registers: "STGE, RELAIS and PPOT",
    profiles: "PJOURF+1 and PPOINTE",
  },
  "Older meters": {
    concentrator: "The téléreport concentrator",
    cbemm: "CBEMM and CBEMM-ICC, blue, single-phase",
    cbetm: "CBETM, blue, three-phase",
    cje: "CJE, yellow",
    ice: "ICE-2Q and ICE-4Q, green",
    "pme-pmi": "PME-PMI",
    saphir: "SAPHIR",
  },
  "Whole stories": {
    "meter-scenarios": "A meter over time",
    field: "Troubles of the field",
  },
};

const LEVELS: Readonly<Record<Level, string>> = {
  must: "54E, 02E or 44E says so, and what a receiver says shows whether it holds. Required.",
  should: "It follows from the documents, or readers in the field broke where it did not hold. " +
    "Recommended.",
  observe: "The documents leave it open or contradict each other. It is recorded and shown, " +
    "without a verdict.",
};

/**
 * Writes the page.
 *
 * @throws {Error} If a topic has no place on it.
 */
export function rulesPage(suite: Suite): string {
  const topics = new Set(suite.rules.map(({ topic }) => topic));
  const parts = Object.entries(PARTS).map(([part, titles]) =>
    [
      part,
      Object.entries(titles).filter(([topic]) => topics.delete(topic)),
    ] as const
  );
  const [left] = topics;
  if (left !== undefined) {
    throw new Error(
      `Cannot place the topic "${left}": write its title into PARTS of tools/rules_docs.ts`,
    );
  }
  const sections = parts.flatMap(([part, titles]) => [
    `## ${part}`,
    ...titles.flatMap((
      [topic, title],
    ) => [`### ${title}`, topicTable(suite, topic)]),
  ]);
  return [head(suite), contents(suite, parts), ...sections].join("\n\n") + "\n";
}

function head({ version, rules, cases }: Suite): string {
  const counts = (level: Level) =>
    `${rules.filter((rule) => rule.level === level).length} rules, ` +
    `${cases.filter((one) => one.level === level).length} cases`;
  const levels = Object.entries(LEVELS).map(([level, text]) =>
    row([`**${level}**`, text, counts(level as Level)])
  );
  return `<!-- deno-fmt-ignore-file -->
<!-- written by tools/rules_docs.ts -->

# Rules

What a receiver of the TIC can keep or break: ${rules.length} statements, each with its source and
with the cases of suite ${version} that show it, ${cases.length} in all. \`ticlab explain CASE\`
draws the bytes of a case and tells what a right decoder says of them.

| level | what it means | |
|---|---|---|
${levels.join("\n")}

54E is Enedis-NOI-CPT_54E version 3 (Linky), 02E is Enedis-NOI-CPT_02E version 6 (older meters and
historique mode), 44E is ERDF-NOI-CPT_44E (pilot). \`[derived]\` was worked out from them, and
\`impl: owner/repo\` is what that project met. ticlab conformance is our word, not Enedis' "Linky
Ready".`;
}

function contents(
  { rules, cases }: Suite,
  parts: readonly (readonly [string, readonly (readonly [string, string])[]])[],
): string {
  const count = (topic: string, level: Level) =>
    String(
      rules.filter((rule) => rule.topic === topic && rule.level === level)
        .length,
    );
  const casesOf = (topic: string) =>
    String(cases.filter(({ rule }) => rule.startsWith(`${topic}/`)).length);
  const rows = parts.flatMap(([part, titles]) =>
    titles.map(([topic, title]) =>
      row([
        part,
        `[${title}](#${anchor(title)})`,
        ...(["must", "should", "observe"] as const).map((level) => count(topic, level)),
        casesOf(topic),
      ])
    )
  );
  return [
    "| | topic | must | should | observe | cases |",
    "|---|---|---|---|---|---|",
    ...rows,
  ]
    .join("\n");
}

/** The name of a heading in a link, as GitHub makes it. */
function anchor(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N} -]/gu, "").replaceAll(
    " ",
    "-",
  );
}

function topicTable({ rules, cases }: Suite, topic: string): string {
  const rows = rules.filter((rule) => rule.topic === topic).map((rule) =>
    ruleRow(
      rule,
      cases.filter((one) => one.rule === rule.id).map(({ id }) => id),
    )
  );
  return [
    "| rule | level | what holds | source | why | cases |",
    "|---|---|---|---|---|---|",
  ]
    .concat(rows).join("\n");
}

function ruleRow(
  { id, level, text, source, why }: ReceiverRule,
  ids: readonly string[],
): string {
  const words = [text, source, why].map(plain) as [string, string, string];
  return row([
    `\`${id}\``,
    level,
    ...words,
    ids.map((id) => `\`${id}\``).join(" "),
  ]);
}

/** Takes from a text what Markdown would read as its own. */
function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").replaceAll(/[\\|<*_`]/g, "\\$&");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

if (import.meta.main) {
  const page = rulesPage(await loadSuite());
  if (!Deno.args.includes("--check")) Deno.writeTextFileSync(RULES_FILE, page);
  else if (Deno.readTextFileSync(RULES_FILE) !== page) {
    console.error(
      "Cannot keep docs/rules.md: it is not that of the suite; run tools/rules_docs.ts",
    );
    Deno.exit(1);
  }
}
