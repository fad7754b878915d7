/**
 * The out `stdout`: a gateway that prints.
 *
 * @module
 */
import { LineSplitter } from "../../drivers/_line_splitter.ts";
import type { Out, OutContext } from "./out.ts";

/** Watches what a gateway prints, line by line, by a pattern with the names `label` and `value`. */
export function watchStdout(
  { pattern }: { pattern: string },
  { say }: Pick<OutContext, "say">,
): Out {
  const shape = new RegExp(pattern, "g");
  const splitter = new LineSplitter();
  const text = new TextDecoder();
  return {
    output(bytes) {
      for (const line of splitter.push(bytes)) {
        const values = Array.from(text.decode(line).matchAll(shape), ({ groups }) => ({
          label: groups!["label"]!,
          value: groups!["value"]!,
        }));
        if (values.length > 0) say(values);
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
