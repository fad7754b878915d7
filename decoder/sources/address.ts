/**
 * The words that name a source, read by hand: `new URL("tcp://:2000")` throws, and a path is literal.
 *
 * @module
 */
import { SourceError } from "./source_error.ts";

/** Where a line comes from. */
export type Address =
  | { kind: "stdin" }
  | { kind: "path"; path: string }
  | { kind: "tcp" | "rfc2217"; hostname: string; port: number };

/**
 * Reads `-`, `tcp://HOST:PORT`, `rfc2217://HOST:PORT` (an IPv6 host in brackets, no host: this
 * machine), or a path, which is everything else and taken literally.
 *
 * @throws {SourceError} code `usage`: another scheme, or no port from 1 to 65535.
 */
export function parseAddress(word: string): Address {
  if (word === "-") return { kind: "stdin" };
  const [, scheme, rest = ""] = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/(.*)$/s.exec(word) ?? [];
  if (scheme === undefined) return { kind: "path", path: word };
  if (scheme !== "tcp" && scheme !== "rfc2217") {
    throw new SourceError(`Cannot read "${word}": ${scheme}:// is no source`, {
      code: "usage",
      next: "A source is - (standard input), a path, tcp://HOST:PORT or rfc2217://HOST:PORT.",
    });
  }
  const [, bracketed, name, digits] = /^(?:\[([^\]]*)\]|([^:/]*)):(\d+)\/?$/.exec(rest) ?? [];
  const port = Number(digits);
  if (digits === undefined || port < 1 || port > 65535) {
    throw new SourceError(`Cannot read "${word}": it does not end in :PORT, from 1 to 65535`, {
      code: "usage",
      next: `Say for example ${scheme}://192.168.1.20:2000, or ${scheme}://[::1]:2000.`,
    });
  }
  return { kind: scheme, hostname: bracketed || name || "127.0.0.1", port };
}
