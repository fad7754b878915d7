/**
 * Each example of a fixture, as it stands and with a bug put into its decoder: which of its tests fail.
 */
import { assertEquals } from "@std/assert";

const HERE = new URL("./", import.meta.url).pathname;
const MAIN = new URL("../main.ts", import.meta.url).pathname;

/** A bug of the decoder: what it has in the place of some of its text, and the tests that see it. */
interface Bug {
  name: string;
  edits: readonly (readonly [from: string, to: string])[];
  red: readonly string[];
}

interface Example {
  /** Folder behind `fixture-`. */
  name: string;
  /** A command line that succeeds where the tools are there. */
  needs: string;
  /** Runs the tests. */
  command: string;
  /** File of the decoder. */
  decoder: string;
  /** How a failed test is told. */
  failed: RegExp;
  bugs: readonly Bug[];
}

const EXAMPLES: readonly Example[] = [
  {
    name: "pytest",
    needs: "python3 -m pytest --version",
    command: "python3 -m pytest -p no:cacheprovider",
    decoder: "teleinfo.py",
    failed: /^FAILED \S+::test_(\w+)/gm,
    bugs: [
      {
        name: "a reading stays when its group is gone",
        edits: [
          ['self.data = b""', 'self.data, self.kept = b"", {}'],
          ["return dict(", "self.kept |= dict("],
          ["[1]))", "[1]))\n                return dict(self.kept)"],
        ],
        red: ["an_overload_begins_and_ends"],
      },
      {
        name: "it dies of a byte that is no ASCII",
        edits: [["latin-1", "ascii"]],
        red: ["it_reads_on_after_noise"],
      },
    ],
  },
  {
    name: "node",
    needs: "node --test --version",
    command: "node --test",
    decoder: "teleinfo.mjs",
    failed: /^not ok \d+ - ([\w ]+)$/gm,
    bugs: [
      {
        name: "the checksum is not looked at",
        edits: [[
          "(sum & 0x3f) + 0x20 !== line.charCodeAt(end - 1)",
          "sum < 0",
        ]],
        red: ["a damaged group is no reading"],
      },
    ],
  },
  {
    name: "go",
    needs: "go version",
    command: "go test -count=1 -timeout 60s",
    decoder: "teleinfo.go",
    failed: /^--- FAIL: Test(\w+)/gm,
    bugs: [
      {
        name: "a reading stays when its group is gone",
        edits: [
          ["line *bufio.Reader\n", "line *bufio.Reader\n\tkept Frame\n"],
          ["longest)}", "longest), Frame{}}"],
          [
            "return groups(data[start:]), nil",
            "groups(data[start:], m.kept)\nreturn m.kept, nil",
          ],
          [
            "func groups(data []byte) Frame {",
            "func groups(data []byte, frame Frame) Frame {",
          ],
          ["\tframe := Frame{}\n", ""],
        ],
        red: ["AnOverloadBeginsAndEnds"],
      },
    ],
  },
  {
    name: "cpp",
    needs: "c++ --version && ctest --version",
    command: "cmake -B build . && cmake --build build -j 2 && cd build && ctest -j 2",
    decoder: "teleinfo.hpp",
    failed: /^\s*\d+ - (\S+) \(Failed\)/gm,
    bugs: [
      {
        name: "the checksum is not looked at",
        edits: [["checksum != (sum & 0x3F) + 0x20", "checksum == sum"]],
        red: ["cases", "a-damaged-group-is-no-reading"],
      },
    ],
  },
];

const shell = (command: string, options: Deno.CommandOptions = {}) =>
  new Deno.Command("sh", { ...options, args: ["-c", command], stdin: "null" })
    .output();

for (const { name, needs, command, decoder, failed, bugs } of EXAMPLES) {
  const there = (await shell(needs)).success;
  Deno.test({
    name: `the fixture of ${name}: right green, wrong red${there ? "" : ` [skipped: no ${needs}]`}`,
    ignore: !there,
    fn: async () => {
      using folder = copyOf(`${HERE}fixture-${name}`);
      const right = Deno.readTextFileSync(`${folder.path}/${decoder}`);
      const run = async (text: string) => {
        Deno.writeTextFileSync(`${folder.path}/${decoder}`, text);
        const { code, stdout, stderr } = await shell(command, {
          cwd: folder.path,
          env: { TICLAB: `'${Deno.execPath()}' run -A '${MAIN}'` },
        });
        const words = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
        return {
          code,
          words,
          red: Array.from(words.matchAll(failed), ([, test]) => test),
        };
      };
      const { code, words } = await run(right);
      assertEquals(code, 0, words);
      for (const { name, edits, red } of bugs) {
        const wrong = edits.reduce(
          (text, edit) => edited(text, ...edit),
          right,
        );
        const told = await run(wrong);
        assertEquals(
          [told.code === 0, told.red],
          [false, red],
          `${name}: ${told.words}`,
        );
      }
    },
  });
}

/** A folder with the files of another, taken away afterwards. */
function copyOf(folder: string): { path: string; [Symbol.dispose](): void } {
  const path = Deno.makeTempDirSync();
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    if (isFile) Deno.copyFileSync(`${folder}/${name}`, `${path}/${name}`);
  }
  return {
    path,
    [Symbol.dispose]: () => Deno.removeSync(path, { recursive: true }),
  };
}

function edited(text: string, from: string, to: string): string {
  assertEquals(
    text.split(from).length,
    2,
    `"${from}" stands once in the decoder`,
  );
  return text.replace(from, () => to);
}
