/** Links between pages lead to a page, and to a heading of it, that there is. */
import { assert, assertEquals } from "@std/assert";
import { dirname, join, normalize } from "node:path";
import { pages } from "./_docs_commands.ts";

const ROOT = new URL("..", import.meta.url).pathname;

/** A link in the text of a page, pictures included; not one inside code. */
const LINK = /\]\(([^()\s]+)\)/g;

const read = (page: string) => Deno.readTextFileSync(`${ROOT}${page}`);
const withoutCode = (text: string) => text.replaceAll(/```[^]*?```|`[^`\n]*`/g, "");

/** Names of the headings of a page in a link, as GitHub makes them. */
function anchors(page: string): ReadonlySet<string> {
  const headings = Array.from(read(page).matchAll(/^#+ (.+)$/gm), ([, title]) => title!);
  return new Set(
    headings.map((title) =>
      title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")
    ),
  );
}

function exists(path: string): boolean {
  try {
    Deno.statSync(`${ROOT}${path}`);
    return true;
  } catch {
    return false;
  }
}

Deno.test("every link of README and docs leads somewhere", () => {
  const broken: string[] = [];
  let count = 0;
  for (const page of pages()) {
    for (const [, link] of withoutCode(read(page)).matchAll(LINK)) {
      if (/^[a-z]+:/.test(link!)) continue;
      count++;
      const [file, anchor] = link!.split("#");
      const path = file === "" ? page : normalize(join(dirname(page), file!));
      if (!exists(path)) broken.push(`${page}: ${link}: there is no ${path}`);
      else if (anchor !== undefined && path.endsWith(".md") && !anchors(path).has(anchor)) {
        broken.push(`${page}: ${link}: ${path} has no such heading`);
      }
    }
  }
  assertEquals(broken, []);
  assert(count > 100, `only ${count} were found`);
});

Deno.test("every page of docs is reached from docs/index.md", () => {
  const links = Array.from(read("docs/index.md").matchAll(LINK), ([, link]) => link!.split("#")[0]);
  const reached = new Set(links.map((link) => normalize(join("docs", link!))));
  const lost = pages().filter((page) => page.startsWith("docs/") && page !== "docs/index.md");
  assertEquals(lost.filter((page) => !reached.has(page)), []);
});
