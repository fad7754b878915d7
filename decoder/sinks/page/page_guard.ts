/**
 * Who may ask the page, and what a browser may do with it.
 *
 * @module
 */

/** Headers of every answer: no other host, no inline script or style, no frame of another site. */
export const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{1,5})?$/i;

/**
 * Tells whether a `Host` header names this machine: an address, `localhost`, or one of `names`.
 *
 * A site of somebody else can make its own name lead to 127.0.0.1 and read the page as its own (DNS
 * rebinding); it cannot make the browser say another name than its own. The port is free, so that a
 * tunnel may have another.
 *
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { isOurHost } from "./page_guard.ts";
 *
 * assert(isOurHost("127.0.0.1:8080", []));
 * assert(isOurHost("raspberrypi.local:8080", ["raspberrypi.local"]));
 * assert(!isOurHost("evil.example:8080", []));
 * ```
 */
export function isOurHost(header: string | null, names: readonly string[]): boolean {
  const host = HOST.exec(header ?? "")?.[1]?.toLowerCase();
  if (host === undefined) return false;
  return host.startsWith("[") || IPV4.test(host) || host === "localhost" || names.includes(host);
}
