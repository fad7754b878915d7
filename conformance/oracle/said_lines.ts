/**
 * Reads the lines that a program prints, and says what is wrong with one that breaks the protocol.
 *
 * Unknown events and fields are ignored, so that a program may say more than is asked; what is known
 * has to be as the protocol wants it, lest a slip of an adapter look like a bug of its decoder.
 *
 * @module
 */
import { latin1 } from "../../tic/latin1.ts";
import { checkEvent, type Fields, isKnownEvent, isObject, nearestEvent } from "./_said_event.ts";
import type { Said, SaidError, SaidFrame, SaidGroup, SaidValue } from "./said.ts";

/** Longest line in bytes; the longest frame of 16 kB takes a tenth of it. */
const LONGEST_LINE = 1 << 20;
/** Characters of a line that are shown. */
const SHOWN = 160;
/** Log texts that are kept of one input: the last ones. */
const KEPT_LOGS = 20;

/** A line that breaks the protocol, with the line that would be right. */
export class SaidLineError extends Error {
  /** Which line, from 1. */
  readonly line: number;
  /** The line, shortened. */
  readonly text: string;
  /** The line as it should be. */
  readonly fix: string;

  /** Says what is wrong with a line. */
  constructor(message: string, at: { line: number; text: string; fix: string }) {
    super(message);
    this.name = "SaidLineError";
    this.line = at.line;
    this.text = at.text;
    this.fix = at.fix;
  }
}

/**
 * Gathers what a program says of one input, line by line. Byte n of the wire is U+00nn.
 *
 * @example
 * ```ts
 * import { SaidLines } from "./said_lines.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const lines = new SaidLines();
 * lines.push(new TextEncoder().encode('{"event":"group","label":"PAPP","value":"00360"}'));
 * assertEquals(lines.said().groups, [{ label: "PAPP", value: "00360" }]);
 * ```
 */
export class SaidLines {
  /** Names of unknown events, each with a known one that is near. */
  readonly unknown: Map<string, string | undefined> = new Map();
  readonly #groups: SaidGroup[] = [];
  readonly #frames: SaidFrame[] = [];
  readonly #values: SaidValue[] = [];
  readonly #errors: SaidError[] = [];
  readonly #modes: string[] = [];
  readonly #logs: string[] = [];
  #line = 0;

  /**
   * Reads the next line, without its LF. A line that is an answer (`hello` or `seq`) and no event is
   * returned: it is for the driver to judge.
   *
   * @throws {SaidLineError} where the line breaks the protocol.
   */
  push(bytes: Uint8Array): Record<string, unknown> | undefined {
    this.#line++;
    const text = this.#decoded(bytes);
    if (text.trim() === "") return undefined;
    const object = this.#parsed(text);
    if (object.event === undefined && ("hello" in object || "seq" in object)) return object;
    if (typeof object.event !== "string") {
      throw this.#wrong('has no "event"', text, JSON.stringify(withEvent(object)));
    }
    if (!isKnownEvent(object.event)) {
      this.unknown.set(object.event, nearestEvent(object.event));
      return undefined;
    }
    const checked = checkEvent(object);
    if ("wrong" in checked) {
      throw this.#wrong(`is wrong: ${checked.wrong}`, text, JSON.stringify(checked.fix));
    }
    this.#take(object.event, checked.fields);
    return undefined;
  }

  /** Everything that was said so far. */
  said(): Said {
    const groups = this.#groups.length > 0 ? this.#groups : this.#frames.flatMap(
      (frame, i) => frame.groups.map((group) => ({ ...group, frame: i })),
    );
    return {
      groups,
      frames: this.#frames,
      values: this.#values,
      errors: this.#errors,
      modes: this.#modes,
      logs: this.#logs,
    };
  }

  #decoded(bytes: Uint8Array): string {
    const start = this.#line === 1 && hasMark(bytes) ? 3 : 0;
    if (bytes.length > LONGEST_LINE) {
      const text = latin1(bytes.subarray(start, start + SHOWN + 1));
      throw this.#wrong(`is ${bytes.length} bytes long; end each event with a LF`, text, EXAMPLE);
    }
    try {
      return utf8.decode(bytes.subarray(start));
    } catch {
      const text = latin1(bytes.subarray(start));
      throw this.#wrong("is no UTF-8; write byte n of the line as U+00nn", text, escaped(text));
    }
  }

  #parsed(text: string): Fields {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      const fields = pythonDict(text);
      if (fields) {
        throw this.#wrong("is no JSON but a Python dict", text, JSON.stringify(mended(fields)));
      }
    }
    if (isObject(value)) return value;
    const fix = JSON.stringify({ event: "log", text: text.trim().slice(0, SHOWN - 30) });
    throw this.#wrong("is no JSON object; talk belongs on standard error or in a log", text, fix);
  }

  #take(event: string, fields: Fields): void {
    if (event === "group") this.#groups.push(fields as unknown as SaidGroup);
    else if (event === "frame") this.#frames.push(fields as unknown as SaidFrame);
    else if (event === "value") this.#values.push(fields as unknown as SaidValue);
    else if (event === "error") this.#errors.push(fields as SaidError);
    else if (event === "mode") {
      if (this.#modes.at(-1) !== fields.mode) this.#modes.push(fields.mode as string);
    } else if (this.#logs.push(fields.text as string) > KEPT_LOGS) this.#logs.shift();
  }

  #wrong(what: string, text: string, fix: string): SaidLineError {
    return new SaidLineError(`line ${this.#line} ${what}`, {
      line: this.#line,
      text: shortened(text),
      fix: shortened(fix),
    });
  }
}

const EXAMPLE = '{"event":"group","label":"PAPP","value":"00360"}';
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether a line begins with the mark that some writers put before UTF-8. */
function hasMark(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

/** An object that has no event, with the one that it probably is. */
function withEvent({ event: _, ...object }: Fields): Fields {
  const event = "groups" in object ? "frame" : "label" in object ? "group" : "log";
  return mended({ event, ...object });
}

/** An event as it should be. */
function mended(object: Fields): Fields {
  const checked = typeof object.event === "string" && isKnownEvent(object.event)
    ? checkEvent(object)
    : { fields: object };
  return "fix" in checked ? checked.fix : object;
}

/** What `print(dict)` wrote instead of `print(json.dumps(dict))`, where it can be read. */
function pythonDict(text: string): Fields | undefined {
  const json = text.replaceAll("'", '"').replace(/\bNone\b/g, "null")
    .replace(/\bTrue\b/g, "true").replace(/\bFalse\b/g, "false");
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Text without what a terminal would obey, and no longer than is worth showing. */
function shortened(text: string): string {
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  // deno-lint-ignore no-control-regex
  return short.replace(/[\x00-\x1f\x7f-\x9f]/g, escapedCharacter);
}

// deno-lint-ignore no-control-regex
const escaped = (text: string) => text.replace(/[\x00-\x1f\x7f-\xff]/g, escapedCharacter);

function escapedCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
