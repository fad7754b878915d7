import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const MAIN = new URL("../main.ts", import.meta.url).pathname;
const PICTURE = new URL("../docs/tempo-red-day.svg", import.meta.url);

async function ticlab(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, ...args],
    env: { XDG_RUNTIME_DIR: folder, INIT_CWD: folder, NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

async function inFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const FAILING = `title: What does not come
about: A check that fails, and a fault without a place.
meter: { mode: historique, contract: base }
clock: { start: 2026-03-10T12:00:00 }
timeline:
  - { at: +5 s, fault: { drop: { label: SINSTS } } }
checks:
  - { at: +1 s, within: 3 s, label: PTEC, equals: HP.. }
  - { at: +1 s, label: ADCO, present: true }
run: { for: 10 s, speed: max }
`;

Deno.test("sim ends with 5 and says which check failed and which fault never happened", () =>
  inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/mine.yaml`, FAILING);
    const { code, stdout } = await ticlab(
      folder,
      "sim",
      "./mine.yaml",
      "--to",
      "file:out.tic",
    );
    assertEquals(code, 5);
    assertEquals(
      stdout.split("\n").slice(-5),
      [
        'check of line 8 failed: PTEC = "HP.." at 2026-03-10 12:00:01 within 3 s, but: ' +
        'the last was PTEC "TH.."',
        "fault never happened: drop SINSTS",
        "1 of 2 checks hold",
        "",
      ].toSpliced(0, 0, "Stopped after 8 frames"),
    );
  }));

Deno.test("sim tells a newcomer what is wrong with a file, with places, and plays nothing", () =>
  inFolder(async (folder) => {
    const wrong = FAILING.replace("contract: base", "contrat: base")
      .replace("equals: HP..", "equals: 06").replace("for: 10 s", "for: 10");
    Deno.writeTextFileSync(`${folder}/mine.yaml`, wrong);
    const { code, stdout, stderr } = await ticlab(folder, "sim", "mine.yaml");
    assertEquals([code, stdout], [2, ""]);
    assertEquals(stderr.trimEnd().split("\n"), [
      "ticlab sim: cannot play mine.yaml: 3 things are wrong",
      'mine.yaml:3:28: "contrat" is no key here: did you mean "contract"?',
      'mine.yaml:8:51: 06 is not text here: put it in quotes, "06"',
      'mine.yaml:10:13: Cannot read "10" as duration: it has no unit: write "10 ms", "10 s", "10 min"',
    ]);
  }));

Deno.test("explain shows timeline, load, checks, assumptions and frames", () =>
  inFolder(async (folder) => {
    const { code, stdout } = await ticlab(folder, "explain", "tempo-red-day");
    assertEquals(code, 0);
    for (
      const words of [
        "A whole red Tempo day",
        "contract TEMPO (BBR(), speaks historique",
        "water heater: 2000 W from 22:30 for 180 min",
        "2026-01-14 12:15:00  meter  overload 10.5 kVA for 4 min",
        'PTEC = "HPJR" at 2026-01-14 06:00:00 within 5 s',
        "smaxsn = filtered:",
        "  PTEC      HPJW",
      ]
    ) assertStringIncludes(stdout, words);
  }));

Deno.test("explain --svg draws the picture that the docs show", () =>
  inFolder(async (folder) => {
    const { code } = await ticlab(
      folder,
      "explain",
      "tempo-red-day",
      "--svg",
      "day.svg",
    );
    assertEquals(code, 0);
    const svg = Deno.readTextFileSync(`${folder}/day.svg`);
    assertStringIncludes(svg, ">overload 10.5 kVA for 4 min</text>");
    assertStringIncludes(svg, ">HP ROUGE</text>");
    assertStringIncludes(svg, ">index 6</text>");
    // The formatter has its own mind about the white space of an SVG.
    const bare = (text: string) => text.replace(/\s+/g, "");
    assert(
      bare(Deno.readTextFileSync(PICTURE)) === bare(svg),
      "docs/tempo-red-day.svg is old: ticlab explain tempo-red-day --svg docs/tempo-red-day.svg",
    );
  }));

Deno.test("scenarios lists names, titles and texts, and finds words", () =>
  inFolder(async (folder) => {
    const all = await ticlab(folder, "scenarios", "--json");
    const names = all.stdout.trim().split("\n").map((line) => JSON.parse(line).name as string);
    assert(names.length >= 40 && names.includes("dst-autumn"), `${names}`);
    const some = await ticlab(folder, "scenarios", "tempo", "red");
    assertStringIncludes(
      some.stdout,
      "tempo-white-to-red  Tempo, from white to red\n",
    );
    assert(!some.stdout.includes("dst-autumn"));
  }));
