#!/usr/bin/env bash
# The step of action.yml: scores the program, then writes summary, annotations and outputs.
set -uo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
deno=$(node -p "require('$here/tools/package.json').devDependencies.deno")
reports=${TICLAB_REPORTS:-ticlab-reports}
mkdir -p "$reports"

args=(--results "$reports/results.jsonl" --junit "$reports/junit.xml" --html "$reports/report.html"
  --markdown "$reports/summary.md" --github "$reports/annotations.txt")
while IFS= read -r only; do
  [ -n "$only" ] && args+=(--only "$only")
done <<<"${TICLAB_ONLY:-}"
[ -n "${TICLAB_KNOWN:-}" ] && args+=(--known "$TICLAB_KNOWN")
[ -n "${TICLAB_SUITE:-}" ] && args+=(--suite "$TICLAB_SUITE")
[ -n "${TICLAB_SETUP:-}" ] && args+=(--setup "$TICLAB_SETUP")
if [ -n "${TICLAB_GATEWAY:-}" ]; then
  args+=(--gateway "$TICLAB_GATEWAY" --set "${TICLAB_SET:-quick}")
elif [ -n "${TICLAB_PROGRAM:-}" ]; then
  [ "${TICLAB_SESSION:-false}" = true ] && args+=(--session)
  # The program is a command line, as a step's `run` is.
  args+=(-- bash -c "$TICLAB_PROGRAM")
else
  echo "::error title=ticlab::Name a program or a gateway: see the inputs of action.yml"
  exit 2
fi

npx --yes "deno@$deno" run --no-prompt --allow-all "$here/main.ts" test "${args[@]}"
code=$?
[ -f "$reports/summary.md" ] && cat "$reports/summary.md" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
[ -f "$reports/annotations.txt" ] && cat "$reports/annotations.txt"
{
  echo "results=$reports/results.jsonl"
  [ "$code" -eq 0 ] && echo "conformant=true" || echo "conformant=false"
} >>"${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
