/**
 * The reference of the labels, from the dictionary.
 *
 * @module
 */
import labels from "../tic/labels.json" with { type: "json" };
import { code, plain, table } from "./markdown_table.ts";

/** A group of the dictionary, as far as the page tells it. */
interface Label {
  label: string;
  length: number;
  unit?: string;
  timestamped?: boolean | string;
  presence?: string;
  contracts?: readonly string[];
  en: string;
  fr?: string;
  note?: string;
}

/** Names of the meters, in the order of the page. */
const METERS: Readonly<Record<string, string>> = {
  "linky": "Linky",
  "pilot": "Linky of the pilot",
  "concentrator": "Téléreport concentrator",
  "cbemm": "CBEMM, blue, single-phase",
  "cbemm-icc": "CBEMM-ICC, blue, single-phase",
  "cbetm": "CBETM, blue, three-phase",
  "cje": "CJE, yellow",
  "ice-2q": "ICE-2Q, green",
  "ice-4q": "ICE-4Q, green",
  "pme-pmi": "PME-PMI",
  "saphir": "SAPHIR",
};

/**
 * Writes `docs/reference/labels.md`.
 *
 * @throws {Error} If a meter has no name on it.
 */
export function labelsPage(): string {
  const sections = labels.map(({ meter, mode, frame, source, groups }) => {
    const name = METERS[meter];
    if (name === undefined) {
      throw new Error(
        `Cannot place the meter "${meter}": write its name into METERS of tools/reference_docs_labels.ts`,
      );
    }
    const title = `## ${name}: ${
      mode === frame || mode === meter ? frame : `${mode}, ${frame}`
    } frame`;
    return `${title}\n\n${plain(source)}\n\n${labelTable(groups as readonly Label[])}`;
  });
  const count = new Set(labels.flatMap(({ groups }) => groups.map(({ label }) => label))).size;
  return `# Labels

What each meter says, in the order in which it says it: ${count} labels, from
[\`tic/labels.json\`](../../tic/labels.json), which also has the pattern of each. Length is that of
the data in characters; "h" means that a horodate stands before the data. French words are in the
[glossary](../glossary.md).

${sections.join("\n\n")}
`;
}

function labelTable(groups: readonly Label[]): string {
  return table(
    ["label", "length", "unit", "meaning", "sens", "when, and what else"],
    groups.map(({ label, length, unit, timestamped, en, fr, presence, contracts, note }) => [
      code(label),
      `${length ?? ""}${timestamped ? " h" : ""}`,
      unit ?? "",
      plain(en),
      plain(fr ?? ""),
      plain(
        [contracts?.join(" "), presence === "contract" ? "" : presence, note]
          .filter(Boolean).join("; "),
      ),
    ]),
  );
}
