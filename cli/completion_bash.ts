/**
 * Completion for bash.
 *
 * @module
 */
import type { Completed } from "./completion.ts";

/** Options of a command, and the choices of those that have some, as cases of the shell. */
function caseOf({ name, options }: Completed): string {
  const flags = Object.keys(options).map((option) => `--${option}`).join(" ");
  const choices = Object.entries(options).filter(([, { choices }]) => choices)
    .map(([option, { choices }]) =>
      `      "${name} --${option}") words="${choices!.join(" ")}" ;;`
    );
  return [...choices, `      "${name} "*) words="${flags} --help" ;;`].join("\n");
}

/** Writes the script: options after a command, choices after an option, else files. */
export function bashCompletion(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name).join(" ");
  return `_ticlab() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names} --help --version"
  else
    case "\${COMP_WORDS[1]} $before" in
${commands.map(caseOf).join("\n")}
    esac
  fi
  case "$words" in
    -*) [[ $word == -* ]] || words="" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -o bashdefault -F _ticlab ticlab`;
}
