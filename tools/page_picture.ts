/**
 * Takes the pictures of the live page, `docs/page*.png`, of a day that the sim plays:
 *
 *     deno run -A --config deno.json tools/page_picture.ts
 *
 * @module
 */
import { type BrowserContextOptions, chromium } from "playwright-core";
import { PAGE } from "../decoder/sinks/page.ts";
import { frameOf, goodLine } from "../decoder/sinks/page/test_house.ts";

const FOLDER = new URL("../docs/", import.meta.url).pathname;
const MAIN = new URL("../main.ts", import.meta.url).pathname;
/** Chromium of Debian. */
const BROWSER = "/usr/bin/chromium";
const PICTURES: Readonly<Record<string, BrowserContextOptions>> = {
  "page.png": { viewport: { width: 1280, height: 776 } },
  "page-phone.png": { viewport: { width: 375, height: 812 }, locale: "fr-FR" },
};

/** A fridge, people who get up, eat and come home; W by time of day. */
function household(): string {
  const rows = ["time,power"];
  for (let minute = 0; minute < 1440; minute += 3) {
    const hour = minute / 60;
    const awake = (hour > 6.5 && hour < 8.5) || hour > 17.5 ? 240 : 0;
    const fridge = minute % 54 < 18 ? 95 : 0;
    const hob = hour > 12 && hour < 12.4 ? 1150 : 0;
    const time = [Math.floor(hour), minute % 60].map((part) => String(part).padStart(2, "0"));
    rows.push(`${time.join(":")},${110 + awake + fridge + hob}`);
  }
  return rows.join("\n");
}

const SCENARIO = `
title: A red day for the picture
about: A house on the Tempo contract.
meter: { mode: standard, contract: tempo, power: 9 kVA }
clock: { start: 2026-01-13T20:30:00 }
calendar: { tempo: { 2026-01-13: white, 2026-01-14: red, 2026-01-15: blue } }
load:
  base: 0 W
  profile: household.csv
  appliances:
    - { name: water heater, power: 2 kW, from: 22:30, for: 3 h }
    - { name: kettle, power: 2.2 kW, from: 07:10, for: 5 min }
    - { name: coffee, power: 1.4 kW, from: 07:40, for: 7 min }
    - { name: oven, power: 2.4 kW, from: 19:05, for: 50 min }
    - { name: washing machine, power: 1.9 kW, from: 18:10, for: 22 min }
run: { for: 87090 s }
`;

interface Frame {
  t: string;
  groups?: [label: string, timestamp: string | null, value: string][];
}

/** Plays the day; the frames that the meter meant. */
async function play(): Promise<Frame[]> {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/day.yaml`, SCENARIO);
    Deno.writeTextFileSync(`${folder}/household.csv`, household());
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--no-check", MAIN, "sim", `${folder}/day.yaml`, "--speed", "max"],
        ...["--to", `file:${folder}/day.tic`, "--ledger", `${folder}/ledger.jsonl`],
      ],
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    return Deno.readTextFileSync(`${folder}/ledger.jsonl`).trim().split("\n")
      .map((line) => JSON.parse(line)).filter(({ groups }) => groups);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const frames = await play();
// The clock of this process, and so of the page, stands on the evening of that day.
const end = Date.parse(frames.at(-1)!.t);
Date.now = () => end + 800;
const sink = await PAGE.open(
  {
    word: "http://127.0.0.1:0",
    scheme: "http",
    host: "127.0.0.1",
    port: 0,
    path: "",
    parameters: {},
  },
  { secret: () => undefined, folder: ".", notice: () => {} },
);
for (const [i, { t, groups = [] }] of frames.entries()) {
  const written = groups.map(([label, timestamp, value]) =>
    timestamp === null ? [label, value] : [label, timestamp, value]
  );
  await sink.deliver([frameOf(written, { at: Date.parse(t), seq: i + 1, meter: groups[0]![2] })]);
}
sink.line!(
  goodLine({ frames: frames.length, completeFrames: frames.length, groups: frames.length * 37 }),
  [],
);
const browser = await chromium.launch({
  executablePath: BROWSER,
  args: ["--no-sandbox", "--disable-gpu"],
});
for (const [name, options] of Object.entries(PICTURES)) {
  const page = await browser.newPage({ timezoneId: "Europe/Paris", ...options });
  await page.goto(sink.url);
  await page.locator("#plot canvas").waitFor();
  await page.locator("#ranges [data-hours='24']").click();
  await page.locator("#line div").first().waitFor();
  await page.screenshot({ path: FOLDER + name });
  console.log(name, `${Deno.statSync(FOLDER + name).size} bytes`);
}
await browser.close();
await sink.close();
