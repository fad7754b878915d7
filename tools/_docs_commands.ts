/**
 * For tests: the command lines that README and docs show, where they stand, and their words.
 *
 * @module
 */
import { parse } from "yaml";

const ROOT = new URL("..", import.meta.url).pathname;

/** A command line of a page. */
export interface ShownCommand {
  /** Page and line, `docs/tee.md:8`. */
  place: string;
  /** As it stands there, without the prompt; lines that `\` joins are one. */
  text: string;
  /** Whether it stands in a block of its own, to be typed, and not in a sentence or in a CI's file. */
  typed: boolean;
}

/** What begins a command line of ours. */
const OURS = /^(?:ticlab(?: |$)|deno (?:task|run) |npx )/;

/** Blocks of shell; one without a name is shell where it begins as a command of ours does. */
const SHELL = ["sh", "bash", "shell"];

/** Pages that people read: README, what stands beside it, docs, and the READMEs of the examples. */
export function pages(): string[] {
  const all = [...walk("docs"), ...walk("examples"), ...walk(".", { deep: false })];
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
    } else if (fence === undefined) shown.push(...ofSentence(line, `${page}:${i + 1}`));
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
  if (language === "yaml") return ofYaml(lines.join("\n"), `${page}:${from}`);
  const isShell = SHELL.includes(language) || (language === "" && OURS.test(lines[0] ?? ""));
  const shown: ShownCommand[] = [];
  for (let i = 0; i < lines.length; i++) {
    const place = `${page}:${from + i + 1}`;
    const prompted = /^\s*\$ /.test(lines[i]!);
    if (!isShell && !prompted) continue;
    let text = lines[i]!.replace(/^\s*\$ /, "").trim();
    while (text.endsWith("\\") && i + 1 < lines.length) {
      text = text.slice(0, -1) + lines[++i]!.trim();
    }
    if (segments(text).some((words) => isOurs(words))) shown.push({ place, text, typed: true });
  }
  return shown;
}

/** Steps of a CI: `run: …` and `script: […]`. */
function ofYaml(text: string, place: string): ShownCommand[] {
  const found: string[] = [];
  const search = (value: unknown, key: string): void => {
    if (typeof value === "string" && /^(run|script|before_script)$/.test(key)) {
      found.push(...value.split("\n"));
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
  return found.filter((line) => OURS.test(line.trim()))
    .map((line) => ({ place, text: line.trim(), typed: false }));
}

/** Code inside a sentence that is a whole command line of ours. */
function ofSentence(line: string, place: string): ShownCommand[] {
  return Array.from(line.matchAll(/`([^`]+)`/g), ([, text]) => text!.trim())
    .filter((text) => OURS.test(text) && /^(ticlab|deno task|npx ticlab) ./.test(text))
    .map((text) => ({ place, text, typed: false }));
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
    else if (!/^\w+=/.test(word!) || found.at(-1)!.length > 0) found.at(-1)!.push(unquoted(word!));
  }
  return found.filter((words) => words.length > 0);
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:\\.|[^"])*)"|\\(.)/g,
    (_all, single, double, escaped) => single ?? double?.replace(/\\(.)/g, "$1") ?? escaped,
  );
}
