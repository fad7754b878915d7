/**
 * A YAML file of the suite, with the lines of its items.
 *
 * @module
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { Complain } from "./checked_record.ts";
import type { Problem } from "./problem.ts";

/** Reads one file; what is wrong with it is added to `problems`. */
export class YamlFile {
  readonly #path: string;
  readonly #problems: Problem[];
  readonly #lines = new LineCounter();
  readonly #root: Node | null;
  readonly #value: unknown;

  /** Parses the text; a syntax error is a problem too. */
  constructor(text: string, { path, problems }: { path: string; problems: Problem[] }) {
    this.#path = path;
    this.#problems = problems;
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const { message, pos } of document.errors) this.#add(message, pos[0]);
    this.#root = document.contents;
    this.#value = document.errors.length > 0 ? null : document.toJS();
  }

  /** The items of a list. */
  items(): readonly unknown[] {
    if (Array.isArray(this.#value)) return this.#value;
    if (this.#value !== null) this.#add(`write a list: - id: …`, 0);
    return [];
  }

  /** A mapping of names to texts. */
  mapping(): Readonly<Record<string, string>> {
    const entries = Object.entries((this.#value ?? {}) as Record<string, unknown>);
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => {
      const good = typeof entry[1] === "string";
      if (!good) this.complainAt(entry[0])(`"${entry[0]}" has to be a text: ${entry[0]}: |`);
      return good;
    }));
  }

  /** Makes the function that tells problems of one item, or of one of its keys. */
  complainAt(item: number | string): Complain {
    return (text, key) => this.#add(text, this.#offsetOf(item, key));
  }

  #offsetOf(item: number | string, key?: string): number {
    const node = isSeq(this.#root) && typeof item === "number"
      ? this.#root.items[item] as Node
      : this.#keyOf(this.#root, String(item));
    const found = key === undefined ? undefined : this.#keyOf(node ?? null, key);
    return (found ?? node)?.range?.[0] ?? 0;
  }

  #keyOf(node: Node | null, key: string): Node | undefined {
    if (!isMap(node)) return undefined;
    const pair = node.items.find(({ key: name }) => isScalar(name) && name.value === key);
    return pair?.key as Node | undefined;
  }

  #add(text: string, offset: number): void {
    this.#problems.push({ file: this.#path, line: this.#lines.linePos(offset).line, text });
  }
}
