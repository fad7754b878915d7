/**
 * The reference of the commands: the `--help` of each.
 *
 * @module
 */
import { COMMANDS } from "../cli/commands.ts";
import { helpText } from "../cli/options.ts";
import { plain, table } from "./markdown_table.ts";

/** Writes `docs/reference/commands.md`. */
export async function commandsPage(): Promise<string> {
  const commands = Object.entries(COMMANDS);
  const helps = await Promise.all(commands.map(async ([name, { load }]) => {
    const { spec } = await load();
    return `## ${name}\n\n\`\`\`text\n${helpText(spec)}\n\`\`\``;
  }));
  return `# Commands

What \`ticlab COMMAND --help\` says. In a clone, say \`deno task ticlab COMMAND\` for
\`ticlab COMMAND\`.

${
    table(
      ["command", "what it does"],
      commands.map(([name, c]) => [`[${name}](#${name})`, plain(c.summary)]),
    )
  }

${helps.join("\n\n")}
`;
}
