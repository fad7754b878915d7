/**
 * The page in Chromium, with a house on it.
 *
 * @module
 */
import { assertEquals } from "@std/assert";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { PAGE } from "../page.ts";
import type { Sink } from "../sink.ts";
import type { FrameReading } from "../../dialects/frame_reading.ts";
import { frameOf, houseGroups, type HouseState } from "./test_house.ts";

/** Chromium of Debian. */
const BROWSER = "/usr/bin/chromium";
const ARGS = [
  ..."--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-component-update".split(
    " ",
  ),
  ..."--disable-background-networking --disable-sync".split(" "),
];
/** Set it to a folder to keep the pictures. */
const PICTURES = Deno.env.get("TICLAB_SCREENSHOTS");

/** Whether it is installed. */
function chromiumIsHere(): boolean {
  try {
    return Deno.statSync(BROWSER).isFile;
  } catch {
    return false;
  }
}

/** Opens a page on a free port, or on this one. */
export function openSink(port = 0): Promise<Sink> {
  const word = `http://127.0.0.1:${port}`;
  return PAGE.open(
    { word, scheme: "http", host: "127.0.0.1", port, path: "", parameters: {} },
    { secret: () => undefined, folder: ".", notice: () => {} },
  );
}

/** A house on the screen. */
export interface Shown {
  page: Page;
  sink: Sink;
  /** Delivers a frame heard now, or so long ago (ms). */
  say(state?: HouseState, frame?: { ago?: number; events?: FrameReading["events"] }): Promise<void>;
  /** Keeps a picture, where they are wanted. */
  picture(name: string): Promise<void>;
}

/** What the browser itself says where a server is away for a while, or a test tries to write HTML. */
const EXPECTED = /net::ERR_CONNECTION_REFUSED|requires 'TrustedHTML' assignment/;

/** Shows a page in a window of its own, and fails where it asks another host or complains. */
async function show(
  browser: Browser,
  test: (shown: Shown) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const sink = await openSink();
  let seq = 0;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: "Europe/Paris",
    ...options,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const asked = new Set<string>();
    const wrong: string[] = [];
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", (error) => wrong.push(error.message));
    await page.goto(sink.url);
    await test({
      page,
      sink,
      say: (state, { ago = 0, events = [] } = {}) =>
        sink.deliver([frameOf(houseGroups(state), { at: Date.now() - ago, seq: ++seq, events })]),
      picture: async (name) => {
        if (PICTURES) await page.screenshot({ path: `${PICTURES}/page-${name}.png` });
      },
    });
    const complaints = wrong.filter((text) => !EXPECTED.test(text));
    assertEquals([[...asked], complaints], [[sink.url], []]);
  } finally {
    await context.close();
    await sink.close();
  }
}

/** Waits until an element has this text. */
export const has = (page: Page, selector: string, text: string | RegExp) =>
  page.locator(selector).filter({ hasText: text }).waitFor();

/** How many pixels of the plot have about this colour. */
export const pixels = (page: Page, colour: readonly number[]) =>
  page.evaluate<number>(`(() => {
    const canvas = document.querySelector("#plot canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) {
      const near = ${JSON.stringify(colour)}.every((part, k) => Math.abs(data[i + k] - part) < 24);
      if (near && data[i + 3] > 200) count++;
    }
    return count;
  })()`);

/** Relative luminance of a CSS colour. */
function luminance(colour: string): number {
  const [r, g, b] = colour.match(/\d+/g)!.map((n) => {
    const part = Number(n) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** Luminance of a colour of an element, 0 to 1. */
export const colourOf = (page: Page, selector: string, name: string) =>
  page.locator(selector).evaluate((node, name) =>
    // deno-lint-ignore no-explicit-any
    (globalThis as any).getComputedStyle(node)[name], name).then((text) => luminance(text));

/** What is shown, what is looked at, and in what kind of window. */
export type PageCase = readonly [
  name: string,
  test: (shown: Shown) => Promise<void>,
  options?: BrowserContextOptions,
];

/** A test of the page in one Chromium, each case in a window and with a server of its own. */
export function testInChromium(name: string, cases: readonly PageCase[]): void {
  const here = chromiumIsHere();
  Deno.test({
    name: here ? name : `${name}: not tried, no ${BROWSER}`,
    ignore: !here,
    async fn(t) {
      const browser = await chromium.launch({ executablePath: BROWSER, args: ARGS });
      try {
        for (const [name, test, options] of cases) {
          await t.step(name, () => show(browser, test, options));
        }
      } finally {
        await browser.close();
      }
    },
  });
}
