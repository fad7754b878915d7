import { assertEquals, assertMatch } from "@std/assert";
import { readOptions } from "./options.ts";
import { run, spec } from "./completion.ts";

const MAIN = new URL("../main.ts", import.meta.url).pathname;

async function output(program: string, ...args: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
  return new TextDecoder().decode(stdout).trim();
}

async function script(shell: string): Promise<string> {
  const path = await Deno.makeTempFile({ prefix: "_ticlab" });
  Deno.writeTextFileSync(
    path,
    await output(Deno.execPath(), "run", "-A", MAIN, "completion", shell),
  );
  return path;
}

async function has(shell: string): Promise<boolean> {
  try {
    return (await new Deno.Command(shell, { args: ["-c", "true"] }).output()).success;
  } catch {
    return false;
  }
}

/** What is offered after some words, of which the last is being typed. */
const OFFERED: readonly (readonly [words: string[], offered: string])[] = [
  [["ticlab", "deco"], "decode"],
  [["ticlab", "sim", "--mode", ""], "historique standard"],
  [["ticlab", "decode", "--js"], "--json"],
];

for (
  const [shell, ask] of Object.entries({
    bash: (words: string[]) =>
      `COMP_WORDS=(${words.map((word) => `"${word}"`).join(" ")}); ` +
      `COMP_CWORD=${words.length - 1}; _ticlab; echo "\${COMPREPLY[*]}"`,
    fish: (words: string[]) =>
      `complete -C "${words.join(" ")}" | string split -f 1 (printf "\\t") | string join " "`,
  })
) {
  const there = await has(shell);
  Deno.test({
    name: `${shell} offers commands, options and choices${
      there ? "" : ` [skipped: no ${shell} here]`
    }`,
    ignore: !there,
    fn: async () => {
      const path = await script(shell);
      for (const [words, offered] of OFFERED) {
        assertEquals(await output(shell, "-c", `source ${path}; ${ask(words)}`), offered);
      }
      Deno.removeSync(path);
    },
  });
}

const zsh = await has("zsh");
Deno.test({
  name: `zsh takes the completion${zsh ? "" : " [skipped: no zsh here]"}`,
  ignore: !zsh,
  fn: async () => {
    const path = await script("zsh");
    const load = `autoload -U compinit; compinit -u -D; source ${path}; echo $_comps[ticlab]`;
    assertEquals(await output("zsh", "-fc", load), "_ticlab");
    assertMatch(Deno.readTextFileSync(path), /'--mode=\[[^\]]*\]:MODE:\(historique standard\)'/);
    Deno.removeSync(path);
  },
});

Deno.test("a shell that is not known is told, with the nearest", async () => {
  const error = await run(readOptions(spec, ["fisch"])).catch((error) => error);
  assertEquals([error.exitCode, error.next], [2, "Did you mean: ticlab completion fish"]);
});
