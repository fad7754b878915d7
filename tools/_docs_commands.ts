/**
 * For tests: the command lines that README and docs show, where they stand, and their words.
 *
 * @module
 */
import { parse } from "yaml";

/** The page of commands, which is written from their `--help`. */
const REFERENCE = "docs/reference/commands.md";

const ROOT = new URL("..", import.meta.url).pathname;

/** A command line of a page. */
export interface ShownCommand {
  /** Page and line, `docs/tee.md:8`. */
  place: string;
  /**
   * As it stands there, without prompt and comment; lines that `\` joins are one, and so are those of a
   * block in which a line changes the folder for the next, and those of a CI's job.
   */
  text: string;
  /** Whether it can be run: all but names of commands and patterns with places to fill in. */
  whole: boolean;
}

/** What begins a command line of ours. */
const OURS = /^(?:ticlab(?: |$)|deno (?:task|run) |npx )/;

/** What begins a command line of another program that a sentence or a table shows. */
const OTHERS = /^(?:python3 -m pytest|node --test|go test|cmake )/;

/** A line that goes to another folder, in which the next ones are typed. */
const MOVES = /^(?:git clone|cd) /m;

/** Blocks of shell; one without a name is shell where it begins as a command of ours does. */
const SHELL = ["sh", "bash", "shell"];

/** Pages that people read: README, what stands beside it, docs, and the READMEs of the examples. */
export function pages(): string[] {
  const all = [
    ...walk("docs"),
    ...walk("examples"),
    ...walk(".", { deep: false }),
  ];
  return all.filter((path) => path.endsWith(".md")).map((path) => path.replace("./", "")).sort();
}

function* walk(folder: string, { deep = true } = {}): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${ROOT}${folder}`)) {
    if (name === "node_modules") continue;
    if (!isDirectory) yield `${folder}/${name}`;
    else if (deep) yield* walk(`${folder}/${name}`);
  }
}

/** The command lines of a page, in order. */
export function shownCommands(page: string): ShownCommand[] {
  const lines = Deno.readTextFileSync(`${ROOT}${page}`).split("\n");
  const shown: ShownCommand[] = [];
  let fence: { mark: string; language: string; from: number } | undefined;
  for (const [i, line] of lines.entries()) {
    const [, mark, language] = /^\s*(```+)\s*([\w-]*)/.exec(line) ?? [];
    if (fence === undefined && mark !== undefined) {
      fence = { mark, language: language!, from: i + 1 };
    } else if (fence !== undefined && mark === fence.mark) {
      shown.push(...ofBlock(lines.slice(fence.from, i), { ...fence, page }));
      fence = undefined;
    } else if (fence === undefined) {
      shown.push(...ofSentence(line, `${page}:${i + 1}`));
    }
  }
  return shown;
}

/** The scenario that a page shows; the text is empty where there is none. */
export function shownScenario(page: string): string {
  const text = Deno.readTextFileSync(`${ROOT}${page}`);
  const block = /^( *)```yaml\n((?: *#.*\n)? *title:[^]*?)^ *```/m.exec(text);
  const [, indent = "", lines = ""] = block ?? [];
  return lines.split("\n").map((line) => line.slice(indent.length)).join("\n");
}

function ofBlock(
  lines: readonly string[],
  { language, from, page }: { language: string; from: number; page: string },
): ShownCommand[] {
  const place = `${page}:${from + 1}`;
  if (language === "yaml") return ofYaml(lines.join("\n"), place);
  if (page === REFERENCE) return ofHelp(lines, { from, page });
  const isShell = SHELL.includes(language) ||
    (language === "" && OURS.test(lines[0] ?? ""));
  const shown: ShownCommand[] = [];
  for (let i = 0; i < lines.length; i++) {
    const prompted = /^\s*\$ /.test(lines[i]!);
    if (!isShell && !prompted) continue;
    const place = `${page}:${from + i + 1}`;
    let text = lines[i]!.replace(/^\s*\$ /, "").trim();
    while (text.endsWith("\\") && i + 1 < lines.length) {
      text = text.slice(0, -1) + lines[++i]!.trim();
    }
    text = text.replace(/(?:^|\s+)#\s.*$/, "");
    if (text !== "") shown.push({ place, text, whole: true });
  }
  const text = shown.map(({ text }) => text).join("\n");
  if (!MOVES.test(text)) return shown;
  return [{ place, text: text.replaceAll("\n", " && "), whole: true }];
}

/** The examples of a page of help. */
function ofHelp(
  lines: readonly string[],
  { from, page }: { from: number; page: string },
): ShownCommand[] {
  const first = lines.indexOf("Examples:") + 1;
  if (first === 0) return [];
  return lines.flatMap((line, i) =>
    i >= first && i < lines.indexOf("", first) && !line.startsWith("  #")
      ? [{ place: `${page}:${from + i + 1}`, text: line.trim(), whole: true }]
      : []
  );
}

/** The steps of a CI's job, `run: …` and `script: […]`. */
function ofYaml(text: string, place: string): ShownCommand[] {
  const found: string[] = [];
  const search = (value: unknown, key: string): void => {
    if (typeof value === "string" && /^(run|script|before_script)$/.test(key)) {
      found.push(...value.trim().split("\n"));
    } else if (value !== null && typeof value === "object") {
      for (const [name, inner] of Object.entries(value)) {
        search(inner, Array.isArray(value) ? key : name);
      }
    }
  };
  try {
    search(parse(text), "");
  } catch {
    return []; // a fragment, or text with places to fill in
  }
  if (!found.some((line) => OURS.test(line))) return [];
  return [{ place, text: found.join(" && "), whole: true }];
}

/** Code inside a sentence that begins as a command line does. */
function ofSentence(line: string, place: string): ShownCommand[] {
  return Array.from(line.matchAll(/`([^`]+)`/g), ([, text]) => text!.trim())
    .filter((text) => /^(ticlab|deno task|npx ticlab) ./.test(text) || OTHERS.test(text))
    .map((text) => ({
      place,
      text,
      whole: OTHERS.test(text) || isWhole(text),
    }));
}

/**
 * Whether a line is more than the name of a command (`ticlab sim`, `deno task pack`) or of an option
 * (`ticlab decode --to`), and no pattern (`[--session]`, `…`).
 */
function isWhole(text: string): boolean {
  if (/…|\[--|ticlab COMMAND|soak NAME|learn -- [A-Z]|report diff$|audit 1$/.test(text)) {
    return false;
  }
  if (/ --(?:help|version)$/.test(text)) return true;
  return text.split(" ").length > (text.startsWith("ticlab") ? 2 : 3) &&
    !/ --(?:to|gateway|session|json)(?: \w+:)?$/.test(text);
}

/** Whether the words of a segment begin as a command of ours. */
export function isOurs(words: readonly string[]): boolean {
  return OURS.test(`${words.slice(0, 2).join(" ")} `);
}

/** What ends a command and begins another. */
const ENDS = /^(?:\|\|?|&&?|;|\(|\)|<\(|\$\()$/;

/**
 * The commands of a shell line, each as its words: quotes taken off, comments, redirections and what
 * they name left out.
 */
export function segments(line: string): string[][] {
  const token =
    /\s*(?:(#.*$)|(\d?>>?&?\d?|<\(|\$\(|<|\|\|?|&&?|;|\(|\))|((?:'[^']*'|"(?:\\.|[^"])*"|\\.|[^\s'"|&;<>()])+))/gy;
  const found: string[][] = [[]];
  let redirected = false;
  for (const [, comment, operator, word] of line.matchAll(token)) {
    if (comment !== undefined) break;
    if (operator !== undefined) {
      redirected = /[<>]$/.test(operator);
      if (ENDS.test(operator)) found.push([]);
    } else if (redirected) redirected = false;
    else if (!/^\w+=/.test(word!) || found.at(-1)!.length > 0) {
      found.at(-1)!.push(unquoted(word!));
    }
  }
  return found.filter((words) => words.length > 0);
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:\\.|[^"])*)"|\\(.)/g,
    (_all, single, double, escaped) => single ?? double?.replace(/\\(.)/g, "$1") ?? escaped,
  );
}
