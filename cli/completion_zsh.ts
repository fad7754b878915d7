/**
 * Completion for zsh.
 *
 * @module
 */
import type { Completed } from "./completion.ts";

/** A text as zsh takes it inside single quotes, where brackets and colons mean something. */
function quoted(text: string): string {
  return text.replaceAll("'", "'\\''").replace(/[[\]:]/g, "\\$&");
}

function caseOf({ name, options }: Completed): string {
  const specs = Object.entries(options).map(([option, { help, value, choices, many }]) => {
    const action = value === undefined && !choices
      ? ""
      : `:${quoted(value ?? option)}:${choices ? `(${choices.join(" ")})` : "_files"}`;
    return `'${many ? "*" : ""}--${option}${action && "="}[${quoted(help)}]${action}'`;
  });
  return `    ${name}) _arguments ${[...specs, "'*:file:_files'"].join(" ")} ;;`;
}

/** Writes the script: options with their help, choices, else files. */
export function zshCompletion(commands: readonly Completed[]): string {
  return `#compdef ticlab
_ticlab() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(caseOf).join("\n")}
  esac
}
if [[ $funcstack[1] == _ticlab ]]; then _ticlab "$@"; else compdef _ticlab ticlab; fi`;
}
