/**
 * The certificate of an authority, from a file that a word names.
 *
 * @module
 */
import { isAbsolute, join } from "node:path";
import { usageError } from "./usage_error.ts";

/**
 * Reads it.
 *
 * @param folder From which a relative path starts.
 * @returns PEM.
 * @throws {SinkError} of kind `usage`, where the file cannot be read or holds no certificate.
 */
export function readAuthority(word: string, file: string, folder: string): string {
  const path = isAbsolute(file) ? file : join(folder, file);
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (cause) {
    const why = cause instanceof Deno.errors.NotFound
      ? "it does not exist"
      : (cause as Error).message;
    const next = cause instanceof Deno.errors.NotCapable
      ? `Give Deno the flag --allow-read=${path}`
      : `See whose it is: ls -l ${path}`;
    throw usageError(word, `cannot read ${path}: ${why}`, next, cause);
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw usageError(
    word,
    `${path} holds no certificate`,
    "It is the authority's certificate in PEM, with -----BEGIN CERTIFICATE-----.",
  );
}
