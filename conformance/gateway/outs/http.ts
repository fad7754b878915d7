/**
 * The out `http`: a gateway that serves a page, which is looked at now and then.
 *
 * @module
 */
import { filled } from "../placeholders.ts";
import { messageReader, type ValueRule } from "../said_values.ts";
import type { Out, OutContext } from "./out.ts";
import { repeatedly } from "./repeatedly.ts";

/** Longest that a page may take, ms. */
const PATIENCE = 5_000;

/** Looks at a page every so many ms; one that does not answer says nothing. */
export function watchPage(
  { url, every, ...rule }: ValueRule & { url: string; every: number },
  { say, values }: Pick<OutContext, "say" | "values">,
): Out {
  const read = messageReader(rule);
  const address = filled(url, values);
  return repeatedly(every, async (signal) => {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    const response = await fetch(address, { signal: patience });
    if (!response.ok) return await response.body?.cancel();
    const said = read(await response.text());
    if (said.length > 0) say(said);
  });
}
