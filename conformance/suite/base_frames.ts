/**
 * The frames that cases start from, `cases/_frames.yaml`, and what a case changes in them.
 *
 * @module
 */
import { nearest } from "../../sim/nearest.ts";
import { notation } from "./notation.ts";

/** Named frames in the notation of bytes. */
export class BaseFrames {
  readonly #sources: Readonly<Record<string, string>>;
  readonly #written = new Map<string, Uint8Array>();

  /** Takes the notation of each frame by its name. */
  constructor(sources: Readonly<Record<string, string>>) {
    this.#sources = sources;
  }

  /** Names in the order of the file. */
  get names(): readonly string[] {
    return Object.keys(this.#sources);
  }

  /**
   * Writes a frame: its name, then `LABEL=data`, `LABEL@horodate=data` or `-LABEL` for each change.
   *
   * @throws {Error} where the name or a label is none of the file.
   *
   * @example
   * ```ts
   * import { BaseFrames } from "./base_frames.ts";
   * import { assertEquals } from "@std/assert";
   *
   * const frames = new BaseFrames({ tiny: "␂␊PAPP 00360 ✓␍␊HHPHC A ✓␍␃" });
   * const bytes = frames.write("tiny PAPP=00370 -HHPHC");
   * assertEquals(new TextDecoder().decode(bytes), "\x02\nPAPP 00370 +\r\x03");
   * ```
   */
  write(words: string): Uint8Array {
    let bytes = this.#written.get(words);
    if (bytes === undefined) this.#written.set(words, bytes = this.#make(words));
    return bytes;
  }

  #make(words: string): Uint8Array {
    const [name = "", ...changes] = words.split(/\s+/);
    const source = Object.hasOwn(this.#sources, name) ? this.#sources[name] : undefined;
    if (source === undefined) throw new Error(`Cannot write "{${words}}": ${this.#hint(name)}`);
    let text = source;
    for (const change of changes) text = changed(text, { change, name });
    return notation(text, {
      macro: (inner) => {
        throw new Error(`Cannot write "{${inner}}" inside of the base frame "${name}"`);
      },
    }).bytes;
  }

  #hint(name: string): string {
    const near = nearest(name, [...this.names, "sentinels"]);
    return `no base frame is called "${name}", ${
      near === undefined ? "see cases/_frames.yaml" : `did you mean "${near}"?`
    }`;
  }
}

/** Changes the notation of a frame, one group a line or not. */
function changed(text: string, { change, name }: { change: string; name: string }): string {
  const parts = /^(?:-(.+)|([^=@]+)(?:@([^=]+))?=(.*))$/.exec(change);
  const [, gone, set, horodate, data] = parts ?? [];
  const label = gone ?? set;
  if (label === undefined) {
    throw new Error(
      `Cannot change "${name}" by "${change}": write LABEL=data, LABEL@horodate=data or -LABEL`,
    );
  }
  const escaped = label.replace(/[+.*?^$(){}|[\]\\]/g, "\\$&");
  const group = new RegExp(`␊${escaped}([ ␉])(?:([^␍␉]*)(␉))?([^␍␉]*)\\1✓␍`);
  if (!group.test(text)) {
    const near = nearest(label, [...text.matchAll(/␊([^ ␉]+)/g)].map(([, other]) => other!));
    const meant = near === undefined ? "" : `, did you mean "${near}"?`;
    throw new Error(`Cannot change "${label}" of "${name}": it has no such group${meant}`);
  }
  if (gone !== undefined) return text.replace(group, "");
  return text.replace(group, (_, separator, stamp, tab) => {
    if (horodate !== undefined && stamp === undefined) {
      throw new Error(`Cannot change the horodate of "${label}" in "${name}": it has none`);
    }
    const before = stamp === undefined ? "" : `${horodate ?? stamp}${tab}`;
    return `␊${label}${separator}${before}${data}${separator}✓␍`;
  });
}
