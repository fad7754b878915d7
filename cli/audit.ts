/**
 * `ticlab audit`: checks what a real meter says against the specification.
 *
 * @module
 */
import { Audit } from "../conformance/audit/audit.ts";
import { auditHtml } from "../conformance/audit/audit_html.ts";
import type { AuditReport } from "../conformance/audit/audit_report.ts";
import { auditText } from "../conformance/audit/audit_text.ts";
import { SourceError } from "../decoder/source.ts";
import { shellWord } from "../decoder/sources/shell_word.ts";
import { openTimedSource, type TimedSource } from "./audit_source.ts";
import { Failure } from "./failure.ts";
import type { CommandSpec, Options } from "./options.ts";
import { terminalLook, writeReport } from "./report_files.ts";
import { baudOf, durationOf, onlySource, usage } from "./source_options.ts";
import { sourceFailure } from "./source_failure.ts";
import { userFolder } from "./user_folder.ts";
import { VERSION } from "./version.ts";
import { whenToldToEnd } from "./when_told_to_end.ts";

/** How long a port is listened to, ms: a cycle of every group, and more. */
const LISTEN = 120_000;

/** Options and help of `ticlab audit`. */
export const spec: CommandSpec = {
  name: "audit",
  summary: "check what a real meter says against the specification",
  usage: `ticlab audit SOURCE [OPTIONS]

SOURCE is a recording or any other file of a line, a port, tcp://HOST:PORT,
rfc2217://HOST:PORT, a pipe or - (standard input). Files are read to their end, all
others for two minutes.`,
  options: {
    for: { value: "TIME", help: "listen for 10s, 2min, 24h, …" },
    baud: { value: "N", help: "speed of a port; without it 9600 and 1200 are tried in turn" },
    all: { help: "every place, its bytes and its rule, not the first of each" },
    json: { help: "the whole report as one JSON object" },
    html: { value: "FILE", help: "the report as one page that needs no network" },
  },
  examples: [
    ["ticlab audit winter.txt", "a recording of ticlab record"],
    ["ticlab audit /dev/ttyUSB0 --for 10min", "the meter on a port"],
    ["ticlab audit winter.txt --html winter.html", "a page to look at"],
    ["ticlab audit winter.txt --json | jq .deviations[].rule.id", "for a program"],
  ],
  exits: [
    [1, "there are new deviations: the meter does what nobody has told of yet"],
    [3, "the source cannot be opened or breaks off, or a file cannot be written"],
    [4, "nothing readable: not one group with a right checksum"],
  ],
  notes: `Exit code 0: no deviation, or only known ones (docs/audit.md lists them).
Damage of the line is told apart from what the meter says, and is no new deviation.
Ctrl-C ends the listening; the report follows.`,
};

/**
 * Audits a source and tells what was found.
 *
 * @throws {Failure} with the exit codes of {@linkcode spec}.
 */
export async function run(options: Options): Promise<number> {
  const word = onlySource(options, spec.name);
  if (word === undefined) {
    throw usage(spec.name, "no SOURCE", "For example: ticlab audit recording.txt");
  }
  const duration = durationOf(options, spec.name, "2min");
  const baudRate = baudOf(options, spec.name);
  const folder = userFolder();
  const notice = (text: string) => console.error(`ticlab audit: ${text}`);
  let source: TimedSource | undefined;
  let report: AuditReport;
  try {
    source = await openTimedSource(word, { baudRate, folder, notice });
    const name = word === "-" ? "standard input" : word;
    const limit = duration ?? (source.file || word === "-" ? undefined : LISTEN);
    if (limit !== undefined) notice(`listening for ${limit / 1_000} s; Ctrl-C ends it earlier`);
    report = await listen(source, new Audit({ name, ticlab: VERSION }), limit);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw sourceFailure(error, { word, folder, args: Deno.args.slice(1), command: "audit" });
  } finally {
    await source?.close();
  }
  const share = shareCommands(word, source.file);
  const html = options.get("html");
  if (html !== undefined) writeReport(html, auditHtml(report, { share }));
  if (options.has("json")) console.log(JSON.stringify(report, null, 2));
  else if (html !== "-" && report.verdict !== "nothing") {
    const look = { ...terminalLook(), all: options.has("all"), share };
    console.log(auditText(report, look).join("\n"));
  }
  return exitCode(report, word);
}

async function listen(
  source: TimedSource,
  audit: Audit,
  limit: number | undefined,
): Promise<AuditReport> {
  const stop = () => void source.close();
  const timer = limit === undefined ? undefined : setTimeout(stop, limit);
  using _ = whenToldToEnd(["SIGINT", "SIGTERM"], stop);
  try {
    for await (const piece of source.pieces) {
      if (piece.kind === "gap") audit.gap();
      else audit.push(piece.bytes, piece);
    }
  } finally {
    clearTimeout(timer);
  }
  return audit.end();
}

function exitCode({ verdict, line }: AuditReport, word: string): number {
  if (verdict !== "nothing") return verdict === "new" ? 1 : 0;
  const why = "this is no line of a meter, or it was read at a wrong speed";
  throw new Failure(`nothing readable in ${line.bytes} bytes: ${why}`, {
    exitCode: 4,
    next: `Ask what the line is: ticlab check ${shellWord(word)}`,
  });
}

/** The commands that make a line ready to be shared. */
function shareCommands(word: string, file: boolean): string[] {
  const anonymise = (name: string) => `ticlab anonymise ${name} --to share.txt`;
  const last = "# then attach share.txt to an issue of ticlab: thank you";
  return file
    ? [anonymise(shellWord(word)), last]
    : [`ticlab record ${shellWord(word)} mine.txt --for 10min`, anonymise("mine.txt"), last];
}
