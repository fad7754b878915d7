/**
 * Completion for fish.
 *
 * @module
 */
import type { Completed } from "./completion.ts";

const quoted = (text: string) => `'${text.replaceAll("'", "\\'")}'`;

function linesOf({ name, summary, options }: Completed): string[] {
  const here = `complete -c ticlab -n '__fish_seen_subcommand_from ${name}'`;
  return [
    `complete -c ticlab -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
    ...Object.entries(options).map(([option, { help, value, choices }]) => {
      const after = choices ? ` -x -a ${quoted(choices.join(" "))}` : value ? " -r" : "";
      return `${here} -l ${option}${after} -d ${quoted(help)}`;
    }),
  ];
}

/** Writes the script: options with their help, choices, else files. */
export function fishCompletion(commands: readonly Completed[]): string {
  return commands.flatMap(linesOf).join("\n");
}
