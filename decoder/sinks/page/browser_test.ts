import { assert, assertEquals, assertMatch } from "@std/assert";
import { colourOf, has, openSink, pixels, type Shown, testInChromium } from "./test_browser.ts";
import { frameOf, goodLine, houseGroups, houseSinks } from "./test_house.ts";

testInChromium("the live page in Chromium", [
  ["values change as readings arrive, without a reload", async ({ page, sink, say, picture }) => {
    await has(page, "#status", "Waiting for the meter");
    await say({ power: 519 });
    await has(page, "#power", /^519$/);
    await has(page, "#status", "Live");
    await say({ power: 1234, index: 2_034_777 });
    await has(page, "#power", /^1,234$/);
    await has(page, "#readings tr", /^EASF06\s*2,034,777\sWh/);
    assertEquals(await page.title(), "1,234\u00a0VA · ticlab");
    await has(page, "#load-text", /^14% of the 9\skVA subscribed$/);
    sink.line!(goodLine({ frames: 2000, completeFrames: 1995, errors: { checksum: 6 } }), []);
    assert(await page.locator("#sinks-card").isHidden());
    await has(page, "#line-words", "1,995 of 2,000 frames whole (99.75%)");
    await has(page, "#line div", /Losses\s*wrong sum: 6/);
    await picture("live");
  }],
  ["a sink that is away is told, with what waits for it", async ({ page, sink, say }) => {
    await say();
    const [good, away, full] = houseSinks(Date.now());
    sink.line!(goodLine(), [good!, away!, full!]);
    await has(page, "#sinks div", "mqtt://127.0.0.1:1883/linky83,942 passed on");
    await has(
      page,
      "#sinks .trouble",
      /cellar\.local:8086\/homedown for 3\d\ss: nobody listens there, 3,941 wait$/,
    );
    await has(page, "#sinks .trouble", /\/house83,940 passed on, 2 lost$/);
    const { trouble: _, ...again } = away!;
    sink.line!(goodLine(), [good!, { ...again, delivered: 83_942, waiting: 0 }]);
    await has(page, "#sinks div:not(.trouble)", /\/home83,942 passed on$/);
    assertEquals(await page.locator("#sinks div").count(), 2);
  }],
  ["the plot is drawn, and grows", async ({ page, say }) => {
    for (let ago = 3_600_000; ago > 0; ago -= 20_000) await say({ power: 800 }, { ago });
    await page.locator("#plot canvas").waitFor();
    await has(page, "#readout", "SINSTS: lowest 800 VA, mean 800 VA, highest 800 VA");
    assert(await pixels(page, [0, 99, 155]) > 500);
    await say({ power: 4000 });
    await has(page, "#readout", "highest 4,000 VA");
    await page.selectOption("#what", "URMS1");
    await has(page, "#readout", "URMS1: lowest 234 V, mean 234 V, highest 234 V");
    assert(await pixels(page, [0, 99, 155]) > 500);
    await page.getByRole("button", { name: "1 h" }).click();
    assertEquals(await page.locator("#ranges [aria-pressed=true]").innerText(), "1 h");
  }],
  [
    "a great power and its unit stand in one line, on a phone too",
    async ({ page, say, picture }) => {
      await say({ power: 12_000 });
      await has(page, "#power", /^12,000$/);
      await has(page, "#today-facts", "Meter’s highest today5,706\u00a0VA");
      for (
        const [name, width] of [["great", 1280], ["great-phone", 375], ["narrow", 320]] as const
      ) {
        await page.setViewportSize({ width, height: 900 });
        const [card, unit, power] = await Promise.all(
          [".now", "#power-unit", "#power"].map((one) => page.locator(one).boundingBox()),
        );
        assert(unit!.x >= power!.x + power!.width - 1, `${width} px: the unit is below the power`);
        assert(unit!.x + unit!.width <= card!.x + card!.width, `${width} px: the unit is cut`);
        await picture(name);
      }
    },
  ],
  ["a producer's power is a second curve, and is said", async ({ page, say, picture }) => {
    for (let ago = 3_600_000; ago >= 0; ago -= 20_000) {
      await say({ power: 300, injected: 2000 }, { ago });
    }
    await has(page, "#production", "↑ 2,000 VA · injected now");
    await page.locator("#plot canvas").waitFor();
    await page.locator("#readout", { hasText: "mean 300 VA" }).waitFor();
    assert(await pixels(page, [20, 105, 60]) > 200);
    await picture("producer");
  }],
  ["Tempo days are said in words and in colours", async ({ page, say, picture }) => {
    await say();
    await has(page, "#today", /Today\s*Red/);
    await has(page, "#tomorrow", /Tomorrow\s*Blue/);
    await has(page, "#tariff", "HP ROUGE");
    for (const day of ["#today", "#tomorrow"]) {
      const [back, ink] = [
        await colourOf(page, day, "backgroundColor"),
        await colourOf(page, day, "color"),
      ];
      assert((Math.max(back, ink) + 0.05) / (Math.min(back, ink) + 0.05) > 4.5, day);
    }
    await picture("red-day");
    await say({ stge: "033A5401" });
    await has(page, "#tomorrow", /Tomorrow\s*not announced/);
  }],
  ["an overload is an alarm, until it ends", async ({ page, say, picture }) => {
    await say({ power: 9480, stge: "073A5481" }, { events: ["overload"] });
    const alarm = page.getByRole("alert").getByText("Overload: subscribed power exceeded");
    await alarm.waitFor();
    assertMatch(await page.title(), /^⚠ 9,480/);
    await picture("overload");
    await say({}, { events: ["overload-end"] });
    await alarm.waitFor({ state: "detached" });
  }],
  ["old values are shown as old", async ({ page, say, picture }) => {
    await say({ power: 519 }, { ago: 3 * 60_000 });
    await has(page, "#status", /^Nothing from the meter for 3\smin$/);
    await has(page, "#as-of", /^As of \d\d:\d\d:\d\d: the values on this page are old\.$/);
    await picture("stale");
    await say({ power: 520 });
    await has(page, "#status", "Live");
    assert(await page.locator("#as-of").isHidden());
  }],
  ["the page comes back when its server does", async ({ page, sink, say }) => {
    await say({ power: 519 });
    await has(page, "#status", "Live");
    await sink.close();
    await has(page, "#status", "ticlab does not answer; trying again");
    const again = await openSink(Number(new URL(sink.url).port));
    try {
      await again.deliver([
        frameOf(houseGroups({ power: 777 }), { at: Date.now(), seq: 1000 }),
      ]);
      await has(page, "#power", /^777$/);
      await has(page, "#status", "Live");
      await has(page, "#readout", "highest 777 VA");
    } finally {
      await again.close();
    }
  }],
  ["the page is driven by keys alone", async ({ page, say }) => {
    for (let ago = 600_000; ago > 0; ago -= 10_000) await say({ power: 640 }, { ago });
    await page.locator("#plot canvas").waitFor();
    const focused = () => page.evaluate<string>("document.activeElement.id");
    await page.keyboard.press("Tab");
    assert(await page.locator(".skip").evaluate((node) => node.getBoundingClientRect().top >= 0));
    await page.keyboard.press("Enter");
    assertEquals(await focused(), "main");
    const order: string[] = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press("Tab");
      order.push(
        await page.evaluate<string>(`(document.activeElement.id ||
        document.activeElement.textContent.trim())`),
      );
      const outline = "getComputedStyle(document.activeElement).outlineStyle";
      assertEquals(await page.evaluate<string>(outline), "solid", order.at(-1));
    }
    assertEquals(order.slice(0, 5), ["what", "1 h", "6 h", "24 h", "plot"]);
    await page.locator("#plot").focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await has(page, "#readout", /^\d\d:\d\d:\d\d: 640\sVA \(from 640\sVA to 640\sVA\)$/);
    assertEquals(await page.locator("#readout").getAttribute("aria-live"), "polite");
    await page.keyboard.press("Tab");
    await has(page, "#readout", "SINSTS: lowest 640");
    await page.keyboard.press("Enter");
    assertEquals(await page.locator("#frame-card").getAttribute("open"), null);
  }],
  ["nothing of a hostile line runs", async ({ page, sink }) => {
    const evil = `<img src=x onerror="document.title='owned'"><script>alert(1)</script>`;
    const groups = houseGroups().map(([label = "", ...rest]) =>
      ["NGTF", "LTARF", "MSG1", "PRM", "STGE"].includes(label) ? [label, evil] : [label, ...rest]
    );
    groups.push([evil, evil], ["__proto__", evil], ["constructor", evil], [
      "SINSTI",
      "\x00\x1b\xff",
    ]);
    await sink.deliver([frameOf(groups, { at: Date.now(), seq: 1000, meter: evil })]);
    sink.line!(goodLine({ source: evil, errors: { [evil]: 3 } as Record<string, number> }), [
      { ...houseSinks(Date.now())[1]!, url: evil, trouble: { since: 0, why: evil, denied: true } },
    ]);
    await has(page, "#readings tr", "constructor");
    await has(page, "#title", evil);
    await has(page, "#tariff", evil);
    await has(page, "#line", evil);
    await has(page, "#sinks", evil);
    await has(page, "#notices", evil);
    assertEquals(await page.locator("img, body script").count(), 0);
    assertEquals((await page.title()).includes("owned"), false);
    // Even a mistake of ours would run nothing: the browser itself refuses HTML from text.
    const refused = await page.evaluate<string>(`(() => {
      try { document.body.innerHTML = "<p>"; return "taken"; } catch (error) { return error.name; }
    })()`);
    assertEquals(refused, "TypeError");
  }],
  ["the page speaks French to those who do", async ({ page, say, picture }) => {
    await say({ power: 1519 });
    await has(page, "#status", "En direct");
    assertEquals(await page.locator("html").getAttribute("lang"), "fr");
    await has(page, "#h-now", "Puissance actuelle");
    await has(page, "#power", /^1\s519$/);
    await has(page, "#readings tr", /Puissance app. soutirée/);
    await picture("french");
  }, { locale: "fr-FR" }],
  [
    "a phone scrolls in one direction, with everything open",
    async ({ page, say, picture, sink }) => {
      await say({ power: 9480, injected: 12, phases: 3, stge: "073A5481" }, {
        events: ["overload"],
      });
      sink.line!(
        goodLine({
          source: "rfc2217://raspberrypi-in-the-garage.local:4000",
          errors: {
            checksum: 1,
            syntax: 2,
            truncated: 3,
            framing: 4,
            parity: 5,
            overflow: 6,
            value: 7,
          },
        }),
        houseSinks(Date.now()),
      );
      await has(page, "#power", "9,480");
      await has(page, "#line", "unreadable: 7");
      await has(page, "#sinks", "nobody listens there");
      assertEquals(await page.locator("#frame-card").getAttribute("open"), null);
      await page.locator("#frame-card summary").click();
      await page.locator("#readings tr").first().waitFor();
      assertEquals(await page.evaluate("document.documentElement.scrollWidth"), 375);
      await picture("phone");
    },
    { viewport: { width: 375, height: 812 } },
  ],
  ...(["light", "dark"] as const).map((colorScheme) =>
    [
      `the page is ${colorScheme} as the system wishes, with contrast`,
      async ({ page, say, sink, picture }: Shown) => {
        for (let ago = 600_000; ago > 0; ago -= 10_000) await say({}, { ago });
        await has(page, "#power", "519");
        sink.line!(goodLine(), houseSinks(Date.now()));
        await has(page, "#sinks", "nobody listens there");
        const paper = await colourOf(page, "body", "backgroundColor");
        assertEquals(paper > 0.5, colorScheme === "light");
        const card = await colourOf(page, ".card.now", "backgroundColor");
        for (
          const text of [
            ...["#power", "#load-text", "#h-now", "#contract dt", "#readings td.time"],
            ...["#sinks dt", "#sinks .trouble dd"],
          ]
        ) {
          const ink = await colourOf(page, `${text} >> nth=0`, "color");
          const contrast = (Math.max(card, ink) + 0.05) / (Math.min(card, ink) + 0.05);
          assert(contrast > 4.5, `${text}: ${contrast}`);
        }
        await page.locator("#plot canvas").waitFor();
        assert(await pixels(page, colorScheme === "light" ? [0, 99, 155] : [124, 196, 245]) > 300);
        await picture(colorScheme);
      },
      { colorScheme },
    ] as const
  ),
  ["nothing moves where that is not wanted", async ({ page, say }) => {
    await say({ power: 519 });
    await has(page, "#power", /^519$/);
    await say({ power: 520 });
    const cell = page.locator("td.new").first();
    await cell.waitFor();
    assertEquals(
      // deno-lint-ignore no-explicit-any
      await cell.evaluate((node) => (globalThis as any).getComputedStyle(node).animationName),
      "none",
    );
  }, { reducedMotion: "reduce" }],
]);
