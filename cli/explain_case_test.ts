import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

async function explain(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MAIN, "explain", ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, bytes: stdout, stdout: text(stdout), stderr: text(stderr) };
}

Deno.test("explain tells of a case all that is needed to mend a decoder", async () => {
  const { code, stdout } = await explain("hist-wrong-index");
  assertEquals(code, 0);
  for (
    const words of [
      "A historique index with one digit changed is not said\n",
      "Required, topic checksum, mode historique, depth syntax, counts for Historique,\n",
      "Rule       A group whose checksum is wrong is not said.\n",
      "checksum/wrong-not-said: 02E §1.5.3.1 p20, 02E §1.5.3.2 p20\n",
      "00d3  ␊BASE␠072345678␠/␍  ← never said: its sum is 5, not /\n",
      "00f4  ␂  ← three sentinel frames\n",
      "00d0  20 3e 0d 0a 42 41 53 45  20 30 37 32 33 34 35 36  ␠>␍␊BASE␠0723456\n",
      "  has to   ADCO=021961551234, OPTARIF=BASE, ISOUSC=30, BASE=012345678,",
      "  and then one of the three sentinel frames whole\n",
      "sum-not-verified: ",
      "Seen in    fmartinou/teleinfo2mqtt#46\n",
      "Run it     ticlab test --only hist-wrong-index -- CMD\n",
    ]
  ) assertStringIncludes(stdout, words);
  const screen = stdout.split("\n").slice(0, 22).join("\n");
  for (
    const words of [
      "Line       ␊BASE␠072345678␠/␍ is never said: its sum is 5, not /\n",
      "Right      says ADCO=021961551234, ",
      "Usual bug  The checksum is not verified, and a group without one is accepted.\n",
      "Run it     ticlab test --only hist-wrong-index -- CMD\n",
    ]
  ) assertStringIncludes(screen, words);
  const wide = stdout.split("\n").filter((line) => line.length > 80);
  assertEquals(wide, []);
});

Deno.test("explain shows a long family by its first member and a count", async () => {
  const { stdout } = await explain("every-truncation-historique");
  assert(/^Bytes {2}\d{5}, \d{3} bad things with three sentinel frames after each$/m.test(stdout));
  assert(/^… \d{5} bytes more, of the same kind$/m.test(stdout));
  assert(stdout.split("\n").length < 120, `${stdout.split("\n").length} lines`);
});

Deno.test("explain --bytes writes the bytes of a case, for a decoder without the judge", async () => {
  const { bytes } = await explain("hist-wrong-index", "--bytes", "-");
  assertEquals([bytes[0], bytes.at(-1)], [0x02, 0x03]);
  const folder = Deno.makeTempDirSync();
  try {
    assertEquals((await explain("hist-wrong-index", "--bytes", `${folder}/a.bin`)).code, 0);
    assertEquals(Deno.readFileSync(`${folder}/a.bin`), bytes);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("explain tells of a rule its sentence, level, source, reason and cases", async () => {
  const { code, stdout } = await explain("checksum/wrong-not-said");
  assertEquals(code, 0);
  for (
    const words of [
      "A group whose checksum is wrong is not said.\n",
      "Level      Required: the documents say so",
      "Source     02E §1.5.3.1 p20, 02E §1.5.3.2 p20\n",
      "  hist-wrong-index  syntax\n",
      "ticlab test --only 'checksum/wrong-not-said' -- CMD",
    ]
  ) assertStringIncludes(stdout, words);
});

Deno.test("explain lists what begins with a word that is no name: cases, rules and scenarios", async () => {
  const { code, stdout } = await explain("std-checksum");
  assertEquals(code, 0);
  const [first, ...lines] = stdout.split("\n");
  const names = lines.filter((line) => /^ {2}\S/.test(line)).map((line) => line.trim());
  assert(names.length > 10 && names.every((name) => name.startsWith("std-checksum-")), stdout);
  assertEquals(first, `${names.length} names begin with "std-checksum":`);
  assertStringIncludes(stdout, "    DATE, whose sum counts two HT that touch, is said\n");
  assertStringIncludes(stdout, `One in full: ticlab explain ${names[0]}\n`);
  for (
    const [word, name] of [
      [
        "checksum/wrong",
        "  checksum/wrong-not-said\n    A group whose checksum is wrong is not said",
      ],
      ["gateway", "  gateway/noise\n    "],
      ["gateway/no", "  gateway/noise\n    "],
      ["tempo-red", "  tempo-red-day\n    A whole red Tempo day"],
    ] as const
  ) assertStringIncludes((await explain(word)).stdout, name);
});

Deno.test("explain finds cases, rules and scenarios in one name space, and says the nearest", async () => {
  const rows: [string[], string, string][] = [
    [
      ["hist-wrong-indx"],
      'there is no case, rule or scenario "hist-wrong-indx"',
      "hist-wrong-index",
    ],
    [["checksum/wrong-not-sad"], "there is no case", "Did you mean: checksum/wrong-not-said"],
    [["tempo-red-dai"], "there is no case", "Did you mean: tempo-red-day"],
    [
      ["std-checksum", "--bytes", "-"],
      'no case is called "std-checksum", it is the beginning of 1',
      "See which",
    ],
    [[""], "there is no case", "ticlab list"],
    [["zzzzzzzz"], "there is no case", "ticlab list"],
    [["./mine.yaml"], "there is no file ./mine.yaml", "ticlab scenarios"],
    [["hist-wrong-index", "--svg", "-"], "only a scenario has an --svg", "--help"],
    [["tempo-red-day", "--bytes", "-"], "a scenario has no --bytes", "--help"],
    [["checksum/wrong-not-said", "--bytes", "-"], "a rule has no bytes", "Name a case"],
    [[], "one scenario, case or rule is wanted", "ticlab list"],
  ];
  for (const [args, what, next] of rows) {
    const { code, stderr } = await explain(...args);
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, `ticlab explain: ${what}`);
    assertStringIncludes(stderr, next);
  }
});
