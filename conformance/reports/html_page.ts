/**
 * The frame of a page that needs no network.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { STYLE } from "./html_style.ts";

/** A page, in HTML but for its title, which is escaped too. */
export interface HtmlPage {
  title: string;
  main: string;
  /** What stands at its foot. */
  footer: string;
  /** The only script that may run. */
  script?: string;
}

/**
 * Writes a page; its policy allows no request, and no script and no style but its own.
 *
 * @example
 * ```ts
 * import { assertStringIncludes } from "@std/assert";
 * import { htmlPage } from "./html_page.ts";
 *
 * const html = htmlPage({ title: "A line", main: "<p>Good</p>", footer: "By hand" });
 * assertStringIncludes(html, "default-src 'none'");
 * ```
 */
export function htmlPage({ title, main, footer, script }: HtmlPage): string {
  const scripts = script === undefined ? "" : ` script-src ${hashOf(script)};`;
  const policy = `default-src 'none'; style-src ${hashOf(STYLE)};${scripts} ` +
    "base-uri 'none'; form-action 'none'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
<footer><p>${footer}</p></footer>
${script === undefined ? "" : `<script>${script}</script>\n`}</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
