/**
 * Remembering what was read, for words that a meter repeats frame after frame.
 *
 * @module
 */

/** Words that are remembered before all are forgotten. */
const MOST = 256;

/** Makes a function of a word that remembers its last results. */
export function memo<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as Result;
    if (known.size === MOST) known.clear();
    const result = read(text);
    known.set(text, result);
    return result;
  };
}
