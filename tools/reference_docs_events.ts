/**
 * The reference of the events, from their types.
 *
 * @module
 */
import { EVENTS } from "../decoder/decoder.ts";
import { code, table } from "./markdown_table.ts";

/** Sources of the types, those that others extend first. */
const SOURCES = ["../tic/types.ts", "../decoder/events.ts"];

interface Field {
  name: string;
  type: string;
  optional: boolean;
  about: string;
}

interface Type {
  name: string;
  about: string;
  fields: Field[];
}

/**
 * Writes `docs/reference/events.md`.
 *
 * @throws {Error} If the type of an event is not found.
 */
export function eventsPage(): string {
  const types = new Map<string, Type>();
  const words = new Map<string, string>();
  for (const source of SOURCES) readTypes(source, { types, words });
  const sections = EVENTS.map((event) => {
    const name = `${event[0]!.toUpperCase()}${event.slice(1)}Event`;
    const type = types.get(name);
    if (type === undefined) throw new Error(`Cannot tell of "${event}": there is no ${name}`);
    return `## ${event}\n\n${type.about}\n\n${
      table(
        ["field", "type", "what it is"],
        type.fields.filter(({ name }) => name !== "event").map((
          { name, type, optional, about },
        ) => [
          code(name) + (optional ? ", where it applies" : ""),
          code(type),
          about.replaceAll("|", "\\|"),
        ]),
      )
    }`;
  });
  return `# Events

What \`ticlab decode --json\` prints, the decoder says, and \`ticlab test\` hears from other
programs: one JSON object a line, its kind in \`event\`. Offsets and lengths count bytes of the
stream; a group runs from its LF to its CR, a frame from its STX to its ETX, both ends included. In
text, byte n is U+00nn. [The decoder](../decoder.md) says when each comes.

${sections.join("\n\n")}
`;
}

/** A doc comment, then an interface with its members, or a type of words. */
const DECLARED =
  /\/\*\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\nexport (?:interface (\w+)(?: extends (\w+))? \{\n([^]*?)\n\}|type (\w+) =([^;]*);)/g;
const MEMBER = /\/\*\*\s*((?:(?!\*\/)[^])*?)\s*\*\/\s*(\w+)(\?)?: ([^;]+);/g;

/** Reads the types of a file, and what words stand behind a name. */
function readTypes(
  source: string,
  { types, words }: { types: Map<string, Type>; words: Map<string, string> },
): void {
  const text = Deno.readTextFileSync(new URL(source, import.meta.url));
  for (const [, , , , , alias, value] of text.matchAll(DECLARED)) {
    const one = value?.replaceAll(/\s+/g, " ").replace(/^ \| /, "").trim();
    if (alias !== undefined && one?.startsWith('"')) words.set(alias, one);
  }
  for (const [, about, name, base, body] of text.matchAll(DECLARED)) {
    if (name === undefined) continue;
    const fields = Array.from(body!.matchAll(MEMBER), ([, told, field, optional, type]) => ({
      name: field!,
      type: type!.split(" | ").map((one) => words.get(one) ?? one).join(" | "),
      optional: optional !== undefined,
      about: unstarred(told!),
    }));
    const inherited = types.get(base ?? "")?.fields ?? [];
    types.set(name, { name, about: unstarred(about!), fields: [...inherited, ...fields] });
  }
}

/** The text of a comment of several lines. */
const unstarred = (text: string) => text.replaceAll(/\n\s*\*\s?/g, " ");
