import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Failure } from "./failure.ts";
import { type CommandSpec, helpText, readOptions } from "./options.ts";

const SPEC: CommandSpec = {
  name: "play",
  summary: "plays",
  usage: "ticlab play [OPTIONS]",
  options: {
    mode: { value: "MODE", help: "what the line speaks", choices: ["historique", "standard"] },
    to: { value: "OUTLET", help: "where it goes", many: true },
    load: { value: "POWER", help: "what is drawn" },
    json: { help: "events" },
  },
  examples: [["ticlab play --mode standard", "a Linky"]],
  exits: [[3, "no port"]],
};

Deno.test("readOptions() reads values, switches, words and what follows --", () => {
  const options = readOptions(SPEC, [
    "a.tic",
    "--mode",
    "standard",
    "--to",
    "-",
    "--to=pty:",
    "--load",
    "-500W",
    "--json",
    "-",
    "--",
    "--cmd",
    "x",
  ]);
  assertEquals(options.words, ["a.tic", "-"]);
  assertEquals(options.rest, ["--cmd", "x"]);
  assertEquals(options.get("mode"), "standard");
  assertEquals(options.all("to"), ["-", "pty:"]);
  assertEquals(options.get("load"), "-500W");
  assertEquals(options.has("json"), true);
});

const MISTAKES: [string[], string, string][] = [
  [["--mod", "x"], "unknown option --mod", "Did you mean --mode?"],
  [["--mode", "standart"], 'cannot be "standart"', "Did you mean --mode standard?"],
  [["--mode"], "--mode wants a value", "ticlab play --help"],
  [["--load", "--json"], "--load wants a value", "ticlab play --help"],
  [["--load", "1", "--load", "2"], "more than once", "ticlab play --help"],
];
for (const [args, message, next] of MISTAKES) {
  Deno.test(`readOptions() tells the way out of ${args.join(" ")}`, () => {
    const failure = assertThrows(() => readOptions(SPEC, args), Failure, message);
    assertEquals(failure.exitCode, 2);
    assertStringIncludes(failure.next ?? "", next);
  });
}

Deno.test("helpText() shows every option, example and exit code", () => {
  const text = helpText(SPEC);
  for (
    const part of ["--mode MODE", "historique|standard", "--json", "# a Linky", "  3  no port"]
  ) {
    assertStringIncludes(text, part);
  }
});
