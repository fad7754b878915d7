/** Every command line that README and docs show is one that ticlab has, and is run where it can be. */
import { assert, assertEquals } from "@std/assert";
import { COMMANDS } from "../cli/commands.ts";
import { checkCommand, ticlabWords } from "./_checked_command.ts";
import { isOurs, pages, segments, type ShownCommand, shownCommands } from "./_docs_commands.ts";
import { ShownSurroundings } from "./_shown_surroundings.ts";

const shown = pages().flatMap(shownCommands);

/** How many run at once. */
const AT_ONCE = 3;

/** Command lines that are read and not run, and why. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/\btask (?:test|ci|bench|soak|coverage|check|pack)\b/, "runs for minutes"],
  [/tools\/\w+\.ts/, "tends the sources; each has a test of its own"],
  [/--gateway/, "plays for minutes; conformance/gateway/ has tests of it"],
  [/influxdbs?:|mysql:/, "needs a database; cli/databases_test.ts runs it with one"],
  [/mqtts:|wss:/, "needs a broker with a certificate; decoder/sinks/ has tests of it"],
  [/serial:/, "needs a wire; sim/outlets/ has tests of it on pairs of ptys"],
  [/tcp:\/\/[^:/\s]|rfc2217:/, "needs another machine; decoder/sources/ has tests of it"],
  [/node adapter\.mjs/, "needs npm install; examples/npm-teleinfo/ has a test of it"],
  [/ --reset /, "needs a board"],
  [/\blearn\b/, "listens for minutes; conformance/gateway/ has a test of it"],
  [/node --test|-m pytest|go test|ctest/, "examples/ has tests of it"],
];

/** What a command that goes on for ever says when it runs. */
const READY: Readonly<Record<string, RegExp>> = {
  sim: /pty:|tcp:|mqtt:/,
  replay: /pty:|tcp:/,
  tee: /reading at/,
  record: /reading at/,
  decode: /reading at/,
};

/** Exit codes that are findings: of a line, of a program, and of a line that was left at once. */
const FINDINGS: Readonly<Record<string, readonly number[]>> = {
  audit: [1, 4],
  check: [1, 4],
  decode: [4],
  report: [1],
  test: [1],
};

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

const reasonOf = (text: string) => NOT_RUN.find(([what]) => what.test(text))?.[1];

Deno.test("the command lines of README and docs have commands, options and ids that there are", async () => {
  assert(shown.length > 100, `only ${shown.length} were found`);
  assertEquals((await Promise.all(shown.map(problem))).flat(), []);
});

Deno.test("the examples of --help have options and ids that there are", async () => {
  const examples = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { load }]) =>
      (await load()).spec.examples.map(([text]) => ({ place: name, text, typed: true }))
    ),
  );
  assertEquals((await Promise.all(examples.flat().map(problem))).flat(), []);
});

Deno.test("a command line with an option, a task or an id that there is not is found", async () => {
  const wrong = [
    "ticlab sim --lod 3kW",
    "deno task smi",
    "ticlab explain no-such-case",
    "ticlab tset",
  ];
  const told = await Promise.all(wrong.map((text) => problem({ place: "", text, typed: true })));
  assertEquals(told.map(({ length }) => length), [1, 1, 1, 1]);
});

Deno.test("each reason not to run a command line is one of a command line", () => {
  const texts = shown.filter(({ typed }) => typed).map(({ text }) => text);
  const idle = NOT_RUN.filter(([what]) => !texts.some((text) => what.test(text)));
  assertEquals(idle.map(([, why]) => why), []);
});

Deno.test("the command lines to be typed run: each once, on a meter, a broker and files of its own", async () => {
  await using surroundings = new ShownSurroundings();
  await surroundings.start();
  const wanted = new Map(
    shown.filter(({ text, typed }) => typed && reasonOf(text) === undefined)
      .map(({ text, place }) => [nameless(text), { text: runnable(text), place }]),
  );
  const wrong: string[] = [];
  const queue = Array.from(wanted.values());
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { text, place } = next;
      const { code, text: said } = await surroundings.run(text, {
        page: place.split(":")[0]!,
        ready: readyOf(text),
      });
      const fine = [0, ...FINDINGS[nameOf(text)] ?? []];
      if (!fine.includes(code)) wrong.push(`${place}: ${text}: ended with ${code}: ${said}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  assertEquals(wrong, []);
  assert(wanted.size > 30, `only ${wanted.size} were run`);
});

/** What a line does, however ticlab, ports and recordings are called in it: one of the same is enough. */
function nameless(text: string): string {
  const does = segments(text).map((words) => isOurs(words) ? ticlabWords(words) : words);
  return JSON.stringify(does)
    .replace(/\/dev\/\w+/g, "/dev/port").replace(/[\w…-]+(?=\.(?:txt|tic)")/g, "file");
}

/** The line with what stands for the reader's, and with a part of what is long. */
function runnable(text: string): string {
  return text
    .replace(/\s+#.*$/, "")
    .replace(/\bCASE\b/, "std-checksum-of-date")
    .replace(/ --only '[\w-]+\/\*\*'/g, "")
    .replace(/ export \S+/, "$& --only std-checksum-of-date")
    .replace(/\b(conformance|test)\b(?! --gateway)(.*) -- /, "$1 --only std-checksum-of-date$2 -- ")
    .replace(/ (--for) (?:\d+ ?(?:min|h|d)|[1-9]\d+ ?s)\b/, " $1 2s");
}

function nameOf(text: string): string {
  const ours = segments(text).filter(isOurs).at(-1) ?? [];
  return ticlabWords(ours)?.[0] ?? "";
}

/** Undefined where the line ends by itself. */
function readyOf(text: string): RegExp | undefined {
  const name = nameOf(text);
  if (/--for |--speed max|--help/.test(text)) return undefined;
  if (name === "decode" && !/\/dev\/|\/run\//.test(text)) return undefined;
  return READY[name];
}
