import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { BrowserContextOptions } from "playwright-core";
import { encodeFrame } from "../../tic/frame.ts";
import { type Look, withPage } from "../reports/test_browser.ts";
import { auditLine } from "./audit.ts";
import { auditHtml } from "./audit_html.ts";
import type { AuditReport } from "./audit_report.ts";

const SHARE = ["ticlab anonymise line.tic --to share.txt", "# then attach it"];

/** A line with a new deviation, a known one, damage, and an overrun. */
function sample(name = "line.tic"): AuditReport {
  const frame = (changed: Record<string, string>) =>
    encodeFrame(
      Object.entries({
        ADCO: "021963229110",
        OPTARIF: "BASE",
        ISOUSC: "30",
        BASE: "008578123",
        PTEC: "TH..",
        IINST1: "002",
        IINST2: "001",
        IINST3: "031",
        IMAX1: "060",
        IMAX2: "060",
        IMAX3: "060",
        PMAX: "00000",
        PAPP: "07420",
        MOTDETAT: "000000",
        PPOT: "00",
        ...changed,
      }).map(([label, value]) => ({ label, value })),
      "historique",
    );
  const short = encodeFrame(
    ["ADIR3 031", "ADCO 021963229110", "IINST1 002", "IINST2 001", "IINST3 031"]
      .map((text) => text.split(" ")).map(([label, value]) => ({ label: label!, value: value! })),
    "historique",
  );
  const bad = frame({});
  const parts = [frame({ MOTDETAT: "400000" }), short, bad.with(60, 0x21), frame({})];
  return auditLine(Uint8Array.from(parts.flatMap((part) => [...part])), {
    name,
    ticlab: "0.1.0",
  });
}

/** Opens an audit. */
const withAudit = (report: AuditReport, look: Look, options?: BrowserContextOptions) =>
  withPage(auditHtml(report, { share: SHARE }), look, options);

Deno.test("auditHtml() shows what is new open, with its bytes, and what is known closed", () =>
  withAudit(sample(), async (page, picture) => {
    const heads = await page.locator(".bug h2").allTextContents();
    assertEquals(heads[0], "This line is rare");
    assertEquals(heads[1], "New: please report");
    assert(heads.includes("Damage on the line, not the meter's doing"));
    const fresh = page.locator(".case", { hasText: "value.constant" }).first();
    assert(await fresh.locator(".picture").isVisible());
    assertStringIncludes(await fresh.innerText(), 'MOTDETAT "400000", always 000000');
    assertEquals(await fresh.locator(".picture mark").first().innerText(), "LF");
    const damage = page.locator(".case", { hasText: "group.checksum" });
    assert(!await damage.locator(".picture").isVisible());
    await damage.locator("summary").click();
    assert(await damage.locator(".dump").isVisible());
    await picture("audit-open");
  }));

Deno.test("auditHtml() asks to share a rare line, with the commands", () =>
  withAudit(sample(), async (page) => {
    const rare = page.locator(".bug", { hasText: "This line is rare" });
    assertStringIncludes(await rare.innerText(), "ADIR3 031");
    assertEquals(await rare.locator(".command").allTextContents(), SHARE);
  }));

Deno.test("auditHtml() is light or dark as the system wishes", async () => {
  for (const colorScheme of ["light", "dark"] as const) {
    await withAudit(sample(), async (page, picture) => {
      const paper = await page.evaluate<string>(
        "getComputedStyle(document.body).backgroundColor",
      );
      const [red] = paper.match(/\d+/g)!.map(Number);
      assertEquals(red! > 128, colorScheme === "light");
      await picture(`audit-${colorScheme}`);
    }, { colorScheme });
  }
});

Deno.test("auditHtml() is no wider than a phone, with everything open", () =>
  withAudit(sample(), async (page, picture) => {
    await page.evaluate(`for (const d of document.querySelectorAll("details")) d.open = true`);
    assert(await page.locator(".dump").last().isVisible());
    assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 375);
    await picture("audit-phone");
  }, { viewport: { width: 375, height: 812 } }));

Deno.test("auditHtml() runs nothing that a line or its name says", () => {
  const evil = `</title><img src=x onerror="document.title='owned'">`;
  return withAudit(sample(evil), async (page) => {
    assertEquals(await page.locator("img, script").count(), 0);
    assertEquals(await page.locator("h1").textContent(), evil);
  });
});
