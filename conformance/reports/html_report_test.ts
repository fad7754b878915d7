import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BrowserContextOptions, Page } from "playwright-core";
import type { Results } from "../run/result.ts";
import { htmlReport } from "./html_report.ts";
import { type Look, withPage } from "./test_browser.ts";
import { failureOf, resultsOf } from "./test_results.ts";
import { greenResults, laterResults, sampleResults } from "./test_sample.ts";

/** Opens the report of some results. */
const withReport = (results: readonly Results[], look: Look, options?: BrowserContextOptions) =>
  withPage(htmlReport(results), look, options);

/** Names of the cases that can be seen. */
const visible = (page: Page) =>
  page.locator(".case > summary code").filter({ visible: true }).allTextContents();

const SHORT_ZONE = ["std-checksum-covers-last-ht", "std-three-phase-frame", "std-value-with-zeros"];

Deno.test("htmlReport() begins with the probable bug, and hides what passed", () =>
  withReport([sampleResults()], async (page, picture) => {
    assertEquals(await page.locator(".bug h2").allTextContents(), [
      "Nearest known bug checksum computed without the last separator",
      "framing",
      "limits",
      "eot",
    ]);
    assertStringIncludes(
      await page.locator(".bug").first().innerText(),
      "Explains 3 of 7 failures",
    );
    const seen = await visible(page);
    assertEquals(seen.slice(0, 3), SHORT_ZONE);
    assert(!seen.includes("std-first-frame"));
    await picture("report");
  }));

Deno.test("htmlReport() filters by verdict, level, topic and words, and counts", () =>
  withReport([sampleResults()], async (page) => {
    const counted = () => page.locator(".filters output").innerText();
    assertEquals(await counted(), "18 cases");
    await page.selectOption('select[name="verdict"]', "bad");
    assertEquals(await counted(), "9 of 18 cases");
    await page.selectOption('select[name="topic"]', "limits");
    assertEquals(await visible(page), ["endless-group", "hello-is-json", "new-and-doubtful"]);
    await page.selectOption('select[name="level"]', "should");
    assertEquals(await visible(page), ["hello-is-json"]);
    assertEquals(await page.locator(".bug h2").filter({ visible: true }).allTextContents(), [
      "limits",
    ]);
    await page.click("button[type=reset]");
    await page.locator(".filters output", { hasText: /^18 cases$/ }).waitFor();
    await page.fill('input[name="text"]', "ZEROS group");
    assertEquals(await visible(page), ["std-value-with-zeros"]);
    await page.fill('input[name="text"]', "first-frame");
    assertEquals(await visible(page), ["his-first-frame", "std-first-frame"]);
    await page.fill('input[name="text"]', "nothing has these words");
    assertEquals([await visible(page), await counted()], [[], "0 of 18 cases"]);
  }));

Deno.test("htmlReport() opens a failing case with its difference, bytes and hexdump", () =>
  withReport([sampleResults()], async (page, picture) => {
    const item = page.locator("#p0-his-eot-cuts-group");
    await item.locator("summary").click();
    assertEquals(await item.locator(".difference code").allTextContents(), [
      "nothing from byte 22 to byte 29",
      "PAPP=00",
    ]);
    const dump = item.locator(".dump");
    assert(await dump.isVisible());
    assertEquals(await dump.locator("mark").textContent(), "04");
    assertEquals(
      await dump.locator("div").first().innerText().then((text) => text.replace(/\s+/g, " ")),
      "0000 02 0a 41 44 43 4f 20 30 ··ADCO 0 32 31 38 36 31 32 32 39 21861229",
    );
    assertEquals(await item.locator(".picture mark").innerText(), "EOT");
    assertStringIncludes(
      await item.innerText(),
      "ticlab test --only his-eot-cuts-group -- python3 'my decoder.py'",
    );
    await item.scrollIntoViewIfNeeded();
    await picture("case");
  }));

Deno.test("htmlReport() is driven by keys alone", () =>
  withReport([sampleResults()], async (page) => {
    const focused = () =>
      page.evaluate<string>(`document.activeElement.querySelector("code")?.textContent`);
    await page.keyboard.press("j");
    assertEquals(await focused(), SHORT_ZONE[0]);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    assert(await page.locator(`#p0-${SHORT_ZONE[1]} .dump`).isVisible());
    await page.keyboard.press("k");
    assertEquals(await focused(), SHORT_ZONE[0]);
    await page.keyboard.press("/");
    await page.keyboard.type("eot");
    assertEquals(await visible(page), ["his-eot-cuts-group"]);
    await page.keyboard.press("Escape");
    await page.locator(".filters output", { hasText: /^18 cases$/ }).waitFor();
  }));

/** Relative luminance of a CSS colour. */
function luminance(colour: string): number {
  const [r, g, b] = colour.match(/\d+/g)!.map((n) => {
    const part = Number(n) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

Deno.test("htmlReport() is light or dark as the system wishes, with contrast in both", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    await withReport([sampleResults()], async (page, picture) => {
      await page.locator("#p0-his-eot-cuts-group summary").click();
      const style = (name: string) =>
        page.evaluate<string>(`getComputedStyle(document.body).${name}`).then(luminance);
      const [paper, ink] = [await style("backgroundColor"), await style("color")];
      assertEquals(paper > ink, colorScheme === "light");
      const contrast = (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
      assert(contrast > 7, `contrast ${contrast}`);
      await picture(colorScheme);
    }, { colorScheme });
  }
});

Deno.test("htmlReport() is no wider than a phone, with every case open", () =>
  withReport([sampleResults(), greenResults()], async (page, picture) => {
    await page.evaluate(`for (const d of document.querySelectorAll("details")) d.open = true`);
    assert(await page.locator("#p0-endless-group .dump").isVisible());
    assertEquals(await page.evaluate(`document.documentElement.scrollWidth`), 375);
    await page.locator("#p0-his-eot-cuts-group").scrollIntoViewIfNeeded();
    await picture("phone");
  }, { viewport: { width: 375, height: 812 } }));

Deno.test("htmlReport() runs nothing that a program said", async () => {
  const evil =
    `</script><img src=x onerror="document.title='owned'"><script>document.title='owned'</script>`;
  const failure = failureOf(evil, { what: evil, expected: evil, said: evil, stderr: evil });
  const results = resultsOf([{ id: "a", verdict: "fail", failure, topic: evil }], {
    header: { program: { name: evil }, command: [evil] },
  });
  await withReport([results], async (page) => {
    await page.locator("#p0-a summary").click();
    assertEquals(await page.locator("img, body script").count(), 1);
    assert((await page.title()).startsWith(evil));
    assertEquals(await page.locator("#p0-a .difference .bad code").textContent(), evil);
  });
});

Deno.test("htmlReport() puts several programs side by side and leads from a cell to its case", () =>
  withReport([sampleResults(), laterResults(), greenResults()], async (page, picture) => {
    const row = page.locator(".matrix .line", { hasText: "his-first-frame" });
    assertEquals(await row.locator("td").allTextContents(), ["✔", "✕", "✔"]);
    await picture("matrix");
    await row.locator("td a").nth(1).click();
    assert(await page.locator("#p1-his-first-frame .dump").isVisible());
    await page.selectOption('select[name="verdict"]', "crash");
    assertEquals(await page.locator(".matrix .line").filter({ visible: true }).count(), 1);
  }));

Deno.test("htmlReport() can be read without script", () =>
  withReport([sampleResults()], async (page) => {
    assert(!await page.locator(".filters").isVisible());
    await page.locator("#p0-his-eot-cuts-group summary").click();
    assert(await page.locator("#p0-his-eot-cuts-group .dump").isVisible());
  }, { javaScriptEnabled: false }));

Deno.test("htmlReport() says that a run was cut, and calls nothing of it conformant", () =>
  withReport([{ ...greenResults(), footer: null }], async (page) => {
    assertEquals(
      await page.locator(".state").innerText(),
      "Incomplete: the run was cut after 17 cases",
    );
    assertEquals(await page.locator(".badges .good").count(), 0);
  }));
