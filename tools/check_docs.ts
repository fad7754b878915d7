/**
 * Writes the screens and the confusion table of `docs/check.md` from the staged lines:
 * `deno run --config deno.json --allow-read --allow-write=docs --allow-env tools/check_docs.ts`.
 *
 * @module
 */
import { checkScreen } from "../cli/check_screen.ts";
import { portLines } from "../cli/ports.ts";
import { palette } from "../cli/screen.ts";
import { STAGED_LINES, type StagedLine } from "../cli/test_staged_lines.ts";
import { CAUSES } from "../decoder/diagnosis/causes.ts";
import { CAUSE_WORDS } from "../decoder/diagnosis/cause_words.ts";
import { diagnose, type Diagnosis } from "../decoder/diagnosis/diagnose.ts";
import { listenToFile } from "../decoder/sources/listen_file.ts";
import type { PortInfo } from "../serial/port_list.ts";

/** The page. */
export const CHECK_FILE = new URL("../docs/check.md", import.meta.url);

const BEGIN = "<!-- from here written by tools/check_docs.ts -->";
const END = "<!-- to here -->";

/** A staged line and what was said of it. */
export interface Judged {
  line: StagedLine;
  diagnosis: Diagnosis;
  /** The cause, or `unsure`. */
  named: string;
}

/** Diagnoses a staged line. */
export async function judged(line: StagedLine): Promise<Judged> {
  const diagnosis = diagnose(
    await listenToFile(ReadableStream.from([line.file()])),
  );
  return { line, diagnosis, named: diagnosis.cause?.id ?? "unsure" };
}

/** The page with its screens and tables as they must be now. */
export async function checkPage(page: string): Promise<string> {
  const all = await Promise.all(STAGED_LINES.map(judged));
  const [before = "", rest = ""] = page.split(BEGIN);
  const [, after = ""] = rest.split(END);
  const written = [screens(all), confusion(all), staged(all), causes()].join(
    "\n",
  );
  return `${before}${BEGIN}\n\n${written}\n${END}${after}`;
}

/** Lines whose screens are shown, by what they are about, with the word and the language. */
const SHOWN = [
  ["the scenario producer-three-phase", "line.txt", "en"],
  ["historique mode, its levels inverted, read at 8N1", "/dev/ttyAMA0", "en"],
  ["standard mode, a bit wrong in 2 % of the bytes", "/dev/ttyUSB0", "en"],
  ["the same as bare bytes: nothing but errors", "line.tic", "en"],
  ["the scenario hc-historique-three-phase", "/dev/ttyUSB0", "fr"],
  ["a recording of 10 s in which nothing arrives", "ligne.txt", "fr"],
] as const;

const COLUMNS = 80;
const plain = palette({ isTerminal: () => false });

function screens(all: readonly Judged[]): string {
  const shown = SHOWN.map(([about, source, lang]) => {
    const found = all.find(({ line }) => line.about === about);
    if (!found) {
      throw new Error(`Cannot show "${about}": there is no such staged line`);
    }
    const text = checkScreen(found.diagnosis, {
      source,
      lang,
      columns: COLUMNS,
      paint: plain,
    });
    const language = lang === "fr" ? "LANG=fr_FR.UTF-8 " : "";
    return `\`\`\`console\n$ ${language}ticlab check ${source}\n${text.join("\n")}\n\`\`\`\n`;
  });
  const ports = `\`\`\`console\n$ ticlab ports\n${portLines(PORTS, plain).join("\n")}\n\`\`\`\n`;
  return `## Screens\n\n${[...shown, ports].join("\n")}`;
}

/** Ports of a made-up Raspberry Pi. */
const PORTS: readonly PortInfo[] = [
  {
    path: "/dev/ttyUSB0",
    stable: ["/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0"],
    product: "FT232R USB UART",
    manufacturer: "FTDI",
    usb: { vendor: "0403", product: "6001", serial: "A50285BI" },
    driver: "ftdi_sio",
    allowed: false,
    group: "dialout",
    users: [],
    notes: [],
  },
  {
    path: "/dev/ttyAMA0",
    stable: ["/dev/serial0"],
    product: null,
    manufacturer: null,
    usb: null,
    driver: "uart-pl011",
    allowed: true,
    group: "dialout",
    users: [{ pid: 812, name: "node-red" }],
    notes: ["full-uart", "console"],
  },
  {
    path: "/run/user/1000/ticlab/linky",
    stable: [],
    product: "ticlab sim",
    manufacturer: null,
    usb: null,
    driver: null,
    allowed: true,
    group: null,
    users: [],
    notes: ["sim"],
  },
];

function confusion(all: readonly Judged[]): string {
  const rows = CAUSES.map(({ id }) => {
    const own = all.filter(({ line }) => line.is === id);
    const right = own.filter(({ named }) => named === id).length;
    const unsure = own.filter(({ named }) => named === "unsure").length;
    const others = own.filter(({ named }) => named !== id && named !== "unsure");
    const wrong = others.map(({ named }) => named).join(", ") || "0";
    return [`\`${id}\``, own.length, right, unsure, wrong];
  });
  const sum = (column: number) => rows.reduce((sum, row) => sum + Number(row[column]), 0);
  const total = ["all", ...[1, 2, 3, 4].map(sum)];
  return "## What was named what\n\nEvery staged line, by its cause.\n\n" +
    table(["cause", "lines", "named", "unsure", "named wrongly"], [
      ...rows,
      total,
    ]);
}

function staged(all: readonly Judged[]): string {
  const rows = all.map(({ line, diagnosis, named }) => [
    line.about,
    `\`${line.is}\``,
    named === line.is ? "the same" : `${named}${diagnosis.likely.length > 0 ? ": " : ""}` +
      diagnosis.likely.map(({ id }) => id).join(" or "),
  ]);
  return `## The staged lines\n\n${table(["line", "what it is", "named"], rows)}`;
}

function causes(): string {
  const rows = CAUSES.map(({ id }) => [`\`${id}\``, CAUSE_WORDS[id].title.en]);
  return `## The causes\n\nIn the order in which they are tried.\n\n${
    table(["cause", "verdict"], rows)
  }`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

if (import.meta.main) {
  const page = await checkPage(Deno.readTextFileSync(CHECK_FILE));
  Deno.writeTextFileSync(CHECK_FILE, page);
}
