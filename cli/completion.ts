/**
 * `ticlab completion`: what makes a shell complete commands, options and their choices.
 *
 * @module
 */
import { COMMANDS } from "./commands.ts";
import { bashCompletion } from "./completion_bash.ts";
import { fishCompletion } from "./completion_fish.ts";
import { zshCompletion } from "./completion_zsh.ts";
import { Failure } from "./failure.ts";
import { nearest } from "./nearest.ts";
import type { CommandSpec, Options } from "./options.ts";
import { writeOut } from "./stdout.ts";

/** A command as a shell completes it. */
export interface Completed {
  name: string;
  summary: string;
  options: CommandSpec["options"];
}

const SHELLS: Readonly<Record<string, (commands: readonly Completed[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};
const NAMES = Object.keys(SHELLS);

/** Options and help of `ticlab completion`. */
export const spec: CommandSpec = {
  name: "completion",
  summary: "print what makes a shell complete these commands",
  usage: `ticlab completion ${NAMES.join("|")}`,
  options: {},
  examples: [
    ["source <(ticlab completion bash)", "in bash, for this session; in ~/.bashrc for ever"],
    ["ticlab completion zsh > ~/.zfunc/_ticlab", "in zsh, where ~/.zfunc is in fpath"],
    ["ticlab completion fish > ~/.config/fish/completions/ticlab.fish", "in fish"],
  ],
  exits: [],
};

/**
 * Prints the script of a shell.
 *
 * @throws {Failure} exit code 2 where no such shell is known.
 */
export async function run({ words }: Options): Promise<number> {
  const [shell = ""] = words;
  const script = SHELLS[shell];
  if (script === undefined || words.length > 1) {
    const near = nearest(shell, NAMES);
    throw new Failure(
      shell === "" ? "for which shell?" : `no completion for "${words.join(" ")}"`,
      {
        exitCode: 2,
        next: near ? `Did you mean: ticlab completion ${near}` : `They are ${NAMES.join(", ")}.`,
      },
    );
  }
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { summary, load }]) => ({
      name,
      summary,
      options: (await load()).spec.options,
    })),
  );
  writeOut(new TextEncoder().encode(`${script(commands)}\n`));
  return 0;
}
