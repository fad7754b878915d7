/**
 * For tests: looks at a page of ours in a real browser, one for all tests of a file.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const BROWSER = "/usr/bin/chromium";
const ARGS = [
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update".split(
    " ",
  ),
  ..."--disable-background-networking --disable-sync".split(" "),
];
/** Set it to a folder to keep the pictures. */
const PICTURES = Deno.env.get("TICLAB_SCREENSHOTS");

/** Looks at a page; `picture` keeps what it looks like. */
export type Look = (page: Page, picture: (name: string) => Promise<void>) => Promise<void>;

let browser: Browser | undefined;

// Before and after all tests, so that it is none of the resources that a single test must give back.
Deno.test.beforeAll(async () => {
  try {
    Deno.statSync(BROWSER);
  } catch {
    console.warn(`no ${BROWSER}: install chromium to look at the HTML report`);
    return;
  }
  browser = await chromium.launch({ executablePath: BROWSER, args: ARGS });
});
Deno.test.afterAll(() => browser?.close());

/** Opens a page from a file, and fails where it asks for anything or complains. */
export async function withPage(
  html: string,
  look: Look,
  options: BrowserContextOptions = {},
): Promise<void> {
  if (!browser) return;
  const folder = Deno.makeTempDirSync();
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    ...options,
  });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    const wrong: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    const url = `file://${folder}/report.html`;
    Deno.writeTextFileSync(`${folder}/report.html`, html);
    await page.goto(url);
    await look(page, async (name) => {
      await page.screenshot({ path: `${PICTURES ?? folder}/${name}.png` });
    });
    assertEquals([asked.filter((one) => one.split("#")[0] !== url), wrong], [[], []]);
  } finally {
    await context.close();
    Deno.removeSync(folder, { recursive: true });
  }
}
