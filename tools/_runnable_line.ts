/**
 * For tests: a shown command line as it is run: what stands for the reader's filled in, and a part of what
 * is long; when one that goes on for ever may be ended, and which exit codes are fine.
 *
 * @module
 */
import { ticlabWords } from "./_checked_command.ts";
import { isOurs, segments } from "./_docs_commands.ts";

/** Places to fill in. */
const FILLED: readonly (readonly [RegExp, string])[] = [
  [/\b(?:CASE|ID)\b/, "std-checksum-of-date"],
  [/\bTOPIC\b/, "checksum"],
  [/\bNAME\b/, "tempo-red-day"],
  [/\bPROFILE\b/, "my.yaml"],
  [/\bBEFORE AFTER\b/, "before.jsonl after.jsonl"],
  [/\bFILE\b/, "winter.txt"],
  [/\bDIR\b/, "there"],
  [/ -- CMD\b/, " -- python3 adapter.py"],
];

/** What is long, and what is done in its place. */
const SHORTER: readonly (readonly [RegExp, string])[] = [
  [/ export \S+(?!.* --only )/, "$& --only std-checksum-of-date"],
  [
    /\b(conformance|test)\b(?! --gateway|[^&]* --only )((?: (?!&&)\S+)*) -- /,
    "$1 --only std-checksum-of-date$2 -- ",
  ],
  [/ --gateway \S+(?!.* --(?:only|meter) )/, "$& --only tariff-change"],
  [/ learn /, " learn --for 5s "],
  [/ --meter \S+(?!.* --for )/, "$& --for 2s"],
  // Long enough for a frame to come to the sink.
  [/(?:decode|gateway) (?:\/\S+(?= --to )|tcp:\S+)/, "$& --for 3s"],
  [/ (--for) (?:\d+ ?(?:min|h|d)|[1-9]\d+ ?s)\b/, " $1 2s"],
];

/** What a command that goes on for ever says when it runs. */
const READY: Readonly<Record<string, RegExp>> = {
  sim: /pty:|tcp:|mqtt:|serial:|socat:/,
  replay: /pty:|tcp:|serial:/,
  tee: /reading at/,
  record: /reading at/,
  decode: /reading at|"event":/,
  mosquitto_sub: /ticlab/,
  "curl -N": /data:/,
};

/** Exit codes that are findings: of a line, of a program, and of a line that was left at once. */
const FINDINGS: Readonly<Record<string, readonly number[]>> = {
  audit: [1, 4],
  check: [1, 4],
  // Ended by Ctrl-C.
  "curl -N": [130],
  decode: [4],
  // A fault that had no time to happen.
  replay: [5],
  report: [1],
  test: [1],
};

/** What the commands of a line do, however ticlab, ports and recordings are called in it. */
export function doings(text: string): string[] {
  return segments(text).map((words) => isOurs(words) ? ticlabWords(words) ?? words : words)
    .map((words) =>
      JSON.stringify(words)
        .replace(/\/dev\/\w+/g, "/dev/port").replace(/[\w…-]+(?=\.(?:txt|tic)")/g, "file")
    );
}

/** The line with its places filled in, and with a part of what is long. */
export function runnable(text: string): string {
  return [...FILLED, ...SHORTER].reduce(
    (line, [from, to]) => line.replace(from, to),
    text,
  );
}

/** What it says when it runs; undefined where it ends by itself. */
export function readyOf(text: string): RegExp | undefined {
  const name = nameOf(text);
  if (/ --step /.test(text)) return /"ready":true/;
  if (/--for |--speed max|--help/.test(text)) return undefined;
  if (/\| ticlab decode -/.test(text)) return /Drive it with|reading at/;
  if (name === "decode" && !/\/dev\/|\/run\/|tcp:/.test(text)) return undefined;
  return READY[name];
}

/** The exit codes with which it did what it is there for. */
export function fineCodes(text: string): readonly number[] {
  return [0, ...FINDINGS[nameOf(text)] ?? []];
}

function nameOf(text: string): string {
  const all = segments(text);
  const ours = all.filter(isOurs).at(-1);
  if (ours !== undefined) return ticlabWords(ours)?.[0] ?? "";
  const [program = "", option = ""] = all[0] ?? [];
  return program in READY ? program : `${program} ${option}`;
}
