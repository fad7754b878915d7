/** Every command line that README and docs show is one that ticlab has, and is run. */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { COMMANDS } from "../cli/commands.ts";
import { influxd } from "../decoder/sinks/test_influxdb.ts";
import { mariadbd } from "../decoder/sinks/test_mariadb.ts";
import { MOSQUITTO } from "../decoder/sinks/test_mosquitto.ts";
import { pyserial, run, socat } from "../serial/_programs.ts";
import { checkCommand } from "./_checked_command.ts";
import { isOurs, pages, segments, type ShownCommand, shownCommands } from "./_docs_commands.ts";
import { MEASURES, RUN_BY } from "./_held_elsewhere.ts";
import { doings, fineCodes, readyOf, runnable } from "./_runnable_line.ts";
import { ShownSurroundings } from "./_shown_surroundings.ts";

const shown = pages().flatMap(shownCommands);

/** How many run at once. */
const AT_ONCE = 4;

const succeeds = (program: string, ...args: string[]) =>
  run(program, ...args).then(({ code }) => code === 0, () => false);

/** What lines want that is not on every machine; CI has all of it. */
const WANTED: readonly (readonly [line: RegExp, called: string, there: boolean])[] = [
  [/mqtts?:|mosquitto_sub|--gateway|learn/, "mosquitto", MOSQUITTO !== undefined],
  [/influxdb:/, "influxd", influxd !== undefined],
  [/mysql:/, "mariadbd", mariadbd !== undefined],
  [/socat|serial:|tcp:\/\/\w/, "socat", socat !== undefined],
  [/rfc2217:/, "python3-serial", pyserial !== undefined],
  [
    /gateway\.py|gateway-python/,
    "python3-paho-mqtt",
    await succeeds("/usr/bin/python3", "-c", "import serial, paho.mqtt.client"),
  ],
  [/-m pytest/, "pytest", await succeeds("python3", "-m", "pytest", "--version")],
  [/^go test/, "go", await succeeds("go", "version")],
  [/ctest/, "cmake", await succeeds("ctest", "--version")],
  [/\| jq /, "jq", await succeeds("jq", "--version")],
  [/curl /, "curl", await succeeds("curl", "--version")],
  [/npm (?:ci|install)/, "npm registry", await succeeds("npm", "view", "teleinfo", "version")],
];

/** Lines that are run since others need what they make: a tarball, and a port on the network. */
const [pack, bridge] = [/ task pack --out \.\./, /^socat TCP-LISTEN/].map((what) =>
  shown.find(({ text, whole }) => whole && what.test(text))!.text
);

const isHeldElsewhere = (text: string) =>
  MEASURES.test(text) || RUN_BY.some(({ line }) => line.test(text));

/** The lines without those whose commands another one runs, too. */
function once(lines: readonly ShownCommand[]): ShownCommand[] {
  const run = new Set<string>();
  return lines.toSorted((one, other) => segments(other.text).length - segments(one.text).length)
    .filter(({ text }) => {
      const found = doings(text);
      const isNew = found.some((doing) => !run.has(doing));
      found.forEach((doing) => run.add(doing));
      return isNew;
    });
}

/** What is wrong with a line when it is read. */
async function problem({ place, text }: ShownCommand): Promise<string[]> {
  const told: string[] = [];
  for (const words of segments(text).filter(isOurs)) {
    try {
      await checkCommand(words);
    } catch (error) {
      told.push(`${place}: ${text}: ${(error as Error).message}`);
    }
  }
  return told;
}

Deno.test("the command lines of README and docs have commands, options and ids that there are", async () => {
  assert(shown.length > 200, `only ${shown.length} were found`);
  assertEquals((await Promise.all(shown.map(problem))).flat(), []);
});

Deno.test("the examples of --help have options and ids that there are, and stand in the docs", async () => {
  const examples = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { load }]) =>
      (await load()).spec.examples.map(([text]) => ({
        place: name,
        text,
        whole: true,
      }))
    ),
  );
  assertEquals((await Promise.all(examples.flat().map(problem))).flat(), []);
  const texts = new Set(
    shown.filter(({ whole }) => whole).map(({ text }) => text),
  );
  assertEquals(examples.flat().filter(({ text }) => !texts.has(text)), []);
});

Deno.test("a command line with an option, a task or an id that there is not is found", async () => {
  const wrong = [
    "ticlab sim --lod 3kW",
    "deno task smi",
    "ticlab explain no-such-case",
    "ticlab tset",
  ];
  const told = await Promise.all(
    wrong.map((text) => problem({ place: "", text, whole: true })),
  );
  assertEquals(told.map(({ length }) => length), [1, 1, 1, 1]);
});

Deno.test("a command line that is run elsewhere stands there, and in the docs", () => {
  for (const { line, file, has } of RUN_BY) {
    assert(shown.some(({ text }) => line.test(text)), `no page shows ${line}`);
    const there = Deno.readTextFileSync(new URL(`../${file}`, import.meta.url));
    for (const words of has) assertStringIncludes(there, words);
  }
});

Deno.test("the benches and soaks of the docs are there", async () => {
  for (const { place, text } of shown) {
    const [, task, names] = MEASURES.exec(text) ?? [];
    if (task === undefined) continue;
    const source = await Deno.readTextFile(
      new URL(`${task}.ts`, import.meta.url),
    );
    const table = /Readonly<Record<string, .*?> = \{([^}]*)\}/s.exec(
      source,
    )![1]!;
    const there = Array.from(
      table.matchAll(/^ {2}"?([a-z-]+)"?[,:]/gm),
      ([, name]) => name,
    );
    const missing = names!.split(" ").filter((name) => name !== "" && !there.includes(name));
    assertEquals(missing, [], place);
  }
});

for (const [, called, there] of WANTED) {
  if (there) continue;
  Deno.test.ignore(
    `the command lines of the docs run [skipped: no ${called} here]`,
    () => {},
  );
}

Deno.test("the command lines of README and docs run: each once, with meters, servers and files of its own", async () => {
  await using surroundings = new ShownSurroundings({
    pack: pack!,
    bridge: bridge!,
  });
  await surroundings.start();
  const isRun = ({ text, whole }: ShownCommand) =>
    whole && text !== pack && text !== bridge && !isHeldElsewhere(text) &&
    !WANTED.some(([line, , there]) => !there && line.test(text));
  const wanted = once(shown.filter(isRun).map((line) => ({ ...line, text: runnable(line.text) })));
  const wrong: string[] = [];
  const queue = [...wanted];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { text, place } = next;
      try {
        const { code, text: said } = await surroundings.run(text, {
          page: place.split(":")[0]!,
          ready: readyOf(text),
        });
        if (fineCodes(text).includes(code)) continue;
        wrong.push(`${place}: ${text}: ended with ${code}: ${said}`);
      } catch (error) {
        wrong.push(`${place}: ${text}: ${error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  assertEquals(wrong, []);
  assert(wanted.length > 100, `only ${wanted.length} were run`);
});
